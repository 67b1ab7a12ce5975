"""Facts about imported fact-checks: found again by their words, known again, and met by no chat's own search."""

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

from bot.memory import SqliteMemory, open_memory
from bot.memory.examine import examine
from bot.model import FactCheck
from bot.service.keeping import Memory
from bot.service.published import Kept
from tests.memory.builder import CHAT, OTHER
from tests.memory.test_statements import sighting

FERRY = FactCheck(
    "The ferry to Ostrel sank in the storm.", "Ostrel Checks", "False", "https://checks.example/1", reviewed="2026-03-02"
)
DAM = FactCheck("The dam at Velmora burst overnight.", "Velmora Desk", "No evidence", "https://desk.example/dam")


async def test_a_claim_is_found_by_its_words_with_all_that_was_kept(memory: Memory) -> None:
    assert await memory.published.put([FERRY, DAM]) == Kept(new=2)
    found = await memory.published.find_like_each(["A storm sank the ferry, people in Ostrel say.", "Velmora dam burst"])
    assert [each[0] for each in found] == [FERRY, DAM]


async def test_nothing_is_found_where_nothing_was_imported(memory: Memory) -> None:
    assert list(map(list, await memory.published.find_like_each(["The ferry sank.", ""]))) == [[], []]


async def test_nothing_is_found_by_other_words(memory: Memory) -> None:
    await memory.published.put([FERRY])
    assert list(map(list, await memory.published.find_like_each(["Bread is dearer", "", "the of and"]))) == [[], [], []]


async def test_no_more_are_given_than_are_asked_for(memory: Memory) -> None:
    await memory.published.put([replace(FERRY, url=f"https://checks.example/{n}") for n in range(9)])
    assert [len(each) for each in await memory.published.find_like_each([FERRY.claim], most=4)] == [4]


async def test_the_same_once_more_is_already_there(memory: Memory) -> None:
    await memory.published.put([FERRY])
    assert await memory.published.put([FERRY, FERRY]) == Kept(same=2)
    assert await memory.published.count() == 1


async def test_another_rating_at_the_same_address_takes_the_place_of_the_earlier_one(memory: Memory) -> None:
    await memory.published.put([FERRY])
    later = replace(FERRY, rating="Mostly false", claim="the FERRY to Ostrel sank in the storm")
    assert await memory.published.put([later]) == Kept(changed=1)
    assert [list(each) for each in await memory.published.find_like_each([FERRY.claim])] == [[later]]


async def test_the_same_claim_written_otherwise_in_one_step_is_kept_once(memory: Memory) -> None:
    louder = replace(FERRY, claim=FERRY.claim.upper())
    assert await memory.published.put([FERRY, louder]) == Kept(new=1, changed=1)
    assert [list(each) for each in await memory.published.find_like_each([FERRY.claim])] == [[louder]]


async def test_the_same_claim_at_another_address_is_another(memory: Memory) -> None:
    assert await memory.published.put([FERRY, replace(FERRY, url="https://other.example/")]) == Kept(new=2)


async def test_all_can_be_removed(memory: Memory) -> None:
    await memory.published.put([FERRY, DAM])
    assert (await memory.published.clear(), await memory.published.clear()) == (2, 0)
    assert [list(each) for each in await memory.published.find_like_each([FERRY.claim])] == [[]]
    assert await memory.published.put([FERRY]) == Kept(new=1)


async def test_no_search_of_a_chat_meets_them_nor_do_they_meet_what_a_chat_said(memory: Memory) -> None:
    await memory.published.put([FERRY])
    await memory.statements.put([sighting("The ferry to Ostrel is late again.", 1)])
    for everywhere in (True, False):
        found = await memory.statements.find_like(FERRY.claim, OTHER, everywhere=everywhere)
        assert [one.seen.text for one in found] == (["The ferry to Ostrel is late again."] if everywhere else [])
    assert [list(each) for each in await memory.published.find_like_each(["The ferry to Ostrel is late again."])] == [[FERRY]]


async def test_forgetting_a_chat_leaves_them(memory: Memory) -> None:
    await memory.published.put([FERRY])
    await memory.statements.put([sighting(FERRY.claim, 1)])
    await memory.forget_chat(CHAT)
    assert [list(each) for each in await memory.published.find_like_each([FERRY.claim])] == [[FERRY]]


async def test_time_leaves_them(memory: Memory) -> None:
    await memory.published.put([FERRY])
    await memory.expire(1e12)
    assert await memory.published.count() == 1


# --- the file


async def test_they_do_not_change_how_much_a_word_of_a_chat_tells(file: SqliteMemory) -> None:
    said = [sighting(f"The ferry number {n} is late.", n) for n in range(5)]
    await file.statements.put(said)
    before = await file.statements.find_like("A ferry is late.", OTHER, everywhere=True)
    await file.published.put([replace(FERRY, url=f"https://checks.example/{n}") for n in range(50)])
    assert await file.statements.find_like("A ferry is late.", OTHER, everywhere=True) == before


async def test_the_file_is_well_with_them_and_after_them(file: SqliteMemory, path: Path) -> None:
    await file.published.put([FERRY, DAM])
    assert examine(path, 1e12).faults == ()
    await file.published.clear()
    assert examine(path, 1e12).faults == ()


async def test_a_file_that_lost_one_is_noticed(path: Path) -> None:
    memory = await open_memory(path)
    await memory.published.put([FERRY, DAM])
    await memory.close()
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM published WHERE number = 1")
    (fault,) = examine(path, 1e12).faults
    assert fault.startswith("shelves: 2 published fact-checks are said to be there, and there are 1: ")


async def test_one_that_cannot_be_read_is_noticed(path: Path) -> None:
    memory = await open_memory(path)
    await memory.published.put([FERRY])
    await memory.close()
    with sqlite3.connect(path) as db:
        db.execute("UPDATE published SET body = ?", (b'{"claim": "x"}',))
    (fault,) = examine(path, 1e12).faults
    assert fault.startswith("published: 1 with body that cannot be read, allowed is a fact-check as JSON")


async def test_both_kinds_of_memory_find_the_same(memory: Memory) -> None:
    chance = random.Random(5)  # noqa: S311  no secret
    words = [f"{first}{last}" for first in ("bar", "kel", "mun", "tor") for last in ("dak", "fen", "gol", "hum", "rit")]
    checks = [replace(FERRY, claim=" ".join(chance.choices(words, k=7)), url=f"https://checks.example/{n}") for n in range(300)]
    await memory.published.put(checks)
    found = await memory.published.find_like_each([check.claim for check in checks])
    assert [each[0] for each in found] == checks
