"""The rules across records, by subject. Each rule is one small function that yields diagnostics."""
