"""Rule and phrase files on disk: where they are, how they are read, and the compiled pack that is kept for the next start."""

import gc
from collections.abc import Mapping
from pathlib import Path

from bot.errors import Complaint, RuleError
from bot.reply.phrasebook import Phrasebook, parse_phrasebook
from bot.rulebook import Rulebook, compile_pack

_HERE = Path(__file__).resolve().parent
_PLACES = (_HERE.parent / "rules", _HERE / "shipped" / "rules")
"""Next to the project, and inside an installed wheel."""
MOST_FILES = 500
_COLLECT_AFTER = (50_000, 20, 100)
"""New objects before the collector looks through them; Python's own 700 is reached twice in one reading."""


def find_rules(directory: Path | None = None) -> Path:
    """The folder that holds a folder of rule files for each language; RuleError where there is none."""
    places = (directory,) if directory else _PLACES
    for place in places:
        if place.is_dir():
            return place
    raise RuleError(f"no rules in {' or '.join(map(str, places))}: name the folder that holds en/*.toml in config.toml, [rules] directory")


def read_pack(directory: Path | None = None, language: str = "en") -> Mapping[str, str]:
    """The texts of one language's rule files by name ("rules/en/modal.toml"); RuleError where a file cannot be read."""
    folder = find_rules(directory) / language
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


def load_rulebook(directory: Path | None = None, language: str = "en") -> Rulebook:
    """The rulebook of one language; RuleError with every complaint, a line each."""
    rulebook = compile_pack(read_pack(directory, language), language)
    gc.freeze()  # it lives as long as the process: the collector need not walk through it again and again,
    gc.set_threshold(*_COLLECT_AFTER)  # nor look for cycles in every second reading, which makes none
    return rulebook


def check_rules(directory: Path | None = None, language: str = "en") -> tuple[Complaint, ...]:
    """Everything that is wrong with a pack: its shape first and, where that holds, its examples, duplicates and idle phrases."""
    from bot.reading.examples import check_examples  # only rule authors need it

    return check_examples(load_rulebook(directory, language))


def load_phrasebook(language: str = "en") -> Phrasebook:
    """The phrasebook of one language; RuleError names the ones there are."""
    folder = _HERE / "reply" / "phrases"
    path = folder / f"{language}.toml"
    if not path.is_file():
        raise RuleError(f'no phrasebook for "{language}"; there are: {", ".join(sorted(known.stem for known in folder.glob("*.toml")))}')
    return parse_phrasebook(_read(path), path.name)
