"""Programs that are no part of this one and that it calls: git for the past of the catalogue, npm for the form."""
