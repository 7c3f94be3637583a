"""From records of three levels to what a citizen of one commune sees on one date."""
