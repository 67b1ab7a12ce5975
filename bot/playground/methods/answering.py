"""The methods by which a bot answers what people asked other than by writing: buttons, inline queries, guest messages."""

import re

from bot.playground.authors import sign_as_user
from bot.playground.queries import Asked
from bot.playground.refusal import bad_request
from bot.playground.replies import show_replied
from bot.playground.results import read_result, send_result
from bot.playground.things import Fields, Thing
from bot.playground.units import utf16_length
from bot.playground.world import World

LONGEST_ALERT = 200
MOST_RESULTS = 50
LONGEST_ID = 64
"""Bytes, of a result's id and of an offset."""

_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")


def answer_callback_query(world: World, given: Fields) -> bool:
    """Answer a pressed button, once."""
    if utf16_length(given.get("text", "")) > LONGEST_ALERT:
        raise bad_request("MESSAGE_TOO_LONG")
    if not _is_deep_link(world, given.get("url", "")):
        raise bad_request("URL_INVALID")
    world.queries.settle(Asked.PRESS, given["callback_query_id"], dict(given), world.clock())
    return True


def answer_inline_query(world: World, given: Fields) -> bool:
    """Offer results to who asked inline."""
    _check_results(given["results"])
    for result in given["results"]:
        read_result(world, result)
    if len(given.get("next_offset", "").encode()) > LONGEST_ID:
        raise bad_request("NEXT_OFFSET_INVALID")
    _check_button(given.get("button"))
    world.queries.settle(Asked.INLINE, given["inline_query_id"], dict(given), world.clock())
    return True


def answer_guest_query(world: World, given: Fields) -> Thing:
    """Answer a guest message, in the chat where it was written, once."""
    _check_results([given["result"]])
    content = read_result(world, given["result"])
    query = world.queries.settle(Asked.GUEST, given["guest_query_id"], dict(given), world.clock())
    room = world.room_of(query.thing["chat"])
    caller = {"guest_bot_caller_user": query.thing["from"]}
    shown = show_replied(world, room, query.thing)
    inline_id, _ = send_result(world, room, sign_as_user(world.bot), {**content, **caller, **shown})
    return {"inline_message_id": inline_id}


def _check_results(results: list[Thing]) -> None:
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if not all(1 <= len(result["id"].encode()) <= LONGEST_ID for result in results):
        raise bad_request("RESULT_ID_INVALID")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    if not all(result.get("title", "x").strip() for result in results):
        raise bad_request("ARTICLE_TITLE_EMPTY")


def _check_button(button: Thing | None) -> None:
    if button is None:
        return
    if ("web_app" in button) == ("start_parameter" in button):
        raise bad_request("the button above inline results does exactly one thing")
    if "start_parameter" in button and not _START_PARAMETER.fullmatch(button["start_parameter"]):
        raise bad_request("START_PARAM_INVALID")


def _is_deep_link(world: World, url: str) -> bool:
    """Say whether an address leads to the bot itself; no other may be opened."""
    start = re.compile(
        rf"(https?://)?t\.me/{re.escape(world.bot['username'])}\?start(group)?=[A-Za-z0-9_-]{{1,64}}", re.IGNORECASE
    )
    return not url or bool(start.fullmatch(url))


METHODS = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "answerGuestQuery": answer_guest_query,
}
