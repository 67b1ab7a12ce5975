"""What is to be sent leaves once and in order, and a slot shows what was put into it last."""

import pytest

from bot.service.keeping import Memory, Outgoing, Parcel
from tests.memory.builder import CHAT, LEASE, OTHER, call, claim_texts, send


async def test_a_call_comes_back_as_it_was_put(memory: Memory) -> None:
    payload = {
        "chat_id": CHAT,
        "text": "“Wörter” 🚢 \ud83d\ude00 \x00",
        "keyboard": [[{"text": "Why?"}]],
        "quiet": True,
        "none": None,
    }
    outgoing = Outgoing(CHAT, "sendMessage", payload, slot="s", due=1.0, expires=9.0)
    await memory.outbox.put([outgoing], 0.0)
    (parcel,) = await memory.outbox.claim(1.0, LEASE, 10)
    assert parcel == Parcel(parcel.number, outgoing, None, 1)


async def test_what_is_done_to_a_payload_later_does_not_reach_what_is_kept(memory: Memory) -> None:
    payload: dict[str, object] = {"text": "kept"}
    await memory.outbox.put([Outgoing(CHAT, "sendMessage", payload)], 0.0)
    payload["text"] = "changed"
    assert await claim_texts(memory) == ["kept"]


async def test_each_chat_has_its_own_line(memory: Memory) -> None:
    await memory.outbox.put([call("a"), call("b"), call("c", chat=OTHER)], 0.0)
    assert await claim_texts(memory) == ["a", "c"]


async def test_no_more_are_given_than_asked_for(memory: Memory) -> None:
    await memory.outbox.put([call(str(chat), chat=chat) for chat in range(4)], 0.0)
    assert [await claim_texts(memory, most=most) for most in (0, 3, 3)] == [[], ["0", "1", "2"], ["3"]]


async def test_a_chat_with_a_call_under_way_waits(memory: Memory) -> None:
    await memory.outbox.put([call("a"), call("b")], 0.0)
    (parcel,) = await memory.outbox.claim(0.0, LEASE, 10)
    assert await claim_texts(memory) == []
    await memory.outbox.note_sent(parcel.number, 100, 0.0)
    assert await claim_texts(memory) == ["b"]
    assert await memory.outbox.count_waiting() == 1


async def test_a_lease_that_ran_out_gives_the_call_once_more(memory: Memory) -> None:
    await memory.outbox.put([call("a")], 0.0)
    assert [await claim_texts(memory, now) for now in (0.0, LEASE - 0.1, LEASE)] == [["a"], [], ["a"]]


async def test_released_calls_are_given_again(memory: Memory) -> None:
    await memory.outbox.put([call("a")], 0.0)
    await claim_texts(memory)
    await memory.outbox.release()
    (parcel,) = await memory.outbox.claim(0.0, LEASE, 10)
    assert parcel.tries == 2


async def test_the_same_call_without_a_slot_is_made_twice(memory: Memory) -> None:
    await memory.outbox.put([call("a"), call("a")], 0.0)
    assert [(await send(memory)).outgoing, (await send(memory)).outgoing] == [call("a"), call("a")]


async def test_a_call_that_was_put_off_holds_up_its_chat_only(memory: Memory) -> None:
    await memory.outbox.put([call("a"), call("b"), call("c", chat=OTHER)], 0.0)
    (parcel, _) = await memory.outbox.claim(0.0, LEASE, 10)
    await memory.outbox.put_off(parcel.number, 50.0)
    assert [await claim_texts(memory, now) for now in (49.0, 50.0)] == [["c"], ["a"]]


async def test_a_call_before_its_time_holds_up_nobody(memory: Memory) -> None:
    await memory.outbox.put([call("later", due=10.0), call("now")], 0.0)
    assert [await claim_texts(memory, now) for now in (9.0, 10.0)] == [["now"], []]
    await memory.outbox.release()
    assert await claim_texts(memory, 10.0) == ["later"]


async def test_a_call_past_its_time_is_never_made(memory: Memory) -> None:
    await memory.outbox.put([call("typing", expires=5.0), call("b")], 0.0)
    assert await claim_texts(memory, 5.1) == ["b"]
    assert await memory.outbox.count_waiting() == 1


async def test_a_call_at_its_last_moment_is_still_made(memory: Memory) -> None:
    await memory.outbox.put([call("typing", expires=5.0)], 0.0)
    assert await claim_texts(memory, 5.0) == ["typing"]


async def test_a_call_that_is_dropped_lets_the_next_pass(memory: Memory) -> None:
    await memory.outbox.put([call("a"), call("b")], 0.0)
    (parcel,) = await memory.outbox.claim(0.0, LEASE, 10)
    await memory.outbox.drop(parcel.number, "Bad Request", 0.0)
    assert await claim_texts(memory) == ["b"]


async def test_a_chat_that_cannot_be_written_to_loses_its_calls_only(memory: Memory) -> None:
    await memory.outbox.put([call("a"), call("b"), call("c", chat=OTHER)], 0.0)
    await claim_texts(memory, most=1)
    await memory.outbox.drop_chat(CHAT)
    assert await memory.outbox.count_waiting() == 1
    assert await claim_texts(memory, LEASE) == ["c"]


async def test_what_is_noted_about_an_unknown_call_is_passed_over(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    parcel = await send(memory, 100)
    await memory.outbox.note_sent(parcel.number, 200, 0.0)
    await memory.outbox.drop(parcel.number, "late", 0.0)
    await memory.outbox.put_off(parcel.number, 9.0)
    assert await memory.outbox.find_message("s") == 100
    assert await memory.outbox.count_waiting() == 0


# --- slots


async def test_a_slot_shows_no_message_before_it_is_sent(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    assert await memory.outbox.find_message("s") is None
    await send(memory, 100)
    assert await memory.outbox.find_message("s") == 100


async def test_what_is_put_into_a_slot_takes_the_place_of_what_waits(memory: Memory) -> None:
    await memory.outbox.put([call("reading …", "s", due=2.0), call("other"), call("the answer", "s")], 0.0)
    assert await memory.outbox.count_waiting() == 2
    assert [(await send(memory)).outgoing for _ in range(2)] == [call("the answer", "s"), call("other")]


async def test_what_is_put_into_a_slot_edits_what_was_sent(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    await send(memory, 100)
    await memory.outbox.put([call("b", "s")], 0.0)
    assert (await send(memory, 100)).message == 100
    assert await memory.outbox.find_message("s") == 100


async def test_the_same_payload_waits_once(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s"), call("a", "s")], 0.0)
    await memory.outbox.put([call("a", "s")], 0.0)
    assert await memory.outbox.count_waiting() == 1


async def test_the_same_payload_with_its_keys_in_another_order_is_the_same(memory: Memory) -> None:
    await memory.outbox.put([Outgoing(CHAT, "sendMessage", {"a": 1, "b": {"c": 2, "d": 3}}, slot="s")], 0.0)
    await send(memory)
    await memory.outbox.put([Outgoing(CHAT, "sendMessage", {"b": {"d": 3, "c": 2}, "a": 1}, slot="s")], 0.0)
    assert await memory.outbox.count_waiting() == 0


async def test_the_same_payload_by_another_method_is_another_call(memory: Memory) -> None:
    await memory.outbox.put([Outgoing(CHAT, "sendMessage", {"a": 1}, slot="s")], 0.0)
    await send(memory)
    await memory.outbox.put([Outgoing(CHAT, "deleteMessage", {"a": 1}, slot="s")], 0.0)
    assert await memory.outbox.count_waiting() == 1


async def test_the_payload_that_a_slot_shows_is_not_sent_again_a_day_later(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    await send(memory)
    await memory.expire(86_400.0 * 2)
    await memory.outbox.put([call("a", "s")], 86_400.0 * 2)
    assert await memory.outbox.count_waiting() == 0


async def test_the_payload_that_a_slot_shows_withdraws_what_waits(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    await send(memory)
    await memory.outbox.put([call("b", "s"), call("a", "s")], 0.0)
    assert await memory.outbox.count_waiting() == 0


async def test_what_is_put_while_a_slot_is_being_sent_goes_out_as_an_edit(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    (parcel,) = await memory.outbox.claim(0.0, LEASE, 10)
    await memory.outbox.put([call("b", "s")], 1.0)
    await memory.outbox.put([call("c", "s")], 1.0)
    assert await claim_texts(memory, 1.0) == []
    await memory.outbox.note_sent(parcel.number, 100, 2.0)
    edit = await send(memory, 100, 2.0)
    assert (edit.outgoing, edit.message) == (call("c", "s"), 100)
    assert await memory.outbox.count_waiting() == 0


async def test_the_payload_that_is_being_sent_is_nothing_to_do(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    await memory.outbox.claim(0.0, LEASE, 10)
    await memory.outbox.put([call("b", "s"), call("a", "s")], 0.0)
    assert await memory.outbox.count_waiting() == 1


async def test_a_sender_that_was_slow_is_believed_although_its_lease_ran_out(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    (parcel,) = await memory.outbox.claim(0.0, LEASE, 10)
    await memory.outbox.put([call("b", "s")], 2 * LEASE)
    await memory.outbox.note_sent(parcel.number, 100, 2 * LEASE)
    edit = await send(memory, 100, 2 * LEASE)
    assert (edit.outgoing, edit.message) == (call("b", "s"), 100)


async def test_a_call_that_was_put_off_can_be_replaced_and_still_waits(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    (parcel,) = await memory.outbox.claim(0.0, LEASE, 10)
    await memory.outbox.put_off(parcel.number, 50.0)
    await memory.outbox.put([call("b", "s")], 1.0)
    assert await claim_texts(memory, 49.0) == []
    (later,) = await memory.outbox.claim(50.0, LEASE, 10)
    assert (later.outgoing, later.tries) == (call("b", "s"), 1)


async def test_the_same_payload_takes_the_newer_time(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s", due=50.0)], 0.0)
    await memory.outbox.put([call("a", "s", due=10.0)], 0.0)
    assert [await claim_texts(memory, now) for now in (9.0, 10.0)] == [[], ["a"]]


async def test_a_slot_whose_call_was_dropped_is_sent_anew(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    (parcel,) = await memory.outbox.claim(0.0, LEASE, 10)
    await memory.outbox.drop(parcel.number, "Bad Request", 0.0)
    await memory.outbox.put([call("a", "s")], 0.0)
    assert (await send(memory)).message is None


async def test_a_slot_whose_edit_was_dropped_shows_what_it_showed(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    await send(memory, 100)
    await memory.outbox.put([call("b", "s")], 0.0)
    (parcel,) = await memory.outbox.claim(0.0, LEASE, 10)
    await memory.outbox.drop(parcel.number, "Bad Request", 0.0)
    await memory.outbox.put([call("a", "s")], 0.0)
    assert await memory.outbox.count_waiting() == 0
    await memory.outbox.put([call("b", "s")], 0.0)
    assert (await send(memory)).message == 100


async def test_a_slot_whose_call_ran_out_of_time_is_sent_anew(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s", expires=5.0)], 0.0)
    await memory.outbox.put([call("a", "s", expires=50.0)], 6.0)
    assert await claim_texts(memory, 7.0) == ["a"]


async def test_an_edit_that_gives_no_message_leaves_the_slot_its_own(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    await send(memory, 100)
    await memory.outbox.put([call("b", "s")], 0.0)
    await send(memory, None)
    assert await memory.outbox.find_message("s") == 100


async def test_a_slot_is_forgotten_with_the_retention_time_of_its_chat(memory: Memory) -> None:
    await memory.outbox.put([call("a", "s")], 0.0)
    await send(memory, 100, now=0.0)
    await memory.expire(30 * 86_400.0)
    assert await memory.outbox.find_message("s") == 100
    await memory.expire(30 * 86_400.0 + 1)
    assert await memory.outbox.find_message("s") is None


async def test_a_payload_that_is_no_json_is_refused_and_keeps_nothing(memory: Memory) -> None:
    with pytest.raises(TypeError):
        await memory.outbox.put([call("a"), Outgoing(CHAT, "sendMessage", {"text": object()})], 0.0)
    assert await memory.outbox.count_waiting() == 0
