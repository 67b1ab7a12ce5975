"""Findings about who passes on whose words: a chain of which nobody is named, and several outlets that trace to one report."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.model import Article, Finding, FindingKind, Part, Source, SourceKind, Statement

FEWEST_OUTLETS = 2
"""Outlets in a row before somebody without a name: "Courier → Harbour Radio → a source". One outlet alone is plain reporting."""
FEWEST_CITING = 2
"""Outlets that all pass on the report of one other."""

_NAMELESS = frozenset((SourceKind.UNNAMED_BARE, SourceKind.UNNAMED_SPECIFIC, SourceKind.COLLECTIVE))
_PASSING_ON = frozenset((Part.VOUCHES, Part.ORIGIN))


def find_chains(article: Article, statements: Sequence[Statement]) -> Iterator[Finding]:
    """Give the finding of one origin and that of the longest chain of hearsay, where there are such."""
    chains = [(statement, chain) for statement in statements for chain in _find_chains(statement)]
    if chains:
        yield from _find_one_origin(chains)
        yield from _find_hearsay(article, chains)


def _find_chains(statement: Statement) -> Iterator[tuple[Source, ...]]:
    """Give who passes a statement on, through whom: each chain from the outermost source to the innermost."""
    sources = statement.sources
    through = {source.via for source in sources if source.via is not None}
    for place, source in enumerate(sources):
        if source.via is not None and place not in through:
            chain = [source]
            while chain[0].via is not None and len(chain) <= len(sources):
                chain.insert(0, sources[chain[0].via])
            if all(link.part in _PASSING_ON for link in chain):
                yield tuple(chain)


def _find_one_origin(chains: Sequence[tuple[Statement, Sequence[Source]]]) -> Iterator[Finding]:
    """Several outlets are named that report the same, and all of them cite one and the same other."""
    cited: dict[str, str] = {}
    numbers: dict[int, None] = {}
    for statement, chain in chains:
        outlets = [_name(source) for source in chain if source.kind is SourceKind.OUTLET]
        for citing, origin in pairwise(outlets):
            if cited.setdefault(citing, origin) != origin:
                return  # one of them has two origins
            numbers[statement.n] = None
    origins = {origin for origin in cited.values() if origin not in cited}
    if len(origins) == 1 and len(cited) >= FEWEST_CITING:
        yield Finding(FindingKind.ONE_ORIGIN, tuple(numbers), {"names": tuple(cited), "origin": origins.pop()})


def _find_hearsay(article: Article, chains: Sequence[tuple[Statement, Sequence[Source]]]) -> Iterator[Finding]:
    """What is passed on from outlet to outlet and begins with somebody who is not named."""
    found = [(_list_steps(article, chain), statement) for statement, chain in chains if _is_hearsay(chain)]
    longest = max(found, key=lambda pair: len(pair[0]), default=None)
    if longest and len(longest[0]) > FEWEST_OUTLETS:
        steps, statement = longest
        yield Finding(FindingKind.HEARSAY_CHAIN, (statement.n,), {"names": steps[:-1], "words": steps[-1], "steps": len(steps)})


def _is_hearsay(chain: Sequence[Source]) -> bool:
    return chain[-1].kind in _NAMELESS and all(source.kind is SourceKind.OUTLET for source in chain[:-1])


def _list_steps(article: Article, chain: Sequence[Source]) -> tuple[str, ...]:
    """Give the names from the place where the text stood to the one who is not named."""
    steps = [_name(source) for source in chain]
    if article.site and article.site.casefold() not in (step.casefold() for step in steps):
        steps.insert(0, article.site)
    return tuple(steps)


def _name(source: Source) -> str:
    return source.name or source.text
