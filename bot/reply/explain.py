"""A reading explained: every statement with its words, the rules that saw them, how far they reach, and who stands behind it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from bot.model import About, Cue, Part, Reading, Role, Source, Span, Statement
from bot.reply.label import NAME_LENGTH, label, quote, where
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import isolate, shorten
from bot.rulebook.extend import GROUP, OWN

LONGEST = 400
"""The longest quotation in an explanation, in code points."""

INDENT = "  "

SILENT = {Part.COULD_NOT_CONFIRM: "no-comment"}
"""What is said of somebody on whom nothing rests: they kept silent about it."""
_OWN = {GROUP: "cue-of-group", OWN: "cue-of-own"}
"""What is said of a cue that no pack holds, by the first part of its rule's id."""


class Rule(Protocol):
    """What an explanation asks of a rule."""

    @property
    def explain(self) -> str:
        """What the rule says in one sentence."""


class Rules(Protocol):
    """What an explanation asks of a rulebook."""

    def rule(self, id: str, /) -> Rule:  # noqa: A002
        """Find a rule by its id."""


class Dropped(Protocol):
    """A cue that fired and was not kept: by which rule, its words, and whether it was masked or lies inside another."""

    @property
    def cue(self) -> Cue: ...  # noqa: D102
    @property
    def by(self) -> str: ...  # noqa: D102
    @property
    def words(self) -> str: ...  # noqa: D102
    @property
    def why(self) -> str: ...  # noqa: D102


class SetAside(Protocol):
    """A line that is no part of the article, and the rule that said so."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def rule(self) -> str: ...  # noqa: D102


class Trace(Protocol):
    """What happened to one text on its way to statements."""

    @property
    def fired(self) -> Sequence[Cue]: ...  # noqa: D102
    @property
    def dropped(self) -> Sequence[Dropped]: ...  # noqa: D102
    @property
    def statements(self) -> Sequence[Statement]: ...  # noqa: D102
    @property
    def set_aside(self) -> Sequence[SetAside]: ...  # noqa: D102


def explain(reading: Reading, phrasebook: Phrasebook) -> str:
    """Explain a reading: for each statement its status, its words with rule, scope and what ended it, and its sources."""
    return "\n\n".join(explain_blocks(reading, phrasebook))


def explain_blocks(reading: Reading, phrasebook: Phrasebook) -> list[str]:
    """Explain a reading in blocks: one for each statement, and one for what was left out."""
    blocks = [
        _statement(statement, text_of(statement, reading), reading.statements, phrasebook) for statement in reading.statements
    ]
    aside = [INDENT + quote(aside.text, LONGEST, phrasebook) for aside in reading.set_aside]
    if aside:
        blocks.append([phrasebook.say("explain", "set-aside"), *aside])
    return ["\n".join(block) for block in blocks]


def explain_trace(text: str, trace: Trace, rulebook: Rules, phrasebook: Phrasebook) -> str:
    """Explain what happened to one text: what fired and why, what was dropped by which rule and words, and what it reads as."""
    fired = [line for cue in trace.fired for line in _fired(cue, text, rulebook, phrasebook)]
    dropped = [_dropped(one, phrasebook) for one in trace.dropped]
    statements = [_statement(one, text, trace.statements, phrasebook) for one in trace.statements]
    blocks = [[quote(text, LONGEST, phrasebook)], _under("fired", fired, phrasebook), _under("dropped", dropped, phrasebook)]
    aside = [
        phrasebook.say("explain", "set-aside-by", quote=quote(one.text, LONGEST, phrasebook), rule=one.rule)
        for one in trace.set_aside
    ]
    if aside:
        blocks.append(_under("set-aside", aside, phrasebook))
    return _join(
        [*blocks, [phrasebook.say("explain", "reads-as")], *(statements or [[INDENT + phrasebook.say("explain", "nothing")]])]
    )


def _join(blocks: Iterable[Sequence[str]]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _under(key: str, lines: Sequence[str], phrasebook: Phrasebook) -> list[str]:
    return [phrasebook.say("explain", key), *(INDENT + line for line in lines or [phrasebook.say("explain", "nothing")])]


def text_of(statement: Statement, reading: Reading) -> str:
    """Give the text that the offsets of a statement point into."""
    return (reading.title or "") if statement.role is Role.HEADLINE else reading.article.text


def _statement(statement: Statement, text: str, among: Sequence[Statement], phrasebook: Phrasebook) -> list[str]:
    title = phrasebook.say(
        "explain",
        "statement",
        where=where(statement.sentence, phrasebook),
        quote=quote(statement.text, LONGEST, phrasebook),
    )
    cues = [line for cue in statement.cues for line in say_cue(cue, text, phrasebook)] or [phrasebook.say("explain", "no-cue")]
    sources = say_sources(statement, phrasebook)
    lines = [*say_labels(statement, phrasebook), *say_about(statement.about, among, phrasebook), *cues, *sources]
    return [title, *(INDENT + line for line in lines)]


def say_labels(statement: Statement, phrasebook: Phrasebook) -> Iterator[str]:
    """Say what a statement is, part by part and in short."""
    values = {part: phrasebook.say(part, getattr(statement, part)) for part in ("status", "certainty", "polarity", "time")}
    yield phrasebook.say("explain", "status", **values)
    yield phrasebook.say("explain", "label", label=label(statement, phrasebook))


def say_about(about: About | None, among: Sequence[Statement], phrasebook: Phrasebook) -> Iterator[str]:
    """Say what is unconfirmed, and which earlier sentence it points back to."""
    if about is None:
        return
    quoted = quote(about.text, LONGEST, phrasebook)
    sentence = next((statement.sentence for statement in among if statement.n == about.refers_to), None)
    if sentence is None:
        yield phrasebook.say("explain", "about", quote=quoted)
    else:
        yield phrasebook.say("explain", "about-refers", quote=quoted, where=where(sentence, phrasebook))


def say_cue(cue: Cue, text: str, phrasebook: Phrasebook) -> Iterator[str]:
    """Say which words a rule saw, over which words they reach, and what ended that."""
    quoted = quote(cue.text, LONGEST, phrasebook)
    yield phrasebook.say("explain", "cue", quote=quoted, rule=cue.rule, family=phrasebook.say("family", cue.family))
    if cue.scope.start < cue.scope.end:
        yield INDENT + _scope(cue, text, phrasebook)
    if cue.quoted:
        yield INDENT + phrasebook.say("explain", "quoted")
    if own := _OWN.get(cue.rule.partition(".")[0]):
        yield INDENT + phrasebook.say("explain", own)


def _scope(cue: Cue, text: str, phrasebook: Phrasebook) -> str:
    scope = quote(_slice(text, cue.scope), LONGEST, phrasebook)
    if not cue.ended_by:
        return phrasebook.say("explain", "over", scope=scope)
    words = (
        quote(cue.ended_by, LONGEST, phrasebook)
        if any(map(str.isalnum, cue.ended_by))
        else isolate(shorten(cue.ended_by, LONGEST))
    )
    return phrasebook.say("explain", "over-until", scope=scope, words=words)


def _slice(text: str, span: Span) -> str:
    return text[span.start : span.end]


def say_sources(statement: Statement, phrasebook: Phrasebook) -> list[str]:
    """Say who stands behind a statement, and whose silence or view it tells, one a line."""
    sources = [_source(source, source.part, statement.sources, phrasebook) for source in statement.sources]
    return sources + [_source(party, SILENT.get(party.part, party.part), (), phrasebook) for party in statement.parties]


def _source(source: Source, part: str, among: Sequence[Source], phrasebook: Phrasebook) -> str:
    """Say who a source is, what it does, and through whom it came."""
    values = {
        "kind": phrasebook.say("source", source.kind),
        "part": phrasebook.say("part", part),
        "who": _short(source.text),
    }
    if source.name and source.name != source.text:
        line = phrasebook.say("explain", "source-resolved", name=_short(source.name), **values)
    else:
        line = phrasebook.say("explain", "source", **values)
    if source.via is None or not 0 <= source.via < len(among):
        return line
    via = among[source.via]
    return phrasebook.say("explain", "source-via", source=line, via=_short(via.name or via.text))


def _short(name: str) -> str:
    return isolate(shorten(name, NAME_LENGTH))


def _fired(cue: Cue, text: str, rulebook: Rules, phrasebook: Phrasebook) -> Iterator[str]:
    yield from say_cue(cue, text, phrasebook)
    yield INDENT + phrasebook.say("explain", "rule-says", explain=rulebook.rule(cue.rule).explain)


def _dropped(dropped: Dropped, phrasebook: Phrasebook) -> str:
    key = "dropped-mask" if dropped.why == "mask" else "dropped-inside"
    quoted, words = (quote(part, LONGEST, phrasebook) for part in (dropped.cue.text, dropped.words))
    return phrasebook.say("explain", key, quote=quoted, rule=dropped.cue.rule, by=dropped.by, words=words)
