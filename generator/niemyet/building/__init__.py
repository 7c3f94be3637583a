"""Building the site: which parts are stale, which process renders them, and in which order."""
