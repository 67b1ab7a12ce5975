"""What the bot does in a group: it answers who asks, and as far as the group chose, it marks posts. It is quiet otherwise."""

from dataclasses import dataclass

from telegram import Message, ReactionTypeEmoji

from bot.chat.composer import digest
from bot.chat.here import Here
from bot.chat.place import Place
from bot.chat.post import Post, find_post, has_words
from bot.chat.reader import Reader
from bot.chat.work import Work
from bot.model import FindingKind, Level, Reading
from bot.service.keeping import ChatChoice, KeptAnswer, Mode, Threshold, Want

MOST_ANSWERS, MINUTE = 3, 60.0
"""Answers in a group in one minute; of what comes on top only the number is said."""

SAME = 86_400.0
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

    async def answer(self, post: Post, place: Place, work: Work) -> None:
        """Read a post that somebody asked about; the same text is read once, and a raid is only counted."""
        choice = await self.here.choice(place)
        same = await self._find_same(post, place, work)
        if same:
            await self._point_to(same, place, work)
        elif await self._has_room(place, work):
            before = len(work.outgoing)
            await self.reader.answer(post, place, work)
            self._let_go(choice, place, work, before)

    async def look_at(self, message: Message, place: Place, work: Work) -> None:
        """Look at a post that nobody asked about, and mark it as the group chose; mostly that means silence."""
        choice = await self.here.choice(place)
        if choice.mode not in (Mode.WHISPER, Mode.LINE) or not has_words(message):
            return
        if not (is_channel_post(message) or choice.members):
            return
        post = find_post(message)
        answer = await self.here.service.answer_later(post.article())
        if answer.reading is None or not is_past(answer.reading, choice.threshold):
            return
        if choice.mode is Mode.WHISPER:
            self._whisper(choice, place, work)
            return
        same = await self._find_same(post, place, work)
        if same:
            await self._point_to(same, place, work)
        elif await self._has_room(place, work):
            await self._say_line(answer.reading, post, place, choice, work)

    def _whisper(self, choice: ChatChoice, place: Place, work: Work) -> None:
        reaction = [ReactionTypeEmoji(choice.reaction).to_dict()]
        payload = {"chat_id": place.chat, "message_id": place.message, "reaction": reaction}
        work.call(place.chat, "setMessageReaction", payload, expires=work.now + MINUTE)

    async def _say_line(self, reading: Reading, post: Post, place: Place, choice: ChatChoice, work: Work) -> None:
        composer = await self.here.composer(place)
        kept = self.reader.keep(post.article(), place, place.slot, (), work)
        payload = {
            **place.aim(),
            "text": composer.line(reading),
            "parse_mode": "HTML",
            "reply_markup": composer.keys.under_line(kept.id),
            "disable_notification": True,
        }
        before = len(work.outgoing)
        work.call(place.chat, "sendMessage", payload, slot=place.slot)
        self._let_go(choice, place, work, before)

    async def _find_same(self, post: Post, place: Place, work: Work) -> KeptAnswer | None:
        """Give the first answer to the same text, unless it is this very message that was answered."""
        if post.is_link:
            return None
        found = await self.here.memory.answers.find_same(place.chat, digest(f"\n{post.text}"), work.now - SAME)
        return found if found and found.asked != place.message else None

    async def _point_to(self, same: KeptAnswer, place: Place, work: Work) -> None:
        """Say that the text was answered before, as a reply to that answer, once for each of its repeats in a minute."""
        first = await self.here.memory.outbox.find_message(same.slot)
        if first is None or not await self._has_room(place, work):
            return
        composer = await self.here.composer(place)
        pointer = Place(place.chat, same.topic, first, place.private)
        work.outgoing.append(pointer.saying(composer.say("chat", "same"), place.slot))
        self._let_go(await self.here.choice(place), place, work, len(work.outgoing) - 1)

    async def _has_room(self, place: Place, work: Work) -> bool:
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

    def _let_go(self, choice: ChatChoice, place: Place, work: Work, before: int) -> None:
        """Have what is said deleted after the time that the group chose."""
        if choice.lifetime and len(work.outgoing) > before:
            payload = {"chat_id": place.chat, "slot": place.slot}
            work.call(place.chat, "deleteMessage", payload, due=work.now + choice.lifetime)
