"""Tools for people who write records: schemas, drafts, formatting, owners, the guide, the browser form."""
