"""Which questions of a headline put a claim before the reader, and which assert nothing."""

import pytest

from bot.model import Article, Role, Status
from bot.reading import read
from bot.rulebook import Rulebook

BODY = "The mill stood on the hill for many years. It was painted green in the spring."


def of_title(title: str, rulebook: Rulebook) -> list[Status]:
    """The statuses of an article's title."""
    return [one.status for one in read(Article(BODY, title=title), rulebook).statements if one.role is Role.HEADLINE]


def of_line(text: str, rulebook: Rulebook) -> list[Status]:
    """The statuses of a line that stands alone."""
    return [one.status for one in read(Article(text), rulebook).statements]


@pytest.mark.parametrize(
    "title",
    ["Mayor dead?", "Is this the oldest cat in Orell?", "Did the mayor pay for the mill?", "Mayor secretly serving a ban?"],
)
def test_a_title_that_asks_whether_holds_it_back(rulebook: Rulebook, title: str) -> None:
    assert of_title(title, rulebook) == [Status.HEDGED]


@pytest.mark.parametrize(
    "question",
    [
        "Who sold the Ayle mill?",
        "Why is the mill shut?",
        "Will the mill be sold?",
        "Have you seen the mill?",
        "Is your mill safe?",
        "Tired of queues?",
        "Real or sold?",
        "Best mill ever?",
    ],
)
def test_a_question_that_puts_no_claim_asserts_nothing(rulebook: Rulebook, question: str) -> None:
    assert of_title(question, rulebook) == of_line(question, rulebook) == [Status.OTHER]


@pytest.mark.parametrize(
    "text", ["Is the bridge at Ayle closed?", "Mill sold?", "Is it shut? I heard so", "The mill is shut. Was it sold?"]
)
def test_what_somebody_wants_to_know_is_no_headline(rulebook: Rulebook, text: str) -> None:
    assert Status.HEDGED not in of_line(text, rulebook)


@pytest.mark.parametrize(
    "line", ["Was The Mill Sold?", "Fire at the mill: was it arson?", "Did the mayor of Ayle pay for the fire?"]
)
def test_a_line_that_looks_like_a_headline_is_read_as_one(rulebook: Rulebook, line: str) -> None:
    assert of_line(line, rulebook)[-1] is Status.HEDGED


def test_a_question_in_the_body_asserts_nothing(rulebook: Rulebook) -> None:
    reading = read(
        Article(
            "Did Ada Kovar of Ayle pay for the old mill?\nNobody at the town hall would say. It was raining.", title="The mill"
        ),
        rulebook,
    )
    assert reading.statements[1].status is Status.OTHER


def test_a_question_in_quotation_marks_asserts_nothing(rulebook: Rulebook) -> None:
    assert of_title("\u201cWas the mill sold?\u201d", rulebook) == [Status.OTHER]


def test_what_stands_before_a_question_is_said_by_itself(rulebook: Rulebook) -> None:
    assert of_title("Orell mill rumoured to be sold: will you buy it?", rulebook) == [Status.HEARSAY]


def test_an_owner_beside_a_question_is_read(rulebook: Rulebook) -> None:
    assert Status.NAMED in of_line("Is this the oldest cat in Orell? Ada Kovar says it is 31", rulebook)
