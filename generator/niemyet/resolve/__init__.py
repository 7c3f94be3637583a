"""Combines the records of the three levels into what a citizen of one commune sees on one date."""
