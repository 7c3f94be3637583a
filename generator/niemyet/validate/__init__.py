"""From documents to records: each against its model, then all against one another and the law.

`entries` reads one record, `lawbook` holds the reference side by side, `rules/` has the rules across
records, one small function a rule. Nothing here knows today's date or how a diagnostic is told.
"""
