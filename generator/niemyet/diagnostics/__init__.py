"""Diagnostics as data, the rulebook that words them, and the formats of a report."""
