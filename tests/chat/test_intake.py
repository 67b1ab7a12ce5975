"""Facts about what arrives: kept first, worked on in order for each chat, and never lost to a handler that fails."""

import asyncio
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Message, Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.chat.transport.engine import Wrap
from bot.chat.transport.finishing import End, Finishing
from bot.chat.transport.intake import Intake, NotAnUpdateError, find_lane, make_arrival
from bot.chat.work import Work
from bot.memory import HeldMemory
from bot.playground.world import Thing
from bot.service.keeping import MOST_TRIES, Outgoing
from tests.chat.office import Echo, Office, echo, open_office, until

CHAT = {"id": -7, "type": "group", "title": "Neighbours"}
ANN = {"id": 5, "is_bot": False, "first_name": "Ann"}


def message(number: int, text: str = "hello", chat: int = 5) -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "from": ANN, "text": text},
    }


def make_intake(memory: HeldMemory) -> tuple[Intake, list[object]]:
    noted: list[object] = []
    return Intake(memory.inbox, lambda: 1.0, noted.append), noted


@pytest.mark.parametrize(
    ("content", "lane"),
    [
        ({"message": {"chat": CHAT, "from": ANN}}, -7),
        ({"channel_post": {"chat": CHAT}}, -7),
        ({"my_chat_member": {"chat": CHAT, "from": ANN}}, -7),
        ({"guest_message": {"chat": CHAT, "from": ANN}}, -7),
        ({"callback_query": {"from": ANN, "message": {"chat": CHAT}}}, -7),
        ({"callback_query": {"from": ANN, "inline_message_id": "x"}}, 5),
        ({"inline_query": {"from": ANN, "query": ""}}, 5),
        ({"poll": {"id": "1"}}, 0),
        ({"brand_new": ["odd"]}, 0),
        ({"message": {"chat": {"id": True}, "from": {"id": 2**70}}}, 0),
        ({"callback_query": {"message": "odd"}}, 0),
        ({}, 0),
    ],
)
def test_the_lane_is_the_chat_or_else_the_person(content: dict[str, object], lane: int) -> None:
    assert find_lane({"update_id": 1, **content}) == lane


@pytest.mark.parametrize("update", [{}, {"update_id": "1"}, {"update_id": True}, {"update_id": 2**63}, {"update_id": None}])
def test_what_has_no_number_is_no_update(update: dict[str, object]) -> None:
    with pytest.raises(NotAnUpdateError):
        make_arrival(update)


def test_an_update_is_kept_as_it_came() -> None:
    odd = message(1, "half a pair \ud83d, \u202e and \x00")
    assert json.loads(make_arrival(odd).body) == odd


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("chat", "from", "id", "message", "x")), inner),
    max_leaves=12,
)


@given(content=st.dictionaries(st.sampled_from(Update.ALL_TYPES) | st.text(), JSON, max_size=3), number=st.integers(0, 2**62))
def test_whatever_telegram_sends_is_kept_as_it_came(content: dict[str, object], number: int) -> None:
    arrival = make_arrival({**content, "update_id": number})
    assert arrival.update == number
    assert -(2**63) <= arrival.lane < 2**63
    assert json.dumps(json.loads(arrival.body)) == json.dumps({**content, "update_id": number})


async def test_when_put_returns_the_update_is_kept() -> None:
    memory = HeldMemory()
    intake, noted = make_intake(memory)
    await intake.put(Update.de_json(message(1), None))
    assert (await memory.inbox.count_waiting(), len(noted), intake.empty()) == (1, 1, True)


async def test_an_update_that_polling_has_kept_costs_nothing_more() -> None:
    memory = HeldMemory()
    intake, noted = make_intake(memory)
    await intake.put(Update(1))
    assert (await memory.inbox.count_waiting(), noted, intake.empty()) == (0, [], True)


async def test_an_update_that_comes_twice_is_kept_once() -> None:
    memory = HeldMemory()
    intake, _ = make_intake(memory)
    for _ in range(2):
        await intake.keep([message(1), message(2)])
    assert await memory.inbox.count_waiting() == 2


async def test_the_signal_to_stop_reaches_the_application() -> None:
    intake, _ = make_intake(HeldMemory())
    signal = object()
    await intake.put(signal)
    assert intake.get_nowait() is signal


async def test_a_batch_of_polling_is_kept_before_it_is_confirmed(office: Office) -> None:
    ann = office.world.add_person("Ann")
    for number in range(5):
        office.world.write(ann, {"text": str(number)})
    await until(lambda: len(office.said_to(ann)) == 5)
    assert office.said_to(ann) == ["0", "1", "2", "3", "4"]


async def test_a_slow_chat_holds_up_no_other(tmp_path: Path) -> None:
    hold = asyncio.Event()

    async def handle(update: Update, work: Work) -> None:
        if update.message and update.message.text == "slow":
            await hold.wait()
        await echo(update, work)

    async with open_office(tmp_path / "a.db", Echo(handle), send_limits=False) as office:
        ann, bob = office.world.add_person("Ann"), office.world.add_person("Bob")
        office.world.write(ann, {"text": "slow"})
        office.world.write(ann, {"text": "next"})
        assert await office.ask("quick", bob) == ["quick"]
        assert office.said_to(ann) == []
        hold.set()
        await until(lambda: office.said_to(ann) == ["slow", "next"])


async def test_an_update_that_nobody_can_read_is_set_aside_and_the_next_is_answered(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    ann = office.world.add_person("Ann")
    await office.engine.intake.keep([{"update_id": 900, "message": {"chat": {"id": ann["id"]}, "date": "fox"}}])
    assert await office.ask("after it", ann) == ["after it"]
    (aside,) = await office.memory.inbox.list_set_aside()
    assert aside.update == 900
    assert "fox" not in aside.error + caplog.text


async def test_a_batch_with_an_unreadable_update_does_not_stop_polling(office: Office) -> None:
    office.world.queue.add("message", {"nonsense": [1]})
    assert await office.ask("hello") == ["hello"]
    await office.wait_until_handled()


@pytest.mark.parametrize("content", [{"brand_new": {"a": 1}}, {"poll": {"id": "1"}}, {"purchased_paid_media": "odd"}, {}])
async def test_an_update_that_nobody_handles_does_not_stay(office: Office, content: Thing) -> None:
    await office.engine.intake.keep([{"update_id": 900, **content}])
    await office.wait_until_handled()
    assert await office.ask("hello") == ["hello"]


async def fail(update: Update, work: Work) -> None:
    """Fail over the word fox, and answer anything else."""
    work.call(1, "sendMessage", {"text": "never said"})
    if update.message and "fox" in (update.message.text or ""):
        raise ValueError(update.message.text)
    work.outgoing.clear()
    await echo(update, work)


async def test_a_handler_that_fails_is_tried_three_times_then_apologises_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    handlers = Echo(fail)
    with caplog.at_level(logging.INFO):
        async with open_office(tmp_path / "a.db", handlers, send_limits=False) as office:
            ann = office.world.add_person("Ann")
            office.world.write(ann, {"text": "a fox"})
            assert await office.ask("and then?", ann) == ["and then?"]
            await office.wait_until_sent()
            assert sorted(office.said_to(ann)) == ["and then?", "sorry"]
    assert len(handlers.sorry) == 1
    assert [record.levelname for record in caplog.records if "ValueError < fail (" in record.getMessage()] == [
        *["WARNING"] * (MOST_TRIES - 1),
        "ERROR",
    ]
    assert "fox" not in caplog.text


async def test_what_a_failed_handler_wanted_said_is_not_said(tmp_path: Path) -> None:
    async with open_office(tmp_path / "a.db", Echo(fail), send_limits=False) as office:
        await office.ask("a fox")
        await office.wait_until_sent()
        assert {call["text"] for call in office.calls("sendMessage")} == {"sorry"}


class Choosy(Echo):
    """Stumbles over a message before any handler has it."""

    def handlers(self, wrap: Wrap) -> list[BaseHandler[Any, Any, Any]]:
        class Stumbling(filters.MessageFilter):
            def filter(self, message: Message) -> bool:
                if message.text == "stone":
                    raise ValueError(message.text)
                return True

        return [MessageHandler(Stumbling(), wrap(echo))]


async def test_an_update_over_which_the_choice_of_a_handler_stumbles_is_set_aside(tmp_path: Path) -> None:
    async with open_office(tmp_path / "a.db", Choosy(), send_limits=False) as office:
        assert await office.ask("stone") == ["sorry"]
        assert len(await office.memory.inbox.list_set_aside()) == 1


class Heard:
    """Follows how updates end."""

    def __init__(self) -> None:
        self.ends: list[tuple[int, End]] = []

    def settle(self, update: int, end: End) -> None:
        self.ends.append((update, end))

    def lead_to(self, update: int, outgoing: Sequence[Outgoing]) -> None:
        assert not outgoing, update


async def test_a_handler_that_hangs_is_cut_off_and_counts_as_failed() -> None:
    async def hang(_update: Update, _work: Work) -> None:
        await asyncio.sleep(60)

    memory, heard = HeldMemory(), Heard()
    await memory.inbox.put([make_arrival(message(1))], 0)
    finishing = Finishing(memory, lambda: 1.0, heard, Echo().apologise, longest=0.05)
    await finishing.wrap(hang)(Update(1), None)  # type: ignore[arg-type]  # the context is not looked at
    assert heard.ends == [(1, End.FAILED)]


async def test_a_handler_knows_how_often_it_was_tried() -> None:
    tries: list[int] = []

    async def count(_update: Update, work: Work) -> None:
        tries.append(work.tries)
        raise ValueError

    memory = HeldMemory()
    await memory.inbox.put([make_arrival(message(1))], 0)
    callback = Finishing(memory, lambda: 1.0, Heard(), Echo().apologise).wrap(count)
    for _ in range(MOST_TRIES):
        await callback(Update(1), None)  # type: ignore[arg-type]  # the context is not looked at
    assert tries == [0, 1, 2]


async def test_stopping_in_the_middle_leaves_the_update_for_the_next_start(tmp_path: Path) -> None:
    started = asyncio.Event()

    async def hang(_update: Update, _work: Work) -> None:
        started.set()
        await asyncio.sleep(60)

    async with open_office(tmp_path / "a.db", Echo(hang), send_limits=False) as office:
        ann = office.world.add_person("Ann")
        asked = office.world.write(ann, {"text": "hello"})
        await started.wait()
    async with open_office(tmp_path / "a.db", send_limits=False) as office:
        await until(lambda: office.calls("sendMessage"))
        assert [call["text"] for call in office.calls("sendMessage")] == [asked["text"]]


async def test_what_cannot_be_written_down_fails_the_update_and_not_the_bot(tmp_path: Path) -> None:
    async def handle(update: Update, work: Work) -> None:
        if update.message and update.message.text == "odd":
            return work.call(5, "sendMessage", {"text": object()})
        return await echo(update, work)

    async with open_office(tmp_path / "a.db", Echo(handle), send_limits=False) as office:
        ann = office.world.add_person("Ann")
        assert await office.ask("odd", ann) == ["sorry"]
        assert await office.ask("even", ann) == ["even"]
