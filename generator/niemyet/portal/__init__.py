"""Imports national portal exports: files → raw records → records with doubts → the catalogue."""
