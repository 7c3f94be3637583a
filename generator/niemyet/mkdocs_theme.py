"""The theme `niemyet`, as MkDocs finds it by the entry point `mkdocs.themes`: one folder in a wheel and in a checkout."""

from types import SimpleNamespace

from niemyet.load.packaged import find_theme

THEME = SimpleNamespace(__file__=str(find_theme() / "mkdocs_theme.yml"))
"""MkDocs takes the folder of this file for the theme's: no package of its own is needed where the templates are."""
