"""The pages, one module per family. Each takes a view of resolved values and yields finished pages in a fixed order."""
