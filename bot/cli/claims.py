"""`caveat claims`: published fact-checks are imported; `bench` measures how often a post meets the claim that it repeats."""

import asyncio
import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from bot.cli.lines import Flaw, Line, parse_line, split_lines
from bot.cli.output import complain, plain_output
from bot.cli.source import open_file
from bot.cli.status import DONE, UNREADABLE
from bot.errors import InputError
from bot.memory.statements import SqliteStatements
from bot.memory.writer import Writer
from bot.model import Certainty, Polarity, Status
from bot.service.statements import Sighting, Statements

DEPTH = 20
"""Places of the ranking that are looked at: a claim further down counts as not found."""

_CHAT = 0
_AT_ONCE = 1_000

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Claim:
    """A line that could be read: a claim that is known, or a post with the claim that it repeats."""

    id: str
    text: str
    repeats: str | None = None


def run(arguments: Namespace) -> int:
    """Do what the action asks for."""
    if arguments.action == "bench":
        return _bench(arguments)
    from bot.cli.claims_import import clear_claims, import_claims  # needs lxml, which takes its time

    return {"import": import_claims, "clear": clear_claims}[arguments.action](arguments)


def _bench(arguments: Namespace) -> int:
    """Print how often the claim was first, among five, and the mean reciprocal rank; bad lines are named and left out."""
    complaints: list[str] = []
    claims = tuple(_read_claims(arguments.seen, complaints, {}))
    known = {claim.id: number for number, claim in enumerate(claims)}
    posts = tuple(_read_claims(arguments.new, complaints, known))
    if complaints:
        complain("\n".join(complaints))
    if not claims or not posts:
        raise InputError(f"{arguments.new if claims else arguments.seen}: has no line that can be used")
    ranks = asyncio.run(_find_all(claims, posts, known))
    plain_output().write(f"{len(claims):,} claims stored, {len(posts):,} posts looked for\n{say_ranks(ranks)}\n")
    return UNREADABLE if complaints else DONE


def say_ranks(ranks: Sequence[int]) -> str:
    """The share found first and in five, and the mean of 1/rank, where 0 stands for not found."""
    first, five = (sum(0 < rank <= most for rank in ranks) / len(ranks) for most in (1, 5))
    mean = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return f"first {first:.3f} · in five {five:.3f} · mean reciprocal rank {mean:.3f}"


# --- the files


def _read_claims(name: str, complaints: list[str], known: Mapping[str, int]) -> Iterator[Claim]:
    """The claims of a file; with `known` the posts, of which each repeats one of these. What is wrong goes to `complaints`."""
    found: set[str] = set()
    with ExitStack() as stack:
        for line in split_lines(stack.enter_context(open_file(name))):
            claim = _read_claim(line, known)
            if isinstance(claim, Claim) and claim.id not in found:
                found.add(claim.id)
                yield claim
            else:
                says = f'"id" {claim.id} stands in an earlier line' if isinstance(claim, Claim) else claim
                complaints.append(f"{name}, line {line.number}: {says}")


def _read_claim(line: Line, known: Mapping[str, int]) -> Claim | str:
    """The claim or the post of a line, or what is wrong with it."""
    record = parse_line(line)
    if isinstance(record, Flaw):
        return record.says
    if record.link is not None:
        return 'missing "text"'
    repeats = json.loads(line.raw.decode("utf-8-sig")).get("claim") if known else None
    if known and str(repeats) not in known:
        return f'"claim" is {json.dumps(repeats, ensure_ascii=False)}, which is the "id" of no claim that could be read'
    article = record.article
    return Claim(
        str(record.id), f"{article.title}\n{article.text}" if article.title else article.text, str(repeats) if known else None
    )


# --- the search


async def _find_all(claims: Sequence[Claim], posts: Sequence[Claim], known: Mapping[str, int]) -> Sequence[int]:
    """The place at which each post's claim was found, from 1; 0 where it was not."""
    with TemporaryDirectory() as folder:
        writer = await Writer.start(Path(folder) / "claims.db")
        try:
            statements = SqliteStatements(writer)
            await _store(statements, claims)
            return [await _find_rank(statements, post, known[post.repeats or ""]) for post in _show(posts, "posts")]
        finally:
            await writer.close()


async def _store(statements: Statements, claims: Sequence[Claim]) -> None:
    sightings = [_see(number, claim) for number, claim in enumerate(claims)]
    for start in _show(range(0, len(claims), _AT_ONCE), "thousand claims"):
        await statements.put(sightings[start : start + _AT_ONCE])


def _see(number: int, claim: Claim) -> Sighting:
    return Sighting(_CHAT, number, claim.text, Status.STATED, Certainty.CERTAIN, Polarity.POSITIVE, 0.0, claim.id)


async def _find_rank(statements: Statements, post: Claim, wanted: int) -> int:
    found = await statements.find_like(post.text, _CHAT, most=DEPTH)
    for rank, one in enumerate(found, 1):
        if wanted in [sighting.message for sighting in await statements.list_sightings(one.seen.number, _CHAT)]:
            return rank
    return 0


def _show(items: Sequence[Item], unit: str) -> Iterable[Item]:
    """The items, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        return items
    from tqdm import tqdm

    return tqdm(items, unit=f" {unit}", file=sys.stderr)
