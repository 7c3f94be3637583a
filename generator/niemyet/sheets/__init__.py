"""From a resolved commune to PDFs for its notice board: data for the typesetter, and the typesetter.

Uses the wording of `render`, not its pages; reads no file of the catalogue. Data goes to Typst as JSON only.
"""
