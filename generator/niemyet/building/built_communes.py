"""The result of building the communes: their diagnostics, and what pages above the communes need to know of them."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b

from niemyet.building.commune_memory import MadeCommune
from niemyet.building.packed_communes import CommuneUnpacker
from niemyet.cache.cache_file import CachedPart, unpack
from niemyet.cache.digests import digest, start_digest
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.oversight.overseen import Overseen
from niemyet.render.listings import ListedCommune, OutlinedCommune
from niemyet.render.mapped import MappedCommune


class BuiltCommunes:
    """Collects the communes of one build. `add` must be called in the order of the communes: digests depend on it."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.names: dict[str, str] = {}
        """Path → name with kind ("xã Thường Tín"). Communes with errors are missing."""
        self._packed: list[bytes] = []
        self._rows: defaultdict[str, blake2b] = defaultdict(start_digest)
        self._provinces: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.keys: list[bytes] = []
        """Keys of the communes' parts. The key of a commune with a file changed seconds ago never matches in the next build."""
        self._outlines: list[bytes] = []
        self._records: list[bytes] = []
        self._overseen: list[bytes] = []
        self._mapped: dict[str, bytes] = {}
        self.named: set[str] = set()
        """The paths of the files that postings name, or may name where they cannot be read."""

    def add(self, path: str, diagnostics: Iterable[Diagnostic], part: CachedPart | None, named: Iterable[str] = ()) -> None:
        """Adds one commune. `part` is None if it has errors; then `named` are the files that its postings may name."""
        self.diagnostics += diagnostics
        self.named.update(named)
        if part is None:
            return
        made = part.read(MadeCommune)
        self.diagnostics += made.diagnostics
        self.named.update(made.named)
        self.names[path] = made.name
        self._packed.append(made.packed_listed)
        self.keys.append(part.key)
        self._outlines.append(made.outline)
        self._records.append(made.records)
        self._overseen += [made.packed_overseen] if made.packed_overseen else []
        if made.packed_mapped:
            self._mapped[path] = made.packed_mapped
        province = path.split("/")[0]
        for code, row in made.rows:
            self._rows[code].update(row)
            self._provinces[code][province] = None

    @cached_property
    def outline(self) -> bytes:
        """Digest of everything that lists of communes show."""
        return digest(*self._outlines)

    @property
    def records_digest(self) -> bytes:
        """Digest of the bytes of all files of communes."""
        return digest(*self._records)

    @cached_property
    def compared_digest(self) -> bytes:
        """Digest of every posting as comparisons show it."""
        return digest(self.outline, *(part for code in self._rows for part in (code, self.rows_of(code))))

    @cached_property
    def names_digest(self) -> bytes:
        """Digest of the communes' paths and names."""
        return digest(*(part for pair in self.names.items() for part in pair))

    @cached_property
    def overseen_digest(self) -> bytes:
        """Digest of the figures of all communes."""
        return digest(*self._overseen)

    @cached_property
    def overseen(self) -> tuple[Overseen, ...]:
        """The figures of all communes, as pages of places above them show them; unpacked on first use."""
        return tuple(unpack(packed, Overseen) for packed in self._overseen)

    @property
    def mapped_digest(self) -> bytes:
        """Digest of what the administrative map shows of the communes."""
        return digest(*(part for pair in self._mapped.items() for part in pair))

    @cached_property
    def mapped(self) -> dict[str, MappedCommune]:
        """Path → what the administrative map shows of a commune, of those of which there is anything."""
        return {path: unpack(packed, MappedCommune) for path, packed in self._mapped.items()}

    def rows_of(self, code: str) -> bytes:
        """Digest of the rows of a procedure's comparison: which communes post it, and how."""
        return self._rows[code].digest()

    def provinces_of(self, code: str) -> tuple[str, ...]:
        """The paths of the provinces in which the procedure is posted."""
        return tuple(self._provinces[code])

    @cached_property
    def listed(self) -> tuple[ListedCommune, ...]:
        """Every commune as lists and comparisons show it; unpacked on first use."""
        unpacker = CommuneUnpacker()
        return tuple(unpacker.unpack(packed) for packed in self._packed)

    @cached_property
    def outlined(self) -> tuple[OutlinedCommune, ...]:
        """The communes as lists are given them."""
        return tuple(commune.outlined for commune in self.listed)
