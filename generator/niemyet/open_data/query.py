"""The tables of a built site, asked with SQL (DuckDB): read into memory once; after that nothing outside can be reached.

Takes the folder of a site made with `open_data: true`. A table is called as in the package, with "_" for "-"; `niem_yet` holds
the postings of all provinces.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from niemyet.open_data.addresses import API, PACKAGE

EVERY_POSTING = "niem_yet"
_TYPES = {"string": "VARCHAR", "date": "DATE", "boolean": "BOOLEAN", "integer": "BIGINT"}


class QueryError(ValueError):
    """The query cannot be answered; the message is DuckDB's, in English."""


class Rows(NamedTuple):
    """What a query gives."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]


class Tables:
    """The tables of one site."""

    def __init__(self, site: Path) -> None:
        """Raises FileNotFoundError if the site has no package of tables."""
        package = json.loads((site / PACKAGE).read_text("utf-8"))
        self._base = duckdb.connect(":memory:")
        provinces = []
        for resource in package["resources"]:
            name = resource["name"].replace("-", "_")
            types = ", ".join(f"'{field['name']}': '{_TYPES[field['type']]}'" for field in resource["schema"]["fields"])
            self._base.execute(
                f'CREATE TABLE "{name}" AS SELECT * FROM read_csv(?, header = true, columns = {{{types}}})',
                [str(site / API / resource["path"])],
            )
            provinces += [name] if name.startswith(f"{EVERY_POSTING}_") else []
        if provinces:
            every = " UNION ALL ".join(f'SELECT * FROM "{name}"' for name in provinces)
            self._base.execute(f"CREATE TABLE {EVERY_POSTING} AS {every}")
        for name in provinces:
            self._base.execute(f'DROP TABLE "{name}"')

    def close_off(self) -> None:
        """From here on a query reads these tables and nothing else: no file, no address, no setting."""
        self._base.execute("SET enable_external_access = false")
        self._base.execute("SET lock_configuration = true")

    def ask(self, query: str) -> Rows:
        """The rows of a query. Raises QueryError."""
        try:
            if not duckdb.extract_statements(query):
                raise QueryError("no statement")
            found = self._base.execute(query)
            columns = tuple(column[0] for column in found.description or ())
            return Rows(columns, found.fetchall())
        except duckdb.Error as error:
            raise QueryError(str(error)) from None

    def list_tables(self) -> Iterator[tuple[str, int, str]]:
        """Each table: its name, the number of its rows, its columns."""
        for (name,) in self.ask("SELECT table_name FROM information_schema.tables ORDER BY table_name").rows:
            (number,) = self.ask(f'SELECT count(*) FROM "{name}"').rows[0]
            yield str(name), int(str(number)), ", ".join(self.ask(f'SELECT * FROM "{name}" LIMIT 0').columns)

    def write_parquet(self, folder: Path) -> Iterator[Path]:
        """Writes each table as a Parquet file; yields their paths. Raises OSError where the folder cannot be made."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, _, _ in [*self.list_tables()]:
            file = folder / f"{name.replace('_', '-')}.parquet"
            self._base.execute(f'COPY "{name}" TO ? (FORMAT parquet)', [str(file)])
            yield file
