"""A statement that comes back is found again, in its own chat, for as long as it is kept."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.memory.held_statements import HeldStatements
from bot.memory.statements import SqliteStatements
from bot.memory.writer import Writer
from bot.model import Certainty, Polarity, Status
from bot.service.statements import Seen, Sighting, Statements
from tests.memory.builder import CHAT, OTHER, PERSON

DAY = 86_400.0
DAM = "The dam at Velmora held through the night, engineers said."
FERRY = "A ferry with 40 passengers ran aground off Port Amber."


async def _hold(_folder: Path) -> tuple[Statements, Writer | None]:
    return HeldStatements(), None


async def _open_file(folder: Path) -> tuple[Statements, Writer | None]:
    writer = await Writer.start(folder / "caveat.db")
    return SqliteStatements(writer), writer


KINDS: dict[str, Callable[[Path], Awaitable[tuple[Statements, Writer | None]]]] = {"held": _hold, "sqlite": _open_file}


@pytest_asyncio.fixture(params=KINDS)
async def statements(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Statements]:
    """Each implementation, empty."""
    statements, writer = await KINDS[request.param](tmp_path)
    yield statements
    async with asyncio.timeout(30):
        if writer:
            await writer.close()


def sighting(text: str = DAM, message: int = 1, chat: int = CHAT, at: float = 0.0, status: Status = Status.HEARSAY) -> Sighting:
    labels = (status, Certainty.HEDGED, Polarity.POSITIVE)
    return Sighting(chat, message, text, *labels, at, "post", ("engineers",), "https://example.org", PERSON)


async def find_texts(statements: Statements, text: str, chat: int = CHAT, *, everywhere: bool = False) -> list[str | None]:
    return [one.seen.text for one in await statements.find_like(text, chat, everywhere=everywhere)]


async def test_a_sighting_comes_back_with_every_letter(statements: Statements) -> None:
    one = replace(sighting("“Wörter” 🚢 \ud83d\ude00 \ud800 \x00 held"), sources=("Pia \ud800", ""), origin="кан\ud800ал")
    await statements.put([one])
    seen = await statements.find_same(one.text, CHAT)
    assert seen
    assert (seen.first, seen.last, seen.times) == (one, one, 1)
    assert list(await statements.list_sightings(seen.number, CHAT)) == [one]


async def test_the_same_words_are_one_statement_whatever_their_case_and_marks(statements: Statements) -> None:
    await statements.put([sighting(), sighting("the DAM at Velmora held, through the night; engineers said", 2, at=5.0)])
    seen = await statements.find_same(f"  {DAM.upper()} ", CHAT)
    assert seen
    assert (seen.text, seen.times, seen.first.message, seen.last.message) == (DAM, 2, 1, 2)
    assert await statements.count(CHAT) == 1


@pytest.mark.parametrize(
    "text", [DAM.replace(".", "?"), DAM.replace("held", "has held"), "", DAM.replace("through", "- through")]
)
async def test_other_words_or_signs_are_another_statement(statements: Statements, text: str) -> None:
    await statements.put([sighting()])
    assert await statements.find_same(text, CHAT) is None


async def test_a_message_that_says_it_again_counts_once_with_its_last_status(statements: Statements) -> None:
    await statements.put([sighting(), sighting()])
    await statements.put([sighting(status=Status.CONFIRMED)])
    seen = await statements.find_same(DAM, CHAT)
    assert seen
    assert (seen.times, seen.first.status) == (1, Status.CONFIRMED)


async def test_first_and_last_go_by_their_time(statements: Statements) -> None:
    await statements.put([sighting(message=2, at=5.0), sighting(message=3, at=9.0), sighting(message=4, at=1.0)])
    seen = await statements.find_same(DAM, CHAT)
    assert seen
    assert (seen.first.at, seen.last.at) == (1.0, 9.0)
    assert [one.at for one in await statements.list_sightings(seen.number, CHAT)] == [1.0, 5.0, 9.0]


async def test_a_statement_in_other_words_is_found(statements: Statements) -> None:
    await statements.put([sighting(FERRY), sighting(), sighting("A ferry left Port Amber on time.")])
    assert (await find_texts(statements, "Off Port Amber a FERRY has run aground, 40 passengers aboard"))[0] == FERRY


async def test_the_same_words_have_likeness_one_and_others_less(statements: Statements) -> None:
    await statements.put([sighting(FERRY), sighting("A ferry left Port Amber on time.")])
    best, next_best = await statements.find_like(FERRY, CHAT)
    assert (best.seen.text, best.likeness) == (FERRY, 1.0)
    assert 0.0 < next_best.likeness < 0.6


async def test_no_more_are_given_than_asked_for(statements: Statements) -> None:
    await statements.put([sighting(f"Ferry number {number} ran aground.", number) for number in range(20)])
    assert [len(await statements.find_like("A ferry ran aground", CHAT, most=most)) for most in (0, 1, 7)] == [0, 1, 7]


@pytest.mark.parametrize("text", ["", " ", "the of and", "🚢", "Nothing alike whatsoever", "\ud800", "a" * 30_000, "%_'\"*"])
async def test_what_resembles_nothing_finds_nothing(statements: Statements, text: str) -> None:
    await statements.put([sighting()])
    assert await statements.find_like(text, CHAT) == ()


async def test_a_chat_finds_nothing_of_another(statements: Statements) -> None:
    await statements.put([sighting(chat=OTHER)])
    assert await statements.find_like(DAM, CHAT) == ()
    assert await statements.find_same(DAM, CHAT) is None


async def test_where_the_operator_allows_it_another_chats_words_are_found_but_not_who_sent_them(statements: Statements) -> None:
    await statements.put([sighting(chat=OTHER, message=9, at=7.0)])
    (found,) = await statements.find_like(DAM, CHAT, everywhere=True)
    hidden = replace(sighting(chat=0, message=0, at=7.0), origin=None, sender=None)
    assert found.seen == Seen(found.seen.number, None, DAM, 1, hidden, hidden)
    assert await statements.list_sightings(found.seen.number, CHAT) == ()


@pytest.mark.parametrize("everywhere", [False, True])
async def test_texts_that_are_looked_for_at_once_find_what_each_finds_alone(statements: Statements, *, everywhere: bool) -> None:
    ferries = [sighting(f"Ferry {number} ran aground off Port Amber.", number) for number in range(9)]
    await statements.put([*ferries, sighting(), sighting(FERRY), sighting(chat=OTHER), sighting(f"{DAM} Twice.", chat=OTHER)])
    texts = [DAM, "Ferry 4 aground", "", "Nothing alike whatsoever", DAM, "The dam, engineers said"]
    alone = [await statements.find_like(text, CHAT, everywhere=everywhere, most=3) for text in texts]
    assert list(await statements.find_like_each(texts, CHAT, everywhere=everywhere, most=3)) == alone
    dams = 3 if everywhere else 1
    assert [len(one) for one in alone] == [dams, 3, 0, 0, dams, dams]
    assert list(await statements.find_like_each([], CHAT)) == []


async def test_the_chats_of_a_post_are_given_latest_first(statements: Statements) -> None:
    posts = [replace(sighting(chat=chat, at=at, message=int(at)), post=post) for chat, at, post in _POSTS]
    await statements.put(posts)
    assert list(await statements.find_chats("a")) == [OTHER, CHAT, PERSON]
    assert list(await statements.find_chats("c")) == []


_POSTS = [(CHAT, 1.0, "a"), (OTHER, 9.0, "a"), (PERSON, 2.0, "a"), (CHAT, 5.0, "a"), (CHAT, 99.0, "b")]


async def test_a_text_that_comes_back_gives_each_message_that_held_it_once_oldest_first(statements: Statements) -> None:
    said = [sighting(text, message, at=at) for text, message, at in [(DAM, 7, 5.0), (FERRY, 7, 4.0), (FERRY, 3, 9.0)]]
    others = [sighting(DAM, 4, at=1.0), sighting(DAM, 5, OTHER, at=2.0)]
    await statements.put([*said, replace(others[0], post="another"), others[1]])
    assert list(await statements.list_repeats([FERRY.upper(), DAM, DAM], CHAT, "post")) == [said[1], said[2]]
    assert list(await statements.list_repeats([DAM], CHAT, "post")) == [said[0]]
    assert list(await statements.list_repeats([], CHAT, "post")) == []


async def test_of_two_statements_of_one_moment_the_one_that_was_known_first_is_given(statements: Statements) -> None:
    await statements.put([sighting(FERRY), sighting(DAM)])
    (found,) = await statements.list_repeats([DAM, FERRY], CHAT, "post")
    assert found.text == FERRY


async def test_a_texts_sightings_are_listed_in_the_messages_near_by_alone(statements: Statements) -> None:
    near = [sighting(DAM, 9, at=3.0), sighting(DAM, 11, at=1.0)]
    await statements.put([*near, sighting(DAM, 13), sighting(FERRY, 13), sighting(DAM, 10, OTHER)])
    found = await statements.list_near([FERRY, DAM.upper(), DAM], CHAT, 10, 2)
    assert list(map(list, found)) == [[], near[::-1], near[::-1]]
    assert list(map(list, await statements.list_near([DAM], CHAT, 13, 0))) == [[sighting(DAM, 13)]]


async def test_statements_are_listed_by_how_they_were_seen_last(statements: Statements) -> None:
    bridge = "A bridge at Tarn Hollow closed."
    await statements.put([sighting(message=1, at=1.0), sighting(message=2, at=2.0), sighting(message=3, at=3.0)])
    await statements.put([sighting(FERRY, 1, at=9.0, status=Status.CONFIRMED), sighting(FERRY, 2, at=4.0)])
    await statements.put([sighting(bridge, 1, at=5.0), sighting(f"{bridge} Again.", 2, at=6.0), sighting(bridge, chat=OTHER)])
    found = [await statements.list_last(CHAT, [Status.HEARSAY], since) for since in (0.0, 3.0, 3.1, 7.0)]
    texts = [DAM, f"{bridge} Again.", bridge]
    assert [[seen.text for seen in one] for one in found] == [texts, texts, texts[1:], []]
    assert [seen.times for seen in found[0]] == [3, 1, 1]
    (ferry,) = await statements.list_last(CHAT, {Status.CONFIRMED}, 9.0)
    assert (ferry.first.at, ferry.last.at, ferry.chat) == (4.0, 9.0, CHAT)
    assert list(await statements.list_last(CHAT, (), 0.0)) == []


async def test_all_sightings_of_a_chat_are_listed_oldest_first(statements: Statements) -> None:
    ones = [sighting(at=1.0), sighting(FERRY, at=1.0), sighting(message=2, at=0.5), sighting(FERRY, 3, at=9.0)]
    await statements.put([*ones, sighting(chat=OTHER)])
    assert list(await statements.list_chat(CHAT)) == [ones[2], ones[0], ones[1], ones[3]]


async def test_hashes_know_exact_repeats_and_nothing_else(statements: Statements) -> None:
    await statements.put([sighting()], hashes=True)
    bare = replace(sighting(), text="", sources=(), origin=None)
    (found,) = await statements.find_like(DAM.lower(), CHAT)
    assert found.seen == Seen(found.seen.number, CHAT, None, 1, bare, bare)
    assert await statements.find_like("The dam at Velmora held, engineers said", CHAT) == ()


async def test_texts_that_are_dropped_leave_their_hashes(statements: Statements) -> None:
    await statements.put([sighting(), sighting(FERRY), sighting(chat=OTHER)])
    assert await statements.drop_texts(CHAT) == 2
    assert await statements.drop_texts(CHAT) == 0
    assert await find_texts(statements, DAM) == [None]
    assert await find_texts(statements, f"{DAM} Twice.") == []
    assert await find_texts(statements, DAM, OTHER) == [DAM]


async def test_a_hash_gets_its_text_when_texts_are_kept_again(statements: Statements) -> None:
    await statements.put([sighting()], hashes=True)
    await statements.put([sighting(message=2)])
    assert await find_texts(statements, "The Velmora dam held") == [DAM]


async def test_a_chat_is_forgotten_alone(statements: Statements) -> None:
    await statements.put([sighting(), sighting(FERRY), sighting(chat=OTHER)])
    assert await statements.forget(CHAT) == 2
    assert await statements.forget(CHAT) == 0
    assert await find_texts(statements, DAM) == []
    assert await find_texts(statements, DAM, everywhere=True) == [DAM]


async def test_a_chat_moves_with_its_statements(statements: Statements) -> None:
    await statements.put([sighting(), sighting(FERRY, 2), sighting(chat=OTHER, message=1, at=5.0)])
    await statements.move(CHAT, OTHER)
    seen = await statements.find_same(DAM, OTHER)
    assert seen
    assert (seen.times, seen.first.at, seen.last.at, seen.first.message) == (2, 0.0, 5.0, -1)
    assert await find_texts(statements, "The ferry ran aground", OTHER) == [FERRY]
    assert (await statements.count(CHAT), await statements.count(OTHER)) == (0, 2)
    assert await find_texts(statements, DAM) == []


async def test_a_chat_that_moves_to_itself_stays_as_it_is(statements: Statements) -> None:
    await statements.put([sighting()])
    await statements.move(CHAT, CHAT)
    assert [one.seen.first for one in await statements.find_like(DAM, CHAT)] == [sighting()]


async def test_what_is_past_its_chats_time_goes(statements: Statements) -> None:
    await statements.put([sighting(), sighting(message=2, at=3 * DAY), sighting(FERRY), sighting(FERRY, chat=OTHER)])
    assert await statements.expire(10 * DAY, {CHAT: 8}, 30) == 1
    seen = await statements.find_same(DAM, CHAT)
    assert seen
    assert (seen.times, seen.first.at) == (1, 3 * DAY)
    assert await find_texts(statements, FERRY) == []
    assert await find_texts(statements, FERRY, OTHER) == [FERRY]
    assert await statements.expire(31 * DAY, {}, 30) == 1


async def test_a_statement_that_expired_may_come_back(statements: Statements) -> None:
    await statements.put([sighting()])
    await statements.expire(99 * DAY, {}, 30)
    await statements.put([sighting(at=99 * DAY)])
    assert await find_texts(statements, "The Velmora dam held") == [DAM]
