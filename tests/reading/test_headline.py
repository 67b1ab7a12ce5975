"""What counts in headlines only: the rules meant for them, and words that a headline quotes of nobody."""

import pytest

from bot.model import Article, Role, Status
from bot.reading import read
from bot.reading.headline import LONGEST
from bot.rulebook import Rulebook
from tests.reading.small_packs import complaints_about, of_rules
from tests.rulebook.packs import rule

BODY = "The mill stood on the hill for many years. It was painted green in the spring."
FOR_HEADLINES = rule(
    family='"hedge"', headline="true", phrases='["wobbly"]', match='["A [[wobbly]] roof"]', no_match='["A wobbly roof."]'
)


def of_title(title: str, rulebook: Rulebook) -> list[Status]:
    """The statuses of an article's title."""
    return [one.status for one in read(Article(BODY, title=title), rulebook).statements if one.role is Role.HEADLINE]


def of_text(text: str, rulebook: Rulebook) -> list[Status]:
    """The statuses of a text without a title."""
    return [one.status for one in read(Article(text), rulebook).statements]


def test_a_rule_for_headlines_counts_in_a_title() -> None:
    assert of_title("Mayor buys wobbly roof", of_rules(FOR_HEADLINES)) == [Status.HEDGED]


def test_a_rule_for_headlines_counts_in_a_first_line_that_is_a_title() -> None:
    assert of_text(f"Mayor buys wobbly roof\n\n{BODY}", of_rules(FOR_HEADLINES))[0] is Status.HEDGED


def test_a_rule_for_headlines_counts_in_a_line_that_stands_alone() -> None:
    assert of_text("Mayor buys wobbly roof", of_rules(FOR_HEADLINES)) == [Status.HEDGED]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor bought a wobbly roof.",
        "It rained. The mayor bought a wobbly roof",
        "The mayor bought a wobbly roof\nHe sold it",
        f"Mayor buys {'very ' * LONGEST} wobbly roof",
    ],
)
def test_a_rule_for_headlines_does_not_count_in_prose(text: str) -> None:
    assert set(of_text(text, of_rules(FOR_HEADLINES))) == {Status.STATED}


def test_a_rule_for_headlines_does_not_count_in_the_body_below_a_title() -> None:
    reading = read(Article("The mayor bought a wobbly roof.", title="Mayor at work"), of_rules(FOR_HEADLINES))
    assert [one.status for one in reading.statements] == [Status.STATED, Status.STATED]


def test_the_examples_of_a_rule_for_headlines_are_tried_as_headlines() -> None:
    assert complaints_about(FOR_HEADLINES) == []


def test_in_a_headline_its_own_rule_goes_before_another_for_the_same_words() -> None:
    other = rule(id='"xx.hearsay.roof"', phrases='["wobbly"]', match='["A [[wobbly]] roof."]').replace("xx.", "en.")
    rulebook = of_rules(other, FOR_HEADLINES)
    assert of_title("Mayor buys wobbly roof", rulebook) == [Status.HEDGED]
    assert of_text("The mayor buys a wobbly roof.", rulebook) == [Status.HEARSAY]


@pytest.mark.parametrize("title", ["Mayor 'knew of leak' before flood", 'Mayor "paid bribes" for years'])
def test_words_that_a_headline_quotes_of_nobody_are_hearsay(rulebook: Rulebook, title: str) -> None:
    assert of_title(title, rulebook) == [Status.HEARSAY]


@pytest.mark.parametrize(
    "title", ["Film 'The Mill Was Sold' opens", "Mayor sells 'free ferry' posters", "Miller's cat, millers' dog found"]
)
def test_a_name_or_a_mere_thing_in_quotation_marks_is_no_hearsay(rulebook: Rulebook, title: str) -> None:
    assert of_title(title, rulebook) == [Status.STATED]


@pytest.mark.parametrize("title", ["\u201c", "'", "''", "?", "??", "'?'"])
def test_a_headline_of_marks_alone_is_read(rulebook: Rulebook, title: str) -> None:
    assert Status.HEARSAY not in of_title(title, rulebook)


def test_words_that_a_headline_quotes_of_somebody_are_theirs(rulebook: Rulebook) -> None:
    assert of_title("Mill 'was sold', says Ada Kovar", rulebook) == [Status.NAMED]


def test_words_quoted_in_the_body_are_no_hearsay(rulebook: Rulebook) -> None:
    assert of_text("The mayor 'knew of leaks' before the flood.", rulebook) == [Status.STATED]


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Singer reported missing after flood", Status.HEARSAY),
        ("Orell Said in Talks to Sell Mill", Status.HEARSAY),
        ("Wild Rumour Claims Mill Is Sold", Status.HEARSAY),
        ("Leak: Orell phone has two screens", Status.HEARSAY),
        ("Town mourns after apparent drowning", Status.HEDGED),
        ("No proof mill was sold", Status.UNCONFIRMED),
        ("Mystery of missing miller", Status.UNCONFIRMED),
        ("No, Kovar did not ban hats", Status.WITHDRAWN),
        ("Ayle Gazette: Mill sold", Status.SECOND_HAND),
        ("Kovar condemns attack on mill", Status.STATED),
        ("Kovar says goodbye to Ayle", Status.STATED),
        ("Mystery of missing miller solved", Status.STATED),
        ("Roof leak: school shut", Status.STATED),
    ],
)
def test_a_headline_is_read_in_its_shorthand(rulebook: Rulebook, title: str, status: Status) -> None:
    assert of_title(title, rulebook) == [status]
