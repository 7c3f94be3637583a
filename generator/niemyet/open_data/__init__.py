"""The records as data that other programs use: a static interface below `/api/v1/`, tables, texts for assistants."""
