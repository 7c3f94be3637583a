"""The rules across records, one module per subject. A rule is a small function that yields diagnostics."""
