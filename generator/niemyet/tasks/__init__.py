"""What a worker does, and how the work is handed to workers.

A task holds what all pages share; each worker takes it over once. A worker holds one commune at a time and
writes its pages itself, so only a few words a posting come back.
"""
