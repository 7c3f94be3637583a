"""Oversight of communes: whether postings are complete, on time and reviewed."""
