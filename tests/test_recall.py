"""What is kept of a text, and what a chat's memory gives back of it."""

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files import load_rulebook
from bot.memory import HeldMemory
from bot.model import Article, Reading
from bot.reading import read
from bot.reading.history_values import History, Turn
from bot.rulebook import Rulebook
from bot.service.recall import Asked, find_own, recall
from bot.service.sighting import MOST_KEPT, digest_text, find_kept, make_sightings

CHAT, OTHER = -40, -41
AT = 1_772_500_000.0
REPORTED = "The ferry between Lowmere and Carrow has reportedly stopped for good."
FLAT = "The ferry between Lowmere and Carrow has stopped for good."


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


class Room:
    """A chat with a memory, in which messages are read."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self.memory = HeldMemory()

    def read(self, text: str, **about: object) -> Reading:
        return read(Article(text, **about), self._rulebook)  # type: ignore[arg-type]

    def see(
        self, text: str, message: int, at: float = AT, chat: int = CHAT, *, album: bool = False, hashes: bool = False
    ) -> None:
        """Notice a message as the bot does."""
        asyncio.run(self._see(self.read(text), Asked(chat, message, at, album), hashes=hashes))

    async def _see(self, reading: Reading, asked: Asked, *, hashes: bool) -> None:
        own = await find_own(self.memory.statements, reading, asked)
        number = min([asked.message, *(one.message for one in own.values())])
        known = {text: one.at for text, one in own.items()}
        kept = list(make_sightings(reading, asked.chat, number, 7, asked.now, known))
        await self.memory.statements.put(kept, hashes=hashes)

    def ask(self, text: str, message: int, at: float = AT + 9.0, **more: object) -> History:
        asked = replace(Asked(CHAT, message, at), **more)  # type: ignore[arg-type]
        return asyncio.run(recall(self.memory.statements, self._rulebook, self.read(text), asked))


@pytest.fixture
def room(rulebook: Rulebook) -> Room:
    return Room(rulebook)


# --- what is kept


@pytest.mark.parametrize(
    "text",
    [
        "Fire at the depot.",
        "Will the ferry between Lowmere and Carrow stop?",
        "The harbour office of Lowmere declined to comment on Monday.",
    ],
)
def test_what_says_nothing_of_its_own_is_not_kept(room: Room, text: str) -> None:
    assert find_kept(room.read(text)) == ()


def test_a_sighting_says_who_vouches_and_where_it_came_from(room: Room) -> None:
    text = "The ferry to Carrow was sold to a bank, Mayor Ada Doe told the Lowmere Courier."
    (one,) = make_sightings(room.read(text, site="North now"), CHAT, 5, 7, AT, {})
    assert ("Ada Doe" in one.sources, one.origin, one.sender, one.post) == (True, "North now", 7, digest_text(text))


def test_the_address_of_a_page_goes_before_its_site(room: Room) -> None:
    (one,) = make_sightings(room.read(FLAT, site="Courier", url="https://courier.example/a"), CHAT, 5, 7, AT, {})
    assert one.origin == "https://courier.example/a"


def test_of_a_whole_book_so_many_statements_are_kept(room: Room) -> None:
    book = " ".join(f"The ferry number {n} left the harbour of Lowmere." for n in range(3 * MOST_KEPT))
    assert len(find_kept(room.read(book))) == MOST_KEPT


@given(st.text(max_size=60))
def test_a_text_is_known_again_whatever_its_spaces_and_case(text: str) -> None:
    assert digest_text(f"  {text}\n\t") == digest_text(text)
    assert digest_text("Lowmere  HARBOUR") == digest_text("lowmere harbour")
    assert digest_text(text, 3) != digest_text(text)


# --- what is given back


def test_a_message_is_not_seen_before_itself(room: Room) -> None:
    room.see(FLAT, 5)
    assert room.ask(FLAT, 5) == History()


def test_a_later_message_is_not_before_an_older_one(room: Room) -> None:
    room.see(FLAT, 6)
    assert room.ask(FLAT, 5) == History()
    assert room.ask(FLAT, 7).repeat is not None


def test_what_an_edit_left_as_it_was_stays_as_old_as_it_is(room: Room) -> None:
    room.see(FLAT, 5)
    room.see(f"{FLAT} It rained on the boats in the harbour.", 5, AT + 5 * 86_400)
    history = room.ask(f"It snowed. {FLAT}", 9, AT + 6 * 86_400)
    assert [(told.past.day, told.times) for told in history.recalled] == [("2026-03-03", 1)]


def test_an_album_is_one_message(room: Room) -> None:
    more = f"{FLAT}\n\nThe market of Carrow was closed at noon."
    room.see(FLAT, 5, album=True)
    assert room.ask(more, 6, AT + 1, album=True) == History()
    room.see(more, 6, AT + 1, album=True)
    assert room.ask(more, 6, AT + 1, album=True) == History()
    (told,) = room.ask(f"It snowed. {FLAT}", 20, AT + 99).recalled
    assert told.times == 1


def test_two_messages_at_once_are_two_where_they_are_no_album(room: Room) -> None:
    room.see(FLAT, 5)
    room.see(f"It rained. {FLAT}", 6, AT + 1)
    (told,) = room.ask(f"It snowed. {FLAT}", 7, AT + 2).recalled
    assert told.times == 2


def test_a_page_without_a_message_is_not_before_itself(room: Room) -> None:
    room.see(FLAT, -77)
    assert room.ask(FLAT, -77) == History()


def test_how_often_a_text_was_there_is_counted_in_full(room: Room) -> None:
    for message in range(1, 7):
        room.see(FLAT, message, AT + message)
    history = room.ask(FLAT, 9, AT + 99)
    assert history.repeat is not None
    assert (history.repeat.past.message, history.repeat.since) == (1, 5)


def test_a_text_whose_message_was_edited_since_is_still_known_as_the_same(room: Room) -> None:
    room.see(f"{FLAT} The market of Carrow was closed at noon.", 1)
    room.see(f"{FLAT} The harbour of Carrow was opened at noon.", 1, AT + 1)
    history = room.ask(f"{FLAT} The market of Carrow was closed at noon.", 9, AT + 99)
    assert history.repeat is not None
    assert (history.repeat.past.message, history.repeat.since) == (1, 0)


def test_without_texts_only_the_same_words_are_known(room: Room) -> None:
    room.see(REPORTED, 5, hashes=True)
    assert room.ask(FLAT, 6) == History()
    (told,) = room.ask(f"It snowed. {REPORTED}", 7).recalled
    assert (told.turn, told.before, told.same_words) == (Turn.SEEN, None, True)


def test_no_chat_knows_of_another_unless_it_is_let(room: Room) -> None:
    room.see(REPORTED, 5, chat=OTHER)
    assert room.ask(REPORTED, 6) == History()
    (told,) = room.ask(f"It snowed. {REPORTED}", 6, everywhere=True).recalled
    assert (told.past.elsewhere, told.past.message, told.past.origin) == (True, 0, None)


def test_a_text_without_a_statement_asks_nothing(room: Room) -> None:
    assert room.ask("Fire at the depot.", 6) == History()


WORDS = "the ferry of Lowmere was not sold reportedly 12 40 dead police said Monday may , . ?"
SENTENCES = st.lists(st.sampled_from(WORDS.split()), min_size=5, max_size=25).map(" ".join)


@given(SENTENCES, SENTENCES)
def test_no_text_breaks_it(rulebook: Rulebook, before: str, now: str) -> None:
    room = Room(rulebook)
    room.see(before, 5)
    history = room.ask(now, 6)
    assert history.repeat is None or digest_text(before) == digest_text(now)
    assert all(told.past.message == 5 for told in history.recalled)
