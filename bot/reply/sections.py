"""The sections of a summary: what matters most of a reading, ranked and cut to a phone screen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.model import Fact, Finding, FindingKind, Reading, Statement, Status
from bot.reading.level import is_main
from bot.reply.content import quote_content
from bot.reply.label import NAMED_KINDS, deciding_cues, is_pointer, label, quote, quote_cue, speakers, where, who
from bot.reply.phrasebook import Phrasebook
from bot.reply.says import finding_says, say_could_not, say_no_comment

QUOTE_LENGTH = 80
"""The longest quotation in a section, in code points: about two lines of a phone."""

ROWS = 10
"""The most lines of all sections together, titles among them: with the first two lines a phone screen."""

LINES = 3
"""The most lines of one section."""

ABOUT_HEADLINE = (FindingKind.HEADLINE_OUTRUNS_BODY, FindingKind.CAVEAT_NEAR_HEADLINE, FindingKind.FLAT_HERE_UNCONFIRMED_THERE)
LEFT_OUT = frozenset((FindingKind.CAVEAT_NEAR_HEADLINE, FindingKind.UNNAMED_ONLY))
"""Findings that were wrong more than one time in ten on texts that nobody had seen: a reading has them, a reply does not."""
PASSED_ON = (FindingKind.ONE_ORIGIN, FindingKind.HEARSAY_CHAIN)
AGAINST = (Status.WITHDRAWN, Status.DENIED, Status.DISPUTED)


@dataclass(frozen=True, slots=True)
class Link:
    """An address that is opened by a button below: in the lines themselves no address can be pressed."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a summary and what stands under it."""

    title: str
    lines: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class _Draft:
    """A section before it is cut to the room there is; `opens` tells whether it touches the headline or the beginning."""

    key: str
    lines: tuple[str, ...]
    opens: bool


@dataclass(frozen=True, slots=True)
class _View:
    """A reading with what every section asks of it."""

    reading: Reading
    phrasebook: Phrasebook
    opening: frozenset[int]

    def find(self, *kinds: FindingKind) -> tuple[Finding, ...]:
        """List the findings of some kinds, in the order of the kinds."""
        told = [kind for kind in kinds if kind not in LEFT_OUT]
        return tuple(finding for kind in told for finding in self.reading.findings if finding.kind is kind)

    def having(self, *statuses: Status) -> tuple[Statement, ...]:
        """List the statements of some statuses, those that open the article first."""
        chosen = [statement for statement in self.reading.statements if statement.status in statuses]
        return tuple(sorted(chosen, key=lambda statement: statement.n not in self.opening))

    def where(self, statement: Statement) -> str:
        """Name the sentence of a statement."""
        return where(statement.sentence, self.phrasebook)

    def statement(self, n: int | None) -> Statement | None:
        """Give the statement with a number; None where there is none."""
        return next((statement for statement in self.reading.statements if statement.n == n), None)


SayStatement = Callable[[_View, Statement], str]


def rank_sections(reading: Reading, phrasebook: Phrasebook, more: str = "more-items") -> tuple[Section, ...]:
    """Give what is worth saying first, in ten lines: what touches the headline or the beginning before the rest.

    `more` is the phrase for lines that were left out of a section.
    """
    view = _View(reading, phrasebook, frozenset(_find_opening(reading)))
    drafts = [draft for draft in (build(view) for build in SECTIONS) if draft.lines]
    return _fit(sorted(drafts, key=lambda draft: not draft.opens), more, phrasebook)


def _find_opening(reading: Reading) -> Iterator[int]:
    """Find what touches the headline or the beginning: it stands there, or a finding ties it to what does."""
    for statement in reading.statements:
        if is_main(statement):
            yield statement.n
    for finding in reading.findings:
        if finding.kind in ABOUT_HEADLINE:
            yield from finding.statements


def _draft(
    view: _View, key: str, findings: Sequence[Finding], statements: Sequence[Statement] = (), say: SayStatement | None = None
) -> _Draft:
    """Build a section: its findings, then its statements."""
    lines = tuple(finding_says(finding, view.phrasebook) for finding in findings)
    items = tuple(say(view, statement) for statement in statements) if say else ()
    numbers = {statement.n for statement in statements}.union(*(finding.statements for finding in findings))
    return _Draft(key, lines + items, not view.opening.isdisjoint(numbers))


def _headline(view: _View) -> _Draft:
    return _draft(view, "headline", view.find(*ABOUT_HEADLINE))


def _against(view: _View) -> _Draft:
    return _draft(view, "taken-back", (), view.having(*AGAINST), _say_label)


def _unconfirmed(view: _View) -> _Draft:
    """Build the section of what is not confirmed: the words that say so, whose they are, and how deep in the text they stand.

    Who could not confirm is told apart only where no such line names them.
    """
    doubts, depth = view.having(Status.UNCONFIRMED), view.find(FindingKind.CAVEAT_DEPTH)
    told = {n for finding in view.find(*ABOUT_HEADLINE) for n in finding.statements}
    items = tuple(_say_unconfirmed(view, statement) for statement in doubts if statement.n not in told)
    draft = _draft(view, "unconfirmed", depth, doubts)
    shown = " ".join(items).lower()
    found = view.find(FindingKind.NOT_CONFIRMED_BY)
    said = [say_could_not(one, view.phrasebook) for one in found if not _are_in(one.facts.get("could_not"), shown)]
    nobody = tuple(filter(None, said))
    return _Draft(draft.key, nobody + items[:1] + draft.lines + items[1:], draft.opens)


def _are_in(names: Fact | None, shown: str) -> bool:
    """Tell whether lines name all of these already; where there are no names, whether there are lines at all."""
    return all(name.lower() in shown for name in names) if names and isinstance(names, tuple) else bool(shown)


def _unnamed(view: _View) -> _Draft:
    """Build the section of what rests on unnamed people; a sentence all of whose speakers have names is none of it."""
    chosen = view.having(Status.UNNAMED, Status.HEARSAY)
    told = [one for one in chosen if not speakers(one) or any(source.kind not in NAMED_KINDS for source in speakers(one))]
    return _draft(view, "unnamed", view.find(FindingKind.UNNAMED_ONLY), told, _say_source)


def _second_hand(view: _View) -> _Draft:
    findings = view.find(*PASSED_ON) or view.find(FindingKind.SECOND_HAND_ORIGINS)
    return _draft(view, "second-hand", findings, view.having(Status.SECOND_HAND), _say_source)


def _numbers(view: _View) -> _Draft:
    return _draft(view, "numbers", view.find(FindingKind.NUMBERS))


def _settle(view: _View) -> _Draft:
    return _draft(view, "settle", view.find(FindingKind.WHAT_WOULD_SETTLE))


def _names(view: _View) -> _Draft:
    return _draft(view, "names", view.find(FindingKind.NAMES_DIFFER))


def _silence(view: _View) -> _Draft:
    return _draft(view, "silence", view.find(FindingKind.SILENCE))


def _pressure(view: _View) -> _Draft:
    return _draft(view, "pressure", view.find(FindingKind.PRESSURE))


def _provenance(view: _View) -> _Draft:
    return _draft(view, "provenance", view.find(FindingKind.OLD_DATE, FindingKind.NO_DATE, FindingKind.NO_AUTHOR))


def _no_comment(view: _View) -> _Draft:
    """Build the section of who did not comment: last, for it is no doubt."""
    lines = (say_no_comment(finding, view.phrasebook) for finding in view.find(FindingKind.NOT_CONFIRMED_BY))
    return _Draft("no-comment", tuple(filter(None, lines)), opens=False)


SECTIONS: tuple[Callable[[_View], _Draft], ...] = (
    _headline,
    _against,
    _unconfirmed,
    _unnamed,
    _second_hand,
    _numbers,
    _settle,
    _silence,
    _names,
    _pressure,
    _provenance,
    _no_comment,
)
"""The sections in the order of doubt; those that touch the headline or the beginning go before the others."""


def _fit(drafts: Sequence[_Draft], more: str, phrasebook: Phrasebook) -> tuple[Section, ...]:
    """Cut sections to the room there is: each its first line, more by rank; those without room are named in one last line."""
    kept, left = drafts[: ROWS // 2], drafts[ROWS // 2 :]
    sections = [_cut(draft, share, more, phrasebook) for draft, share in zip(kept, _share(kept), strict=True)]
    return (*sections, *_also(left, phrasebook))


def _also(left: Sequence[_Draft], phrasebook: Phrasebook) -> tuple[Section, ...]:
    titles = phrasebook.say("line", "separator").join(phrasebook.say("section", draft.key) for draft in left)
    return (Section(phrasebook.say("line", "also", titles=titles), ()),) if titles else ()


def _share(drafts: Sequence[_Draft]) -> list[int]:
    """Say how many lines each section gets."""
    shares, room = [1] * len(drafts), ROWS - 2 * len(drafts)
    for wanted in range(2, LINES + 1):
        for index, draft in enumerate(drafts):
            if room and len(draft.lines) >= wanted:
                shares[index], room = wanted, room - 1
    return shares


def _cut(draft: _Draft, share: int, more: str, phrasebook: Phrasebook) -> Section:
    lines, n = draft.lines[:share], len(draft.lines) - share
    if n > 0:
        lines = (*lines[:-1], phrasebook.count("counted", more, n, n=n, line=lines[-1]))
    return Section(phrasebook.say("section", draft.key), lines)


def _item(view: _View, statement: Statement, quoted: str, says: str) -> str:
    return view.phrasebook.say("line", "item", quote=quoted, says=says, where=view.where(statement))


def _say_label(view: _View, statement: Statement) -> str:
    return _item(view, statement, quote_content(statement, QUOTE_LENGTH, view.phrasebook), label(statement, view.phrasebook))


def _say_source(view: _View, statement: Statement) -> str:
    """Quote what is said and say who says it, as specifically as the text does."""
    says = who(speakers(statement), statement.sources, view.phrasebook) or _say_words(view, statement)
    return _item(view, statement, quote_content(statement, QUOTE_LENGTH, view.phrasebook), says)


def _say_unconfirmed(view: _View, statement: Statement) -> str:
    """Quote in one piece what is unconfirmed and the words that say so, and who could not confirm it.

    Where they point back ("that figure"), what they point to comes first.
    """
    say, words = view.phrasebook.say, quote(_unconfirmed_words(statement), QUOTE_LENGTH, view.phrasebook)
    nobody = who(speakers(statement), statement.sources, view.phrasebook)
    said = say("line", "could-not", words=words, who=nobody) if nobody else words
    target = view.statement(statement.about.refers_to) if statement.about else None
    here = view.where(statement)
    if target is None:
        return say("line", "unconfirmed", says=said, where=here)
    quoted = quote(target.text, QUOTE_LENGTH, view.phrasebook)
    return say("line", "refers", quote=quoted, there=view.where(target), says=said, where=here)


def _unconfirmed_words(statement: Statement) -> str:
    """Give the stretch of the text that holds both what is unconfirmed and the words that say so."""
    cues, about = deciding_cues(statement), statement.about
    if about is None or not cues or is_pointer(about.text):
        return statement.text
    start, end = min(cues[0].start, about.start), max(cues[0].end, about.end)
    return statement.text[max(0, start - statement.start) : end - statement.start]


def _say_words(view: _View, statement: Statement) -> str:
    """Quote the words that decided a status; where none did, say what it is."""
    cues = deciding_cues(statement)
    return quote_cue(cues[0], view.phrasebook) if cues else label(statement, view.phrasebook)
