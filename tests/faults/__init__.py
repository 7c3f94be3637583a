"""The long proof of `make faults`: file operations fail, and commands are killed there. `python -m faults --help` says how."""
