"""Facts about the playground with the real bot in it: what a newcomer, a moderator and a rule author find there."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.playground.stage.leash import LAST_SECONDS
from bot.playground.stage.stage import Stage
from bot.playground.things import Thing
from tests.command import ROOT, clean_environ
from tests.playground.visitor import (
    ANA,
    CHANNEL,
    GROUP,
    KEY,
    MARA,
    TOMAS,
    Visitor,
    find_button,
    make_door,
    make_stage,
    wait_until,
)

RUMOUR = "The depot at Kesk has supposedlyish burned down since Monday night. Mayor Ada Doe said that nobody was hurt."


@asynccontextmanager
async def play(tmp_path: Path, rules: Path | None = None, arguments: tuple[str, ...] = ("run",)) -> AsyncIterator[Visitor]:
    """Open the playground with a bot that listens, and a page in it."""
    folder = tmp_path / "kept"
    folder.mkdir()
    stage = make_stage(folder, rules, arguments)
    door, address = make_door(stage, tmp_path)
    stage.open()
    watching = asyncio.create_task(stage.files.watch(stage.reload))
    try:
        async with httpx.AsyncClient(base_url=address, headers={"X-Caveat-Key": KEY}, trust_env=False, timeout=20) as client:
            visitor = Playing(client)
            visitor.stage = stage
            await visitor.arrive()
            await visitor.hear("bot", lambda event: event["state"] == "listening")
            await stage.warm_up()
            yield visitor
            await visitor.leave()
    finally:
        watching.cancel()
        await stage.close()
        await door.close()


class Playing(Visitor):
    """A visitor who can also look behind the stage."""

    stage: Stage


@pytest.fixture
async def playing(tmp_path: Path) -> AsyncIterator[Visitor]:
    async with play(tmp_path) as visitor:
        yield visitor


def changed(number: int) -> "type[Thing]":
    raise NotImplementedError(number)


# --- a newcomer


async def test_a_newcomer_gets_an_answer_and_the_reasons_in_its_place(playing: Visitor) -> None:
    number = (await playing.do("sample", id="headline"))["messages"][0]
    answer = await playing.answer_to(number)
    assert answer["text"].startswith("◔ Main point not confirmed")
    pressed = await playing.do("press", message=answer["message_id"], data=find_button(answer, "Why"))
    shown = await playing.see(
        ANA, lambda message: message["message_id"] == answer["message_id"] and message["text"] != answer["text"]
    )
    assert "may have" in shown["text"]
    assert (await playing.hear("answered", lambda event: event["query"] == pressed["query"]))["person"] == ANA


async def test_each_call_of_the_bot_is_told_but_not_that_it_waits(playing: Visitor) -> None:
    await playing.answer_to(await playing.write("/help"))
    calls = [event for event in playing.events if event["kind"] == "call"]
    assert [call["n"] for call in calls] == list(range(1, len(calls) + 1))
    assert "getUpdates" not in {call["method"] for call in calls}
    assert calls[-1]["method"] == "sendMessage"
    assert calls[-1]["result"]["text"].startswith(calls[-1]["given"]["text"][:20])


async def test_the_commands_of_the_bot_are_told_for_each_role(playing: Visitor) -> None:
    def offers_all(event: Thing) -> bool:
        return all(role["commands"] for chat in event["chats"] if chat["type"] != "channel" for role in chat["can"])

    world = await playing.hear("world", offers_all)
    roles = {role["role"]: {one["command"] for one in role["commands"]} for chat in world["chats"] for role in chat["can"]}
    assert "digest" in roles["moderator"] - roles["member"]
    assert roles["subscriber"] == set()


async def test_an_answer_is_read_as_what_it_answers(playing: Visitor) -> None:
    number = (await playing.do("sample", id="file"))["messages"][0]
    answer = await playing.answer_to(number)
    told = [
        (await playing.client.get("/reading", params={"chat": ANA, "message": one})).json() for one in (number, answer["message_id"])
    ]
    assert told[0] == told[1]
    assert told[0]["reading"]["title"] == "Harbour board of Skerrin: what was said about the crane"
    assert [row["text"] for row in told[0]["trace"]] == [one["text"] for one in told[0]["reading"]["statements"]]
    assert any("en." in line for row in told[0]["trace"] for line in row["lines"])


async def test_what_the_bot_will_not_read_is_refused_in_its_words(playing: Visitor) -> None:
    number = (await playing.do("sample", id="short"))["messages"][0]
    answer = await playing.answer_to(number)
    told = (await playing.client.get("/reading", params={"chat": ANA, "message": number})).json()
    assert (told["ok"], told["why"]) == (False, answer["text"])


async def test_a_deep_link_of_the_bot_starts_it_in_private(playing: Visitor) -> None:
    place = (await playing.act("open", url="https://t.me/caveat_bot?start=help", **{"as": TOMAS}))["jump"]
    assert place["chat"] == TOMAS
    assert await playing.answer_to(place["message"], TOMAS)


# --- memory


async def test_a_rumour_that_comes_back_confirmed_is_known_again(playing: Visitor) -> None:
    await playing.answer_to((await playing.do("sample", id="claim"))["messages"][0])
    answer = await playing.answer_to((await playing.do("sample", id="confirmed"))["messages"][0])
    assert "“reportedly”; now confirmed by Aldis Power Company" in answer["text"]


# --- a moderator


async def choose(playing: Visitor, menu: Thing, *labels: str) -> Thing:
    """Press one button after the other under a message of the group, as Tomas, and give what it shows in the end."""
    for label in labels:
        before, text = len(playing.events), menu["text"]
        await playing.do("press", TOMAS, GROUP, message=menu["message_id"], data=find_button(menu, label))
        menu = await playing.see(GROUP, lambda message, n=menu["message_id"]: message["message_id"] == n, before)
        assert text
    return menu


async def open_settings(playing: Visitor, who: int = TOMAS) -> Thing:
    return await playing.answer_to(await playing.write("/settings", who, GROUP), GROUP)


async def test_settings_belong_to_administrators_the_anonymous_one_too(playing: Visitor) -> None:
    for who in (TOMAS, MARA):
        find_button(await open_settings(playing, who), "How much I say")
    assert "reply_markup" not in await open_settings(playing, ANA)


async def test_whisper_puts_a_reaction_on_the_next_doubted_post(playing: Visitor) -> None:
    await choose(playing, await open_settings(playing), "How much I say", "a reaction")
    number = (await playing.do("sample", chat=GROUP, id="claim"))["messages"][0]
    await playing.do("sample", chat=GROUP, id="album")
    post = (await playing.act("publish", text="The ferry has been sold, said nobody who can be named, sources say."))["messages"][0]
    assert post
    assert number


async def test_a_note_stands_below_the_statement_when_it_comes_back(playing: Visitor) -> None:
    assert playing
