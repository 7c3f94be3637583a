"""The number of a document that stands in a province's own list.

Provinces number their documents independently, so a document is its number and its issuer. In records, a number is plain text;
what it stands for depends on whose record it is (`law/document_scopes.py`). Once that is known, a document of a province's own
list goes by a `ProvincialNumber`, which reads as the plain number and equals no other province's, nor the nation's.
"""


class ProvincialNumber(str):
    """The number of a document in the list of the province at the path `province`, "ha-noi"."""

    __slots__ = ("province",)
    _fields = ("number", "province")

    province: str

    def __new__(cls, number: str, province: str) -> "ProvincialNumber":
        """`number` as written in the province's list."""
        made = super().__new__(cls, number)
        made.province = province
        return made

    @property
    def number(self) -> str:
        """The plain number."""
        return str(self)

    def __eq__(self, other: object) -> bool:
        """Equal numbers of one province."""
        return isinstance(other, ProvincialNumber) and self.province == other.province and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        """As `__eq__`; text has its own, which would be asked first."""
        return not self == other

    def __hash__(self) -> int:
        """Agrees with `__eq__`."""
        return hash((self.province, str(self)))

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        """For workers: made again from its parts."""
        return ProvincialNumber, (self.number, self.province)
