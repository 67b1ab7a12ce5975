"""The floors of the building: what a file may import, and what the pure floors may not even know of."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "bot").rglob("*.py"))

FLOORS = {
    "__init__": 0,  # holds the version and nothing else
    "model": 0,
    "errors": 0,
    "text": 1,
    "rulebook": 1,
    "reading": 2,
    "reply": 3,
    "service": 4,
    "settings": 5,
    "pages": 6,
    "memory": 6,
    "files": 6,
    "pictures": 6,
    "chat": 7,
    "playground": 7,
    "cli": 8,
    "__main__": 8,
}
NEIGHBOURS = {
    ("rulebook", "text"),  # a phrase is made of the same words as a text
    ("__main__", "cli"),
}
"""Pairs of one floor of which the first may import the second; all other neighbours do not know each other."""

PURE_FLOORS = range(4)
PURE_MODULES = {
    *(
        "array",
        "base64",
        "bisect",
        "calendar",  # counts days; it knows no today
        "collections",
        "contextlib",
        "copy",
        "dataclasses",
        "difflib",
        "enum",
        "functools",
        "hashlib",
        "heapq",
        "html",
    ),
    *("itertools", "json", "math", "operator", "re", "string", "textwrap", "tomllib", "types", "typing", "unicodedata", "xml"),
}
"""What the pure floors may import of the standard library: nothing that knows a clock, network, disk, environment or chance."""
IMPURE_CALLS = {"open", "print", "input", "eval", "exec", "__import__", "breakpoint"}

HOMES = {
    "charset_normalizer": {"pages"},
    "fontTools": {"pictures"},
    "httpcore": {"pages"},
    "httpx": {"pages", "playground"},
    "idna": {"pages"},
    "lxml": {"pages"},
    "prometheus_client": {"chat"},
    "protego": {"pages"},
    "rapidfuzz": {"memory"},
    "resvg_py": {"pictures"},
    "sqlite_utils": {"memory"},
    "tdjson": {"playground"},
    "telegram": {"chat", "playground"},
    "tld": {"pages"},
    "tornado": {"chat", "playground"},
    "tqdm": {"cli"},
    "trafilatura": {"pages"},
}
"""Where each foreign library is known; a library that is not listed is known nowhere."""


def part_of(file: Path) -> str:
    inside = file.relative_to(ROOT / "bot")
    return inside.parts[0].removesuffix(".py")


def find_imports(file: Path) -> Iterator[str]:
    """The full names of the modules and names that a file imports, those inside functions too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def find_parts(file: Path) -> set[str]:
    """The parts of the bot that a file imports; `from bot import __version__` is the part __init__."""
    names = [name.split(".") for name in find_imports(file) if name.split(".")[0] == "bot"]
    return {name[1] if len(name) > 1 and name[1] != "__version__" else "__init__" for name in names}


def may_import(part: str, other: str) -> bool:
    return part == other or FLOORS[other] < FLOORS[part] or (part, other) in NEIGHBOURS


def name_file(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", FILES, ids=name_file)
def test_a_file_stands_on_a_floor(file: Path) -> None:
    assert part_of(file) in FLOORS


@pytest.mark.parametrize("file", FILES, ids=name_file)
def test_a_file_imports_only_its_own_part_and_lower_floors(file: Path) -> None:
    assert [other for other in sorted(find_parts(file)) if other not in FLOORS or not may_import(part_of(file), other)] == []


@pytest.mark.parametrize("file", FILES, ids=name_file)
def test_a_file_names_what_it_imports_in_full(file: Path) -> None:
    assert [name for name in find_imports(file) if name.startswith(".")] == []


@pytest.mark.parametrize("file", FILES, ids=name_file)
def test_a_foreign_library_stays_in_its_home(file: Path) -> None:
    roots = {name.split(".")[0] for name in find_imports(file)} - {"bot"}
    foreign = roots - sys.stdlib_module_names
    assert [root for root in sorted(foreign) if part_of(file) not in HOMES.get(root, set())] == []


PURE_FILES = [file for file in FILES if FLOORS.get(part_of(file)) in PURE_FLOORS]


@pytest.mark.parametrize("file", PURE_FILES, ids=name_file)
def test_a_pure_file_imports_nothing_that_knows_the_world(file: Path) -> None:
    roots = {name.split(".")[0] for name in find_imports(file)} - {"bot"}
    assert sorted(roots - PURE_MODULES) == []


@pytest.mark.parametrize("file", PURE_FILES, ids=name_file)
def test_a_pure_file_calls_nothing_that_reaches_the_world(file: Path) -> None:
    calls = (node.func for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    assert [call.id for call in calls if isinstance(call, ast.Name) and call.id in IMPURE_CALLS] == []


@pytest.mark.parametrize("file", [file for file in FILES if file.read_text(encoding="utf-8").strip()], ids=name_file)
def test_the_first_line_of_a_file_says_its_one_reason(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
