"""The methods by which a bot learns and says what it is: itself, its names, descriptions, commands and menu button."""

import re
from collections.abc import Mapping

from bot.playground.profile import Scope
from bot.playground.refusal import bad_request
from bot.playground.rights import Kind
from bot.playground.things import Fields, Thing
from bot.playground.world import World

MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256
LONGEST: Mapping[str, int] = {"name": 64, "description": 512, "short_description": 120}
"""Characters of what the bot says of itself."""

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")


def get_me(world: World, _given: Fields) -> Thing:
    """Tell the bot about itself."""
    sees_all = {"can_join_groups": True, "can_read_all_group_messages": not world.privacy_mode}
    asked = {"supports_inline_queries": world.takes_inline, "supports_guest_queries": world.takes_guests}
    return {**world.bot, **sees_all, **asked, "can_connect_to_business": False, "has_main_web_app": False}


def log_out(_world: World, _given: Fields) -> bool:
    """Do nothing: the stand-in has no second server to move to."""
    return True


def set_my_commands(world: World, given: Fields) -> bool:
    """Keep the commands of a scope and language."""
    commands = given["commands"]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        _check_command(command)
    world.profile.commands[_scope(world, given), _language(given)] = commands
    return True


def get_my_commands(world: World, given: Fields) -> list[Thing]:
    """Give the commands of exactly this scope and language."""
    return world.profile.commands.get((_scope(world, given), _language(given)), [])


def delete_my_commands(world: World, given: Fields) -> bool:
    """Forget the commands of a scope and language."""
    world.profile.commands.pop((_scope(world, given), _language(given)), None)
    return True


def set_my_name(world: World, given: Fields) -> bool:
    """Keep the bot's name in a language."""
    return _set_text(world, given, "name")


def get_my_name(world: World, given: Fields) -> Thing:
    """Give the bot's name in a language."""
    return _get_text(world, given, "name", world.bot["first_name"])


def set_my_description(world: World, given: Fields) -> bool:
    """Keep what an empty chat with the bot shows."""
    return _set_text(world, given, "description")


def get_my_description(world: World, given: Fields) -> Thing:
    """Give what an empty chat with the bot shows."""
    return _get_text(world, given, "description")


def set_my_short_description(world: World, given: Fields) -> bool:
    """Keep what the bot's profile says."""
    return _set_text(world, given, "short_description")


def get_my_short_description(world: World, given: Fields) -> Thing:
    """Give what the bot's profile says."""
    return _get_text(world, given, "short_description")


def set_chat_menu_button(world: World, given: Fields) -> bool:
    """Keep the menu button of a private chat, or of all that have none of their own."""
    world.profile.buttons[_private_chat(world, given)] = given.get("menu_button", {"type": "default"})
    return True


def get_chat_menu_button(world: World, given: Fields) -> Thing:
    """Give the menu button of a private chat, or of all others."""
    buttons = world.profile.buttons
    return buttons.get(_private_chat(world, given), buttons.get(0, {"type": "default"}))


def _check_command(command: Thing) -> None:
    if not _COMMAND.fullmatch(command["command"]):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(command["description"]) <= LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def _scope(world: World, given: Fields) -> Scope:
    """Give a scope as a key. Raises Refusal where its chat is unknown, or its member is sought in a private chat."""
    scope = given.get("scope", {"type": "default"})
    if "chat_id" not in scope:
        return (scope["type"],)
    room = world.find_room(scope["chat_id"])
    if scope["type"] != "chat" and not room.is_group:
        raise bad_request(f"can't use scope {scope['type']} outside of groups")
    return (scope["type"], room.id, scope.get("user_id"))


def _language(given: Fields) -> str:
    language: str = given.get("language_code", "")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _set_text(world: World, given: Fields, name: str) -> bool:
    text = given.get(name, "")
    if len(text) > LONGEST[name]:
        raise bad_request(f"{name} is longer than {LONGEST[name]} characters")
    world.profile.texts[name, _language(given)] = text
    return True


def _get_text(world: World, given: Fields, name: str, otherwise: str = "") -> Thing:
    texts = world.profile.texts
    return {name: texts.get((name, _language(given))) or texts.get((name, "")) or otherwise}


def _private_chat(world: World, given: Fields) -> int:
    if "chat_id" not in given:
        return 0
    room = world.find_room(given["chat_id"])
    if room.kind is not Kind.PRIVATE:
        raise bad_request("chat not found")
    return room.id


METHODS = {
    "getMe": get_me,
    "logOut": log_out,
    "close": log_out,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": set_my_name,
    "getMyName": get_my_name,
    "setMyDescription": set_my_description,
    "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyShortDescription": get_my_short_description,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
