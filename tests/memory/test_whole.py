"""A chat moves with all it has, is forgotten with all it has, and nothing stays past its time."""

from dataclasses import replace

from bot.model import Article
from bot.service.keeping import MOST_TRIES, ChatChoice, Memory, Mode, Outcome
from bot.service.records import Matter
from tests.memory.builder import (
    CHAT,
    LEASE,
    OTHER,
    PERSON,
    answer,
    arrival,
    call,
    claim_texts,
    claim_updates,
    feedback,
    finish,
    record,
    send,
)
from tests.memory.test_statements import sighting

DAY = 86_400.0
LINE, OFF = ChatChoice(Mode.LINE), ChatChoice(Mode.OFF)


async def fill(memory: Memory, chat: int, first: int) -> None:
    """Let a chat have one entry of each kind; its updates count from `first`."""
    name = f"{chat}"
    await finish(memory, Outcome([call("shown", f"slot {name}", chat)], [answer(name, chat)], [feedback(name)]), first, chat)
    await send(memory, 100)
    await memory.outbox.put([call("refused", chat=chat)], 0.0)
    (parcel,) = await memory.outbox.claim(0.0, LEASE, 1)
    await memory.outbox.drop(parcel.number, "Bad Request", 0.0)
    await memory.inbox.put([arrival(first + 1, chat)], 0.0)
    for _ in range(MOST_TRIES):
        await memory.inbox.fail(first + 1, "no", 0.0)
    await memory.inbox.put([arrival(first + 2, chat)], 0.0)
    await memory.settings.put(chat, LINE)
    await memory.settings.note_member(chat, inside=False, now=0.0)
    await memory.statements.put([sighting(chat=chat)])
    await memory.records.put([record(chat=chat)])


async def fill_both(memory: Memory) -> None:
    await fill(memory, OTHER, 20)
    await fill(memory, CHAT, 10)
    await memory.outbox.put([call("waiting"), call("waiting", chat=OTHER)], 0.0)


ALL_KINDS = {
    "answers": 1,
    "feedback": 1,
    "settings": 1,
    "times of leaving": 1,
    "waiting messages": 1,
    "messages set aside": 1,
    "waiting replies": 1,
    "sent replies": 1,
    "dropped replies": 1,
    "statements": 1,
    "watches": 1,
}


async def test_a_chat_is_forgotten_with_all_it_has(memory: Memory) -> None:
    await fill_both(memory)
    assert await memory.forget_chat(CHAT) == ALL_KINDS
    assert await memory.forget_chat(CHAT) == {}


async def test_what_is_forgotten_is_found_nowhere(memory: Memory) -> None:
    await fill_both(memory)
    await memory.forget_chat(CHAT)
    assert await memory.answers.get(f"{CHAT}") is None
    assert await memory.outbox.find_message(f"slot {CHAT}") is None
    assert await memory.settings.get(CHAT) == ChatChoice()
    assert [said.answer for said in await memory.feedback.list_all()] == [f"{OTHER}"]
    assert [aside.lane for aside in await memory.inbox.list_set_aside()] == [OTHER]
    assert list(await memory.settings.list_left(9.0)) == [OTHER]
    assert await claim_updates(memory) == [22]


async def test_forgetting_a_chat_leaves_the_others(memory: Memory) -> None:
    await fill_both(memory)
    await memory.forget_chat(CHAT)
    assert await memory.forget_chat(OTHER) == ALL_KINDS


async def test_a_forgotten_update_does_not_come_back(memory: Memory) -> None:
    await fill_both(memory)
    await memory.forget_chat(CHAT)
    assert await memory.inbox.put([arrival(number) for number in (10, 11, 12)], 0.0) == 0


async def test_the_update_that_asked_to_forget_is_still_answered(memory: Memory) -> None:
    await memory.inbox.put([arrival(1), arrival(2)], 0.0)
    await claim_updates(memory)
    assert await memory.forget_chat(CHAT) == {"waiting messages": 1}
    await memory.inbox.finish(1, Outcome([call("forgotten")]), 0.0)
    assert await claim_texts(memory) == ["forgotten"]
    assert await memory.inbox.count_waiting() == 0


async def test_the_feedback_of_a_forgotten_chat_goes_even_after_its_answer_went(memory: Memory) -> None:
    await finish(memory, Outcome(answers=[answer("a")], feedback=[feedback("a")]), 1)
    await memory.expire(99 * DAY)
    assert await memory.forget_chat(CHAT) == {"feedback": 1}


async def test_a_person_is_forgotten_with_their_private_chat_and_what_they_said_elsewhere(memory: Memory) -> None:
    private, group = answer("p", PERSON), answer("g", CHAT)
    said = [feedback("p"), feedback("g"), feedback("g", person=8), feedback("p", person=8)]
    await finish(memory, Outcome(answers=[private, group], feedback=said), 1)
    assert await memory.forget_person(PERSON) == {"answers": 1, "feedback": 3}
    assert await memory.answers.get("g") == group
    assert list(await memory.feedback.list_all()) == [feedback("g", person=8)]


async def test_a_chat_that_moves_takes_along_what_is_kept(memory: Memory) -> None:
    await finish(memory, Outcome(answers=[answer("a", asked=5)], feedback=[feedback("a")]), 1)
    await memory.settings.put(CHAT, LINE)
    await memory.move_chat(CHAT, -1005)
    assert await memory.settings.get(-1005) == LINE
    assert await memory.settings.get(CHAT) == ChatChoice()
    assert await memory.answers.get("a") == replace(answer("a"), chat=-1005, asked=0)
    assert await memory.answers.find_same(-1005, "d", 0.0) == await memory.answers.get("a")
    assert await memory.forget_chat(-1005) == {"answers": 1, "feedback": 1, "settings": 1}
    assert await memory.forget_chat(CHAT) == {}


async def test_the_numbers_of_messages_do_not_move_along(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    await send(memory, 100)
    await finish(memory, Outcome(answers=[answer("a", asked=5)]), 1)
    await memory.move_chat(CHAT, -1005)
    assert await memory.outbox.find_message("s") is None
    assert await memory.answers.find_asked(-1005, 5) is None


async def test_updates_that_wait_move_into_the_lane_of_the_new_chat(memory: Memory) -> None:
    await memory.inbox.put([arrival(1), arrival(2, -1005), arrival(3)], 0.0)
    await memory.move_chat(CHAT, -1005)
    assert await claim_updates(memory) == [1]
    await memory.inbox.finish(1, Outcome(), 0.0)
    assert await memory.inbox.claim(0.0, LEASE, 9) == (arrival(2, -1005),)


async def test_updates_set_aside_move_along(memory: Memory) -> None:
    await memory.inbox.put([arrival(1)], 0.0)
    for _ in range(MOST_TRIES):
        await memory.inbox.fail(1, "no", 0.0)
    await memory.move_chat(CHAT, -1005)
    assert [aside.lane for aside in await memory.inbox.list_set_aside()] == [-1005]


async def test_two_lanes_that_become_one_stay_busy_while_either_was(memory: Memory) -> None:
    await memory.inbox.put([arrival(1), arrival(2, -1005)], 0.0)
    await claim_updates(memory)
    await memory.move_chat(CHAT, -1005)
    await memory.inbox.finish(1, Outcome(), 0.0)
    assert await claim_updates(memory) == []


async def test_calls_that_wait_are_made_to_the_new_chat_in_order(memory: Memory) -> None:
    await memory.outbox.put([call("a"), call("b", chat=-1005), call("c", chat=OTHER)], 0.0)
    await memory.move_chat(CHAT, -1005)
    assert (await send(memory)).outgoing == call("a", chat=-1005)
    assert await claim_texts(memory) == ["b", "c"]


async def test_a_call_that_moved_is_known_by_its_new_payload(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    await memory.move_chat(CHAT, -1005)
    await memory.outbox.claim(0.0, LEASE, 1)
    await memory.outbox.put([call("a", "s", -1005)], 0.0)
    assert await memory.outbox.count_waiting() == 1


async def test_what_the_new_chat_has_chosen_goes_before_what_the_old_one_had(memory: Memory) -> None:
    await memory.settings.put(CHAT, LINE)
    await memory.settings.put(CHAT, LINE, topic=3)
    await memory.settings.put(-1005, OFF)
    await memory.move_chat(CHAT, -1005)
    assert [await memory.settings.get(-1005, topic) for topic in (None, 3)] == [OFF, LINE]
    assert await memory.settings.get(CHAT, 3) == ChatChoice()


async def test_the_bot_has_not_left_a_chat_that_moved(memory: Memory) -> None:
    await memory.settings.note_member(CHAT, inside=False, now=0.0)
    await memory.move_chat(CHAT, -1005)
    assert list(await memory.settings.list_left(9.0)) == []


async def test_moving_to_itself_changes_nothing(memory: Memory) -> None:
    await fill_both(memory)
    await memory.move_chat(CHAT, CHAT)
    assert await memory.forget_chat(CHAT) == ALL_KINDS


async def test_answers_stay_as_long_as_their_topic_their_chat_or_everybody_wants(memory: Memory) -> None:
    await memory.settings.put(CHAT, ChatChoice(retention_days=7))
    await memory.settings.put(CHAT, ChatChoice(retention_days=2), topic=3)
    answers = [answer("topic", topic=3), answer("chat", topic=4), answer("everybody", OTHER)]
    await finish(memory, Outcome(answers=answers), 1)
    left = []
    for days in (2, 2.1, 7.1, 30, 30.1):
        await memory.expire(days * DAY)
        left.append([one.id for one in answers if await memory.answers.get(one.id)])
    assert left == [["topic", "chat", "everybody"], ["chat", "everybody"], ["everybody"], ["everybody"], []]


async def test_a_person_is_no_longer_the_sender_of_anything(memory: Memory) -> None:
    ones = [sighting(), sighting(message=2, chat=OTHER), replace(sighting(message=3), sender=8)]
    await memory.statements.put(ones)
    assert await memory.forget_person(PERSON) == {"references": 2}
    assert [one.sender for chat in (CHAT, OTHER) for one in await memory.statements.list_chat(chat)] == [None, 8, None]


async def test_a_chat_that_wants_no_texts_keeps_none_of_its_statements_and_answers(memory: Memory) -> None:
    page = replace(answer("a"), article=replace(answer("a").article, url="https://example.org/dam"))
    await finish(memory, Outcome(answers=[page, answer("o", OTHER)], sightings=[sighting(), sighting(chat=OTHER)]), 1)
    await memory.records.put([record()])
    assert [await memory.drop_texts(CHAT) for _ in range(2)] == [2, 0]
    assert await memory.answers.get("a") == replace(page, article=Article(""), links=())
    assert await memory.answers.find_page(CHAT, "https://example.org/dam") is None
    assert await memory.answers.find_same(CHAT, page.digest, 0.0) == replace(page, article=Article(""), links=())
    assert list(await memory.statements.list_chat(CHAT)) == [replace(sighting(), text="", sources=(), origin=None)]
    assert await memory.answers.get("o") == answer("o", OTHER)
    assert list(await memory.statements.list_chat(OTHER)) == [sighting(chat=OTHER)]
    assert await memory.records.get(Matter.WATCH, CHAT, "r") == record()


async def test_the_reason_why_a_call_was_dropped_stays_a_day(memory: Memory) -> None:
    await memory.outbox.put([call("a")], 0.0)
    (parcel,) = await memory.outbox.claim(0.0, LEASE, 1)
    await memory.outbox.drop(parcel.number, "Bad Request", 0.0)
    await memory.expire(DAY + 1)
    assert await memory.forget_chat(CHAT) == {}


async def test_what_waits_does_not_expire(memory: Memory) -> None:
    await memory.inbox.put([arrival(1)], 0.0)
    await memory.outbox.put([call("a", "s")], 0.0)
    await memory.expire(99 * DAY)
    assert await claim_updates(memory) == [1]
    assert await claim_texts(memory) == ["a"]
