"""Questions at a terminal, and what their answers may be."""
