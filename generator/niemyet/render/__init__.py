"""From resolved values to pages and data files. Pure: the same input gives the same bytes.

Knows the templates and the frames; reads no file of the catalogue and writes none.
"""
