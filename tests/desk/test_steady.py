"""Steady whatever happens: Telegram slow or down, one thing that fails beside others, what ends while something is under way."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from telegram.error import TimedOut

from bot.chat import asking
from bot.chat.asking import ask
from bot.chat.composer import name_answer
from bot.chat.desk import Desk
from bot.chat.here import Here
from bot.chat.rights import MOST_ASKED, Right, Rights
from bot.chat.transport.engine import Engine
from bot.chat.work import Work
from bot.files import load_rulebook
from bot.model import Article
from bot.playground.world import Thing
from bot.reading import read
from bot.reading.strength import take_version
from bot.reply.phrasebook import Phrasebook
from bot.service import Service
from bot.service.keeping import ChatChoice, Mode
from bot.service.records import Matter, Record
from bot.service.watches import Sighted, Watch, from_record, to_record
from tests.chat.office import Office, open_office, until, until_async

REST = "Boats pass the lock at noon. The pier was built of granite."
DOUBT = f"There was no confirmation that the bridge at Ayle is closed. {REST}"
CONFIRMED = f"The harbour office confirmed that the bridge at Ayle is closed. {REST}"


@dataclass
class Bench:
    """A bot at work, its desk, and a group in which somebody watches a statement."""

    office: Office
    desk: Desk
    here: Here
    owner: Thing
    group: Thing
    phrasebook: Phrasebook

    async def watch(self, person: Thing, waiting: str = "") -> Watch:
        """Have somebody watch a statement of the group; another version of it may wait to be told."""
        now, first, later = self.here.clock(), self._take(DOUBT), self._take(waiting) if waiting else None
        identity = name_answer("secret", f"{person['id']}")
        watch = Watch(identity, self.group["id"], person["id"], 0, now - 9.0, first, None, later)
        await self.office.memory.records.put([to_record(watch)])
        return watch

    def _take(self, text: str) -> Sighted:
        version = take_version(read(Article(text), self.here.service.rulebook).statements[0])
        return Sighted(version, self.here.clock() - 9.0)

    async def list_watches(self) -> list[Watch]:
        found = map(from_record, await self.office.memory.records.list_all(Matter.WATCH))
        return [watch for watch in found if watch]

    def member(self, name: str = "Bob") -> Thing:
        person = self.office.world.add_person(name)
        self.office.world.enter(person, self.group)
        return person


Open = Callable[..., Any]


@pytest.fixture
def bench(tmp_path: Path, phrasebook: Phrasebook) -> Open:
    @asynccontextmanager
    async def opened(**choice: Any) -> AsyncIterator[Bench]:  # noqa: ANN401
        made: list[Desk] = []

        def make(engine: Engine) -> Desk:
            here = Here(engine.bot, Service(load_rulebook()), engine.memory, [phrasebook], engine.wake, "secret")
            made.append(Desk(here))
            return made[0]

        async with open_office(tmp_path / "caveat.db", make, send_limits=False) as office:
            owner = office.world.add_person("Ann")
            group = office.world.add_group("Lowmere watch", "supergroup", owner=owner, bot_rights=[])
            await office.memory.settings.put(group["id"], ChatChoice(**choice))
            yield Bench(office, made[0], made[0].here, owner, group, phrasebook)

    return opened


# --- by the clock


class Failing:
    """Something due by the clock that cannot be done."""

    async def tick(self, work: Work) -> None:
        raise ValueError(str(work.update))


class Writing:
    """Something due by the clock that is written down."""

    async def tick(self, work: Work) -> None:
        work.records.append(Record(Matter.CONSENT, -7, "done", None, work.now, {}))


async def test_what_fails_by_the_clock_keeps_nothing_else_from_being_done(bench: Open) -> None:
    async with bench() as one:
        one.desk._timed = (Failing(), Writing())
        await one.desk.tick()
        assert await one.office.memory.records.get(Matter.CONSENT, -7, "done")


# --- Telegram slow or down


async def test_a_question_that_telegram_leaves_open_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.01)
    with pytest.raises(TimedOut):
        await ask(asyncio.Event().wait())


async def test_a_post_is_marked_though_telegram_says_nothing_of_the_watchers(
    bench: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.2)
    async with bench(mode=Mode.LINE, members=True) as one:
        watchers = [one.member(f"Bob {n}") for n in range(9)]
        for watcher in watchers:
            await one.watch(watcher)
        silent = asyncio.Event()

        async def wait_for_ever(*_: object, **__: object) -> None:
            await silent.wait()

        monkeypatch.setattr(type(one.here.bot), "get_chat_member", wait_for_ever)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        one.office.world.write(one.owner, {"text": CONFIRMED}, one.group)
        await until(lambda: loop.time() > begun + 0.1)
        await one.office.wait_until_handled()
        assert loop.time() < begun + 5 * asking.PATIENCE
        assert [bool(watch.waiting) for watch in await one.list_watches()] == [True] * 9


async def test_nobody_has_telegram_asked_about_them_without_end(bench: Open) -> None:
    async with bench() as one:
        rights = Rights(one.here)
        asked = len(one.office.calls("getChatMember"))
        for made_up in range(MOST_ASKED + 20):
            assert not await rights.may(-100_000 - made_up, 77, Right.DELETE)
        assert len(one.office.calls("getChatMember")) == asked + MOST_ASKED
        assert await rights.may(one.group["id"], one.owner["id"], Right.DELETE)


# --- what ends meanwhile


async def test_a_watch_that_is_ended_while_its_watcher_is_told_stays_ended(bench: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    async with bench() as one:
        watch = await one.watch(one.member(), waiting=CONFIRMED)
        ask_truly = one.here.bot.get_chat_member

        async def end_it_and_ask(*given: Any) -> object:  # noqa: ANN401
            await one.office.memory.records.put((), [watch.removal])
            return await ask_truly(*given)

        monkeypatch.setattr(type(one.here.bot), "get_chat_member", lambda _, *given: end_it_and_ask(*given))
        await one.desk.tick()
        assert await one.list_watches() == []


# --- the bot's own messages


async def test_what_a_watcher_is_told_in_private_has_nothing_deleted_in_the_group(bench: Open) -> None:
    async with bench(mode=Mode.LINE, members=True, lifetime=3_600) as one:
        bob = one.member()
        await one.watch(bob)
        one.office.world.write(one.owner, {"text": CONFIRMED}, one.group)
        await until(lambda: one.office.said_to(bob))
        await until_async(one.office.memory.outbox.count_waiting, 0)
