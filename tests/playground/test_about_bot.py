"""Facts about what the bot says of itself: commands by scope and language, names, descriptions, its menu button."""

import pytest

from bot.playground.world import Thing, World
from tests.playground.caller import Caller

COMMANDS = [{"command": "check", "description": "Read a text"}]


async def test_commands_are_kept_by_scope_and_language(caller: Caller, world: World) -> None:
    group = world.add_group("G")
    scopes: list[Thing] = [
        {},
        {"language_code": "de"},
        {"scope": {"type": "all_group_chats"}},
        {"scope": {"type": "chat", "chat_id": group["id"]}},
        {"scope": {"type": "chat_member", "chat_id": group["id"], "user_id": 5}},
    ]
    for number, given in enumerate(scopes):
        await caller.call("setMyCommands", commands=[{"command": f"c{number}", "description": "x"}], **given)
    for number, given in enumerate(scopes):
        assert (await caller.call("getMyCommands", **given))["result"] == [{"command": f"c{number}", "description": "x"}]
    await caller.call("deleteMyCommands", language_code="de")
    assert (await caller.call("getMyCommands", language_code="de"))["result"] == []


@pytest.mark.parametrize("method", ["logOut", "close"])
async def test_there_is_no_other_server_to_move_to(caller: Caller, method: str) -> None:
    assert (await caller.call(method))["result"] is True


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"commands": [{"command": "Check", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "/check", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "c" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "check", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "check", "description": "x" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": COMMANDS * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"language_code": "deu"}, "invalid language code specified"),
        ({"scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ],
)
async def test_wrong_commands_are_refused(caller: Caller, given: Thing, says: str) -> None:
    assert await caller.refusal("setMyCommands", **{"commands": COMMANDS, **given}) == f"Bad Request: {says}"


async def test_a_hundred_commands_go_through(caller: Caller) -> None:
    assert (await caller.call("setMyCommands", commands=COMMANDS * 100))["result"] is True


async def test_a_private_chat_has_no_administrators_to_set_commands_for(caller: Caller, ann: Thing) -> None:
    scope = {"type": "chat_administrators", "chat_id": ann["id"]}
    refusal = await caller.refusal("setMyCommands", commands=COMMANDS, scope=scope)
    assert refusal == "Bad Request: can't use scope chat_administrators outside of groups"


@pytest.mark.parametrize(
    ("name", "field", "most", "otherwise"),
    [("Name", "name", 64, "Caveat"), ("Description", "description", 512, ""), ("ShortDescription", "short_description", 120, "")],
)
async def test_what_the_bot_says_is_kept_by_language(caller: Caller, name: str, field: str, most: int, otherwise: str) -> None:
    assert await caller.result(f"getMy{name}") == {field: otherwise}
    await caller.call(f"setMy{name}", **{field: "x" * most})
    await caller.call(f"setMy{name}", **{field: "y", "language_code": "de"})
    assert await caller.result(f"getMy{name}", language_code="fr") == {field: "x" * most}
    assert await caller.result(f"getMy{name}", language_code="de") == {field: "y"}
    refusal = await caller.refusal(f"setMy{name}", **{field: "x" * (most + 1)})
    assert refusal == f"Bad Request: {field} is longer than {most} characters"


async def test_a_menu_button_is_that_of_the_chat_or_of_all(caller: Caller, world: World, ann: Thing) -> None:
    assert await caller.result("getChatMenuButton", chat_id=ann["id"]) == {"type": "default"}
    await caller.call("setChatMenuButton", menu_button={"type": "commands"})
    assert await caller.result("getChatMenuButton", chat_id=ann["id"]) == {"type": "commands"}
    await caller.call("setChatMenuButton", chat_id=ann["id"])
    assert await caller.result("getChatMenuButton", chat_id=ann["id"]) == {"type": "default"}
    group = world.add_group("G")
    assert await caller.refusal("setChatMenuButton", chat_id=group["id"]) == "Bad Request: chat not found"
