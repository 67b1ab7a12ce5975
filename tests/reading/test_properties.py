"""What holds for every text whatever: places inside it, one order, the same reading again."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.model import Article, Cue, Family, Reading, Role, Source, Statement
from bot.reading import read, trace
from bot.rulebook import Rulebook, compile_pack
from bot.text.words import split_words
from tests.reading.small_packs import without
from tests.reading.strategies import NEWS, TEXTS, TITLES

_EVERY = settings(deadline=None, max_examples=150)


@cache
def shipped() -> Rulebook:
    """The rules as they ship; no fixture, for a failing example would print them all."""
    return compile_pack(without("nothing"))


@cache
def without_kind(kind: str) -> Rulebook:
    """The shipped rules but those of one kind."""
    return compile_pack(without(kind))


def text_of(statement: Statement, reading: Reading) -> str:
    """The text a statement's places point into."""
    return (reading.title or "") if statement.role is Role.HEADLINE else reading.article.text


def cues_of(reading: Reading) -> dict[tuple[Role, str, int, int], Cue]:
    """Every cue by where it stands."""
    return {(statement.role, cue.rule, cue.start, cue.end): cue for statement in reading.statements for cue in statement.cues}


@_EVERY
@given(TEXTS, TITLES)
@example("“He denied it. " * 5, None)
@example("\ud800 said it may rain.", "\udfff denied")
def test_every_span_lies_inside_its_text_and_says_its_words(text: str, title: str | None) -> None:
    reading = read(Article(text, title), shipped())
    for statement in reading.statements:
        whole = text_of(statement, reading)
        assert whole[statement.start : statement.end] == statement.text != ""
        for start, end, words in spans(statement):
            assert 0 <= start < end <= len(whole)
            assert whole[start:end] == words
        assert all(0 <= cue.scope.start <= cue.scope.end <= len(whole) for cue in statement.cues)
    for aside in reading.set_aside:
        assert text[aside.start : aside.end] == aside.text != ""


def spans(statement: Statement) -> Iterator[tuple[int, int, str]]:
    """The spans of a statement's cues, sources and object."""
    about = (statement.about,) if statement.about else ()
    parts: tuple[Cue | Source, ...] = (*statement.cues, *statement.sources)
    for part in (*parts, *about):
        yield part.start, part.end, part.text


@_EVERY
@given(TEXTS, TITLES)
def test_statements_stand_in_order_and_do_not_overlap(text: str, title: str | None) -> None:
    reading = read(Article(text, title), shipped())
    statements = reading.statements
    assert [statement.n for statement in statements] == list(range(1, len(statements) + 1))
    assert all(one.sentence <= other.sentence for one, other in pairwise(statements))
    assert all((statement.role is Role.HEADLINE) == (statement.sentence == 0) for statement in statements)
    for role in (Role.HEADLINE, Role.BODY):
        assert all(
            one.end <= other.start for one, other in pairwise([statement for statement in statements if statement.role is role])
        )
    assert reading.sentences == max((statement.sentence for statement in statements), default=0)
    assert sum(reading.counts.values()) == len(statements)


@_EVERY
@given(TEXTS, TITLES)
@example("x", "NO DOUBT WILL")
def test_cues_stand_in_order_each_once(text: str, title: str | None) -> None:
    for statement in read(Article(text, title), shipped()).statements:
        places = [(cue.start, cue.end, cue.family is Family.VIEW) for cue in statement.cues]
        assert len(set(places)) == len(places)


@_EVERY
@given(TEXTS)
def test_no_word_is_lost(text: str) -> None:
    reading = read(Article(text), shipped())
    body = [(one.start, one.end) for one in reading.statements if one.role is Role.BODY]
    kept = [*body, *((aside.start, aside.end) for aside in reading.set_aside)]
    words = split_words(text)
    lost = [
        text[start:end]
        for form, start, end in zip(words.forms, words.starts, words.ends, strict=True)
        if form[0].isalnum() and not any(first <= start and end <= last for first, last in kept)
    ]
    assert all(word in (reading.title or "") for word in lost)


@_EVERY
@given(TEXTS, TITLES)
def test_sources_come_through_one_another_without_a_circle(text: str, title: str | None) -> None:
    for statement in read(Article(text, title), shipped()).statements:
        for place in range(len(statement.sources)):
            assert len(chain(statement.sources, place)) <= len(statement.sources)


def chain(sources: tuple[Source, ...], place: int) -> list[int]:
    """The way a source came: itself, the one it came through, and so on."""
    way = [place]
    while (via := sources[way[-1]].via) is not None:
        assert 0 <= via < len(sources)
        assert via not in way
        way.append(via)
    return way


@_EVERY
@given(TEXTS, TITLES)
def test_what_points_back_points_to_an_earlier_statement(text: str, title: str | None) -> None:
    for statement in read(Article(text, title), shipped()).statements:
        if statement.about and statement.about.refers_to is not None:
            assert 1 <= statement.about.refers_to < statement.n


@_EVERY
@given(TEXTS, TITLES)
def test_findings_show_statements_that_there_are_each_kind_once(text: str, title: str | None) -> None:
    reading = read(Article(text, title), shipped())
    kinds = [finding.kind for finding in reading.findings]
    assert len(set(kinds)) == len(kinds)
    for finding in reading.findings:
        assert len(set(finding.statements)) == len(finding.statements)
        assert all(1 <= number <= len(reading.statements) for number in finding.statements)


@_EVERY
@given(TEXTS, TITLES)
def test_reading_twice_gives_the_same_reading(text: str, title: str | None) -> None:
    assert read(Article(text, title), shipped()) == read(Article(text, title), shipped())


@settings(deadline=None, max_examples=20)
@given(TEXTS)
def test_what_was_read_before_changes_nothing(text: str) -> None:
    fresh = compiled_anew()
    assert fresh.version == shipped().version
    assert read(Article(text), shipped()) == read(Article(text), fresh)


@cache
def compiled_anew() -> Rulebook:
    """The shipped rules compiled once more; they have read fewer texts."""
    return compile_pack(without("nothing"))


@settings(deadline=None, max_examples=400)
@given(NEWS)
@example("It rained; the mayor said “the bridge may fall”.")
def test_a_stop_never_widens_a_scope(text: str) -> None:
    stopped, free = (cues_of(read(Article(text, ""), book)) for book in (shipped(), without_kind("stop")))
    for place, cue in stopped.items():
        if cue.scope.start < cue.scope.end:
            wide = free[place].scope
            assert wide.start <= cue.scope.start, cue
            assert cue.scope.end <= wide.end, cue


@settings(deadline=None, max_examples=400)
@given(NEWS)
@example("Jan Orell was denied bail in May; the booking was confirmed.")
def test_a_mask_only_removes(text: str) -> None:
    masked, free = trace(text, shipped()), trace(text, without_kind("mask"))
    places = {(cue.rule, cue.start, cue.end) for cue in free.fired}
    inside = {(one.cue.rule, one.cue.start, one.cue.end) for one in free.dropped if one.why == "inside"}
    fired = [cue for cue in masked.fired if not shipped().rule(cue.rule).headline and cue.family is not Family.VIEW]
    # a headline's quotation marks ask that nobody speaks, a view that the same words vouch for nothing
    assert {(cue.rule, cue.start, cue.end) for cue in fired} <= places | inside


@_EVERY
@given(NEWS, st.sampled_from(("Dam bursts at Velmora", "Police deny strike on mill", "Mill sold")))
def test_the_same_title_again_in_the_text_is_no_statement(text: str, title: str) -> None:
    once, again = read(Article(f"\n\n{text}", title), shipped()), read(Article(f"{title}\n\n{text}", title), shipped())
    assert [statement.text for statement in again.statements] == [statement.text for statement in once.statements]


@_EVERY
@given(TEXTS, TITLES, st.text(max_size=5))
def test_the_receipt_depends_on_the_words_and_the_rules_only(text: str, title: str | None, other: str) -> None:
    article = Article(text, title)
    receipt = read(article, shipped()).receipt
    assert read(replace(article, url=other, site=other, author=other, published=other), shipped()).receipt == receipt
    assert read(article, without_kind("mask")).receipt != receipt
    assert read(replace(article, text=text + "!"), shipped()).receipt != receipt
    assert len(receipt) == 8
    assert int(receipt, 16) >= 0
