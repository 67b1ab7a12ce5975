"""Facts about the check of a call against the table: nested objects, unions, values that a text is confined to."""

import json

import pytest
from telegram.constants import ReactionEmoji

from bot.playground.calls import METHODS
from bot.playground.derive_table import derive_table
from bot.playground.table import load_table
from bot.playground.things import plain_emoji
from bot.playground.world import Thing
from tests.playground.caller import TOKEN, Caller

KEYBOARD = {"inline_keyboard": [[{"text": "Why", "callback_data": "why"}]]}


def test_every_method_that_is_played_is_in_the_table() -> None:
    assert METHODS.keys() - load_table().methods.keys() == set()


def test_the_kinds_of_update_are_in_the_table() -> None:
    assert {"message", "guest_message", "managed_bot"} <= set(load_table().updates)


def test_every_emoji_that_the_library_knows_is_in_the_table() -> None:
    assert set(load_table().types["ReactionTypeEmoji"]["emoji"].allowed) >= {plain_emoji(emoji.value) for emoji in ReactionEmoji}


def test_what_a_text_is_confined_to_is_derived_from_its_description() -> None:
    field = {"name": "kind", "types": ["String"], "required": True}
    described = {
        "version": "Bot API 1.0",
        "methods": {
            "send": {
                "name": "send",
                "fields": [
                    {**field, "description": "Kind of the thing, must be stone"},
                    {**field, "description": 'Colour. Must be one of "red" (warm) or "blue"; defaults to "red"'},
                    {**field, "description": "Any colour"},
                ],
            },
        },
        "types": {"Update": {"name": "Update", "fields": [{**field, "name": "update_id"}, {**field, "name": "message"}]}},
    }
    assert derive_table(described).splitlines() == [
        "api 1.0",
        "method send kind!:String=stone kind!:String=red|blue kind!:String",
        "updates message",
    ]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback": "y"}]]}},
            'unknown parameter "callback" in sendMessage.reply_markup.inline_keyboard',
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": 5}]]}},
            "sendMessage.reply_markup.inline_keyboard.callback_data must be of type String",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x", "copy_text": {}}]]}},
            'parameter "text" of sendMessage.reply_markup.inline_keyboard.copy_text is required',
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "y", "style": "pink"}]]}},
            "sendMessage.reply_markup.inline_keyboard.style must be one of danger, success, primary",
        ),
        (
            {"reply_markup": {"inline_keyboard": {"text": "x"}}},
            "sendMessage.reply_markup.inline_keyboard must be of type [[InlineKeyboardButton]]",
        ),
        ({"link_preview_options": {"disabled": True}}, 'unknown parameter "disabled" in sendMessage.link_preview_options'),
        ({"entities": [{"type": "loud", "offset": 0, "length": 1}]}, "sendMessage.entities.type must be one of mention"),
        ({"entities": [{"type": "bold", "offset": 3, "length": 9}]}, "entity bold at 3 lies outside the text"),
        ({"entities": [{"type": "bold", "offset": 0}]}, 'parameter "length" of sendMessage.entities is required'),
    ],
)
async def test_a_wrong_field_inside_is_named(caller: Caller, ann: Thing, given: Thing, says: str) -> None:
    assert (await caller.send_refused(ann, **given)).startswith(f"Bad Request: {says}")


async def test_the_type_in_an_object_says_which_of_several_it_is(caller: Caller) -> None:
    assert await caller.refusal("setMyCommands", commands=[], scope={"type": "chat"}) == (
        'Bad Request: parameter "chat_id" of setMyCommands.scope is required'
    )
    assert await caller.refusal("setMyCommands", commands=[], scope={"type": "all"}) == (
        "Bad Request: setMyCommands.scope.type must be one of default, all_private_chats, all_group_chats, "
        "all_chat_administrators, chat, chat_administrators, chat_member"
    )


async def test_a_type_that_is_no_text_is_refused(caller: Caller) -> None:
    refusal = await caller.refusal("setMyCommands", commands=[], scope={"type": ["chat"]})
    assert refusal.startswith("Bad Request: setMyCommands.scope.type must be one of default")


async def test_json_in_a_form_is_opened_and_checked(caller: Caller, ann: Thing) -> None:
    form = {"chat_id": str(ann["id"]), "text": "x", "reply_markup": json.dumps(KEYBOARD)}
    sent = (await caller.client.post(f"/bot{TOKEN}/sendMessage", data=form)).json()["result"]
    assert sent["reply_markup"] == KEYBOARD
    form["reply_markup"] = "{"
    refused = (await caller.client.post(f"/bot{TOKEN}/sendMessage", data=form)).json()
    assert refused["description"].startswith("Bad Request: can't parse sendMessage.reply_markup as JSON: InlineKeyboardMarkup")


@pytest.mark.parametrize("body", [b"[]", b"{", b"[" * 100_000])
async def test_a_body_that_is_no_json_object_is_refused(caller: Caller, body: bytes) -> None:
    answer = await caller.client.post(f"/bot{TOKEN}/getMe", content=body, headers={"Content-Type": "application/json"})
    assert answer.json()["description"] == "Bad Request: can't parse request body as JSON object"


@pytest.mark.parametrize("text", ["[" * 100_000, "null", "nan"])
async def test_json_that_is_none_is_refused(caller: Caller, ann: Thing, text: str) -> None:
    form = {"chat_id": str(ann["id"]), "text": "x", "reply_markup": text}
    assert (await caller.client.post(f"/bot{TOKEN}/sendMessage", data=form)).status_code == 400


async def test_text_that_is_no_utf8_is_refused(caller: Caller) -> None:
    says = "Bad Request: strings must be encoded in UTF-8"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await caller.client.post(f"/bot{TOKEN}/sendMessage", content=b"chat_id=1&text=%ff", headers=form)
    assert answer.json()["description"] == says
    json_type = {"Content-Type": "application/json"}
    answer = await caller.client.post(f"/bot{TOKEN}/sendMessage", content=b'{"text":"\\ud83d"}', headers=json_type)
    assert answer.json()["description"] == says


async def test_a_method_that_is_not_played_is_checked_and_then_refused_clearly(caller: Caller, ann: Thing) -> None:
    body = await caller.call("sendDice", chat_id=ann["id"])
    assert (body["error_code"], body["description"]) == (501, "Not Implemented: sendDice is not played here")
    assert await caller.refusal("sendDice") == "Bad Request: chat_id is empty"
    refusal = await caller.send_refused(ann, message_effect_id="5")
    assert refusal == "Not Implemented: parameter message_effect_id of sendMessage is not played here"
