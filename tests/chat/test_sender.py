"""Facts about what leaves: in order, in the right form, no faster than Telegram allows, and what each refusal leads to."""

import asyncio
import logging
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram.error import BadRequest, ChatMigrated, EndPointNotFound, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.chat.transport.call import Call, change_call, make_call, move_call
from bot.chat.transport.pace import SECOND, Pace, find_wants
from bot.chat.transport.refused import Meaning, find_meaning, find_wait, say_refusal
from bot.memory import HeldMemory, open_memory
from bot.playground.limits import SendLimits
from bot.playground.refusal import Refusal, not_now, too_many
from bot.playground.world import Thing
from bot.service.keeping import Outgoing, Parcel
from tests.chat.office import Office, open_office, reply_to, until, until_async

HELLO: dict[str, object] = {"text": "hello"}


def parcel(payload: dict[str, Any], method: str = "sendMessage", message: int | None = None) -> Parcel:
    return Parcel(1, Outgoing(5, method, payload, "a:5:1"), message, 1)


@pytest.fixture
def ann(office: Office) -> Thing:
    return office.world.add_person("Ann")


@pytest.fixture
def group(office: Office, ann: Thing) -> Thing:
    return office.world.add_group("Neighbours", owner=ann)


# --- the form of a call


def test_a_slot_that_shows_a_message_is_edited() -> None:
    given = {
        "text": "new",
        "parse_mode": "HTML",
        "reply_parameters": {"message_id": 3},
        "message_thread_id": 4,
        "protect_content": True,
    }
    call = make_call(parcel(given, message=9))
    assert call == Call("editMessageText", {"chat_id": 5, "text": "new", "parse_mode": "HTML", "message_id": 9})


def test_a_call_goes_to_the_chat_it_waits_for_now() -> None:
    assert make_call(parcel({"chat_id": -1, "text": "x"})).payload == {"chat_id": 5, "text": "x"}


@pytest.mark.parametrize(
    ("method", "payload"),
    [
        ("answerCallbackQuery", {"callback_query_id": "1"}),
        ("answerInlineQuery", {"inline_query_id": "1", "results": []}),
        ("editMessageText", {"inline_message_id": "x", "text": "y"}),
        ("setMyCommands", {"commands": []}),
    ],
)
def test_a_call_that_knows_no_chat_gets_none(method: str, payload: dict[str, object]) -> None:
    assert make_call(parcel(payload, method)).payload == payload


def test_a_quote_is_given_up_before_the_reply() -> None:
    one = parcel({"text": "x", "reply_parameters": {"message_id": 3, "quote": "words", "quote_position": 2}})
    bare = change_call(make_call(one), one, Meaning.QUOTE)
    assert bare == Call("sendMessage", {"chat_id": 5, "text": "x", "reply_parameters": {"message_id": 3}})
    assert change_call(bare, one, Meaning.QUOTE) == Call("sendMessage", {"chat_id": 5, "text": "x"})


@pytest.mark.parametrize(
    "meaning", [Meaning.QUOTE, Meaning.REPLY, Meaning.BUTTON, Meaning.TOPIC, Meaning.NO_MESSAGE, Meaning.WRONG]
)
def test_what_cannot_be_given_up_has_no_other_form(meaning: Meaning) -> None:
    one = parcel({"text": "x"})
    assert change_call(make_call(one), one, meaning) is None


def test_a_button_whose_address_is_refused_goes_and_the_others_stay() -> None:
    why, link, press = {"url": "https://t.me/caveat_bot?start=w_1"}, {"url": "https://harbour.example/"}, {"callback_data": "b:1"}
    one = parcel({"text": "x", "reply_markup": {"inline_keyboard": [[why, link], [link], [press]]}})
    changed = change_call(make_call(one), one, Meaning.BUTTON)
    assert changed
    assert changed.payload["reply_markup"] == {"inline_keyboard": [[why], [press]]}


def test_a_call_about_a_message_of_the_old_chat_does_not_move() -> None:
    assert move_call(parcel({"message_id": 4}, "deleteMessage"), -100) is None


def test_a_message_moves_without_the_numbers_of_the_old_chat() -> None:
    given = {"text": "x", "reply_parameters": {"message_id": 3}, "message_thread_id": 4}
    assert move_call(parcel(given, message=9), -100) == Call("sendMessage", {"chat_id": -100, "text": "x"})


# --- what a refusal means


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (BadRequest("Message is not modified: specified new message content and reply markup are exactly the same"), "unchanged"),
        (BadRequest("Message to delete not found"), "gone"),
        (BadRequest("Message can't be deleted for everyone"), "gone"),
        (BadRequest("QUOTE_TEXT_INVALID"), "quote"),
        (BadRequest("Message to be replied not found"), "reply"),
        (BadRequest("Message thread not found"), "topic"),
        (BadRequest("BUTTON_URL_INVALID"), "button"),
        (BadRequest("Inline keyboard button Web App URL 'https://x' is invalid: Wrong HTTP URL"), "button"),
        (BadRequest("Message to edit not found"), "no_message"),
        (BadRequest("Message can't be edited"), "no_message"),
        (BadRequest("Query is too old and response timeout expired or query ID is invalid"), "too_late"),
        (BadRequest("Chat not found"), "not_allowed"),
        (BadRequest("REACTION_INVALID"), "not_allowed"),
        (BadRequest("Not enough rights to send text messages to the chat"), "not_allowed"),
        (Forbidden("bot was blocked by the user"), "blocked"),
        (Forbidden("bot was kicked from the supergroup chat"), "out"),
        (Forbidden("something new"), "not_allowed"),
        (ChatMigrated(-100), "moved"),
        (RetryAfter(3), "slow_down"),
        (InvalidToken("Unauthorized"), "token"),
        (EndPointNotFound("Not Found"), "wrong"),
        (BadRequest("can't parse entities"), "wrong"),
        (NetworkError("Request Entity Too Large"), "wrong"),
        (NetworkError("Bad Gateway"), "trouble"),
        (TimedOut(), "trouble"),
    ],
)
def test_a_refusal_has_a_meaning(error: Any, meaning: str) -> None:  # noqa: ANN401
    assert find_meaning(error) == meaning


@pytest.mark.parametrize("wait", [7, timedelta(seconds=7)])
def test_the_wait_is_in_seconds(wait: int | timedelta) -> None:
    assert find_wait(RetryAfter(wait)) == 7.0


def test_a_refusal_is_told_without_what_it_quotes() -> None:
    says = say_refusal(BadRequest('can\'t parse entities: unsupported start tag "fox" at byte offset 3 of "a fox'))
    assert "parse entities" in says
    assert "fox" not in says


# --- what leaves


async def test_messages_to_a_chat_leave_in_order(office: Office, ann: Thing) -> None:
    for number in range(6):
        await office.put(ann, {"text": str(number)})
    await office.wait_until_sent()
    assert office.said_to(ann) == ["0", "1", "2", "3", "4", "5"]


async def test_what_is_nested_in_a_payload_arrives_whole(office: Office, ann: Thing) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Why <?> 🔥", "callback_data": "w:1"}]]}
    await office.send(ann, {**HELLO, "reply_markup": keyboard, "link_preview_options": {"is_disabled": True}})
    (message,) = [one for (chat, _), one in office.world.messages.items() if chat == ann["id"]]
    assert message["reply_markup"] == keyboard


async def test_the_same_slot_is_edited_and_not_said_twice(office: Office, ann: Thing) -> None:
    await office.send(ann, {"text": "one"}, slot="a:1")
    await office.send(ann, {"text": "two"}, slot="a:1")
    assert office.said_to(ann) == ["two"]
    assert office.playground.violations() == []


async def test_a_slot_is_edited_after_a_restart(tmp_path: Path) -> None:
    async with open_office(tmp_path / "a.db", send_limits=False) as office:
        ann = office.world.add_person("Ann")
        await office.send(ann, {"text": "one"}, slot="a:1")
        shown = await office.memory.outbox.find_message("a:1")
    async with open_office(tmp_path / "a.db", send_limits=False) as office:
        await office.put(ann, {"text": "two"}, slot="a:1")
        await until(lambda: office.calls("editMessageText"))
        (call,) = office.calls("editMessageText")
    assert str(call["message_id"]) == str(shown)


async def test_a_message_is_deleted_by_its_slot(office: Office, ann: Thing) -> None:
    await office.send(ann, HELLO, slot="a:1")
    await office.send(ann, {"slot": "a:1"}, "deleteMessage")
    assert office.said_to(ann) == []
    assert office.playground.violations() == []


async def test_a_slot_that_shows_nothing_leaves_nothing_to_do(office: Office, ann: Thing) -> None:
    await office.send(ann, {"slot": "a:1"}, "deleteMessage")
    assert office.calls("deleteMessage") == []


async def test_what_is_due_later_leaves_when_it_is_due(office: Office, ann: Thing) -> None:
    now = time.time()
    await office.put(ann, HELLO, due=now + 0.5)
    await until(lambda: office.said_to(ann))
    assert 0.5 <= time.time() - now < 4


async def test_what_has_expired_never_leaves(office: Office, ann: Thing) -> None:
    await office.send(ann, HELLO, expires=time.time() - 1)
    assert office.calls("sendMessage") == []


# --- refusals, end to end


async def test_trouble_on_the_line_loses_nothing(office: Office, ann: Thing, caplog: pytest.LogCaptureFixture) -> None:
    office.playground.refuse("sendMessage", Refusal(502, "Bad Gateway"), times=2)
    for text in ("one", "two"):
        await office.put(ann, {"text": text})
    await until(lambda: len(office.said_to(ann)) == 2)
    assert office.said_to(ann) == ["one", "two"]
    assert caplog.text.count("Telegram takes no messages at present") == 1


async def test_slow_down_is_obeyed_to_the_second(office: Office, ann: Thing) -> None:
    office.playground.refuse("sendMessage", too_many(1))
    await office.send(ann, HELLO)
    first, second = [call.at for call in office.playground.calls if call.method == "sendMessage"]
    assert 1 <= second - first < 3
    assert office.said_to(ann) == ["hello"]


async def test_a_chat_that_is_slowed_down_holds_up_no_other(office: Office, ann: Thing) -> None:
    bob = office.world.add_person("Bob")
    office.playground.refuse("sendMessage", too_many(60), chat=ann)
    await office.put(ann, HELLO)
    await office.put(bob, HELLO)
    await until(lambda: office.said_to(bob))
    assert office.said_to(ann) == []


async def test_whoever_blocked_the_bot_is_written_to_no_more(
    office: Office, ann: Thing, caplog: pytest.LogCaptureFixture
) -> None:
    office.world.block(ann)
    for _ in range(5):
        await office.memory.outbox.put([Outgoing(ann["id"], "sendMessage", HELLO)], time.time())
    office.engine.wake()
    await office.wait_until_sent()
    assert len(office.calls("sendMessage")) == 1
    assert "ERROR" not in [record.levelname for record in caplog.records]


async def test_a_group_that_threw_the_bot_out_is_noted_as_left(office: Office, ann: Thing, group: Thing) -> None:
    office.world.kick(office.world.bot, group, by=ann)
    await office.send(group, HELLO)
    await until_async(lambda: office.memory.settings.list_left(time.time() + 1), (group["id"],))


async def test_a_group_that_became_a_supergroup_gets_its_message_there(office: Office, ann: Thing, group: Thing) -> None:
    asked = office.world.write(ann, {"text": "@caveat_bot"}, group)
    bigger = office.world.migrate(group)
    await office.send(group, reply_to(asked["message_id"], "hello"), slot="a:1")
    assert "hello" in office.said_to(bigger)
    assert await office.memory.outbox.find_message("a:1") is not None


async def test_a_message_that_shows_it_already_counts_as_sent(office: Office, ann: Thing) -> None:
    await office.send(ann, {"text": "one"}, slot="a:1")
    office.playground.refuse("editMessageText", not_now("message is not modified: specified new message content"))
    await office.send(ann, {"text": "two"}, slot="a:1")
    await office.send(ann, {"text": "two"}, slot="a:1")
    assert len(office.calls("editMessageText")) == 1


async def test_a_quote_that_is_not_in_the_message_is_left_out(office: Office, ann: Thing) -> None:
    asked = office.world.write(ann, {"text": "what was written"})
    await office.wait_until_handled()
    await office.send(ann, {"text": "hello", "reply_parameters": {"message_id": asked["message_id"], "quote": "never written"}})
    answers = office.world.answers_to(asked)
    assert "hello" in [answer["text"] for answer in answers]
    assert not any("quote" in answer for answer in answers)


async def test_a_message_that_is_gone_is_answered_without_pointing_to_it(office: Office, ann: Thing) -> None:
    await office.send(ann, {"text": "hello", "reply_parameters": {"message_id": 987}})
    assert office.said_to(ann) == ["hello"]


async def test_a_topic_that_is_gone_is_left_out(office: Office, ann: Thing) -> None:
    forum = office.world.add_group("Forum", "supergroup", owner=ann, forum=True)
    await office.send(forum, {"text": "hello", "message_thread_id": 987})
    assert office.said_to(forum) == ["hello"]


async def test_a_slot_whose_message_was_deleted_is_said_anew(office: Office, ann: Thing) -> None:
    await office.send(ann, {"text": "one"}, slot="a:1")
    gone = await office.memory.outbox.find_message("a:1")
    office.world.delete(office.world.messages[ann["id"], gone or 0])
    await office.send(ann, {"text": "two"}, slot="a:1")
    assert office.said_to(ann) == ["two"]
    assert await office.memory.outbox.find_message("a:1") != gone


@pytest.mark.parametrize(
    ("method", "payload", "says"),
    [
        ("deleteMessage", {"message_id": 987}, ""),
        ("editMessageText", {"message_id": 987, "text": "x"}, ""),
        ("answerCallbackQuery", {"callback_query_id": "987"}, ""),
        ("setMessageReaction", {"message_id": 987, "reaction": []}, "REACTION_INVALID"),
        ("sendMessage", HELLO, "not enough rights to send text messages to the chat"),
        ("sendMessage", HELLO, "chat not found"),
    ],
)
async def test_what_cannot_be_done_is_dropped_in_silence(
    office: Office, ann: Thing, method: str, payload: dict[str, object], says: str, caplog: pytest.LogCaptureFixture
) -> None:
    if says:
        office.playground.refuse(method, not_now(says))
    await office.send(ann, payload, method)
    assert len(office.calls(method)) == 1
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_mistake_of_ours_is_dropped_with_one_line(office: Office, ann: Thing, caplog: pytest.LogCaptureFixture) -> None:
    await office.send(ann, {"text": "<fox>", "parse_mode": "HTML"})
    await office.send(ann, HELLO)
    (line,) = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert "sendMessage" in line
    assert "fox" not in line
    assert office.said_to(ann) == ["hello"]


async def test_a_method_that_does_not_exist_is_our_mistake_and_no_revoked_token(office: Office, ann: Thing) -> None:
    await office.send(ann, {}, "sendPigeon")
    assert not office.engine.line.refused.is_set()


async def test_a_call_that_is_refused_in_every_form_ends(office: Office, ann: Thing) -> None:
    office.playground.refuse("sendMessage", not_now("message to be replied not found"), times=50)
    await office.send(ann, {"text": "x", "reply_parameters": {"message_id": 1}})
    assert len(office.calls("sendMessage")) == 2


async def test_a_token_that_is_revoked_is_noticed_and_loses_nothing(office: Office, ann: Thing) -> None:
    office.playground.refuse("sendMessage", Refusal(401, "Unauthorized"))
    await office.put(ann, HELLO)
    async with asyncio.timeout(5):
        await office.engine.line.refused.wait()
    assert await office.memory.outbox.count_waiting() == 1


async def test_an_answer_lost_on_its_way_is_asked_for_again(office: Office, ann: Thing) -> None:
    """Nothing tells a message that was lost from one whose answer was: better twice than never."""
    office.playground.refuse("sendMessage", Refusal(504, "Gateway Timeout"), after=True)
    await office.send(ann, HELLO)
    assert office.said_to(ann) == ["hello", "hello"]


async def test_what_telegram_answers_in_a_shape_of_its_own_is_trouble_and_no_crash(office: Office, ann: Thing) -> None:
    answers = [(200, b'{"ok": true}')]
    office.playground.disturb = lambda method: answers.pop() if method == "sendMessage" and answers else None
    await office.put(ann, HELLO)
    await until(lambda: office.said_to(ann))
    assert office.said_to(ann) == ["hello"]


# --- how fast


@pytest.mark.parametrize(
    ("method", "chat", "limits"),
    [
        ("sendMessage", 5, 2),
        ("editMessageText", 5, 1),
        ("editMessageText", -5, 2),
        ("sendMessage", -5, 3),
        ("answerCallbackQuery", -5, 1),
        ("sendChatAction", 5, 1),
        ("setMessageReaction", -5, 1),
    ],
)
def test_a_call_counts_in_its_limits(method: str, chat: int, limits: int) -> None:
    assert len(find_wants(Outgoing(chat, method, {}))) == limits


async def leaving(outgoing: list[Outgoing], seconds: int) -> int:
    """How many of many calls leave in so many seconds, by a clock that moves in tenths."""
    now = 0.0
    pace, count = Pace(HeldMemory().limits, lambda: now), 0
    for tenth in range(seconds * 10):
        now = tenth / 10
        for call in outgoing:
            count += not await pace.take(call)
    return count


async def test_a_chat_gets_one_message_a_second() -> None:
    assert await leaving([Outgoing(5, "sendMessage", {})], 20) in range(18, 21)


async def test_a_group_gets_twenty_messages_a_minute() -> None:
    assert await leaving([Outgoing(-5, "sendMessage", {})], 60) == 20


async def test_all_chats_together_get_thirty_a_second() -> None:
    assert await leaving([Outgoing(chat, "sendMessage", {}) for chat in range(1, 101)], 3) in range(81, 91)


async def test_no_more_is_claimed_than_may_leave() -> None:
    now = 100.0
    pace = Pace(HeldMemory().limits, lambda: now)
    for chat in range(28):
        await pace.take(Outgoing(chat, "sendMessage", {}))
    assert pace.count_room(24) == 2
    now += SECOND
    assert pace.count_room(24) == 24


async def test_without_limits_everything_leaves() -> None:
    pace = Pace(None, lambda: 0.0)
    assert [await pace.take(Outgoing(5, "sendMessage", {})) for _ in range(100)] == [0.0] * 100
    assert pace.count_room(24) == 24


async def test_strict_limits_are_never_hit(tmp_path: Path) -> None:
    async with open_office(tmp_path / "a.db") as office:
        office.world.limits = SendLimits()
        ann, bob = office.world.add_person("Ann"), office.world.add_person("Bob")
        for text in ("one", "two"):
            await office.put(ann, {"text": text})
        await office.put(bob, {"text": "three"})
        await office.wait_until_sent()
        assert [call.status for call in office.playground.calls if call.method == "sendMessage"] == [200, 200, 200]
        at = {call.given["text"]: call.at for call in office.playground.calls if call.method == "sendMessage"}
        assert at["two"] - at["one"] >= 1 > at["three"] - at["one"]


async def test_the_bot_of_a_file_reads_the_limits_of_another(tmp_path: Path) -> None:
    memory = await open_memory(tmp_path / "a.db")
    one, other = (Pace(memory.limits, lambda: 5.0) for _ in range(2))
    assert await one.take(Outgoing(5, "sendMessage", {})) == 0.0
    assert await other.take(Outgoing(5, "sendMessage", {})) == pytest.approx(SECOND)
    await memory.close()


async def test_calling_does_not_warn_that_the_library_has_a_function_for_it(office: Office) -> None:
    assert (await office.engine.bot.call("getMe", {}))["username"] == "caveat_bot"
