"""What came of the communes: what is wrong with them, and what the pages above them are made of."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b

from niemyet.build.commune_memory import CommuneUnpacker, MadeCommune
from niemyet.cache.cache_file import CachedPart
from niemyet.cache.digests import digest, start_digest
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.render.listings import ListedCommune, OutlinedCommune


class BuiltCommunes:
    """The communes of one build, added in their order."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.names: dict[str, str] = {}
        """By path, with their kind: "xã Thường Tín"; communes with errors have none."""
        self._packed: list[bytes] = []
        self._rows: defaultdict[str, blake2b] = defaultdict(start_digest)
        self._provinces: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self.keys: list[bytes] = []
        """Of their parts; that of a commune with a file changed just now is nobody's next time, so that it is read again."""
        self._outlines: list[bytes] = []

    def add(self, path: str, diagnostics: Iterable[Diagnostic], part: CachedPart | None) -> None:
        """Adds the commune of a path; without a part it has errors."""
        self.diagnostics += diagnostics
        if part is None:
            return
        made = part.read(MadeCommune)
        self.diagnostics += made.diagnostics
        self.names[path] = made.name
        self._packed.append(made.packed_listed)
        self.keys.append(part.key)
        self._outlines.append(made.outline)
        province = path.split("/")[0]
        for code, row in made.rows:
            self._rows[code].update(row)
            self._provinces[code][province] = None

    @cached_property
    def outline(self) -> bytes:
        """Stands for what lists of communes tell."""
        return digest(*self._outlines)

    @cached_property
    def names_digest(self) -> bytes:
        """Stands for what the communes are called."""
        return digest(*(part for pair in self.names.items() for part in pair))

    def rows_of(self, code: str) -> bytes:
        """Stands for what a comparison tells of who posts the procedure and how."""
        return self._rows[code].digest()

    def provinces_of(self, code: str) -> tuple[str, ...]:
        """The paths of the provinces in which the procedure is posted."""
        return tuple(self._provinces[code])

    @cached_property
    def listed(self) -> tuple[ListedCommune, ...]:
        """The communes in few words."""
        unpacker = CommuneUnpacker()
        return tuple(unpacker.unpack(packed) for packed in self._packed)

    @cached_property
    def outlined(self) -> tuple[OutlinedCommune, ...]:
        """The communes as lists are given them."""
        return tuple(commune.outlined for commune in self.listed)
