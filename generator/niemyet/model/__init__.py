"""What a record is: one table of fields per kind of record, everything else is derived from it.

Every key has a Vietnamese title and description here and nowhere else. The check, the messages, the
open-data dictionary and the editors' guide are made from these classes. This package knows no file,
no place in a file and no date of today.
"""
