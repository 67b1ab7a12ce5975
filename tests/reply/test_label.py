"""What a statement is, in a few words."""

import pytest

from bot.model import Certainty, Family, Level, Part, SourceKind, Statement, Status, Time
from bot.reply.label import join_names, label
from bot.reply.phrasebook import Phrasebook
from bot.reply.quote import quotable, shorten
from tests.reply.builder import By, Line, Words, build_reading


def statement(line: Line) -> Statement:
    return build_reading(Level.MIXED, [line]).statements[0]


def test_an_official_confirmation_of_a_plan_is_a_confirmed_plan(phrasebook: Phrasebook) -> None:
    line = Line("HP will split in two.", Status.CONFIRMED, [By("HP", SourceKind.ORGANISATION)], time=Time.PLANNED)
    assert label(statement(line), phrasebook) == "planned (confirmed by HP)"


def test_a_plan_nobody_vouches_for_has_no_source(phrasebook: Phrasebook) -> None:
    assert label(statement(Line("HP will split.", Status.FUTURE, time=Time.PLANNED)), phrasebook) == "planned, no source"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("the minister", "hedged, in the minister’s own words"),
        ("Anna Jones", "hedged, in Anna Jones’ own words"),
        ("the deputy head of the office for roads", "hedged, in the speaker’s own words"),
    ],
)
def test_a_hedge_in_quotation_marks_is_the_speakers(phrasebook: Phrasebook, name: str, says: str) -> None:
    line = Line(
        f"“It may rain,” said {name}.",
        Status.HEDGED,
        [By(name)],
        [Words("may", Family.HEDGE, quoted=True)],
        certainty=Certainty.HEDGED,
    )
    assert label(statement(line), phrasebook) == says


def test_a_hedge_outside_quotation_marks_is_the_texts(phrasebook: Phrasebook) -> None:
    line = Line("It may rain.", Status.HEDGED, words=[Words("may", Family.HEDGE)], certainty=Certainty.HEDGED)
    assert label(statement(line), phrasebook) == "hedged, no source"


def test_a_hedge_beside_a_source_is_said_too(phrasebook: Phrasebook) -> None:
    line = Line(
        "It may rain, officials said.", Status.UNNAMED, [By("officials", SourceKind.UNNAMED_BARE)], certainty=Certainty.HEDGED
    )
    assert label(statement(line), phrasebook) == "unnamed: officials, no role given, hedged"


def test_nested_sources_are_named_by_the_weakest_and_through_whom(phrasebook: Phrasebook) -> None:
    by = [By("Nasr", name="Wim Nasr"), By("three envoys", SourceKind.UNNAMED_SPECIFIC, via=0)]
    line = Line("Nasr said three envoys confirmed it.", Status.UNNAMED, by)
    assert label(statement(line), phrasebook) == "unnamed: three envoys, through Wim Nasr"


def test_a_dispute_names_both_sides(phrasebook: Phrasebook) -> None:
    by = [By("The union", SourceKind.ORGANISATION), By("the mill", SourceKind.ORGANISATION, Part.DENIES)]
    line = Line("The union says so, the mill denies it.", Status.DISPUTED, by)
    assert label(statement(line), phrasebook) == "disputed: said by the union, denied by the mill"


def test_a_dispute_never_says_that_who_vouches_disputes(phrasebook: Phrasebook) -> None:
    line = Line("Doubts remain about what Roe said.", Status.DISPUTED, [By("Roe")])
    assert label(statement(line), phrasebook) == "disputed: said by Roe"


def test_a_denial_that_is_itself_unconfirmed_says_so(phrasebook: Phrasebook) -> None:
    line = Line("Roe denied it.", Status.DENIED, [By("Roe", part=Part.DENIES)], certainty=Certainty.UNCONFIRMED)
    assert label(statement(line), phrasebook) == "denied by Roe, not confirmed"


def test_who_could_not_confirm_is_named(phrasebook: Phrasebook) -> None:
    line = Line("AP could not verify it.", Status.UNCONFIRMED, [By("AP", SourceKind.OUTLET, Part.COULD_NOT_CONFIRM)])
    assert label(statement(line), phrasebook) == "not confirmed: AP could not confirm it"


def test_the_doubt_before_a_confirmation_stays_visible(phrasebook: Phrasebook) -> None:
    line = Line(
        "Not confirmed at first, it was confirmed by Roe.",
        Status.CONFIRMED,
        [By("Roe")],
        [Words("Not confirmed", Family.UNCONFIRMED), Words("was confirmed by", Family.CONFIRMATION)],
    )
    assert label(statement(line), phrasebook) == "confirmed by Roe, after “Not confirmed”"


def test_an_outlet_that_had_it_first_is_named_before_who_repeats_it(phrasebook: Phrasebook) -> None:
    by = [By("Roe"), By("Coast TV", SourceKind.OUTLET, Part.ORIGIN)]
    line = Line("Roe spoke of it; it was first reported by Coast TV.", Status.SECOND_HAND, by)
    assert label(statement(line), phrasebook) == "second-hand: Coast TV"


def test_an_outlet_that_had_it_first_is_named(phrasebook: Phrasebook) -> None:
    line = Line("First reported by Coast TV.", Status.SECOND_HAND, [By("Coast TV", SourceKind.OUTLET, Part.ORIGIN)])
    assert label(statement(line), phrasebook) == "second-hand: Coast TV"


@pytest.mark.parametrize(
    ("words", "kind", "written"),
    [
        ("The mayor", SourceKind.PERSON, "the mayor"),
        ("The Hague", SourceKind.ORGANISATION, "The Hague"),
        ("French officials", SourceKind.UNNAMED_SPECIFIC, "French officials"),
        ("US officials", SourceKind.UNNAMED_SPECIFIC, "US officials"),
        ("Witnesses", SourceKind.UNNAMED_SPECIFIC, "witnesses"),
        ("Apple", SourceKind.ORGANISATION, "Apple"),
    ],
)
def test_only_a_name_keeps_its_capital_inside_a_sentence(
    phrasebook: Phrasebook, words: str, kind: SourceKind, written: str
) -> None:
    line = Line(f"{words} denied it.", Status.DENIED, [By(words, kind, Part.DENIES)])
    assert label(statement(line), phrasebook).startswith(f"denied by {written}")


def test_what_asserts_nothing_takes_no_additions(phrasebook: Phrasebook) -> None:
    line = Line("Will it rain?", Status.OTHER, time=Time.PLANNED, certainty=Certainty.HEDGED)
    assert label(statement(line), phrasebook) == "asserts nothing"


def test_a_resolved_name_is_said_in_place_of_a_pronoun(phrasebook: Phrasebook) -> None:
    assert label(statement(Line("He said so.", Status.NAMED, [By("He", name="Jon Doe")])), phrasebook) == "named: Jon Doe"


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "A"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (["A", "B", "C", "D", "E"], "A, B, C and 2 more"),
    ],
)
def test_names_are_joined_each_once_and_three_at_most(phrasebook: Phrasebook, names: list[str], says: str) -> None:
    assert join_names(names, phrasebook) == says


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two, three", 12, "one two…"),
        ("x" * 30, 10, "x" * 9 + "…"),
        ("a  b\n c", 10, "a b c"),
        ("e" + "\u0301" * 3 + "xxxxxx", 4, "…"),
        ("a\x00b", 10, "a\ufffdb"),
        ("a\u202eb\u200b", 10, "ab"),
        ("\ud83d", 10, "\ufffd"),
    ],
)
def test_words_are_cut_between_words_and_cleaned(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("The sun rose.", "The sun rose"),
        ("“The sun rose.”", "The sun rose"),
        ("“The sun” rose", "‘The sun’ rose"),
        ("“A” and “B”", "‘A’ and ‘B’"),
        ('He said "no".', "He said 'no'"),
        ("Who knows?", "Who knows?"),
        ("שלום", "\u2068שלום\u2069"),
        ("", ""),
    ],
)
def test_a_quotation_keeps_its_own_marks_inside(text: str, quoted: str) -> None:
    assert quotable(text, 40) == quoted
