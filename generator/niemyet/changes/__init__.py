"""What changes for citizens between two states of the catalogue, as values, words, pages and feeds."""
