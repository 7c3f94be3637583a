"""Help and messages about wrong usage, in Vietnamese and English."""
