"""The receiver of ratings, which a province runs beside its site: it counts, and learns of nobody who they are."""
