"""From files to documents: text whose every value knows its line and column.

A file that cannot be read is a diagnostic, not an exception. This stage knows no model and no law.
"""
