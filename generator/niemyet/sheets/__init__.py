"""From a resolved commune to printed sheets: plain data for the typesetter, and the typesetter itself.

Knows the words of `render`, not its pages; knows no file of the catalogue. Data goes to Typst as JSON only.
"""
