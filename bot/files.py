"""Rule and phrase files on disk: where they are, how they are read, and the compiled pack that is kept for the next start."""

import gc
import hashlib
import os
import stat
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot import __version__
from bot.errors import Complaint, RuleError
from bot.reply.phrasebook import Phrasebook, parse_phrasebook
from bot.rulebook import Rulebook, compile_pack, digest_pack, restore_rulebook, store_rulebook

if TYPE_CHECKING:
    from bot.reply.report import Sheet

_HERE = Path(__file__).resolve().parent
_PLACES = (_HERE.parent / "rules", _HERE / "shipped" / "rules")
"""Next to the project, and inside an installed wheel."""
MOST_FILES = 500
MOST_KEPT = 8
"""Compiled packs in the cache; the oldest go."""
_COLLECT_AFTER = (50_000, 20, 100)
"""New objects before the collector looks through them; Python's own 700 is reached twice in one reading."""


def find_rules(directory: Path | None = None) -> Path:
    """The folder that holds a folder of rule files for each language; RuleError where there is none."""
    places = (directory,) if directory else _PLACES
    for place in places:
        if place.is_dir():
            return place
    raise RuleError(f"no rules in {' or '.join(map(str, places))}: {_MEANT}")


_MEANT = "give the folder that holds a folder of rule files for each language, like rules with rules/en/*.toml"


def find_pack(directory: Path | None = None, language: str = "en") -> Path:
    """The folder of one language's rule files; RuleError says which folder to give where another one or a file was given."""
    if directory and directory.is_file():
        above = directory.resolve().parent.parent
        raise RuleError(f"{directory} is a file: give the folder that holds the folder {language}, {above}")
    folder = find_rules(directory) / language
    if folder.is_dir():
        return folder
    if any(folder.parent.glob("*.toml")):
        raise RuleError(f"{folder.parent} holds rule files itself: give the folder above it, {folder.parent.resolve().parent}")
    raise RuleError(f"{folder.parent} holds no folder {language}: {_MEANT}")


def read_pack(directory: Path | None = None, language: str = "en") -> Mapping[str, str]:
    """The texts of one language's rule files by name ("rules/en/modal.toml"); RuleError where a file cannot be read."""
    folder = find_pack(directory, language)
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise RuleError(f"{folder} holds no rule file; a pack is at least one file that ends in .toml")
    if len(paths) > MOST_FILES:
        raise RuleError(f"{folder} holds {len(paths)} rule files; allowed: {MOST_FILES}")
    return {f"rules/{language}/{path.name}": _read(path) for path in paths}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise RuleError(f"{path} cannot be read: {error.strerror}") from None


def load_rulebook(directory: Path | None = None, language: str = "en", *, try_examples: bool = True) -> Rulebook:
    """The rulebook of one language; RuleError with every complaint, a line each.

    A pack from a named directory is tried on its own examples when it is met for the first time, and kept compiled once they
    pass. The pack that comes with Caveat has been tried by Caveat's tests: nobody waits for that at their first start.
    """
    gc.set_threshold(*_COLLECT_AFTER)  # readings make no cycles: no need to look for them in every second one,
    files = read_pack(directory, language)
    name = _name_entry(files, language, named=directory is not None)
    rulebook = _recall(name, files, language)
    if rulebook is None:
        rulebook = compile_pack(files, language)
        if directory is None:
            _keep(name, rulebook)
        elif try_examples:
            _try_and_keep(name, rulebook)
    gc.freeze()  # and the rulebook lives as long as the process: the collector need not walk through it again and again
    return rulebook


def _try_and_keep(name: str, rulebook: Rulebook) -> None:
    complaints = _try_examples(name, rulebook)
    if complaints:
        raise RuleError("\n".join(map(str, complaints)))


def check_rules(directory: Path | None = None, language: str = "en") -> tuple[Complaint, ...]:
    """What is wrong with the examples of a pack, and its duplicate and idle phrases; RuleError where its shape is wrong."""
    files = read_pack(directory, language)
    return _try_examples(_name_entry(files, language, named=directory is not None), compile_pack(files, language))


def _try_examples(name: str, rulebook: Rulebook) -> tuple[Complaint, ...]:
    """What is wrong with a pack that compiles; where nothing is, it is kept and need not be tried again."""
    from bot.reading.examples import check_examples  # only rule authors need it

    complaints = check_examples(rulebook)
    if not complaints:
        _keep(name, rulebook)
    return complaints


# --- the cache: compiled packs by digest. Whatever is wrong with it, the pack is compiled as if there were none.


def _name_entry(files: Mapping[str, str], language: str, *, named: bool) -> str:
    """The name of a pack's file in the cache: it changes with the rules, with Caveat, its code and Python."""
    code = hashlib.sha256()
    for path in sorted(path for part in ("rulebook", "text") for path in (_HERE / part).glob("*.py")):
        found = path.stat()
        code.update(f"{path.name} {found.st_size} {found.st_mtime_ns};".encode())
    python = "".join(map(str, sys.version_info[:2]))
    place = "named" if named else "shipped"
    return f"{language}-{place}-{digest_pack(files)}-{__version__}-{code.hexdigest()[:8]}-py{python}.json"


def _find_cache() -> Path | None:
    """The user's own cache folder, made where it is missing; None where there is none that only this user can write to.

    What lies in such a folder was put there by the user, who can change the rules and Caveat itself as well; whoever could
    put another folder in its place could not make it the user's. An entry is JSON all the same: it cannot run anything.
    """
    if not hasattr(os, "geteuid"):
        return None  # no way to tell whose a file is
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        folder = (given if given.is_absolute() else Path.home() / ".cache") / "caveat"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_ours(folder.lstat(), stat.S_ISDIR) else None
    except (OSError, RuntimeError):  # RuntimeError: no home
        return None


def _is_ours(found: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
    """Tell whether it belongs to this user and nobody else can write to it."""
    return is_kind(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _recall(name: str, files: Mapping[str, str], language: str) -> Rulebook | None:
    """The rulebook that was kept under this name, if there is one that is whole."""
    folder = _find_cache()
    if folder is None:
        return None
    try:
        if not _is_ours((folder / name).lstat(), stat.S_ISREG):  # nobody else can put another in its place: the folder is ours
            return None
        digest, _, text = (folder / name).read_text(encoding="utf-8").partition("\n")
        return restore_rulebook(text, files, language) if digest == _digest(text) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(name: str, rulebook: Rulebook) -> None:
    """Keep a rulebook for the next start, whole or not at all: it is written aside and then moved into place."""
    folder = _find_cache()
    if folder is None:
        return
    text = store_rulebook(rulebook)
    aside = folder / f"{name}.{os.getpid()}"
    try:
        aside.touch(mode=0o600)
        aside.write_text(f"{_digest(text)}\n{text}", encoding="utf-8")
        aside.replace(folder / name)
        _drop_oldest(folder)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _drop_oldest(folder: Path) -> None:
    kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[MOST_KEPT:]:
        path.unlink(missing_ok=True)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def load_phrasebook(language: str = "en") -> Phrasebook:
    """The phrasebook of one language; RuleError names the ones there are."""
    folder = _HERE / "reply" / "phrases"
    path = folder / f"{language}.toml"
    if not path.is_file():
        known = ", ".join(sorted(known.stem for known in folder.glob("*.toml")))
        raise RuleError(f'no phrasebook for "{language}"; there are: {known}')
    return parse_phrasebook(_read(path), path.name)


def load_phrasebooks(first: str = "en") -> list[Phrasebook]:
    """Every phrasebook there is, the named language in front; RuleError names the ones there are."""
    others = sorted(path.stem for path in (_HERE / "reply" / "phrases").glob("*.toml") if path.stem != first)
    return [load_phrasebook(language) for language in (first, *others)]


def load_sheet() -> "Sheet":
    """What the page of a reading carries along: its style and its script."""
    from bot.reply.report import Sheet  # most commands draw no page

    folder = _HERE / "reply" / "report"
    return Sheet(_read(folder / "report.css"), _read(folder / "report.js"))
