"""Who speaks, where the words that say so stand far apart, and whose view is told without anything resting on them."""

import pytest

from bot.model import Article, FindingKind, Part, SourceKind, Statement, Status
from bot.reading import read
from bot.rulebook import Rulebook
from tests.reading.finder import find


def last(text: str, rulebook: Rulebook) -> Statement:
    return read(Article(text), rulebook).statements[-1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kovar called the plan “a gift to the town” and said the lock leaks.", "Kovar"),
        ("Kovar upset the town by saying that the mayor was asleep.", "Kovar"),
        ("The harbour office less than two weeks ago said that the lock leaks.", "The harbour office"),
        ("Ada Lund and Odd Kovar have both argued that the lock leaks.", "Ada Lund and Odd Kovar"),
        ("The audit has, however, revealed that the lock leaks.", "The audit"),
        ("In Wesk, they write, the mills are open.", "they"),
        ("A batch of letters released this week showed that the lock leaks.", "A batch of letters released this week"),
        ("“It held,” rejoiced Secretary of Labour Ada Lund.", "Secretary of Labour Ada Lund"),
        ("“He is happy here,” coach Odd Kovar snapped when the bell rang.", "coach Odd Kovar"),
        ("“It held,” said Ada Lund, Mr. Kovar's oldest adviser.", "Ada Lund, Mr. Kovar's oldest adviser"),
        ("“It held,” said Ada Lund, co-director of the Wesk Trust.", "Ada Lund, co-director of the Wesk Trust"),
        ("“It held,” said Ada Lund, 41, who keeps the lock.", "Ada Lund, 41, who keeps the lock"),
        ("Last month, the Wesk Courier, a paper, revealed that the lock leaks.", "the Wesk Courier, a paper"),
        ("Reached by phone, Kovar hesitated and said the lock leaks.", "Kovar"),
        ("Kovar also repeated his claim that the lock leaks.", "Kovar"),
        ("Moreover, lawmakers in Wesk dropped their claim that the lock leaks.", "lawmakers in Wesk"),
        ("The ferry council has dropped its claim that the lock leaks.", "The ferry council"),
        ("Still, the lock leaks, a clerk close to him said.", "a clerk close to him"),
        (
            "An Ayle Courier/Wesk News poll released Tuesday found that the lock leaks.",
            "An Ayle Courier/Wesk News poll released Tuesday",
        ),
        ("Most voters in Ayle, Wesk and Gao said the lock leaks.", "Most voters in Ayle, Wesk and Gao"),
        ("Another clerk familiar with Kovar's thinking said the lock leaks.", "Another clerk familiar with Kovar's thinking"),
        ("The lock leaks, according to a count by the Ayle Courier.", "a count by the Ayle Courier"),
        ("The lock leaks, said a clerk who had seen it.", "a clerk who had seen it"),
        ("Those who said the lock leaks were few.", "Those who"),
        ("Some new polls show that the toll is liked.", "Some new polls"),
        ("The toll is liked in most polls.", "most polls"),
        ("“I want to eat,” a man in a red shirt shouts across the tape.", "a man"),
        ("The Ayle state treasurer is sure that the lock leaks, and said so twice.", "The Ayle state treasurer"),
        ("The lock leaks, said a clerk of the Wesk think tank Orel.", "a clerk of the Wesk think tank Orel"),
        ("“It leaks,” said Rep. Odd Kovar (R-Ayle), a leading rower.", "Rep. Odd Kovar (R-Ayle), a leading rower"),
        ("Odd Kovar, a former mayor, joined the board and said that the lock leaks.", "Odd Kovar, a former mayor"),
        ("Green front-runner Ada Lund was the first to weigh in, saying that the lock leaks.", "Green front-runner Ada Lund"),
        ("Friends of Mr. Lund who have met him recently say that the lock leaks.", "Friends of Mr. Lund who have met him"),
        ("“It leaks,” said Odd Kovar, Lund's brother and a singer.", "Odd Kovar, Lund's brother and a singer"),
        (
            "“It leaks,” said Odd Kovar, head of Orel, a firm in Wesk that lets rooms.",
            "Odd Kovar, head of Orel, a firm in Wesk that lets rooms",
        ),
        (
            "The clerk of nearly four years, a member of the Greens, said the lock leaks.",
            "The clerk of nearly four years, a member of the Greens",
        ),
        ("The lock leaks, according to audio provided to the Courier.", "audio provided"),
        ("Mother-of-two Ada Lund told how the lock leaks.", "Mother-of-two Ada Lund"),
        ("The lock leaks, her dad says.", "her dad"),
        ("A mother of two said that the lock leaks.", "A mother of two"),
        ("The lock leaks, a close ally tells us.", "a close ally"),
        ("The lock leaks, according to figures kept by the Wesk Board.", "figures kept by the Wesk Board"),
        (
            "Before six, 85 people left the mill, the council's head of works, Ove Lund, has just told reporters.",
            "the council's head of works, Ove Lund",
        ),
        ("Odd Kovar, 34, of Ayle, said that the lock leaks.", "Odd Kovar, 34, of Ayle"),
        ("The Courier average of polls shows Lund leading Kovar.", "The Courier average of polls"),
        ("New Courier polls out Monday show Lund up by 4 points.", "New Courier polls"),
        ("The little polling that was done in Ayle showed a close race.", "The little polling that was done in Ayle"),
        ("Kovar leads in the latest river surveys.", "the latest river surveys"),
        (
            "Experts in harbour law and residents of the town say that the lock leaks.",
            "Experts in harbour law and residents of the town",
        ),
        ("Officials met in town and residents said the lock leaks.", "residents"),
        ("Blood tests confirm that the lock leaks.", "Blood tests"),
    ],
)
def test_somebody_who_speaks_is_found(text: str, words: str, rulebook: Rulebook) -> None:
    assert words in [source.text for source in last(text, rulebook).sources]


def test_who_is_described_twice_keeps_the_name(rulebook: Rulebook) -> None:
    (source,) = last("“It held,” said the mayor's deputy, Rik Lund, who oversaw the works.", rulebook).sources
    assert (source.text, source.name) == ("the mayor's deputy, Rik Lund, who oversaw the works", "Rik Lund")


def test_a_description_ends_before_a_clause_of_its_own(rulebook: Rulebook) -> None:
    (source,) = last("According to Kovar, the lock was shut by hand.", rulebook).sources
    assert source.text == "Kovar"


@pytest.mark.parametrize(
    "text",
    [
        "She read “The Old Mill by the Lock,” then the lights failed.",
        "“Nobody came,” and that was that.",
        "The plane promises more room for legs.",
        "The crack showed that the dam is old.",
        "The crew had a gale warning in their hands.",
        "The union called a one-day strike.",
        "09:10 said the clock.",
    ],
)
def test_a_thing_is_no_speaker(text: str, rulebook: Rulebook) -> None:
    assert not [source for source in last(text, rulebook).sources if source.kind is not SourceKind.PERSON]


@pytest.mark.parametrize(
    "text",
    [
        "Hear him say it in Wesk.",
        "The trove, which was old, included messages that showed the lock.",
    ],
)
def test_what_is_no_subject_is_no_source(text: str, rulebook: Rulebook) -> None:
    statement = last(text, rulebook)
    words = {source.text for source in (*statement.sources, *statement.parties)}
    assert not words & {"him", "included messages"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A study of eels was out in May. The investigators said eels sleep.", Status.NAMED),
        ("Eels are long. The investigators said eels sleep.", Status.UNNAMED),
        ("The harbour office shut the lock, the harbour office said. A spokesman said it leaks.", Status.NAMED),
        ("Eels are long. A spokesman said they sleep.", Status.UNNAMED),
    ],
)
def test_investigators_are_those_of_the_study_and_a_spokesman_speaks_for_the_body(
    text: str, status: Status, rulebook: Rulebook
) -> None:
    assert last(text, rulebook).status is status


def test_two_single_marks_are_a_quotation(rulebook: Rulebook) -> None:
    assert last("``We saw it,'' said Ada Lund. ''It held.''", rulebook).sources[0].name == "Ada Lund"


def test_a_negation_may_lack_its_mark(rulebook: Rulebook) -> None:
    assert last("We couldnt confirm that the lock leaks.", rulebook).status is Status.UNCONFIRMED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Lund opposes the toll.", "Ada Lund"),
        ("The union wants a vote.", "The union"),
        ("The toll is backed by the millers.", "the millers"),
        ("The mayor's opposition to the toll is old.", "The mayor"),
        ("Others, though, sounded less welcoming.", "Others"),
        ("Instead, she went home, deploring the toll.", "she"),
        ("She does not think the toll is low.", "She"),
        ("Kovar used his speech to offer a truce.", "Kovar"),
        ("In two towns, those who preferred the toll stayed.", "those who"),
        ("The union took aim at the toll.", "The union"),
        ("The union met on Monday to oppose the toll.", "The union"),
        ("The toll infuriated the harbour leadership.", "the harbour leadership"),
    ],
)
def test_a_view_is_somebodys_and_nothing_rests_on_it(text: str, words: str, rulebook: Rulebook) -> None:
    statement = last(text, rulebook)
    assert (statement.status, statement.sources) == (Status.STATED, ())
    assert [(party.text, party.part) for party in statement.parties] == [(words, Part.HOLDS)]


@pytest.mark.parametrize(
    "text",
    [
        "Also, the pier was too small to discuss.",
        "It was painted red to protest.",
        "The machine was built to denounce noise.",
        "Without a word to denounce it, the toll passed.",
    ],
)
def test_a_thing_or_a_small_word_sets_out_to_say_nothing(text: str, rulebook: Rulebook) -> None:
    assert last(text, rulebook).parties == ()


def test_whose_word_it_is_already_holds_no_view_beside_it(rulebook: Rulebook) -> None:
    assert last("“It held,” Ada Lund agreed.", rulebook).parties == ()


def test_a_pronoun_is_told_by_the_words_it_stands_for(rulebook: Rulebook) -> None:
    statement = last("The coastguard said it could not confirm that figure.", rulebook)
    assert statement.about
    assert statement.about.text == "that figure"
    assert [source.name for source in statement.sources if source.part is Part.COULD_NOT_CONFIRM] == ["the coastguard"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The loss was steep for Mr. Kovar, who said that the lock leaks.", "Kovar"),
        ("She met a port clerk who said that the lock leaks.", "a port clerk"),
        ("He asked the harbour office, which has said that the lock leaks.", "the harbour office"),
        ("Kovar—who denied that the lock leaks—will speak.", "Kovar"),
        ("He held up the sign — which read “Wesk first” — and left.", "the sign"),
    ],
)
def test_who_stands_for_the_words_before_it(text: str, name: str, rulebook: Rulebook) -> None:
    told = [(source.text, source.name) for source in last(text, rulebook).sources]
    assert told in ([("who", name)], [("which", name)])


def test_two_figures_are_told_by_name_and_not_by_who(rulebook: Rulebook) -> None:
    text = (
        "Police said at least 12 people were hurt in the fire. They met Ada Lund, who said up to 40 people were hurt in the fire."
    )
    finding = find(text, FindingKind.NUMBERS, rulebook)
    assert finding
    assert finding.facts["names"] == ("police", "Ada Lund")


def test_a_day_claims_nothing(rulebook: Rulebook) -> None:
    assert not last("The board met after Friday's announcement that the lock leaks.", rulebook).sources


def test_a_mother_of_two_is_somebody_with_and_without_her_name(rulebook: Rulebook) -> None:
    (named,) = last("Mother-of-two Ada Lund told how the lock leaks.", rulebook).sources
    (unnamed,) = last("A mother-of-two says the lock leaks.", rulebook).sources
    assert (named.kind, unnamed.kind) == (SourceKind.PERSON, SourceKind.UNNAMED_SPECIFIC)


def test_blood_tests_in_a_headline_are_no_person(rulebook: Rulebook) -> None:
    first = read(Article("The lock leaks.", "Blood Tests Confirm Rower Is Ill"), rulebook).statements[0]
    assert [source.kind for source in first.sources] == [SourceKind.DOCUMENT]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Harbour chief Ines Belk shrugged: she does not know yet.", "Ines Belk"),
        ("Ines Belk came, and she said that the lock leaks.", "Ines Belk"),
        ("Odd Kovar said that the lock leaks, he added.", "Odd Kovar"),
    ],
)
def test_a_pronoun_stands_for_who_opens_its_own_sentence_by_full_name(sentence: str, name: str, rulebook: Rulebook) -> None:
    statement = last(f"Ada Lund said that the lock is old. {sentence}", rulebook)
    assert {source.name for source in statement.sources} == {name}


@pytest.mark.parametrize(
    "told", ["us the lock leaks", "reporters that the lock leaks", "the Courier that the lock leaks", "him the lock leaks"]
)
def test_what_is_told_begins_behind_who_is_told(told: str, rulebook: Rulebook) -> None:
    text = f"The mayor told {told}."
    (cue,) = last(text, rulebook).cues
    assert text[cue.scope.start : cue.scope.end] == "the lock leaks"
