"""What becomes of an inline result, or of the answer to a guest query, when it is sent into a chat."""

from bot.playground.keyboards import check_keyboard
from bot.playground.refusal import bad_request
from bot.playground.rooms import Room
from bot.playground.state import State
from bot.playground.texts import check_words, format_words
from bot.playground.things import Fields, Thing


def read_result(state: State, result: Fields) -> Thing:
    """Give the content of the message that a result stands for. Raises Refusal where it is wrong, or is not played here."""
    written = result.get("input_message_content", {})
    if "message_text" not in written:
        raise bad_request("only results that stand for a text are played here")
    words = {"text": written["message_text"], **{key: written[key] for key in ("parse_mode", "entities") if key in written}}
    content = check_words(format_words(state, words))
    return {**content, **check_keyboard(result)}


def send_result(state: State, room: Room, signed: Fields, content: Fields) -> tuple[str, Thing]:
    """Put a result into a chat; give the id under which the bot can edit it, and the message."""
    message = state.put(room, signed, content)
    inline_id = f"inline-{state.next_id()}"
    state.inline_messages[inline_id] = (room.id, message["message_id"])
    state.inline_ids[room.id, message["message_id"]] = inline_id
    return inline_id, message
