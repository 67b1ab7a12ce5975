"""Saved pages to articles: pages a second, the share that is extraction, trafilatura alone beside it, memory over 200 pages."""

import json
import logging
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from bot.files import load_rulebook
from bot.model import Page
from bot.pages.extract import extract_page
from bot.reading import read
from tests.bench.timing import best, megabytes, memory, milliseconds, once, process_memory, say, say_where, table, times
from tests.command import ROOT
from tests.pages.ballast import load_with_ballast

SITES = Path(__file__).parent.parent / "pages" / "sites"
ROUNDS = 3
TURNS = 8
"""How often each page is timed for the spread."""
MANY = 200
Saved = tuple[str, str]
"""The markup of a page and its address."""


def main() -> None:
    """Print the tables; with the argument "growth" only how much memory the pages take, for a process of its own."""
    pages = load_pages()
    heavy = [(load_with_ballast(markup), url) for markup, url in pages]
    logging.disable(logging.WARNING)  # trafilatura says of each empty page that it is empty
    if sys.argv[1:] == ["growth"]:
        say(json.dumps(_grow(heavy)))
        return
    rulebook = load_rulebook()
    first = once(lambda: extract_page(*pages[0]))
    articles = [page.article for page in (extract_page(*saved) for saved in pages) if isinstance(page, Page)]
    _compare("as saved", pages)
    extracting = _compare("with the ballast of a real site", heavy)
    say(f"  first page of a process: {milliseconds(first)}, the import of trafilatura included")
    _spread(heavy)
    say_where()
    (reading,) = best(lambda: [read(article, rulebook) for article in articles], rounds=ROUNDS)
    say(f"From the page with its ballast to the reading: {len(articles)} of these pages hold an article")
    _shares(extracting, reading)
    say_where()
    _remember(heavy)


def load_pages() -> list[Saved]:
    """The pages of the tests, decoded."""
    pages = []
    for file in sorted(SITES.glob("*.html")):
        said = tomllib.loads(file.with_suffix(".toml").read_text(encoding="utf-8"))
        pages.append((file.read_bytes().decode(said.get("encoding", "utf-8")), said["url"]))
    return pages


def _trafilatura(pages: Sequence[Saved], *, metadata: bool) -> Callable[[], object]:
    """Trafilatura as it comes, on the same pages."""
    from trafilatura import bare_extraction

    return lambda: [bare_extraction(markup, url=url, fast=True, with_metadata=metadata) for markup, url in pages]


def _compare(kind: str, pages: Sequence[Saved]) -> float:
    """Seconds that all pages take, after a table of them."""
    say(f"{len(pages)} pages in turn, {kind}: {sum(len(markup) for markup, _ in pages) / len(pages) / 1000:,.1f} kB on average")
    mine, alone, bare = best(
        lambda: [extract_page(*saved) for saved in pages],
        _trafilatura(pages, metadata=True),
        _trafilatura(pages, metadata=False),
        rounds=ROUNDS,
    )
    rows = {
        "caveat: article or what the page is": mine,
        "trafilatura fast=True, with metadata": alone,
        "trafilatura fast=True, the body alone": bare,
    }
    table(
        ["extraction", "pages a second", "time a page", "of Caveat's time"],
        [[name, f"{len(pages) / time:,.0f}", milliseconds(time / len(pages)), times(time, mine)] for name, time in rows.items()],
    )
    say()
    return mine


def _spread(pages: Sequence[Saved]) -> None:
    taken = sorted(map(_time, islice(cycle(pages), TURNS * len(pages))))
    cuts = quantiles(taken, n=100)
    say(
        f"  a page: p50 {milliseconds(cuts[49])}, p99 {milliseconds(cuts[98])}, slowest {milliseconds(taken[-1])} of {len(taken)}"
    )


def _time(saved: Saved) -> float:
    start = perf_counter()
    extract_page(*saved)
    return perf_counter() - start


def _shares(extracting: float, reading: float) -> None:
    whole = extracting + reading
    rows = {"from markup to article": extracting, "from article to reading": reading}
    table(["part", "time", "share"], [[name, milliseconds(time), f"{time / whole:.0%}"] for name, time in rows.items()])


def _remember(pages: Sequence[Saved]) -> None:
    """Say what memory many pages take: by Python's own count here, by the system's in a process that does nothing else."""
    peak = memory(lambda: [extract_page(*saved) for saved in islice(cycle(pages), MANY)])
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.pages", "growth"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    before, after, late = json.loads(done.stdout)
    say(f"Memory over {MANY} pages")
    table(
        ["measure", "size"],
        [
            ["most held by Python's objects at once", megabytes(peak)],
            ["process at its highest", megabytes(after)],
            ["… beyond what it held after one page", megabytes(after - before)],
            [f"… grown in another {MANY} pages", megabytes(late - after)],
        ],
    )
    say("  what libxml2 holds is in the process's size, not in that of Python's objects\n")


def _grow(pages: Sequence[Saved]) -> tuple[int, int, int]:
    """Bytes of the process at its highest after one page, after many, and after as many again."""
    sizes = []
    for number in (1, MANY, MANY):
        for saved in islice(cycle(pages), number):
            extract_page(*saved)
        sizes.append(_held())
    return sizes[0], sizes[1], sizes[2]


def _held() -> int:
    """Bytes of this process at its highest; what the system counts otherwise includes the process that started it."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return process_memory()
    return next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
