"""The models of records, from which everything else about keys is derived.

Every key has its Vietnamese title and description here and nowhere else. Validation, messages, schemas, the form and the
editors' guide are made from these classes. This package knows no files, no positions in files and no current date.
"""
