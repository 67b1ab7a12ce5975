"""Full readings a second of an article of 3 kB, beside proselint and write-good on the same text; where a reading's time goes."""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from bot.files import load_rulebook
from bot.model import Article
from bot.reading import read
from bot.reading.findings import find_findings
from bot.reading.outline import outline
from bot.reading.read import draft_statements
from bot.rulebook import Rulebook
from bot.text.sentences import split_sentences
from bot.text.words import split_words
from tests.bench.texts import article, long_article
from tests.bench.timing import ROUNDS, best, milliseconds, once, say, say_where, table, times
from tests.command import ROOT

CACHE = ROOT / ".cache" / "bench"
WRITE_GOOD = "write-good@1.0.8"
SECONDS = 0.05
"""How long a round lasts."""
TELLINGS = 50


@dataclass(frozen=True, slots=True)
class Other:
    """Another tool's time for the text and how many places it marked; no time, and why, where it could not be measured."""

    name: str
    seconds: float = 0.0
    found: int = 0
    missing: str = ""


def main() -> None:
    """Print the tables."""
    text, rulebook = article(), load_rulebook()
    first = once(lambda: read(Article(text), rulebook))
    linters = _proselint(text)
    mine, *rest = best(lambda: read(Article(text), rulebook), *linters.values(), seconds=SECONDS)
    others = [Other(name, seconds, len(lint())) for (name, lint), seconds in zip(linters.items(), rest, strict=True)]
    others += [] if linters else [Other("proselint", missing="it cannot be imported; remove .venv and run make bench again")]
    rules = f"{len(rulebook.rules):,} rules, {len(rulebook.forms):,} forms of phrases"
    say(f"Full readings of one article of {len(text):,} characters; {rules}")
    _compare(mine, len(read(Article(text), rulebook).statements), [*others, _write_good(text)])
    say(f"  first reading of a process: {milliseconds(first)}; under other names and figures: {_varied(rulebook):,.0f} a second")
    say_where()
    say("Where a reading's time goes")
    _stages(text, rulebook)


def _compare(mine: float, statements: int, others: list[Other]) -> None:
    rows = [["caveat", f"{1 / mine:,.0f}", milliseconds(mine), times(mine, mine), f"{statements} statements"]]
    for other in others:
        if other.seconds:
            rows.append(
                [
                    other.name,
                    f"{1 / other.seconds:,.0f}",
                    milliseconds(other.seconds),
                    times(other.seconds, mine),
                    f"{other.found} marks",
                ]
            )
        else:
            rows.append([other.name, "–", "–", "–", "not measured"])
    table(["tool", "texts a second", "time a text", "of Caveat's time", "found"], rows)
    for other in others:
        if other.missing:
            say(f"\n  !!! {other.name} NOT MEASURED: {other.missing}\n")


def _varied(rulebook: Rulebook) -> float:
    """Readings a second over articles that are not the same again and again."""
    whole = long_article(TELLINGS)
    articles = [Article(whole[start : start + len(whole) // TELLINGS]) for start in range(0, len(whole), len(whole) // TELLINGS)]
    (seconds,) = best(lambda: [read(one, rulebook) for one in articles], rounds=5)
    return len(articles) / seconds


def _stages(text: str, rulebook: Rulebook) -> None:
    one = Article(text)
    plan, reading = outline(one, rulebook), read(one, rulebook)
    drafts = draft_statements(plan, rulebook)
    whole, words, sentences, planning, drafting, finding = best(
        lambda: read(one, rulebook),
        lambda: split_words(text),
        lambda: split_sentences(plan.passages[-1].words, rulebook.abbreviations),
        lambda: outline(one, rulebook),
        lambda: draft_statements(plan, rulebook),
        lambda: find_findings(reading.statements, drafts, rulebook),
    )
    parts = {
        "splitting into words": words,
        "splitting into sentences": sentences,
        "matching, and roles of sentences": planning - words - sentences,
        "scopes, sources and statements": drafting,
        "findings": finding,
        "the rest: values, level, receipt": whole - planning - drafting - finding,
    }
    table(
        ["part", "time", "share"],
        [[name, milliseconds(max(0.0, part)), f"{max(0.0, part) / whole:.0%}"] for name, part in parts.items()],
    )
    say_where()


def _proselint(text: str) -> dict[str, Callable[[], list[object]]]:
    """Proselint as it comes, and with all its checks on: nothing where it is not installed."""
    try:
        registry, tools = import_module("proselint.registry"), import_module("proselint.tools")
        checks, config = import_module("proselint.checks"), import_module("proselint.config")
    except ImportError:
        return {}
    registry.CheckRegistry().register_many(checks.__register__)
    every = {"max_errors": 1_000_000, "checks": dict.fromkeys(config.DEFAULT["checks"], True)}
    name = f"proselint {version('proselint')}"
    return {
        f"{name}, as it comes": lambda: list(tools.LintFile("article", text).lint()),
        f"{name}, all checks": lambda: list(tools.LintFile("article", text).lint(every)),
    }


def _write_good(text: str) -> Other:
    """Write-good with its defaults, in a node of its own that is warm before it is timed."""
    node, npm = shutil.which("node"), shutil.which("npm")
    package = CACHE / "node_modules" / "write-good"
    if not node:
        return Other("write-good", missing="node is missing; install Node.js and run make bench again")
    if not package.is_dir() and not (npm and _install(npm)):
        return Other(
            "write-good", missing="npm cannot get the package; it is needed once, with a network" if npm else "npm is missing"
        )
    return _run_write_good(node, package, text)


def _install(npm: str) -> bool:
    CACHE.mkdir(parents=True, exist_ok=True)
    command = [
        npm,
        "install",
        "--prefix",
        str(CACHE),
        "--no-package-lock",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--silent",
        WRITE_GOOD,
    ]
    try:
        return subprocess.run(command, cwd=CACHE, capture_output=True, timeout=60, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def _run_write_good(node: str, package: Path, text: str) -> Other:
    command = [node, str(Path(__file__).with_name("write_good.js")), str(package), str(ROUNDS), str(SECONDS)]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=60, check=False)
        told = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return Other("write-good", missing=f"it did not run; remove {CACHE.relative_to(ROOT)} and try again")
    return Other(f"write-good {told['version']}, node {told['node'].lstrip('v')}", told["seconds"], told["found"])


if __name__ == "__main__":
    main()
