"""What is told of a statement that comes back, and above all what is not."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Article, Reading, Statement, Status
from bot.reading import read
from bot.reading.compare import Comparison, Likeness, compare
from bot.reading.history import MOST, find_history
from bot.reading.history_ground import find_ground, split_side
from bot.reading.history_values import Earlier, History, Past, Present, Recalled, Turn
from bot.reading.strength import Standing, find_standing, take_version
from bot.rulebook import Rulebook

_PAIRS = tomllib.loads((Path(__file__).parent / "history_pairs.toml").read_text(encoding="utf-8"))
NOTHING = [(pair["before"], pair["now"], float(pair["days"])) for pair in _PAIRS["nothing"]]
TOLD = [(Turn(pair["turn"]), pair["before"], pair["now"]) for pair in _PAIRS["told"]]
STANDINGS = {
    Turn.DENIED: [Standing.WEAKER],
    Turn.RETURNED: [Standing.STRONGER, Standing.UNSOURCED],
    Turn.CONFIRMED: [Standing.STRONGER],
    Turn.DRIFT: [Standing.UNSOURCED],
}
_ALIKE = tomllib.loads((Path(__file__).parent / "compare_pairs.toml").read_text(encoding="utf-8"))["statement"]
DIFFERING = [
    (one["says"], now) for one in _ALIKE for kind, others in one.items() if kind not in ("says", "same") for now in others
]
DAY = 86_400.0
BEGIN = 1_772_500_000.0  # 3 March 2026
REPORTED = "The ferry between Lowmere and Carrow has reportedly stopped for good."
FLAT = "The ferry between Lowmere and Carrow has stopped for good."
CONFIRMED = "The transport ministry confirmed that the ferry between Lowmere and Carrow has stopped for good."


class Chat:
    """A chat that remembers sentences, each with the day on which it was seen."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self._seen: list[tuple[str, Past]] = []

    def see(self, text: str, days: float = 0.0, origin: str | None = None, *, elsewhere: bool = False, post: str = "") -> None:
        """Remember the first statement of a text."""
        one = self.read(text).statements[0]
        names = tuple(find_names(one))
        day = f"2026-03-{3 + int(days):02}"
        message = 0 if elsewhere else len(self._seen) + 1
        past = Past(message, BEGIN + days * DAY, day, one.status, one.polarity, post or text, names, origin, elsewhere)
        self._seen.append((one.text, past))

    def read(self, text: str) -> Reading:
        return read(Article(text), self._rulebook)

    def ask(self, text: str, days: float = 1.0, **about: object) -> History:
        """Give what is told of a text."""
        reading = self.read(text)
        present = replace(Present(reading.statements, text, BEGIN + days * DAY), **about)  # type: ignore[arg-type]
        return find_history(present, [(now, [*self._find(now.text)]) for now in reading.statements])

    def _find(self, now: str) -> list[Earlier]:
        found = []
        for text, elsewhere in dict.fromkeys((text, past.elsewhere) for text, past in self._seen):
            pasts = tuple(past for before, past in self._seen if (before, past.elsewhere) == (text, elsewhere))
            names = [name for past in pasts for name in past.sources] + find_names(self.read(now).statements[0])
            same = Comparison(Likeness.SAME) if text == now else compare(text, now, names)
            found.append(Earlier(same, pasts, self.read(text).statements[0], text == now))
        return found


def find_names(statement: Statement) -> list[str]:
    return [source.name or source.text for source in statement.sources if source.part == "vouches"]


@pytest.fixture
def chat(rulebook: Rulebook) -> Chat:
    return Chat(rulebook)


def tell(chat: Chat, before: str, now: str, days: float = 1.0) -> tuple[Recalled, ...]:
    chat.see(before)
    return chat.ask(f"{now} A goat stood on the roof of the mill.", days).recalled


# --- both ways


@pytest.mark.parametrize(("before", "now", "days"), NOTHING)
def test_nothing_doubtful_is_told(chat: Chat, before: str, now: str, days: float) -> None:
    assert tell(chat, before, now, days) == ()


@pytest.mark.parametrize(("turn", "before", "now"), TOLD)
def test_what_is_sure_is_told(chat: Chat, turn: Turn, before: str, now: str) -> None:
    (told, *_) = tell(chat, before, now)
    assert (told.turn, told.before and told.before.text, told.now.text in now) == (turn, before, True)


@pytest.mark.parametrize(("turn", "before", "now"), [pair for pair in TOLD if pair[0] in STANDINGS])
def test_a_watch_tells_the_same_of_them(chat: Chat, turn: Turn, before: str, now: str) -> None:
    (told, *_) = tell(chat, before, now)
    assert told.before
    assert find_standing(take_version(told.before), take_version(told.now)) in STANDINGS[turn]


def test_there_are_enough_pairs() -> None:
    assert (len(NOTHING) >= 60, len(TOLD) >= 15, len(DIFFERING) >= 200) == (True, True, True)


@pytest.mark.parametrize(("before", "now"), DIFFERING)
def test_what_differs_in_one_thing_is_never_seen_before(chat: Chat, before: str, now: str) -> None:
    shown = {Turn.NUMBER, Turn.POLARITY, Turn.DENIED, Turn.RETURNED, Turn.CONFIRMED}
    assert {told.turn for told in tell(chat, before, now)} <= shown


# --- hedge drift


def test_a_hedge_that_is_dropped_is_told_with_both_sides(chat: Chat) -> None:
    (told,) = tell(chat, REPORTED, FLAT)
    assert (told.turn, told.past.status, told.now.status) == (Turn.DRIFT, Status.HEARSAY, Status.STATED)


@pytest.mark.parametrize(
    "more",
    [
        "Mayor Ada Doe confirmed this on Friday.",
        "The harbour office said so.",
        "The boats went to a yard in Port Amber, Oskar Marn said.",
        "The Courier first reported it.",
        "It is not clear whether the ferry between Lowmere and Carrow will come back.",
    ],
)
def test_a_new_source_nearby_is_no_drift(chat: Chat, more: str) -> None:
    chat.see(REPORTED)
    assert [told.turn for told in chat.ask(f"{FLAT} {more}").recalled] in ([], [Turn.SEEN])


def test_the_source_that_was_named_before_is_no_new_one(chat: Chat) -> None:
    chat.see("The ferry between Lowmere and Carrow has apparently stopped for good, Oskar Marn said.")
    assert [told.turn for told in chat.ask(f"{FLAT} Oskar Marn said he was angry.").recalled] == [Turn.DRIFT]


def test_a_headline_is_no_drift_where_the_body_keeps_the_doubt(chat: Chat) -> None:
    chat.see(REPORTED)
    text = f"Ferry between Lowmere and Carrow has stopped for good\n\n{REPORTED[:-1]}, residents said."
    assert Turn.DRIFT not in [told.turn for told in chat.ask(text).recalled]


def test_what_was_stated_as_fact_before_has_not_drifted(chat: Chat) -> None:
    chat.see("The ferry between Lowmere and Carrow stopped for good.")
    chat.see(REPORTED, 0.5)
    assert [told.turn for told in chat.ask(f"It rained. {FLAT}").recalled] == [Turn.SEEN]


def test_an_old_post_that_is_forwarded_today_has_not_drifted(chat: Chat) -> None:
    chat.see(REPORTED)
    assert [told.turn for told in chat.ask(FLAT, published="2026-03-02").recalled] == [Turn.SEEN]
    assert [told.turn for told in chat.ask(FLAT, published="2026-03-03").recalled] == [Turn.DRIFT]


def test_a_page_without_a_date_has_not_drifted(chat: Chat) -> None:
    chat.see(REPORTED)
    assert [told.turn for told in chat.ask(FLAT, undated=True).recalled] == [Turn.SEEN]


def test_doubt_that_stood_in_another_sentence_is_not_quoted(chat: Chat) -> None:
    chat.see(FLAT)
    text, past = chat._seen.pop()
    chat._seen.append((text.replace(" has ", " had "), replace(past, status=Status.UNNAMED, post="other")))
    assert [told.turn for told in chat.ask(FLAT).recalled] == [Turn.SEEN]


# --- firmer


def test_a_confirmation_is_told(chat: Chat) -> None:
    (told,) = tell(chat, REPORTED, CONFIRMED)
    assert (told.turn, told.now.status) == (Turn.CONFIRMED, Status.CONFIRMED)


def test_what_was_confirmed_before_is_not_confirmed_now(chat: Chat) -> None:
    chat.see(REPORTED)
    chat.see(CONFIRMED, 0.5)
    text = CONFIRMED.replace("The transport ministry", "The harbour office")
    assert Turn.CONFIRMED not in [told.turn for told in chat.ask(text).recalled]


def test_a_sentence_that_was_seen_since_is_no_news(chat: Chat) -> None:
    chat.see(REPORTED)
    for days, text in ((0.3, FLAT), (0.6, CONFIRMED)):
        chat.see(text, days)
        assert [told.turn for told in chat.ask(f"It snowed. {text}").recalled] == [Turn.SEEN]


def test_what_is_said_again_after_a_denial_is_told(chat: Chat) -> None:
    chat.see(FLAT)
    chat.see("The transport ministry denied that the ferry between Lowmere and Carrow has stopped for good.", 0.5)
    assert [told.turn for told in chat.ask(f"It snowed. {FLAT}").recalled] == [Turn.RETURNED]


# --- numbers and the contrary


def test_another_number_is_told_with_both(chat: Chat) -> None:
    (told,) = tell(chat, "The blast in Velmora left 12 dead.", "The blast in Velmora left 40 dead.")
    assert (told.turn, told.words) == (Turn.NUMBER, ("12", "40"))


def test_another_number_is_told_against_the_last_one(chat: Chat) -> None:
    chat.see("The blast in Velmora left 12 dead.")
    chat.see("The blast in Velmora left 19 dead.", 0.4)
    (told,) = chat.ask("The blast in Velmora left 40 dead.").recalled
    assert told.words == ("19", "40")


def test_a_number_that_was_seen_as_well_is_no_other_one(chat: Chat) -> None:
    chat.see("The blast in Velmora left 12 dead.")
    chat.see("The blast in Velmora left 40 dead.", 0.4)
    assert [told.turn for told in chat.ask("The blast in Velmora left 40 dead!", post="p").recalled] == [Turn.SEEN]


def test_the_contrary_is_never_seen_before(chat: Chat) -> None:
    before, now = "The council of Lowmere did not approve the budget.", "The council of Lowmere approved the budget."
    (told,) = tell(chat, before, now)
    assert (told.turn, told.words) == (Turn.POLARITY, ("not approve", ""))


def test_who_asked_not_to_be_named_denies_nothing(chat: Chat) -> None:
    before, now = (f"Two drivers {who}said the ferry to Carrow was sold." for who in ("who asked not to be named ", ""))
    assert Turn.POLARITY not in [told.turn for told in tell(chat, before, now)]


# --- one origin


def see_courier(chat: Chat, *origins: str | None) -> None:
    for n, origin in enumerate(origins):
        chat.see("The ferry between Lowmere and Carrow has stopped for good, the Lowmere Courier reported.", n / 10, origin)


ALSO = "The Lowmere Courier reported that the ferry between Lowmere and Carrow has stopped for good."


def test_three_places_with_one_source_are_told(chat: Chat) -> None:
    see_courier(chat, "North now", "South now")
    (told,) = chat.ask(ALSO, origin="East now").recalled
    assert (told.turn, told.source, told.times) == (Turn.ONE_ORIGIN, "Lowmere Courier", 2)


@pytest.mark.parametrize("origins", [("North now", "North now"), ("North now", "East now"), ("North now", None), ("North now",)])
def test_fewer_than_three_known_places_are_not(chat: Chat, origins: tuple[str | None, ...]) -> None:
    see_courier(chat, *origins)
    assert Turn.ONE_ORIGIN not in [told.turn for told in chat.ask(ALSO, origin="East now").recalled]


def test_another_source_among_them_is_not_one_source(chat: Chat) -> None:
    see_courier(chat, "North now", "South now")
    chat.see("The ferry between Lowmere and Carrow has stopped for good, Radio Velmora reported.", 0.5, "West now")
    assert Turn.ONE_ORIGIN not in [told.turn for told in chat.ask(ALSO, origin="East now").recalled]


# --- seen before


def test_first_day_count_and_first_origin_are_kept(chat: Chat) -> None:
    for days, origin in ((0.0, "North now"), (1.0, "South now"), (2.0, None)):
        chat.see(FLAT, days, origin, post=f"{days}")
    (told,) = chat.ask(f"It snowed. {FLAT}", 5).recalled
    assert (told.past.day, told.times, told.origin, told.same_words) == ("2026-03-03", 3, "North now", True)


def test_the_place_that_the_text_comes_from_is_no_first_origin(chat: Chat) -> None:
    chat.see(FLAT, origin="North now")
    (told,) = chat.ask(f"It snowed. {FLAT}", origin="North now").recalled
    assert told.origin is None


def test_the_same_text_is_told_once_and_not_by_its_statements(chat: Chat) -> None:
    for days in (0.0, 1.0, 2.0):
        chat.see(FLAT, days)
    history = chat.ask(FLAT, 5)
    assert history.repeat is not None
    assert (history.repeat.past.day, history.repeat.since, history.recalled) == ("2026-03-03", 2, ())


def test_what_this_chat_saw_goes_before_what_another_saw(chat: Chat) -> None:
    chat.see(FLAT, elsewhere=True, post="a")
    chat.see(FLAT, 1.0, post="b")
    (told,) = chat.ask(f"It snowed. {FLAT}", 5).recalled
    assert (told.past.elsewhere, told.past.day) == (False, "2026-03-04")


def test_what_only_another_chat_saw_is_elsewhere(chat: Chat) -> None:
    chat.see(FLAT, elsewhere=True, post="a")
    (told,) = chat.ask(f"It snowed. {FLAT}", 5).recalled
    assert (told.past.elsewhere, told.origin) == (True, None)


def test_no_status_is_told_where_it_is_the_same(chat: Chat) -> None:
    chat.see("The mayor of Lowmere signed the contract for the bridge.")
    (told,) = chat.ask("It snowed. The mayor of Lowmere has signed the contract for the bridge.").recalled
    assert (told.turn, told.words) == (Turn.SEEN, ("", ""))


def test_a_source_that_is_gone_is_told(chat: Chat) -> None:
    chat.see("The mayor of Lowmere signed the contract for the bridge, Oskar Marn said.")
    (told,) = chat.ask("It snowed. The mayor of Lowmere has signed the contract for the bridge.").recalled
    assert told.words == (Status.NAMED, Status.STATED)


def test_a_headline_and_its_first_sentence_are_told_once(chat: Chat) -> None:
    chat.see(FLAT)
    text = "Ferry between Lowmere and Carrow stopped for good\n\nThe ferry between Lowmere and Carrow stopped for good."
    assert len(chat.ask(text).recalled) == 1


def test_at_most_three_are_told_and_main_ones_first(chat: Chat) -> None:
    things = ("ferry", "bridge", "school", "library", "mill", "tower")
    lines = [f"The {thing} of Lowmere was sold to the town of Carrow." for thing in things]
    for line in lines[::-1]:
        chat.see(line)
    assert [told.now.text for told in chat.ask(" ".join(lines), post="other").recalled] == lines[:MOST]


def test_a_statement_without_its_text_is_known_by_its_words_alone(chat: Chat) -> None:
    now = chat.read(f"It snowed. {FLAT}")
    past = Past(1, BEGIN, "2026-03-03", Status.HEARSAY, now.statements[1].polarity, "other")
    bare = Earlier(Comparison(Likeness.SAME), (past,), None, same_words=True)
    present = Present(now.statements, "this", BEGIN + DAY)
    (told,) = find_history(present, [(now.statements[1], [bare])]).recalled
    assert (told.turn, told.before, told.same_words) == (Turn.SEEN, None, True)


# --- whatever the text

WORDS = """
the a ferry of Lowmere Carrow was sold not reportedly may 12 40 dead on Monday today said Oskar Marn confirmed denied police ? , .
"""
SENTENCES = st.lists(st.sampled_from(WORDS.split()), min_size=4, max_size=14).map(" ".join)


@given(SENTENCES, SENTENCES)
def test_no_pair_of_sentences_breaks_it_and_both_sides_are_kept(rulebook: Rulebook, before: str, now: str) -> None:
    chat = Chat(rulebook)
    if not chat.read(before).statements:
        return
    for told in tell(chat, before, now):
        assert told.past.day == "2026-03-03"
        assert told.before is not None
        assert told.now.text in f"{now} A goat stood on the roof of the mill."


@given(SENTENCES)
def test_the_same_words_are_never_told_as_another_number_or_the_contrary(rulebook: Rulebook, text: str) -> None:
    chat = Chat(rulebook)
    if not chat.read(text).statements:
        return
    assert {told.turn for told in tell(chat, text, text)} <= {Turn.SEEN, Turn.ONE_ORIGIN}


@given(SENTENCES, SENTENCES)
def test_common_ground_does_not_depend_on_the_order(rulebook: Rulebook, before: str, now: str) -> None:
    sides = [read(Article(text), rulebook).statements for text in (before, now)]
    if not all(sides):
        return
    one, other = (split_side(statements[0]) for statements in sides)
    there, back = find_ground(one, other), find_ground(other, one)
    assert (there.before, there.now, there.named, there.is_same) == (back.now, back.before, back.named, back.is_same)
