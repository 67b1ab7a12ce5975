"""Facts about keyboards: what Telegram demands of each button, and what a pressed one asks."""

import pytest

from bot.playground.world import Thing, World
from tests.playground.caller import Caller

DATA = {"text": "Why", "callback_data": "why"}


def keyboard(*rows: list[Thing]) -> Thing:
    return {"inline_keyboard": list(rows)}


@pytest.mark.parametrize(
    ("button", "says"),
    [
        ({"callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"url": "javascript://x"}, "inline keyboard button URL 'javascript://x' is invalid: Unsupported URL protocol"),
        ({"url": "http://localhost/"}, "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL"),
        ({"url": "http://[1"}, "inline keyboard button URL 'http://[1' is invalid: Wrong HTTP URL"),
        ({"text": " ", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
        ({}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (
            {"url": "https://example.org", "callback_data": "x"},
            "inline keyboard button does more than one thing: callback_data, url",
        ),
        ({"pay": True}, "inline keyboard button pay is not played here"),
    ],
)
async def test_a_wrong_button_is_refused(caller: Caller, ann: Thing, button: Thing, says: str) -> None:
    refusal = await caller.send_refused(ann, reply_markup=keyboard([{"text": "x", **button}]))
    assert refusal == f"Bad Request: {says}"
    assert len(caller.playground.violations()) == 1


@pytest.mark.parametrize(
    "button",
    [
        {"callback_data": "é" * 32},
        {"copy_text": {"text": "x" * 256}},
        {"url": "https://example.org/a?b=1"},
        {"url": "tg://resolve?domain=caveat_bot"},
        {"url": "example.org"},
        {"switch_inline_query": ""},
        {"web_app": {"url": "https://example.org"}},
        {"callback_data": "x", "style": "primary"},
    ],
)
async def test_a_right_button_is_shown(caller: Caller, ann: Thing, button: Thing) -> None:
    markup = keyboard([{"text": "x", **button}])
    assert (await caller.send(ann, reply_markup=markup))["reply_markup"] == markup


async def test_a_web_app_has_an_https_address(caller: Caller, ann: Thing) -> None:
    markup = keyboard([{"text": "x", "web_app": {"url": "http://example.org"}}])
    assert "Only HTTPS" in await caller.send_refused(ann, reply_markup=markup)


async def test_a_web_app_is_opened_in_private_only(caller: Caller, world: World) -> None:
    markup = keyboard([{"text": "x", "web_app": {"url": "https://example.org"}}])
    assert await caller.send_refused(world.add_group("G"), reply_markup=markup) == "Bad Request: BUTTON_TYPE_INVALID"


async def test_a_hundred_buttons_in_rows_of_eight_and_no_more(caller: Caller, ann: Thing) -> None:
    rows = [[DATA] * 8] * 12 + [[DATA] * 4]
    assert len((await caller.send(ann, reply_markup=keyboard(*rows)))["reply_markup"]["inline_keyboard"]) == 13
    assert await caller.send_refused(ann, reply_markup=keyboard(*rows, [DATA])) == "Bad Request: reply markup is too long"
    says = "Bad Request: inline keyboard row holds more than 8 buttons"
    assert await caller.send_refused(ann, reply_markup=keyboard([DATA] * 9)) == says


async def test_a_keyboard_without_buttons_is_none(caller: Caller, ann: Thing) -> None:
    assert "reply_markup" not in await caller.send(ann, reply_markup=keyboard([]))


async def test_a_pressed_button_tells_who_where_and_what(caller: Caller, world: World, ann: Thing) -> None:
    sent = await caller.send(ann, reply_markup=keyboard([DATA]))
    number = world.press(ann, sent, "Why")
    (update,) = await caller.updates()
    query = update["callback_query"]
    assert (query["id"], query["from"], query["data"], query["message"]) == (number, ann, "why", sent)


async def test_a_button_of_a_lost_message_still_asks(caller: Caller, world: World, ann: Thing) -> None:
    sent = await caller.send(ann, reply_markup=keyboard([DATA]))
    await caller.result("deleteMessage", chat_id=ann["id"], message_id=sent["message_id"])
    world.press(ann, sent, data="why")
    (update,) = await caller.updates()
    assert update["callback_query"]["message"] == {"chat": sent["chat"], "message_id": sent["message_id"], "date": 0}


async def test_a_button_that_is_not_there_cannot_be_pressed(caller: Caller, world: World, ann: Thing) -> None:
    markup = keyboard([DATA, {"text": "Copy", "copy_text": {"text": "x"}}])
    sent = await caller.send(ann, reply_markup=markup)
    with pytest.raises(ValueError, match="no button 'How'"):
        world.press(ann, sent, "How")
    with pytest.raises(ValueError, match="asks the bot nothing"):
        world.press(ann, sent, "Copy")
