"""What helps those who write records: schemas, drafts, a settled order of keys, who may change what."""
