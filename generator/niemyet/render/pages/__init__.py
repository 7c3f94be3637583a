"""One module a family of pages. Each takes what is resolved and gives finished pages, in a fixed order."""
