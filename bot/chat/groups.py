"""What the bot does in a group: it answers who asks, and as far as the group chose, it marks posts. It is quiet otherwise."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import Message, ReactionTypeEmoji

from bot.chat.buttons import with_links
from bot.chat.composer import Shown, digest
from bot.chat.here import Here
from bot.chat.place import Place, is_aside, is_line
from bot.chat.post import Post, find_post, has_words
from bot.chat.reader import Reader
from bot.chat.scene import Scene
from bot.chat.work import Work
from bot.model import FindingKind, Level, Reading
from bot.reply.sections import Section
from bot.service.days import DAY
from bot.service.keeping import ChatChoice, KeptAnswer, Mode, Threshold, Want

MOST_ANSWERS, MINUTE = 3, 60.0
"""Answers in a group in one minute; of what comes on top only the number is said."""

MOST_LINES = 10
"""Other lines that anybody in a group can call up in one minute, such as /help; what comes on top gets none."""

SAME = DAY
"""Seconds for which the same text is answered with a pointer to the first answer."""

_DOUBT = (Level.WITHDRAWN, Level.DOUBTED, Level.UNNAMED, Level.UNSOURCED, Level.MIXED, Level.ATTRIBUTED)


def is_past(reading: Reading, threshold: Threshold) -> bool:
    """Tell whether a reading is at least as doubtful as the level, or has the finding."""
    if isinstance(threshold, FindingKind):
        return any(finding.kind is threshold for finding in reading.findings)
    return reading.level in _DOUBT and _DOUBT.index(reading.level) <= _DOUBT.index(threshold)


def is_channel_post(message: Message) -> bool:
    """Tell whether a message is a channel's: forwarded from one, passed on by itself, or posted in its name."""
    sender = message.sender_chat
    forwarded = message.forward_origin is not None and message.forward_origin.type == "channel"
    return forwarded or bool(message.is_automatic_forward) or (sender is not None and sender.type == "channel")


@dataclass(frozen=True, slots=True)
class Groups:
    """Answers and marks posts in groups and channels."""

    here: Here
    reader: Reader

    async def is_off(self, place: Place) -> bool:
        """Tell whether a group wants to hear nothing."""
        return not place.private and (await self.here.choice(place)).mode is Mode.OFF

    async def answer(self, post: Post, place: Place, work: Work) -> None:
        """Read a post that somebody asked about; the same text is answered once, and a raid is only counted.

        A page is opened before it can be known again: its address may be dressed up otherwise, its text is the same.
        """
        if not await self.has_room(place, work):
            return
        if post.is_link:
            answer, post = await self.reader.read_page(post, place)
            text = answer.reading.article.text if answer.reading else ""
            if not await self._point_back(text, place, work):
                await self.reader.put(answer, post, place, work)
        elif not await self._point_back(post.text, place, work):
            await self.reader.answer(post, place, work)

    async def _point_back(self, text: str, place: Place, work: Work) -> bool:
        """Point to the full answer that the same text got before, and tell whether there was one."""
        same = await self._find_same(text, place, work)
        first = await self.here.memory.outbox.find_message(same.slot) if same and not is_line(same.slot) else None
        if same is None or first is None:
            return False
        await self._point_to(same, first, place, place.slot, work)
        return True

    async def look_at(self, message: Message, place: Place, work: Work) -> None:
        """Look at a post that nobody asked about, and mark it as the group chose; mostly that means silence."""
        choice = await self.here.choice(place)
        if not _is_looked_at(message, choice):
            return
        scene = await self.here.look_around(place)
        post = await self.reader.join_album(find_post(message), place, work)
        reading = await _read(post, scene)
        marks = await self._find_marks(reading, scene) if reading else ()
        if reading:
            work.hashes = choice.hashes
            await self.reader.beside.notice(reading, scene, work)
        if reading is None or not (marks or is_past(reading, choice.threshold)):
            return
        if choice.mode is Mode.WHISPER:
            self._whisper([choice.reaction], place, work)
        else:
            await self._mark(reading, marks, post, scene, work)

    async def look_again(self, message: Message, place: Place, work: Work) -> bool:
        """Look again at a post that was edited: its mark changes with it, and what was not marked gets no line later.

        Tell whether it was answered in full, so that it is to be read again.
        """
        scene = await self.here.look_around(place)
        choice, before = scene.around.choice, scene.around.before
        if before is None or is_aside(before.slot):
            await self._change_reaction(message, scene, work)
            return False
        if choice.mode is Mode.OFF or before.at < work.now - _stay(choice):
            return False
        if is_line(before.slot):
            await self._change_line(find_post(message), scene, work)
        return not is_line(before.slot)

    async def has_room(self, place: Place, work: Work) -> bool:
        """Tell whether one more answer fits into this minute; if not, count the post in the one line that says so."""
        limits = self.here.memory.limits
        if work.tries or await limits.take([Want(f"answers:{place.chat}", MOST_ANSWERS, MINUTE)], work.now) == 0:
            return True
        line = f"more:{place.chat}:{int(work.now // MINUTE)}"
        n = await limits.bump(line, 2 * MINUTE, work.now)
        composer = await self.here.composer(place)
        everybody = Place(place.chat, place.topic, 0, place.private)
        work.outgoing.append(everybody.saying(composer.count("more-posts", n), line))
        return False

    async def may_reply(self, place: Place, work: Work) -> bool:
        """Tell whether one more of the lines that anybody can call up, such as /help, fits into this minute of the group."""
        want = Want(f"lines:{place.chat}", MOST_LINES, MINUTE)
        return place.private or bool(work.tries) or await self.here.memory.limits.take([want], work.now) == 0

    async def let_go(self, place: Place, work: Work) -> None:
        """Have everything that is said in a group deleted after the time that the group chose."""
        lifetime = None if place.private else (await self.here.choice(place)).lifetime
        here = [said for said in work.outgoing if said.chat == place.chat and said.method == "sendMessage"]
        for said in [said for said in here if lifetime and said.slot]:
            due, payload = work.now + (lifetime or 0), {"chat_id": place.chat, "slot": said.slot}
            work.call(place.chat, "deleteMessage", payload, slot=f"d:{said.slot}", due=due)

    async def _find_marks(self, reading: Reading, scene: Scene) -> tuple[Section, ...]:
        """Give what the group knows about a post and wants it marked for."""
        return await self.reader.beside.tell_marks(reading, scene, await self.reader.find_accusing(reading, scene))

    async def _is_marked(self, reading: Reading, scene: Scene) -> bool:
        return is_past(reading, scene.around.choice.threshold) or bool(await self._find_marks(reading, scene))

    def _whisper(self, reactions: Sequence[str], place: Place, work: Work) -> None:
        reaction = [ReactionTypeEmoji(emoji).to_dict() for emoji in reactions]
        payload = {"chat_id": place.chat, "message_id": place.message, "reaction": reaction}
        work.call(place.chat, "setMessageReaction", payload, expires=work.now + MINUTE)

    async def _change_reaction(self, message: Message, scene: Scene, work: Work) -> None:
        choice = scene.around.choice
        if choice.mode is Mode.WHISPER and _is_looked_at(message, choice):
            reading = await _read(find_post(message), scene)
            marked = reading and await self._is_marked(reading, scene)
            self._whisper([choice.reaction] if marked else [], scene.place, work)

    async def _mark(self, reading: Reading, marks: Sequence[Section], post: Post, scene: Scene, work: Work) -> None:
        """Say one line under a post; of the same text once more, point to the first line or answer, and that only once."""
        place = scene.place
        same = await self._find_same("" if post.is_link else post.text, place, work)
        first = await self.here.memory.outbox.find_message(same.slot) if same else None
        if same is None or (first is None and same.at < work.now - MINUTE):
            if await self.has_room(place, work):
                self._say_line(reading, marks, post, scene, work)
        elif first and await self._is_first(f"same:{same.id}", work) and await self.has_room(place, work):
            await self._point_to(same, first, place, place.line, work)

    async def _is_first(self, name: str, work: Work) -> bool:
        return bool(work.tries) or await self.here.memory.limits.bump(name, SAME, work.now) == 1

    def _say_line(self, reading: Reading, marks: Sequence[Section], post: Post, scene: Scene, work: Work) -> None:
        composer, place = scene.composer, scene.place
        kept = self.reader.keep(post.article(), post.text, scene, place.line, work)
        line = Shown(composer.line(reading, marks), with_links(composer.keys.under_line(kept.id), marks))
        work.call(place.chat, "sendMessage", {**place.aim(), **line.payload(), "disable_notification": True}, slot=place.line)

    async def _change_line(self, post: Post, scene: Scene, work: Work) -> None:
        """Let the line under an edited post say what holds now; it goes where the post is no longer past the threshold."""
        reading, place = await _read(post, scene), scene.place
        if reading and await self._is_marked(reading, scene):
            self._say_line(reading, await self._find_marks(reading, scene), post, scene, work)
        else:
            work.call(place.chat, "deleteMessage", {"chat_id": place.chat, "slot": place.line})

    async def _find_same(self, text: str, place: Place, work: Work) -> KeptAnswer | None:
        """Give the first answer to the same text in this topic that still stands, unless it is about this very post."""
        since, known = work.now - min(SAME, _stay(await self.here.choice(place))), digest(text, place.topic)
        found = await self.here.memory.answers.find_same(place.chat, known, since) if text else None
        if found is None or found.asked == place.message:
            return None
        newest = await self.here.memory.answers.find_asked(place.chat, found.asked)
        return found if newest and newest.digest == known else None  # else its post was edited, and so was the answer

    async def _point_to(self, same: KeptAnswer, first: int, place: Place, slot: str, work: Work) -> None:
        """Say that the text was answered before, as a reply to that answer, with the way to the reasons."""
        composer, pointer = await self.here.composer(place), replace(place, message=first)
        shown = Shown(composer.say("chat", "same"), composer.keys.under_line(same.id))
        work.call(place.chat, "sendMessage", {**pointer.aim(), **shown.payload()}, slot=slot)


async def _read(post: Post, scene: Scene) -> Reading | None:
    """Read a post, without opening any page."""
    return (await scene.service.answer_later(post.article())).reading


def _is_looked_at(message: Message, choice: ChatChoice) -> bool:
    """Tell whether a message is one of the posts that the group wants marked."""
    wanted = choice.mode in (Mode.WHISPER, Mode.LINE) and has_words(message)
    return wanted and (is_channel_post(message) or (choice.members and not (message.text or "").startswith("/")))


def _stay(choice: ChatChoice) -> float:
    """Give the seconds for which what was said stands."""
    return choice.lifetime or math.inf
