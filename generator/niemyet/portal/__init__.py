"""From an export of the national portal to reference records: files → raw records → records with doubts → catalogue."""
