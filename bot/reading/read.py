"""Article and rulebook to reading: the one way through all steps, in order."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from bot.model import (
    About,
    Article,
    Aside,
    Cue,
    Family,
    Finding,
    FindingKind,
    Part,
    Reading,
    Role,
    Source,
    Span,
    Statement,
    Status,
)
from bot.reading.carry import carry_speakers
from bot.reading.cues import Found, sift
from bot.reading.empty import Shapes
from bot.reading.find_keepers import find_keepers
from bot.reading.find_names import find_names
from bot.reading.find_numbers import find_numbers
from bot.reading.find_rivals import find_rivals
from bot.reading.find_settle import find_settle
from bot.reading.findings import find_findings, link_back
from bot.reading.later import settle_later
from bot.reading.level import find_level
from bot.reading.lexicon import vocabulary_of
from bot.reading.names import Names
from bot.reading.outline import Outline, Passage, outline
from bot.reading.provenance import find_provenance
from bot.reading.quick import quick
from bot.reading.quotes import Quotes, find_quotes
from bot.reading.scope import Touched
from bot.reading.sources import SourceFinder, Voice
from bot.reading.statements import Draft, Drafter, find_polarity
from bot.reading.status import decide_certainty, decide_time
from bot.rulebook import Rulebook
from bot.text.fold import find_unshown

_ORDER = {kind: place for place, kind in enumerate(FindingKind)}


def read(article: Article, rulebook: Rulebook) -> Reading:
    """Read an article: statements, findings, level. Never fails, whatever the text; linear in its length."""
    plan = outline(article, rulebook)
    passages = plan.read
    drafts = draft_statements(plan, rulebook)
    statements = link_back([_statement(number, draft, rulebook) for number, draft in enumerate(drafts, 1)], rulebook)
    findings = _find_all(article, statements, drafts, rulebook)
    return Reading(
        article=article,
        title=plan.title,
        language=rulebook.language,
        rules=rulebook.version,
        receipt=_receipt(article, rulebook),
        level=find_level(statements, findings, _apart(drafts)),
        counts=_counts(statements),
        statements=statements,
        findings=findings,
        set_aside=_set_aside(plan, article.text),
        sentences=passages[-1].number if passages else 0,
        words=sum(map(_count_words, passages)),
    )


def _find_all(
    article: Article, statements: Sequence[Statement], drafts: Sequence[Draft], rulebook: Rulebook
) -> tuple[Finding, ...]:
    """The findings of all kinds, in the order in which a reply tells them."""
    found = [
        *find_findings(statements, drafts, rulebook, article.site),
        *find_names(drafts, rulebook.lists),
        *(tuple(find_numbers(statements, drafts, rulebook.lists)) or find_rivals(statements, rulebook.lists)),
        *(tuple(find_settle(statements, drafts, rulebook.lists)) or find_keepers(statements, drafts, rulebook.lists)),
        *find_provenance(article),
    ]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.kind]))


def _apart(drafts: Sequence[Draft]) -> set[int]:
    """The numbers of the statements that only correct a detail of the article itself."""
    return {number for number, draft in enumerate(drafts, 1) for cue in draft.cues if cue.rule.apart}


def draft_statements(plan: Outline, rulebook: Rulebook) -> list[Draft]:
    """All statements of the article before they are numbered, headline first."""
    texts = {passage.words.cased: None for passage in (*plan.passages[:1], *plan.passages[-1:])}  # the title and the text
    names = Names(tuple(texts), vocabulary_of(rulebook.lists))
    drafts: list[Draft] = []
    for _, passages in groupby(plan.read, attrgetter("role")):
        drafts += _draft_part(list(passages), rulebook, names)
    settle_later(drafts, rulebook)
    return drafts


def _draft_part(passages: Sequence[Passage], rulebook: Rulebook, names: Names) -> list[Draft]:
    """The statements of the headline or of the body, which share one run of words."""
    words = passages[0].words
    quotes = find_quotes(words)
    drafter = Drafter(quotes, SourceFinder(words, quotes, rulebook.lists, names), rulebook.lists, Shapes(rulebook.lists))
    drafts = [draft for passage in passages for draft in drafter.draft(passage, sift(passage.hits, rulebook))]
    carry_speakers(drafts, quotes)
    return drafts


def _statement(number: int, draft: Draft, rulebook: Rulebook) -> Statement:
    passage = draft.passage
    start, end = passage.words.starts[draft.first], passage.words.ends[draft.last - 1]
    families = {cue.rule.family for cue in draft.cues}
    cues = tuple([cue_of(passage, cue, draft.scopes.get(cue), draft.quotes) for cue in draft.cues])
    return _make_statement(
        n=number,
        sentence=passage.number,
        start=start,
        end=end,
        text=passage.text[start:end],
        role=passage.role,
        status=draft.status,
        certainty=decide_certainty(families, draft.status),
        polarity=find_polarity(draft, rulebook.lists["negations"]),
        time=decide_time(families),
        about=_about(cues, passage) if Family.UNCONFIRMED in families else None,
        sources=_sources(draft) if draft.voices else (),
        cues=cues,
        parties=_parties(draft) if draft.silent or draft.views else (),
    )


def cue_of(passage: Passage, found: Found, scope: Touched | None, quotes: Quotes | None) -> Cue:
    """A found cue with its words and scope as places in the text."""
    rule, words = found.rule, passage.words
    start, end = words.starts[found.first], words.ends[found.last - 1]
    quoted, ended = quotes is not None and quotes.number[found.first] > 0, ""
    if scope and scope.first < scope.last:
        touched = _make_span(words.starts[scope.first], words.ends[scope.last - 1])
        ended = passage.text_of(*scope.ended_by) if scope.ended_by else ""
    else:
        touched = _make_span(end, end)
    return _make_cue(rule.id, rule.family or Family.VAGUE, passage.text[start:end], start, end, touched, quoted, ended)


def _about(cues: Sequence[Cue], passage: Passage) -> About | None:
    """What the first cue of doubt says is unconfirmed."""
    for cue in cues:
        if cue.family is Family.UNCONFIRMED and cue.scope.end > cue.scope.start:
            return About(passage.text[cue.scope.start : cue.scope.end], cue.scope.start, cue.scope.end)
    return None


def _sources(draft: Draft) -> tuple[Source, ...]:
    if len(draft.voices) == 1:
        return (_source(draft, draft.voices[0], None),)
    voices = _unique(draft.voices)
    return tuple([_source(draft, voice, _via(voice, voices)) for voice in voices])


def _parties(draft: Draft) -> tuple[Source, ...]:
    """Who kept silent and whose view is told."""
    silent = [voice._replace(part=Part.COULD_NOT_CONFIRM) for voice in draft.silent]
    return tuple([_source(draft, voice, None) for voice in _unique([*silent, *draft.views])])


def _unique(voices: Sequence[Voice]) -> list[Voice]:
    """Each stretch of words once: two verbs may share one subject."""
    kept: dict[tuple[int, int], Voice] = {}
    for voice in voices:
        kept.setdefault((voice.first, voice.last), voice)
    return list(kept.values())


def _via(voice: Voice, voices: Sequence[Voice]) -> int | None:
    """The source through which this one came: its verb stands before it and reports it ("Nasr said three sources confirmed").

    Or it is inserted behind the one who says it: "Courier, citing Harbour Radio, said".
    """
    if voice.part is not Part.VOUCHES:
        return None
    for place in range(len(voices) - 1, -1, -1):
        other = voices[place]
        if other is not voice and other.first < voice.first and (_reports(other, voice) or other.last + 1 == voice.cue.first):
            return place
    return None


def _reports(other: Voice, voice: Voice) -> bool:
    return other.cue.last <= voice.first and voice.cue.first > other.cue.last


def _source(draft: Draft, voice: Voice, via: int | None) -> Source:
    passage = draft.passage
    first, last = (voice.first, voice.last) if voice.relative is None else (voice.relative, voice.relative + 1)
    start, end = passage.words.span(first, last)
    return _make_source(passage.text[start:end], voice.name or voice.stands_for, voice.kind, voice.part, via, start, end)


def _counts(statements: Sequence[Statement]) -> dict[Status, int]:
    counted = Counter(statement.status for statement in statements)
    return {status: counted[status] for status in Status if counted[status]}


def _set_aside(plan: Outline, text: str) -> tuple[Aside, ...]:
    """Everything of the text that is not read: the page's furniture, and what pasted HTML does not show."""
    spans = [passage.span() for passage in plan.passages if passage.role is Role.BOILERPLATE] + find_unshown(text)
    return tuple(Aside(start, end, text[start:end]) for start, end in sorted(spans))


def _count_words(passage: Passage) -> int:
    words = passage.words
    return len(passage.text[words.starts[passage.first] : words.ends[passage.last - 1]].split())


def _receipt(article: Article, rulebook: Rulebook) -> str:
    """Eight hexadecimal digits over the words read and the rules they were read with (SHA-256)."""
    whole = hashlib.sha256()
    for part in (rulebook.version, article.title or "", article.text):
        raw = part.encode("utf-8", "surrogatepass")
        whole.update(len(raw).to_bytes(8, "big") + raw)
    return whole.hexdigest()[:8]


_make_statement, _make_cue, _make_source, _make_span = quick(Statement), quick(Cue), quick(Source), quick(Span)
