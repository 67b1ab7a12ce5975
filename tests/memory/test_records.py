"""What people wrote down is found by its id, its chat and its person, oldest first, until it ends."""

from dataclasses import replace
from typing import Any

import pytest

from bot.memory.forgetting import REFERENCES, WORDS
from bot.reply.phrase_keys import PHRASES
from bot.service.keeping import Memory
from bot.service.records import Matter, Record
from tests.memory.builder import CHAT, LEASE, OTHER, PERSON, arrival, end, record

BODY = {"text": "“Wörter” 🚢 \ud83d\ude00 \ud800 \x00", "number": 1 << 60, "share": 0.5, "none": None, "list": [True, {"a": []}]}


async def test_a_record_comes_back_with_every_letter(memory: Memory) -> None:
    kept = Record(Matter.NOTE, CHAT, "a:1_b", None, 1.5, BODY, 9e9)
    await memory.records.put([kept])
    assert await memory.records.get(Matter.NOTE, CHAT, "a:1_b") == kept


async def test_what_is_done_to_a_body_later_is_not_kept(memory: Memory) -> None:
    body: dict[str, object] = {"text": "before"}
    await memory.records.put([Record(Matter.NOTE, CHAT, "r", None, 0.0, body)])
    body["text"] = "after"
    found = await memory.records.get(Matter.NOTE, CHAT, "r")
    assert found
    assert found.body == {"text": "before"}


async def test_a_record_is_known_by_its_matter_its_chat_and_its_id(memory: Memory) -> None:
    records = [record(), record("s"), record(matter=Matter.CUE), record(chat=OTHER)]
    await memory.records.put(records)
    assert [await memory.records.get(one.matter, one.chat, one.id) for one in records] == records
    assert await memory.records.get(Matter.CUE, OTHER, "r") is None


async def test_a_record_takes_the_place_of_the_one_with_its_id(memory: Memory) -> None:
    await memory.records.put([record(text="one"), record(text="two")])
    await memory.records.put([record(person=8, text="three")])
    assert list(await memory.records.list_chat(Matter.WATCH, CHAT)) == [record(person=8, text="three")]


async def test_what_only_renews_a_record_brings_back_none_that_was_removed(memory: Memory) -> None:
    await memory.records.put([record("a"), record("b")])
    await memory.records.put((), [end("a")])
    await memory.records.put([replace(record(identity, text="new"), renews=True) for identity in "ab"])
    assert list(await memory.records.list_chat(Matter.WATCH, CHAT)) == [record("b", text="new")]


async def test_a_record_that_is_put_and_removed_in_one_step_is_gone(memory: Memory) -> None:
    await memory.records.put([record("a"), record("b"), record("c")])
    await memory.records.put([record("d")], [end("a"), end("d"), end("b", chat=OTHER), end("c", Matter.CUE)])
    assert [one.id for one in await memory.records.list_chat(Matter.WATCH, CHAT)] == ["b", "c"]


async def test_records_are_listed_by_chat_by_person_and_all_oldest_first(memory: Memory) -> None:
    one, two, three = record("z", at=1.0), record("b", person=8, at=2.0), record("a", at=2.0, chat=OTHER)
    await memory.records.put([three, two, one, record(matter=Matter.CUE)])
    assert list(await memory.records.list_chat(Matter.WATCH, CHAT)) == [one, two]
    assert list(await memory.records.list_person(Matter.WATCH, PERSON)) == [one, three]
    assert list(await memory.records.list_all(Matter.WATCH)) == [one, three, two]
    assert list(await memory.records.list_all(Matter.DRAFT)) == []


async def test_a_record_is_there_until_its_end_and_gone_after_it(memory: Memory) -> None:
    await memory.records.put([record("soon", ends=5.0), record("later", ends=50.0), record("never")])
    await memory.expire(5.0)
    assert await memory.records.get(Matter.WATCH, CHAT, "soon") == record("soon", ends=5.0)
    await memory.expire(5.1)
    assert [one.id for one in await memory.records.list_all(Matter.WATCH)] == ["later", "never"]


async def test_whoever_works_on_an_update_finds_nothing_that_has_ended(memory: Memory) -> None:
    await memory.records.put([record(ends=5.0)])
    await memory.inbox.put([arrival(1)], 6.0)
    await memory.inbox.claim(6.0, LEASE, 1)
    assert await memory.records.get(Matter.WATCH, CHAT, "r") is None


async def test_what_a_record_becomes_has_the_end_of_the_new_one(memory: Memory) -> None:
    await memory.records.put([record(ends=5.0)])
    await memory.records.put([record(ends=None)])
    await memory.expire(9e9)
    assert await memory.records.get(Matter.WATCH, CHAT, "r") == record()


async def test_the_new_chat_keeps_its_own_record_where_both_have_one(memory: Memory) -> None:
    await memory.records.put([record(text="old"), record("s", text="old"), record(chat=-1005, text="new")])
    await memory.move_chat(CHAT, -1005)
    moved = [record(chat=-1005, text="new"), record("s", chat=-1005, text="old")]
    assert list(await memory.records.list_all(Matter.WATCH)) == moved


@pytest.mark.parametrize("matter", Matter)
async def test_what_is_removed_of_a_chat_is_said_in_plain_words(memory: Memory, matter: Matter) -> None:
    await memory.records.put([record("a", matter), record("b", matter), record("c", matter, OTHER)])
    assert await memory.forget_chat(CHAT) == {WORDS[matter]: 2}
    assert [one.chat for one in await memory.records.list_all(matter)] == [OTHER]


def test_each_word_for_what_is_removed_has_a_phrase() -> None:
    assert {REFERENCES, *WORDS.values()} <= PHRASES["kept"].keys()


NOTE: dict[str, Any] = {
    "text": "The dam held.",
    "digest": "d",
    "accuses": False,
    "verdict": "open",
    "who": "",
    "link": "",
    "line": "Asked twice.",
    "message": 5,
}
NAMED: dict[str, Any] = {**NOTE, "name": "Pia Lund", "sender": 8, "replier": 8, "reply": "I was there."}


async def test_a_group_keeps_a_note_without_who_wrote_it(memory: Memory) -> None:
    other = record("s", Matter.NOTE, person=8, ends=9e9, **NAMED)
    await memory.records.put([record(matter=Matter.NOTE, ends=9e9, **NAMED), other])
    assert await memory.forget_person(PERSON) == {"references": 1}
    bare = record(matter=Matter.NOTE, person=None, ends=9e9, **NOTE)
    assert list(await memory.records.list_all(Matter.NOTE)) == [bare, other]


async def test_what_a_person_answered_to_a_note_goes_with_them(memory: Memory) -> None:
    await memory.records.put([record("r-reply", Matter.NOTE, ends=9e9, note="r", text="I was there.")])
    assert await memory.forget_person(PERSON) == {"notes": 1}
    assert list(await memory.records.list_all(Matter.NOTE)) == []


async def test_a_group_keeps_what_was_changed_without_by_whom(memory: Memory) -> None:
    await memory.records.put([record(matter=Matter.CHANGE, name="Pia Lund", deed="setting", detail="mode: line")])
    assert await memory.forget_person(PERSON) == {"references": 1}
    bare = record(matter=Matter.CHANGE, person=None, deed="setting", detail="mode: line")
    assert list(await memory.records.list_all(Matter.CHANGE)) == [bare]


async def test_a_group_keeps_what_was_changed_without_whom_it_was_about(memory: Memory) -> None:
    listed = record("l", Matter.CHANGE, person=8, name="Ole", deed="moderator-listed", detail="Pia Lund", member=PERSON)
    other = record("o", Matter.CHANGE, person=8, name="Ole", deed="moderator-listed", detail="Ada", member=9)
    await memory.records.put([listed, other])
    assert await memory.forget_person(PERSON) == {"references": 1}
    bare = record("l", Matter.CHANGE, person=8, name="Ole", deed="moderator-listed", detail="")
    assert list(await memory.records.list_all(Matter.CHANGE)) == [bare, other]


async def test_what_others_write_for_a_group_goes_with_it(memory: Memory) -> None:
    mine = record("note", Matter.DRAFT, PERSON, text="The dam held.", group=CHAT)
    other = record("note", Matter.DRAFT, 8, text="The dam held.", group=OTHER)
    await memory.records.put([mine, other])
    assert await memory.forget_chat(CHAT) == {"drafts": 1}
    assert list(await memory.records.list_all(Matter.DRAFT)) == [other]


@pytest.mark.parametrize("matter", [Matter.DRAFT, Matter.WATCH, Matter.CUE, Matter.DIGEST, Matter.CONSENT])
async def test_whatever_else_a_person_wrote_goes_from_every_chat(memory: Memory, matter: Matter) -> None:
    await memory.records.put(
        [record("a", matter), record("b", matter, OTHER), record("c", matter, PERSON), record("d", matter, person=8)]
    )
    assert await memory.forget_person(PERSON) == {WORDS[matter]: 3}
    assert [one.id for one in await memory.records.list_all(matter)] == ["d"]


async def test_a_moderator_who_is_forgotten_leaves_the_list_and_those_they_listed_stay(memory: Memory) -> None:
    one = record("7", Matter.MODERATOR, person=8, member=PERSON, name="Pia Lund")
    other = record("9", Matter.MODERATOR, person=PERSON, member=9, name="Ole Brandt")
    both = record("7", Matter.MODERATOR, OTHER, person=PERSON, member=PERSON, name="Pia Lund")
    await memory.records.put([one, other, both])
    assert await memory.forget_person(PERSON) == {"moderators": 2, "references": 1}
    assert list(await memory.records.list_all(Matter.MODERATOR)) == [replace(other, person=None)]
