"""What went wrong in a record, as data; how it is told is the business of `formats`."""
