"""What the name of a record's file says."""

from functools import lru_cache


@lru_cache(maxsize=1024)
def code_of_file(path: str) -> str:
    """The procedure code that a file is named by: "…/1.001193@2027-03-01.yaml" → "1.001193"."""
    return path.rsplit("/", 1)[-1].removesuffix(".yaml").split("@")[0]
