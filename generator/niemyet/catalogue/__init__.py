"""The catalogue as values: the reference level, then commune after commune, read and checked."""
