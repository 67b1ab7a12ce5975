"""What is done with a message: read in private, read in a group where somebody asked, read again when it was edited."""

from dataclasses import dataclass, replace

from telegram import Message, MessageEntity, Update

from bot.chat.answered import find_asked
from bot.chat.files import is_text_file, read_file
from bot.chat.groups import Groups
from bot.chat.here import Here
from bot.chat.place import Place, find_place
from bot.chat.post import Post, drop_call, drop_command, find_command, find_part, find_post, has_words
from bot.chat.reader import Reader
from bot.chat.work import Work

CHECK = "check"
"""The one command that may also stand in the caption of a picture or a file."""

ALBUM = 60.0
"""Seconds in which the pictures of one album arrive."""


@dataclass(frozen=True, slots=True)
class Messages:
    """Takes messages."""

    here: Here
    reader: Reader
    groups: Groups

    async def take(self, update: Update, work: Work) -> None:
        """Take a message or post of any kind, new or edited, that is no command."""
        message = update.effective_message
        if message is None:
            return
        place = find_place(message)
        if update.edited_message or update.edited_channel_post:
            await self._take_edited(message, place, work)
        elif self._find_command(message) == CHECK:
            await self.check(message, place, drop_command(message.caption or ""), work)
        elif place.private:
            await self._read_private(message, place, work)
        elif not self.is_asked(message):
            await self.groups.look_at(message, place, work)
        elif not await self.groups.is_off(place):
            await self._read_asked(message, place, work)

    async def check(self, message: Message, place: Place, arguments: str, work: Work) -> None:
        """Read the message that /check replies to, the part of it that is quoted, or what it is written with."""
        about = self._find_about(message)
        if await self.groups.is_off(place):
            return
        if find_part(message) is not None or (about is None and (arguments or is_text_file(message.document))):
            await self._read_one(message, place, work)
        elif about:
            await self._read_one(about, place, work)
        else:
            await self.say("check-what", place, work)

    async def say(self, key: str, place: Place, work: Work) -> None:
        """Say a line of the phrasebook; in a group not more often than it bears."""
        if await self.groups.may_reply(place, work):
            composer = await self.here.composer(place)
            work.outgoing.append(place.saying(composer.say("chat", key), place.slot))

    def is_asked(self, message: Message) -> bool:
        """Tell whether a message in a group speaks to the bot: it asks, mentions it, or replies to it with a link or a file.

        A post that was passed on speaks to nobody, even where the bot's name stands in it.
        """
        if message.forward_origin or message.is_automatic_forward:
            return False
        readable = self._is_mine(message.reply_to_message) and (find_post(message).links or is_text_file(message.document))
        return bool(readable) or self._find_command(message) == CHECK or self._mentions_me(message)

    async def _take_edited(self, message: Message, place: Place, work: Work) -> None:
        """Answer again what was answered, in the same place; what was not answered stays so."""
        command = self._find_command(message)
        if not place.private:
            if await self.groups.look_again(message, place, work):
                await self._read_again(message, place, work)
        elif command == CHECK:
            await self.check(message, place, drop_command(message.text or message.caption or ""), work)
        elif not command:
            await self._read_private(message, place, work)

    async def _read_again(self, message: Message, place: Place, work: Work) -> None:
        """Read what was answered before; its answer is edited, so that it counts as none in a raid."""
        post = await read_file(message) if is_text_file(message.document) else find_post(message)
        if post and post.text:
            await self.reader.answer(drop_call(post, self.here.bot.username), place, work)

    async def _read_private(self, message: Message, place: Place, work: Work) -> None:
        first = not place.album or await self.here.memory.limits.bump(place.slot, ALBUM, work.now) == 1
        if is_text_file(message.document):
            await self._read_file(message, place, work)
        elif has_words(message):
            await self.reader.answer(find_post(message), place, work)
        elif first:
            await self.say("no-text", place, work)

    async def _read_asked(self, message: Message, place: Place, work: Work) -> None:
        """Read what a message in a group points at: the message that it replies to, or what stands beside the mention."""
        about = None if find_part(message) is not None else self._find_about(message)
        await self._read_one(about or message, place, work)

    async def _read_one(self, message: Message, place: Place, work: Work) -> None:
        """Read a message that somebody pointed at; the answer replies to that message."""
        there = find_place(message)
        album = there.album if has_words(message) else ""  # that a picture says nothing takes no place of its album's answer
        sender = there.sender if find_part(message) is None else None  # who quotes a part did not send it
        place = replace(place, message=there.message, album=album, sender=sender)
        if is_text_file(message.document):
            await self._read_file(message, place, work)
        elif has_words(message):
            await self._answer(find_post(message), place, work)
        else:
            await self.say("no-text-there", place, work)

    async def _read_file(self, message: Message, place: Place, work: Work) -> None:
        post = await read_file(message)
        if post is None:
            await self.say("file-too-large", place, work)
        else:
            await self._answer(post, place, work)

    async def _answer(self, post: Post, place: Place, work: Work) -> None:
        post = drop_call(post, self.here.bot.username)
        if place.private:
            await self.reader.answer(post, place, work)
        else:
            await self.groups.answer(post, place, work)

    def _find_command(self, message: Message) -> str:
        return find_command(message, self.here.bot.username)

    def _find_about(self, message: Message) -> Message | None:
        """Give the message of somebody else that this one replies to."""
        about = find_asked(message)
        return None if about is None or self._is_mine(about) else about

    def _is_mine(self, message: Message | None) -> bool:
        return bool(message and message.from_user and message.from_user.id == self.here.bot.id)

    def _mentions_me(self, message: Message) -> bool:
        kinds: list[str | None] = [MessageEntity.MENTION]
        named = message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)
        return any(words.casefold() == f"@{self.here.bot.username}".casefold() for words in named.values())
