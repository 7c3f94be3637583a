"""What changes for citizens between two states of the catalogue, told in words and as data."""
