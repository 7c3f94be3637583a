"""Loads and validates the catalogue: the reference level, single communes, and the hand-written pages."""
