"""From the resolved catalogue to pages: pure, the same input gives the same text.

Knows the templates and the frame that pages are poured into; knows no file of the catalogue and writes none.
"""
