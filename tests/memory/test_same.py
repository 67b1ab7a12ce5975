"""Whatever happens in whatever order, the file and what is held in memory say the same."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from bot.memory import HeldMemory, open_memory
from bot.model import Article, Certainty, Polarity, Status
from bot.service.keeping import ChatChoice, Memory, Outcome, Want
from bot.service.records import Matter, Record, Removal
from bot.service.statements import Sighting
from tests.memory.builder import answer, arrival, call, feedback
from tests.memory.test_records import NOTE

DAY = 86_400.0
CHATS = st.sampled_from([-40, -41, 7])
UPDATES = st.integers(1, 8)
NUMBERS = st.integers(1, 12)
MOST = st.integers(0, 3)
TEXTS = st.sampled_from(["a", "b", "c"])
SLOTS = st.sampled_from(["s", "t", None])
STEPS = st.sampled_from([0.0, 1.0, 10.0, 31.0, DAY, 8 * DAY, -20.0])
"""How the clock goes on between two calls: it may also be set back."""
AHEAD = st.none() | st.sampled_from([-5.0, 5.0, 50.0])
ARRIVALS = st.lists(st.builds(arrival, UPDATES, CHATS, TEXTS), max_size=3)
PAGES = st.sampled_from([None, "https://example.org/1", "https://example.org/2"])
PEOPLE = st.none() | st.sampled_from([7, 8])
MATTERS = st.sampled_from(Matter)
BODIES = st.sampled_from([{}, {"member": 7}, {"name": "Pia Lund"}, {**NOTE, "name": "Pia Lund"}])
REMOVALS = st.lists(st.builds(Removal, MATTERS, CHATS, TEXTS), max_size=2)
NAMES = st.sampled_from(["one", "two"])


class SameMemory(RuleBasedStateMachine):
    """Does the same to both and compares what they give."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_000_000.0
        self.runner = asyncio.Runner()
        self.folder = TemporaryDirectory()
        file = self.runner.run(open_memory(Path(self.folder.name) / "caveat.db"))
        self.both: tuple[Memory, Memory] = (HeldMemory(), file)

    def teardown(self) -> None:
        self.runner.run(self.both[1].close())
        self.runner.close()
        self.folder.cleanup()

    def same(self, ask: Callable[[Memory], Awaitable[Any]]) -> None:
        async def ask_both() -> list[Any]:
            return [await ask(memory) for memory in self.both]

        held, file = self.runner.run(ask_both())
        assert held == file

    def calls(self, data: st.DataObject) -> list[Any]:
        return [
            call(
                data.draw(TEXTS),
                data.draw(SLOTS),
                data.draw(CHATS),
                due=self.ahead(data),
                expires=self.ahead(data),
            )
            for _ in range(data.draw(st.integers(0, 3)))
        ]

    def sightings(self, chat: int) -> st.SearchStrategy[Sighting]:
        labels = (st.sampled_from(Status), st.just(Certainty.CERTAIN), st.just(Polarity.POSITIVE))
        rest = (TEXTS, st.just(("Pia Lund",)), st.just("origin"), PEOPLE)
        return st.builds(Sighting, st.just(chat), NUMBERS, TEXTS, *labels, st.just(self.now), *rest)

    def records(self) -> st.SearchStrategy[Record]:
        ends = AHEAD.map(lambda seconds: None if seconds is None else self.now + seconds)
        return st.builds(Record, MATTERS, CHATS, TEXTS, PEOPLE, st.just(self.now), BODIES, ends)

    def ahead(self, data: st.DataObject) -> float | None:
        seconds = data.draw(AHEAD)
        return None if seconds is None else self.now + seconds

    @rule(seconds=STEPS)
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @rule(arrivals=ARRIVALS)
    def let_arrive(self, arrivals: list[Any]) -> None:
        self.same(lambda memory: memory.inbox.put(arrivals, self.now))

    @rule(most=MOST)
    def claim_updates(self, most: int) -> None:
        self.same(lambda memory: memory.inbox.claim(self.now, 30.0, most))

    @rule(update=UPDATES, data=st.data(), name=TEXTS, chat=CHATS, topic=st.sampled_from([None, 3]))
    def finish(self, update: int, data: st.DataObject, name: str, chat: int, topic: int | None) -> None:
        article = Article(data.draw(st.sampled_from(["", "The dam holds."])), url=data.draw(PAGES))
        answers = [replace(answer(name, chat, at=self.now, digest=data.draw(TEXTS), topic=topic), article=article)]
        said = [feedback(name, person=data.draw(CHATS), at=self.now)]
        sightings, hashes = data.draw(st.lists(self.sightings(chat), max_size=3)), data.draw(st.booleans())
        records, removals = data.draw(st.lists(self.records(), max_size=3)), data.draw(REMOVALS)
        outcome = Outcome(self.calls(data), answers, said, sightings, hashes, records, removals)
        self.same(lambda memory: memory.inbox.finish(update, outcome, self.now))

    @rule(data=st.data(), removals=REMOVALS)
    def write_down(self, data: st.DataObject, removals: list[Removal]) -> None:
        records = data.draw(st.lists(self.records(), max_size=3))
        self.same(lambda memory: memory.records.put(records, removals))

    @rule(update=UPDATES, error=TEXTS)
    def fail(self, update: int, error: str) -> None:
        self.same(lambda memory: memory.inbox.fail(update, error, self.now))

    @rule()
    def release(self) -> None:
        self.same(lambda memory: memory.inbox.release())
        self.same(lambda memory: memory.outbox.release())

    @rule(data=st.data())
    def put_calls(self, data: st.DataObject) -> None:
        outgoing = self.calls(data)
        self.same(lambda memory: memory.outbox.put(outgoing, self.now))

    @rule(most=MOST)
    def claim_calls(self, most: int) -> None:
        self.same(lambda memory: memory.outbox.claim(self.now, 30.0, most))

    @rule(number=NUMBERS, message=st.sampled_from([100, 101, None]))
    def note_sent(self, number: int, message: int | None) -> None:
        self.same(lambda memory: memory.outbox.note_sent(number, message, self.now))

    @rule(number=NUMBERS, seconds=st.sampled_from([1.0, 40.0]))
    def put_off(self, number: int, seconds: float) -> None:
        self.same(lambda memory: memory.outbox.put_off(number, self.now + seconds))

    @rule(number=NUMBERS)
    def drop(self, number: int) -> None:
        self.same(lambda memory: memory.outbox.drop(number, "no", self.now))

    @rule(chat=CHATS)
    def drop_chat(self, chat: int) -> None:
        self.same(lambda memory: memory.outbox.drop_chat(chat))

    @rule(chat=CHATS, topic=st.sampled_from([None, 3]), days=st.sampled_from([1, 7, 60]))
    def choose(self, chat: int, topic: int | None, days: int) -> None:
        self.same(lambda memory: memory.settings.put(chat, ChatChoice(retention_days=days), topic))

    @rule(chat=CHATS)
    def clear(self, chat: int) -> None:
        self.same(lambda memory: memory.settings.clear(chat, 3))

    @rule(chat=CHATS, inside=st.booleans())
    def note_member(self, chat: int, *, inside: bool) -> None:
        self.same(lambda memory: memory.settings.note_member(chat, inside=inside, now=self.now))

    @rule(names=st.lists(NAMES, max_size=2), most=st.integers(0, 2), seconds=st.sampled_from([1.0, 60.0]))
    def take(self, names: list[str], most: int, seconds: float) -> None:
        wants = [Want(name, most, seconds) for name in names]
        self.same(lambda memory: memory.limits.take(wants, self.now))

    @rule(name=NAMES, seconds=st.sampled_from([1.0, 60.0]))
    def bump(self, name: str, seconds: float) -> None:
        self.same(lambda memory: memory.limits.bump(name, seconds, self.now))

    @rule(old=CHATS, new=CHATS)
    def move(self, old: int, new: int) -> None:
        self.same(lambda memory: memory.move_chat(old, new))

    @rule(chat=CHATS, person=st.booleans())
    def forget(self, chat: int, *, person: bool) -> None:
        self.same(lambda memory: memory.forget_person(chat) if person else memory.forget_chat(chat))

    @rule(chat=CHATS)
    def drop_texts(self, chat: int) -> None:
        self.same(lambda memory: memory.drop_texts(chat))

    @rule(chat=CHATS, text=TEXTS, matter=MATTERS)
    def look_back(self, chat: int, text: str, matter: Matter) -> None:
        self.same(lambda memory: memory.statements.find_same(text, chat))
        self.same(lambda memory: memory.statements.list_chat(chat))
        self.same(lambda memory: memory.statements.list_near([text], chat, 5, 2))
        self.same(lambda memory: memory.statements.list_repeats(["a", text], chat, text))
        self.same(lambda memory: memory.statements.find_chats(text))
        self.same(lambda memory: memory.statements.list_last(chat, [*Status][:4], self.now - 40.0))
        self.same(lambda memory: memory.records.get(matter, chat, text))
        self.same(lambda memory: memory.records.list_chat(matter, chat))
        self.same(lambda memory: memory.records.list_person(matter, chat))
        self.same(lambda memory: memory.records.list_all(matter))

    @rule()
    def expire(self) -> None:
        self.same(lambda memory: memory.expire(self.now))

    @rule(chat=CHATS, name=TEXTS)
    def look(self, chat: int, name: str) -> None:
        self.same(lambda memory: memory.answers.get(name))
        self.same(lambda memory: memory.answers.find_asked(chat, 5))
        self.same(lambda memory: memory.look_around(chat, 3, 5))
        self.same(lambda memory: memory.look_around(chat, None, 5))
        self.same(lambda memory: memory.answers.find_same(chat, name, self.now - 40.0))
        self.same(lambda memory: memory.answers.find_page(chat, "https://example.org/1"))
        self.same(lambda memory: memory.answers.list_recent(chat, 2))
        self.same(lambda memory: memory.feedback.list_all())
        self.same(lambda memory: memory.inbox.list_set_aside())
        self.same(lambda memory: memory.inbox.count_waiting())
        self.same(lambda memory: memory.outbox.count_waiting())
        self.same(lambda memory: memory.outbox.find_message("s"))
        self.same(lambda memory: memory.settings.get(chat, 3))
        self.same(lambda memory: memory.settings.list_left(self.now - 40.0))


TestSameMemory = SameMemory.TestCase
TestSameMemory.settings = settings(
    max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
