"""Facts about troubles on demand: refusals that are planned, Telegram's limits of sending, the record of all calls."""

import asyncio

import pytest

from bot.playground.limits import SendLimits
from bot.playground.refusal import Refusal, forbidden, too_many
from bot.playground.world import Thing, World
from tests.playground.caller import TOKEN, Caller


async def test_a_planned_refusal_comes_as_often_as_planned(caller: Caller, world: World, ann: Thing) -> None:
    caller.playground.refuse("sendMessage", too_many(7), times=2)
    assert (await caller.call("getMe"))["ok"]
    for _ in range(2):
        body = await caller.call("sendMessage", chat_id=ann["id"], text="hello")
        assert (body["error_code"], body["description"]) == (429, "Too Many Requests: retry after 7")
        assert body["parameters"] == {"retry_after": 7}
    assert world.messages == {}
    await caller.send(ann)


async def test_a_refusal_is_planned_for_one_chat(caller: Caller, ann: Thing, bob: Thing) -> None:
    caller.playground.refuse("*", forbidden("user is deactivated"), chat=ann)
    await caller.send(bob)
    assert await caller.send_refused(ann) == "Forbidden: user is deactivated"
    await caller.send(ann)


async def test_an_answer_can_be_lost_after_the_call_was_carried_out(caller: Caller, world: World, ann: Thing) -> None:
    caller.playground.refuse("sendMessage", Refusal(502, "Bad Gateway"), after=True)
    assert await caller.send_refused(ann) == "Bad Gateway"
    assert [message["text"] for message in world.messages.values()] == ["hello"]


async def test_a_poll_that_has_waited_is_disturbed_too(caller: Caller, world: World, ann: Thing) -> None:
    poll = asyncio.create_task(caller.client.post(f"/bot{TOKEN}/getUpdates", json={"timeout": 20}))
    await asyncio.sleep(0.1)
    caller.playground.disturb = lambda _method: (502, b"<html>oops</html>")
    world.write(ann, "hello")
    assert (await asyncio.wait_for(poll, 5)).text == "<html>oops</html>"
    caller.playground.disturb = lambda _method: None
    assert await caller.update_ids() == [1]


async def sends(caller: Caller, chat: Thing) -> int:
    """Send, and give the seconds that the answer says to wait."""
    body = await caller.call("sendMessage", chat_id=chat["id"], text="hello")
    return int(body.get("parameters", {}).get("retry_after", 0))


async def test_without_limits_everything_goes(caller: Caller, ann: Thing) -> None:
    assert [await sends(caller, ann) for _ in range(40)] == [0] * 40


async def test_one_message_a_second_to_a_chat(caller: Caller, world: World, ann: Thing) -> None:
    world.limits = SendLimits()
    assert [await sends(caller, ann), await sends(caller, ann)] == [0, 1]
    caller.clock.now += 1
    assert await sends(caller, ann) == 0
    assert [message["date"] for message in world.messages.values()] == [caller.clock.now - 1, caller.clock.now]


async def test_twenty_messages_a_minute_to_a_group(caller: Caller, world: World) -> None:
    world.limits = SendLimits()
    group = world.add_group("G")
    for _ in range(20):
        assert await sends(caller, group) == 0
        caller.clock.now += 1
    assert await sends(caller, group) == 40
    caller.clock.now += 40
    assert await sends(caller, group) == 0


async def test_thirty_messages_a_second_in_all(caller: Caller, world: World) -> None:
    world.limits = SendLimits()
    people = [world.add_person(f"P{number}") for number in range(31)]
    assert [await sends(caller, person) for person in people] == [0] * 30 + [1]


async def test_the_record_tells_mistakes_from_bad_luck(caller: Caller, world: World, ann: Thing) -> None:
    await caller.call("sendMessage", chat_id=ann["id"], txt="hello")
    await caller.send_refused(ann, reply_parameters={"message_id": 99})
    world.block(ann)
    await caller.send_refused(ann)
    await caller.call("getMe")
    calls = caller.playground.calls
    assert [(call.status, call.wrong) for call in calls] == [(400, True), (400, False), (403, False), (200, False)]
    assert caller.playground.violations() == calls[:1]
    assert calls[-1].result == (await caller.result("getMe"))
    assert calls[0].at == caller.clock.now


@pytest.mark.parametrize("token", ["1:other", "other"])
async def test_a_call_with_another_token_changes_nothing(caller: Caller, world: World, ann: Thing, token: str) -> None:
    caller.token = token
    await caller.send_refused(ann)
    assert world.messages == {}
