"""Figures that people enter, by subject: what a commune or a province reports of a year, and what others award it."""
