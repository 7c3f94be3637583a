"""From pages to a published site: staged beside the old one, then swapped or updated in place."""
