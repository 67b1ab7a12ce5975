"""Fit for a group: no words of a statement that accuses, no sentence that is untrue without them."""

from collections.abc import Sequence

import pytest

from bot.files import load_rulebook
from bot.model import Article, FindingKind, Reading
from bot.reading import read
from bot.reading.accusing import GAP, Accusing, find_accusing
from bot.reply.guard import guard
from bot.reply.honest import find_honest, say_honestly
from bot.reply.phrasebook import Phrasebook
from bot.reply.summary import summarise
from bot.rulebook import Rulebook

CALM = "The ferry left on Thursday, said Ada Doe, the mayor."


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rulebook(None)


def guarded(text: str, rules: Rulebook, site: str = "", author: str = "") -> tuple[Reading, Accusing]:
    reading = read(Article(text, site=site, author=author), rules)
    accusing = find_accusing(reading, rules)
    return guard(reading, accusing), accusing


def cue_words(reading: Reading, n: int) -> Sequence[str]:
    return [cue.text for cue in reading.statements[n - 1].cues]


def test_a_reading_that_accuses_nobody_stays_as_it_is(rules: Rulebook) -> None:
    reading, accusing = guarded(CALM, rules, site="North")
    assert reading == read(Article(CALM, site="North", author=""), rules)
    assert 1 not in accusing


def test_of_an_accusation_the_cue_words_stay(rules: Rulebook) -> None:
    reading, _ = guarded(f"The clerk was accused of theft. {CALM}", rules)
    assert reading.statements[0].text == f"{GAP} was accused of {GAP}"
    assert (reading.statements[0].sources, reading.statements[0].about) == ((), None)
    assert reading.statements[1].text == CALM


def test_whoever_stands_between_the_cue_words_is_left_out(rules: Rulebook) -> None:
    reading, _ = guarded(f"The mayor accused bo lindt of theft. {CALM}", rules)
    assert f"accused {GAP} of" in cue_words(reading, 1)


def test_a_name_that_belongs_to_the_cue_is_left_out(rules: Rulebook) -> None:
    reading, _ = guarded(f"Lindt charged with theft in Ayle. {CALM}", rules)
    assert f"{GAP} charged with" in cue_words(reading, 1)


def test_the_rest_of_the_sentence_is_left_out_too(rules: Rulebook) -> None:
    text = f"{CALM} Bo Lindt took the boat, but nobody confirmed that he was arrested for it."
    reading, _ = guarded(text, rules)
    assert "Lindt" not in str([one.text for one in reading.statements])


def test_a_site_or_an_author_that_accuses_is_left_out(rules: Rulebook) -> None:
    reading, _ = guarded(CALM, rules, site="Bo Lindt arrested", author="Ada Doe")
    assert (reading.article.site, reading.article.author) == (None, "Ada Doe")


def test_a_finding_that_would_be_untrue_without_its_names_is_left_out(rules: Rulebook) -> None:
    text = f"The police could not confirm that Bo Lindt was arrested. {CALM}"
    kinds = [finding.kind for finding in read(Article(text), rules).findings]
    assert FindingKind.NOT_CONFIRMED_BY in kinds
    reading, _ = guarded(text, rules)
    assert FindingKind.NOT_CONFIRMED_BY not in [finding.kind for finding in reading.findings]


def test_a_headline_that_accuses_is_not_quoted(rules: Rulebook, phrasebook: Phrasebook) -> None:
    text = "Lindt arrested in Ayle\n\nThere was no confirmation that Lindt was arrested in Ayle. The harbour is calm today."
    reading, _ = guarded(text, rules)
    said = summarise(reading, phrasebook)
    assert "Lindt" not in str(said)
    assert f"“{GAP}”" in str(said)


def test_the_honest_line_is_about_the_leading_statement(rules: Rulebook, phrasebook: Phrasebook) -> None:
    reading = read(Article(f"The harbour is calm. {CALM} Some residents believe that the boats are gone."), rules)
    assert find_honest(reading) == reading.statements[2]
    assert say_honestly(reading, phrasebook) == "“the boats are gone” (hearsay: some residents, nobody named, hedged)"


def test_nothing_without_words_is_passed_on(rules: Rulebook) -> None:
    statement = find_honest(read(Article("… … … ?! The. \n\n*** said ***"), rules))
    assert statement is None or any(map(str.isalnum, statement.text))
