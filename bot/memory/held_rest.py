"""Answers, feedback, settings and limits, held in memory."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.memory.times import CLOCK_SLACK
from bot.model import Article
from bot.service.keeping import ChatChoice, Feedback, KeptAnswer, Want


@dataclass(frozen=True, slots=True)
class HeldAnswers:
    """Answers by id, in the order in which they were kept."""

    kept: dict[str, KeptAnswer] = field(default_factory=dict)

    async def get(self, answer: str) -> KeptAnswer | None:
        """Give an answer by its id."""
        return self.kept.get(answer)

    async def find_asked(self, chat: int, message: int) -> KeptAnswer | None:
        """Give the newest answer to a message."""
        found = [answer for answer in self.kept.values() if (answer.chat, answer.asked) == (chat, message)]
        return max(reversed(found), key=lambda answer: answer.at, default=None)

    async def find_same(self, chat: int, digest: str, since: float) -> KeptAnswer | None:
        """Give the first answer in a chat to the same text since that time."""
        found = [one for one in self.kept.values() if (one.chat, one.digest) == (chat, digest) and one.at >= since]
        return min(found, key=lambda answer: answer.at, default=None)

    async def find_page(self, chat: int, url: str) -> KeptAnswer | None:
        """Give the newest answer in a chat about the page at an address: the `url` of its article."""
        found = [one for one in self.kept.values() if url and (one.chat, one.article.url) == (chat, url)]
        return max(reversed(found), key=lambda answer: answer.at, default=None)

    async def list_recent(self, chat: int, most: int) -> Sequence[KeptAnswer]:
        """Give the newest answers in a chat that have a text, newest first."""
        found = [one for one in reversed(self.kept.values()) if one.chat == chat and one.article.text]
        return tuple(sorted(found, key=lambda answer: answer.at, reverse=True)[: max(most, 0)])

    def keep(self, answers: Sequence[KeptAnswer]) -> None:
        """Keep answers; one whose id is known takes the place of the earlier one."""
        for answer in answers:
            self.kept.pop(answer.id, None)
            self.kept[answer.id] = answer

    def empty(self, chat: int) -> int:
        """Keep no text and no address of a chat's answers; give how many had one."""
        nothing = (Article(""), ())
        full = [one for one in self.kept.values() if one.chat == chat and (one.article, one.links) != nothing]
        self.kept.update({one.id: replace(one, article=Article(""), links=()) for one in full})
        return len(full)

    def move(self, old: int, new: int) -> None:
        """Let answers belong to the new id of a chat; what was asked has another number there."""
        self.kept.update({one.id: replace(one, chat=new, asked=0) for one in self.kept.values() if one.chat == old})


@dataclass(frozen=True, slots=True)
class HeldFeedbacks:
    """What was said, and in which chat, by answer, statement and person."""

    said: dict[tuple[str, int, int], tuple[int | None, Feedback]] = field(default_factory=dict)

    async def list_all(self) -> Sequence[Feedback]:
        """Give everything that was said, oldest first."""
        return tuple(sorted((said for _, said in self.said.values()), key=lambda said: said.at))

    def keep(self, feedback: Sequence[Feedback], answers: HeldAnswers) -> None:
        """Keep feedback; a person's later word on a statement takes the place of the earlier one."""
        for said in feedback:
            key = (said.answer, said.statement, said.person)
            answer = answers.kept.get(said.answer)
            self.said.pop(key, None)
            self.said[key] = (answer.chat if answer else None, said)

    def move(self, old: int, new: int) -> None:
        """Let feedback belong to the new id of a chat."""
        self.said.update({key: (new, said) for key, (chat, said) in self.said.items() if chat == old})


@dataclass(frozen=True, slots=True)
class HeldSettings:
    """Choices by chat and topic; topic 0 is the chat itself."""

    everywhere: ChatChoice
    choices: dict[tuple[int, int], ChatChoice] = field(default_factory=dict)
    left: dict[int, float] = field(default_factory=dict)

    async def get(self, chat: int, topic: int | None = None) -> ChatChoice:
        """Give the choice that holds in the topic: its own, else the chat's, else what holds everywhere."""
        return self.find(chat, topic)

    def find(self, chat: int, topic: int | None) -> ChatChoice:
        """Give the choice that holds in the topic."""
        return self.choices.get((chat, topic or 0)) or self.choices.get((chat, 0)) or self.everywhere

    async def put(self, chat: int, choice: ChatChoice, topic: int | None = None) -> None:
        """Keep a choice."""
        self.choices[chat, topic or 0] = choice

    async def clear(self, chat: int, topic: int) -> None:
        """Let the topic follow its chat again."""
        self.choices.pop((chat, topic), None)

    async def note_member(self, chat: int, *, inside: bool, now: float) -> None:
        """Note that the bot was added to a chat or removed from it."""
        if inside:
            self.left.pop(chat, None)
        else:
            self.left.setdefault(chat, now)

    async def list_left(self, before: float) -> Sequence[int]:
        """Give the chats that the bot was removed from before that time, and has not come back to."""
        return tuple(chat for at, chat in sorted((at, chat) for chat, at in self.left.items()) if at < before)

    def move(self, old: int, new: int) -> None:
        """Let choices hold under the new id of a chat, where that has none of its own."""
        for chat, topic in list(self.choices):
            if chat == old:
                self.choices.setdefault((new, topic), self.choices.pop((old, topic)))
        self.left.pop(old, None)


@dataclass(frozen=True, slots=True)
class HeldLimits:
    """When the events of each window leave it, and how many there were of each name, until when."""

    windows: defaultdict[tuple[str, float], list[float]] = field(default_factory=lambda: defaultdict(list))
    counters: dict[str, tuple[int, float]] = field(default_factory=dict)

    async def take(self, wants: Sequence[Want], now: float) -> float:
        """Take one from each of the windows, or none: give 0.0, or how many seconds to wait."""
        wait = max((self._find_wait(want, now) for want in wants), default=0.0)
        if not wait:
            for name, seconds in {(want.name, want.seconds) for want in wants}:
                self.windows[name, seconds].append(now + seconds)
        return wait

    def _find_wait(self, want: Want, now: float) -> float:
        if want.most < 1:
            return want.seconds
        ends = self.windows[want.name, want.seconds]
        ends[:] = sorted(end for end in ends if end > now)
        ahead = [end for end in ends if end <= now + want.seconds + CLOCK_SLACK]
        return ahead[-want.most] - now if len(ahead) >= want.most else 0.0

    async def bump(self, name: str, seconds: float, now: float) -> int:
        """Count one more event and give how many there were since the count began; it begins anew after so long without any."""
        count, ends = self.counters.get(name, (0, now))
        self.counters[name] = (1 if ends <= now else count + 1, now + seconds)
        return self.counters[name][0]

    def expire(self, now: float) -> None:
        """Remove what no longer counts."""
        for window, ends in list(self.windows.items()):
            ends[:] = [end for end in ends if end > now]
            if not ends:
                del self.windows[window]
        for name in [name for name, (_, ends) in self.counters.items() if ends <= now]:
            del self.counters[name]
