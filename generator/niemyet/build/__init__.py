"""Building the site: what is made again, by whom, and in which order."""
