"""From documents to records: each is checked against its model, then against other records and the law.

`entries` validates one record, `reference_index` holds the reference records for lookup, `rules/` has the rules across records,
one small function each. Today's date is an argument; how a diagnostic is worded is not known here.
"""
