"""Puts texts in order by how much they look like another: rare words that both have, and how near the rest of them is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log
from operator import itemgetter
from statistics import fmean

from rapidfuzz import fuzz

SATURATION, LENGTH = 1.2, 0.75
"""How soon a repeated word stops counting, and how much a long text is held against it: the customary values of BM25."""

NEARNESS = 0.5
"""What the likeness of the words in alphabetical order adds at most, as a share: it decides between the equally good."""

GOOD = 3.0
"""What shares less than this part of the best one's weight is no look-alike: it need not be put in order."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each term of a query tells: the fewer texts hold it, the more. Numbers as `find_terms` gives them."""

    terms: Sequence[str]
    counts: Mapping[str, int]
    """In how many texts each term stands."""
    texts: int

    def weigh(self, term: str) -> float:
        """Give the inverse document frequency of a term (Robertson and Spärck Jones), never below zero."""
        held = min(self.counts.get(term, 0), self.texts)
        return log(1 + (self.texts - held + 0.5) / (held + 0.5))


def rank(weights: Weights, found: Mapping[int, list[str]], most: int) -> list[tuple[int, float]]:
    """Give the numbers of the texts that look most like the query, best first, with 1.0 for the same words in any order.

    `found` holds the terms of each. BM25 (Robertson and Zaragoza 2009) over the query's terms, then rapidfuzz over the terms in
    alphabetical order.
    """
    length = fmean(map(len, found.values())) if found else 0.0
    wanted = {term: weights.weigh(term) for term in weights.terms}
    query = " ".join(sorted(weights.terms))
    shared = {number: _score(wanted, terms, length) for number, terms in found.items()}
    scores = [(number, shared[number] * _near(query, found[number])) for number in _find_hopeful(shared, most)]
    best = sorted(scores, key=lambda score: (-score[1], score[0]))[:most]
    full = _score(wanted, weights.terms, length) * (1 + NEARNESS) or 1.0
    return [(number, min(score / full, 1.0)) for number, score in best if score > 0]


def _find_hopeful(scores: Mapping[int, float], most: int) -> list[int]:
    """Give the numbers that can still be among the best: nearness adds no more than its share to any."""
    least = min(nlargest(most, scores.values()), default=0.0) / (1 + NEARNESS)
    return [number for number, score in scores.items() if score >= least]


def _near(query: str, terms: Sequence[str]) -> float:
    return 1 + NEARNESS * fuzz.ratio(query, " ".join(sorted(terms))) / 100


def _score(wanted: Mapping[str, float], terms: Sequence[str], length: float) -> float:
    slack = SATURATION * (1 - LENGTH + LENGTH * len(terms) / length) if length else 1.0
    counted: dict[str, int] = {}
    for term in terms:
        if term in wanted:
            counted[term] = counted.get(term, 0) + 1
    return sum([wanted[term] * count * (SATURATION + 1) / (count + slack) for term, count in counted.items()])


def keep_best(scores: Mapping[int, float], most: int) -> list[int]:
    """Give the numbers with the highest scores."""
    if len(scores) > most:
        good = max(scores.values()) / GOOD
        better = {number: score for number, score in scores.items() if score >= good}
        scores = better if len(better) >= most else scores
    return [number for number, _ in nlargest(most, scores.items(), key=itemgetter(1))]
