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
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bot.playground.stage.leash import LAST_SECONDS
from bot.playground.stage.reloading import Reloading
from bot.playground.stage.stage import Stage
from bot.playground.things import Thing
from tests.command import ROOT, caveat, clean_environ
from tests.new_rule import NEW_RULE, TALK
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

CAREFUL = "Mayor Ada Doe said on Monday that the ferry of Kesk has been sold. The council confirmed the sale on Tuesday."
DOUBTED = "The ferry of Kesk sank on Monday. There is no confirmation that the ferry of Kesk sank, the coastguard said."


@dataclass(kw_only=True)
class Playing(Visitor):
    """A visitor who can also look behind the stage."""

    stage: Stage


@asynccontextmanager
async def play(tmp_path: Path, rules: Path | None = None, arguments: tuple[str, ...] = ("run",)) -> AsyncIterator[Playing]:
    """Open the playground with a bot that listens, and a page in it."""
    folder = tmp_path / "kept"
    folder.mkdir()
    stage = make_stage(folder, rules, arguments)
    door, address = make_door(stage, tmp_path)
    stage.open()
    watching = asyncio.create_task(Reloading(stage).watch())
    try:
        async with httpx.AsyncClient(base_url=address, headers={"X-Caveat-Key": KEY}, trust_env=False, timeout=20) as client:
            visitor = Playing(client, stage=stage)
            await visitor.arrive()
            await visitor.hear("bot", lambda event: event["state"] == "listening")
            await stage.warm_up()
            yield visitor
            await visitor.leave()
    finally:
        watching.cancel()
        await stage.close()
        await door.close()


@pytest.fixture
async def playing(tmp_path: Path) -> AsyncIterator[Playing]:
    async with play(tmp_path) as visitor:
        yield visitor


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
    world = await playing.hear("world", lambda event: "digest" in find_commands(event).get("moderator", ()))
    roles = find_commands(world)
    assert "digest" in roles["moderator"] - roles["member"]
    assert roles["subscriber"] == set()
    assert {command["command"] for command in world["bot"]["commands"]} >= {"start", "digest"}


def find_commands(world: Thing) -> dict[str, set[str]]:
    """Give the commands that each role is offered, in the group and the channel."""
    cans = [role for chat in world["chats"] if chat["type"] != "private" for role in chat["can"]]
    return {role["role"]: {command["command"] for command in role["commands"]} for role in cans}


async def test_an_answer_is_read_as_what_it_answers(playing: Visitor) -> None:
    number = (await playing.do("sample", id="file"))["messages"][0]
    answer = await playing.answer_to(number)
    told = [
        (await playing.client.get("/reading", params={"chat": ANA, "message": one})).json()
        for one in (number, answer["message_id"])
    ]
    assert told[0] == told[1]
    assert told[0]["reading"]["title"] == "Harbour board of Skerrin: what was said about the crane"
    assert [row["text"] for row in told[0]["trace"]] == [one["text"] for one in told[0]["reading"]["statements"]]
    assert any("en." in line for row in told[0]["trace"] for line in row["lines"])


@pytest.mark.parametrize("sample", ["page", "album", "channel"])
async def test_a_sample_is_read_by_the_page_as_by_the_bot(playing: Visitor, sample: str) -> None:
    number = (await playing.do("sample", id=sample))["messages"][0]
    answer = await playing.answer_to(number)
    told = (await playing.client.get("/reading", params={"chat": ANA, "message": number})).json()
    assert answer["text"].startswith(told["reading"]["summary"])
    assert answer["text"].endswith(f"receipt {told['reading']['receipt'].upper()}")


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


async def choose(playing: Visitor, menu: Thing, *labels: str, chat: int = GROUP) -> None:
    """Press one button after the other under a message, as Tomas, each when the message shows it."""
    for label in labels:
        before = len(playing.events)
        await playing.do("press", TOMAS, chat, message=menu["message_id"], data=find_button(menu, label))
        menu = await playing.see_number(chat, menu["message_id"], before)


async def open_settings(playing: Visitor, who: int = TOMAS) -> Thing:
    return await playing.answer_to(await playing.write("/settings", who, GROUP), GROUP)


async def test_settings_belong_to_administrators_the_anonymous_one_too(playing: Visitor) -> None:
    for who in (TOMAS, MARA):
        find_button(await open_settings(playing, who), "How much I say")
    assert "reply_markup" not in await open_settings(playing, ANA)


async def test_whisper_puts_a_reaction_on_the_next_doubted_post_and_on_no_other(playing: Visitor) -> None:
    await choose(playing, await open_settings(playing), "How much I say", "a reaction")
    careful = (await playing.do("forward", chat=GROUP, from_chat=CHANNEL, message=await publish(playing, CAREFUL)))["messages"][0]
    doubted = (await playing.do("forward", chat=GROUP, from_chat=CHANNEL, message=await publish(playing, DOUBTED)))["messages"][0]
    seen = await playing.see(GROUP, lambda message: message["reactions"])
    assert (seen["message_id"], seen["reactions"]) == (doubted, [{"emoji": "👀", "people": [1]}])
    assert careful < doubted


async def publish(playing: Visitor, text: str) -> int:
    return int((await playing.act("publish", text=text))["messages"][0])


async def test_a_note_stands_below_the_statement_when_it_comes_back(playing: Visitor) -> None:
    first = (await playing.do("sample", chat=GROUP, id="claim"))["messages"][0]
    pointer = await playing.answer_to(await playing.write("/note", TOMAS, GROUP, reply_to=first), GROUP)
    place = (await playing.act("open", url=pointer["reply_markup"]["inline_keyboard"][0][0]["url"], **{"as": TOMAS}))["jump"]
    menu = await playing.answer_to(place["message"], TOMAS)
    await choose(playing, menu, "1", "needs a source", "No link", "No line", "Keep", chat=TOMAS)
    again = (await playing.do("sample", chat=GROUP, id="claim"))["messages"][0]
    await playing.write("/check", ANA, GROUP, reply_to=again)
    answer = await playing.answer_to(again, GROUP)
    assert "needs a source" in answer["text"]


# --- a rule author


async def test_a_saved_rule_is_in_force_and_what_it_changed_is_told(tmp_path: Path) -> None:
    rules, config = copy_rules(tmp_path)
    async with play(tmp_path, rules, ("--config", str(config), "run")) as author:
        number = await author.write(TALK)
        before = await author.answer_to(number)
        assert "hearsay" not in before["text"]
        seen = len(author.events)
        with (rules / "en" / "hearsay.toml").open("a", encoding="utf-8") as file:
            file.write(NEW_RULE)
        told = await author.hear("rules", after=seen)
        assert (told["error"], told["file"], told["message"]) == ("", "hearsay.toml", {"chat": ANA, "id": number})
        (change,) = told["changes"]
        assert (change["before"], change["rules_before"]) == ("no source", [])
        assert change["after"].startswith("hearsay")
        assert change["rules_after"] == ["en.hearsay.dockside-lore"]
        after = await author.see(ANA, lambda message: message["message_id"] == before["message_id"], seen)
        assert "hearsay" in after["text"]

        kept = len(author.events)
        whole = (rules / "en" / "hearsay.toml").read_text(encoding="utf-8")
        (rules / "en" / "hearsay.toml").write_text(whole.replace('family = "hearsay"', 'family = "gossip"', 1), encoding="utf-8")
        wrong = await author.hear("rules", after=kept)
        assert wrong["error"].startswith("rules/en/hearsay.toml")
        assert "gossip" in wrong["error"]
        assert wrong["digest"] == told["digest"]
        assert await author.answer_to(await author.write("/help"), after=kept)
        assert "restarting" not in {event.get("state") for event in author.events[kept:]}


def copy_rules(folder: Path) -> tuple[Path, Path]:
    """Give a copy of the rules, and settings that name it."""
    rules, config = folder / "rules", folder / "config.toml"
    shutil.copytree(ROOT / "rules", rules)
    config.write_text(f"[rules]\ndirectory = '{rules}'\n", encoding="utf-8")
    return rules, config


async def test_a_rule_file_that_is_touched_changes_nothing(playing: Playing) -> None:
    process = playing.stage.child.pid
    await Reloading(playing.stage).reload(["hearsay.toml"])
    told = await playing.hear("rules")
    assert (told["error"], told["changes"], playing.stage.child.pid) == ("", [], process)


# --- the bot's process


async def test_a_bot_that_was_killed_comes_back_and_answers_what_came_meanwhile(playing: Playing) -> None:
    seen, process = len(playing.events), playing.stage.child.pid
    assert process
    os.kill(process, signal.SIGKILL)
    number = await playing.write("/help")
    await playing.hear("bot", lambda event: event["state"] == "restarting", seen)
    assert await playing.answer_to(number)
    await playing.hear("bot", lambda event: event["state"] == "listening", seen)
    assert playing.stage.child.pid != process


async def test_a_fresh_start_forgets_everything(playing: Playing) -> None:
    await playing.answer_to((await playing.do("sample", id="claim"))["messages"][0])
    await playing.act("again")
    assert await playing.is_hung_up()
    fresh = Visitor(playing.client)
    await fresh.arrive()
    assert [event for event in fresh.events if event["kind"] == "messages" and event["chat"] == ANA] == [
        {"kind": "messages", "chat": ANA, "messages": [], "gone": []}
    ]
    await fresh.hear("bot", lambda event: event["state"] == "listening")
    answer = await fresh.answer_to((await fresh.do("sample", id="claim"))["messages"][0])
    assert "Seen here before" not in answer["text"]
    await fresh.leave()


async def test_a_bot_that_cannot_start_is_told_of_with_the_last_line_of_its_log(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, arguments=("--config", str(tmp_path / "missing.toml"), "run"))
    stage.open()
    await wait_until(lambda: stage.child.state == "failed")
    assert "missing.toml" in stage.child.line
    await stage.close()


def test_the_bot_ends_when_whoever_started_it_is_gone() -> None:
    environ = {
        **clean_environ(),
        "TELEGRAM_BOT_TOKEN": "4242424242:AAf-Very_Secret",
        "CAVEAT_TELEGRAM_BASE_URL": "http://127.0.0.1:9",
    }
    command = [sys.executable, "-m", "bot.playground.stage.leash", "run"]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as leashed:
        assert leashed.stderr
        assert leashed.stdin
        assert b"Next attempt" in leashed.stderr.readline()
        leashed.stdin.close()
        assert leashed.wait(LAST_SECONDS + 5) is not None


# --- the command


def test_the_command_prints_its_address_and_ends_with_ctrl_c_leaving_nothing_behind(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environ = {**clean_environ(), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "bot", "play", "--no-open", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as playing:
        assert playing.stdout
        address, _, key = playing.stdout.readline().decode().strip().removeprefix("The playground is at ").partition("/#")
        first = httpx.stream("GET", f"{address}/events", headers={"X-Caveat-Key": key}, trust_env=False)
        with first as events:
            listening = next(line for line in events.iter_lines() if '"state":"listening"' in line)
        assert listening
        playing.send_signal(signal.SIGINT)
        assert playing.wait(10) == 0
        assert playing.stdout.read().decode() == "Ctrl-C ends it.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_told_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = caveat("play", "--no-open", "--port", str(taken.getsockname()[1]))
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be used" in done.stderr
