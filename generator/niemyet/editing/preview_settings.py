"""mkdocs.yml of a preview: the site's own, at another address, saying on every page that nobody has approved it yet."""

import re

from niemyet.editing.settings_migrations import put_below_plugin
from niemyet.load.yaml_writer import write_scalar
from niemyet.patterns import regex

_ADDRESS = regex(r"^site_url:.*$", re.MULTILINE)


def write_preview_settings(text: str, address: str, name: str) -> str:
    """The text with the preview's address and name. Whoever uses it reads it back: what is written in a strange way stays."""
    moved = _ADDRESS.sub(lambda _: f"site_url: {write_scalar(address)}", text, count=1)
    return "\n".join(put_below_plugin(moved.split("\n"), [f"preview: {write_scalar(name)}"]))
