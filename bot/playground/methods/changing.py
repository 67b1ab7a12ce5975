"""The methods by which a bot changes what stands in a chat: edits, deletions, reactions."""

from bot.playground.access import enter_room, may_delete, may_edit
from bot.playground.keyboards import check_keyboard
from bot.playground.methods.sending import show_preview
from bot.playground.refusal import bad_request, not_now
from bot.playground.rooms import Room
from bot.playground.state import place_of
from bot.playground.texts import check_words, format_words
from bot.playground.things import Fields, Thing, is_service, plain_emoji
from bot.playground.world import World
from bot.playground.writing import reshare_post

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
MOST_DELETED = 100
SHOWN = ("text", "entities", "link_preview_options", "reply_markup")
"""What an edit of a text can change."""


def edit_message_text(world: World, given: Fields) -> Thing | bool:
    """Give a message of the bot another text, and the keyboard that the call names or none."""
    if "rich_message" in given:
        raise bad_request("rich messages are not played here")
    if "text" not in given:
        raise bad_request("message text is empty")
    content = check_words(format_words(world, given), "MESSAGE_TOO_LONG")
    room, message = _find_own(world, given)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _change(world, given, message, {**content, **show_preview(given), **check_keyboard(given, room)})


def edit_message_reply_markup(world: World, given: Fields) -> Thing | bool:
    """Give a message of the bot another keyboard, or none."""
    room, message = _find_own(world, given)
    kept = {name: message[name] for name in SHOWN[:-1] if name in message}
    return _change(world, given, message, {**kept, **check_keyboard(given, room)})


def delete_message(world: World, given: Fields) -> bool:
    """Delete a message."""
    room = enter_room(world, given["chat_id"])
    _delete(world, room, world.find_message(room, given["message_id"], "delete"))
    return True


def delete_messages(world: World, given: Fields) -> bool:
    """Delete several messages; what is gone already is passed over."""
    room = enter_room(world, given["chat_id"])
    if not given["message_ids"]:
        raise bad_request("message identifiers are not specified")
    if len(given["message_ids"]) > MOST_DELETED:
        raise bad_request("too many message identifiers specified")
    for message in [world.messages.get((room.id, number)) for number in given["message_ids"]]:
        if message:
            _delete(world, room, message)
    return True


def set_message_reaction(world: World, given: Fields) -> bool:
    """Put the bot's one reaction on a message, or take it away."""
    room = enter_room(world, given["chat_id"])
    message = world.find_message(room, given["message_id"], "react")
    wanted = given.get("reaction", [])
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if is_service(message) or not all(_is_available(room, reaction) for reaction in wanted):
        raise not_now("REACTION_INVALID")
    world.reactions.setdefault(place_of(message), {})[world.bot["id"]] = wanted
    return True


def _find_own(world: World, given: Fields) -> tuple[Room, Thing]:
    """Give the message that a call names and that the bot may edit."""
    if "inline_message_id" in given:
        return _find_inline(world, given["inline_message_id"])
    if "chat_id" not in given or "message_id" not in given:
        raise bad_request("message identifier is not specified")
    room = enter_room(world, given["chat_id"])
    message = world.find_message(room, given["message_id"], "edit")
    if not may_edit(world, room, message):
        raise not_now("message can't be edited")
    return room, message


def _find_inline(world: World, inline_id: str) -> tuple[Room, Thing]:
    place = world.inline_messages.get(inline_id)
    message = world.messages.get(place) if place else None
    if place is None or message is None:
        raise not_now("MESSAGE_ID_INVALID")
    return world.rooms[place[0]], message


def _change(world: World, given: Fields, message: Thing, content: Fields) -> Thing | bool:
    if all(message.get(name) == content.get(name) for name in SHOWN):
        raise not_now(NOT_MODIFIED)
    edited = world.replace(message, *SHOWN, **content, edit_date=world.now)
    reshare_post(world, edited)
    return True if "inline_message_id" in given else edited


def _delete(world: World, room: Room, message: Thing) -> None:
    if not may_delete(world, room, message):
        raise not_now("message can't be deleted")
    world.delete(message)


def _is_available(room: Room, reaction: Fields) -> bool:
    if reaction["type"] != "emoji":
        return False
    return room.reactions is None or plain_emoji(reaction["emoji"]) in map(plain_emoji, room.reactions)


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_message_reaction,
}
