"""From pages to files: the new site is made beside the old one and takes its place in one step."""
