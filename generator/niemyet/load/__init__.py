"""From files to documents: text, and values that know their line and column.

A file that cannot be read is a diagnostic, not an exception. Knows neither models nor law.
"""
