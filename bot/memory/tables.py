"""Which tables a file has, with their columns: asked of the file itself, so that a new table is left out nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

OWN_BOOKS = ("sqlite_schema", "_sqlite_migrations")
"""Tables that tell of the tables; every file has its own."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its SQLite type, which is empty where any will do."""

    name: str
    kind: str
    needed: bool
    """Whether null is not allowed."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the columns that are written to it, and those that tell its rows apart."""

    name: str
    columns: Sequence[Column]
    key: Sequence[str]

    @property
    def names(self) -> Sequence[str]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def list_tables(db: Database) -> Sequence[Table]:
    """Give every table that holds entries, by name. The count of numbers given (`sqlite_sequence`) is one of them."""
    rows = db.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name").fetchall()
    return tuple(_describe(db, name) for (name,) in rows if name not in OWN_BOOKS and not name.startswith("sqlite_stat"))


def _describe(db: Database, name: str) -> Table:
    rows = db.execute("SELECT name, type, [notnull] OR pk, pk FROM pragma_table_info(?)", (name,)).fetchall()
    columns = tuple(Column(column, kind, bool(needed)) for column, kind, needed, _ in rows)
    key = sorted((place, column) for column, _, _, place in rows if place)
    return Table(name, columns, tuple(column for _, column in key) or tuple(column.name for column in columns))


def count_rows(db: Database) -> int:
    """Count the entries of all tables."""
    return sum(db.table(table.name).count for table in list_tables(db))
