"""Answers for assistants (Model Context Protocol), from the open data of a built site and from nothing else."""
