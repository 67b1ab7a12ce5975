"""What moved on a page is said in as few lines as there are moves; what became of a watched statement, side by side."""

from html import unescape

import pytest

from bot.files import load_rulebook
from bot.model import Article, Reading
from bot.reading import read
from bot.reading.accusing import find_accusing
from bot.reading.strength import Shift, Standing, Version, find_shift, take_version
from bot.reply.moved import say_moved
from bot.reply.phrasebook import Phrasebook
from bot.reply.telegram import LIMIT, count_units
from bot.reply.watched import list_watched, say_shift, say_version
from bot.rulebook import Rulebook

DAY, TODAY = "20 November 2026", "22 November 2026"
DOUBT = "There was no confirmation that the bridge at Ayle is closed."
CONFIRMED = "The harbour office confirmed that the bridge at Ayle is closed."
REST = "Boats pass the lock at noon. The pier was built of granite."
ACCUSED = "Reports say that Bo Lindt was arrested for taking the money of the bridge."
NAMED = "Mayor Ada Doe confirmed that Bo Lindt was arrested for taking the money of the bridge."


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rulebook()


def moved(before: str, now: str, rules: Rulebook, phrasebook: Phrasebook, *, group: bool = False) -> list[str]:
    readings = reading(before, rules), reading(now, rules)
    accusing = (find_accusing(readings[0], rules), find_accusing(readings[1], rules)) if group else None
    return say_moved(*readings, DAY, phrasebook, accusing).splitlines()


def reading(text: str, rules: Rulebook) -> Reading:
    return read(Article(text), rules)


def version(text: str, rules: Rulebook) -> Version:
    return take_version(reading(text, rules).statements[0])


# --- a page that was read again


def test_a_move_names_the_sentence_the_words_and_both_labels(rules: Rulebook, phrasebook: Phrasebook) -> None:
    assert moved(f"{DOUBT} {REST}", f"{REST} {CONFIRMED}", rules, phrasebook) == [
        f"<b>Read again. Since the reading of {DAY} 1 status moved.</b>",
        "(s. 3) “the bridge at Ayle is closed”: not confirmed → confirmed by the harbour office",
    ]


def test_nothing_moved_is_one_line(rules: Rulebook, phrasebook: Phrasebook) -> None:
    assert moved(DOUBT, DOUBT, rules, phrasebook) == [f"Read again. Since the reading of {DAY} nothing moved."]


def test_gone_and_new_are_only_counted(rules: Rulebook, phrasebook: Phrasebook) -> None:
    assert moved(f"{DOUBT} {REST}", f"{DOUBT} The old mill has a new roof of slate.", rules, phrasebook) == [
        f"<b>Read again. Since the reading of {DAY} no status moved.</b>",
        "2 statements are gone.",
        "1 statement is new.",
    ]


def test_the_same_status_with_another_source_has_not_moved(rules: Rulebook, phrasebook: Phrasebook) -> None:
    now = "The coast guard confirmed that the bridge at Ayle is closed."
    assert len(moved(CONFIRMED, now, rules, phrasebook)) == 1


def test_in_a_group_an_accusation_is_not_repeated(rules: Rulebook, phrasebook: Phrasebook) -> None:
    title, line = moved(ACCUSED, NAMED, rules, phrasebook, group=True)
    assert title.endswith("1 status moved.</b>")
    assert line.startswith("(s. 1)")
    assert line.endswith("hearsay, nobody named, hedged → confirmed")
    assert all(name not in line for name in ("Lindt", "Doe", "money", "arrested"))


def test_what_accuses_in_one_of_the_two_only_is_not_repeated_either(rules: Rulebook, phrasebook: Phrasebook) -> None:
    before = "The clerk Bo Lindt may have taken the boat of the harbour office."
    now = "Mayor Ada Doe said that the clerk Bo Lindt, a suspect, has taken the boat of the harbour office."
    lines = moved(before, now, rules, phrasebook, group=True)
    assert all("Lindt" not in line and "Doe" not in line for line in lines)
    assert "Lindt" in "".join(moved(before, now, rules, phrasebook))


def test_what_accuses_nobody_is_told_in_full_in_a_group(rules: Rulebook, phrasebook: Phrasebook) -> None:
    assert moved(DOUBT, CONFIRMED, rules, phrasebook, group=True) == moved(DOUBT, CONFIRMED, rules, phrasebook)


def test_however_much_moved_it_fits_one_message(rules: Rulebook, phrasebook: Phrasebook) -> None:
    claims = [f"the bridge number {n} at Ayle is closed for good & <all>" for n in range(200)]
    lines = moved(
        " ".join(f"Rumours say that {claim}." for claim in claims),
        " ".join(f"Mayor Ada Doe confirmed that {claim}." for claim in claims),
        rules,
        phrasebook,
    )
    assert "200 statuses moved" in lines[0]
    assert lines[-1] == f"… and {202 - len(lines)} more statements"
    assert count_units("\n".join(lines)) <= LIMIT


# --- a watched statement


def shown(before: str, now: str, rules: Rulebook, phrasebook: Phrasebook, group: str = "") -> list[str]:
    versions = version(before, rules), version(now, rules)
    shift = find_shift(*versions)
    assert shift is not None
    return say_shift(shift, (versions[0], DAY), (versions[1], TODAY), group, phrasebook).split("\n\n")


def test_both_versions_stand_side_by_side_with_their_days(rules: Rulebook, phrasebook: Phrasebook) -> None:
    assert shown(DOUBT, CONFIRMED, rules, phrasebook, "Lowmere watch") == [
        "<b>A statement that you watch was read again in Lowmere watch</b>",
        "It rests on more than before.",
        f"Before ({DAY}): “{DOUBT[:-1]}” · not confirmed",
        f"Now ({TODAY}): “{CONFIRMED[:-1]}” · confirmed by the harbour office",
    ]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("Rumours say that the bridge at Ayle is closed.", "It rests on less than before."),
        ("The bridge at Ayle is closed.", "It is now stated, with no source named."),
        ("The bridge at Ayle is not closed, the harbour office said.", "It says the opposite."),
    ],
)
def test_it_says_what_became_of_it(rules: Rulebook, phrasebook: Phrasebook, now: str, said: str) -> None:
    assert shown(CONFIRMED, now, rules, phrasebook)[1] == said


def test_another_number_is_said_with_both(rules: Rulebook, phrasebook: Phrasebook) -> None:
    before, now = "Police said that 12 boats sank at Ayle.", "Police said that 40 boats sank at Ayle."
    assert shown(before, now, rules, phrasebook)[1] == "It gives another number: “12” → “40”."


def test_a_number_that_has_no_words_is_said_without(rules: Rulebook, phrasebook: Phrasebook) -> None:
    one = (version(DOUBT, rules), DAY)
    assert "It gives another number." in say_shift(Shift(Standing.NUMBER, "", "40"), one, one, "", phrasebook)


def test_hostile_words_become_no_markup_and_no_link(rules: Rulebook, phrasebook: Phrasebook) -> None:
    hostile = version("The <b>bridge</b> at evil.example is closed, @mallory said.", rules)
    html = say_shift(Shift(Standing.WEAKER), (hostile, DAY), (hostile, DAY), "<i>x", phrasebook)
    assert html.count("<") == 2
    assert "evil.example" not in html
    assert "@mallory" not in html


def test_two_long_sentences_fit_one_message(rules: Rulebook, phrasebook: Phrasebook) -> None:
    long = version(f"The bridge at Ayle {'and the lock and the pier ' * 200}is closed.", rules)
    assert count_units(say_shift(Shift(Standing.WEAKER), (long, DAY), (long, DAY), "x" * 40, phrasebook)) <= LIMIT


def test_a_version_keeps_the_label_of_its_statement(rules: Rulebook, phrasebook: Phrasebook) -> None:
    said = say_version(version(CONFIRMED, rules), 30, phrasebook)
    assert said == "“The harbour office confirmed…” · confirmed by the harbour office"


def test_the_list_says_where_and_until_when(rules: Rulebook, phrasebook: Phrasebook) -> None:
    one = version(DOUBT, rules)
    assert list_watched([(one, "", DAY), (one, "Lowmere watch", TODAY)], phrasebook).split("\n\n") == [
        "<b>What you watch</b>",
        f"1. “{DOUBT[:-1]}” · unconfirmed\nuntil {DAY}",
        f"2. “{DOUBT[:-1]}” · unconfirmed\nin Lowmere watch, until {TODAY}",
    ]


def test_twenty_long_ones_fit_one_message(rules: Rulebook, phrasebook: Phrasebook) -> None:
    long = version(
        f"A senior officer of the harbour guard who asked not to be named said that {'the lock & ' * 40}is shut.", rules
    )
    assert count_units(unescape(list_watched([(long, "<" * 40, TODAY)] * 20, phrasebook))) <= LIMIT
