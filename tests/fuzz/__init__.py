"""The long proofs of `make fuzz`: seeded, resumable, on several processes. `python -m fuzz --help` from tests/ says how."""
