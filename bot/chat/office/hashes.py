"""/privacy: what is kept and for how long; whoever may can have no text kept any more, or texts again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message

from bot.chat.buttons import keyboard
from bot.chat.composer import Composer, Shown
from bot.chat.feature import Do
from bot.chat.here import Here
from bot.chat.moderators import Author, Moderators, note_change
from bot.chat.place import Place, find_pressed
from bot.chat.returning.published import say_privacy
from bot.chat.rights import Right
from bot.chat.showing import end_press, show, show_instead
from bot.chat.work import Work
from bot.service.changes import Deed
from bot.service.notes import note_from_record, note_to_record
from bot.service.records import Matter, Removal

HASHES, TEXTS = "hashes", "texts"

KEPT = {HASHES: "holds-hashes", TEXTS: "holds-texts"}
"""What can be kept, and the phrase that says so: the words stand behind the command, and in records of who changed what."""

YES = "h:yes"


@dataclass(frozen=True, slots=True)
class Hashes:
    """Says what is kept, and changes it: in a group for those who may change its info, in private for oneself."""

    here: Here
    moderators: Moderators
    letter: str = "h"

    def commands(self) -> Mapping[str, Do]:
        """Give its one command."""
        return {"privacy": self._do}

    async def press(self, query: CallbackQuery, data: str, work: Work) -> None:
        """Remove the texts of the chat, once whoever may was asked."""
        place = find_pressed(query.message)
        if place is None or data != YES:
            end_press(query, work)
            return
        composer, person = await self.here.composer(place), query.from_user
        if not place.private and not await self.moderators.rights.may(place.chat, person.id, Right.CHANGE_INFO):
            end_press(query, work, composer.plain("chat", "only-admins"))
            return
        end_press(query, work)
        author = await self.moderators.find_author(place.chat, person.id, person.full_name) if not place.private else None
        await self._keep(HASHES, place, author, work)
        show_instead(Shown(composer.say("hashes", "done"), keyboard([])), place, work)

    async def start(self, message: Message, place: Place, _: str, work: Work) -> None:
        """Say what is kept; no link of ours leads here."""
        await self._do(message, place, "", work)

    async def _do(self, message: Message, place: Place, arguments: str, work: Work) -> None:
        composer, wanted = await self.here.composer(place), arguments.casefold().strip()
        if wanted not in KEPT:
            said = await self._say_what_holds(place, composer)
        elif not place.private and not await self.moderators.rights.may_write(message, Right.CHANGE_INFO):
            said = composer.say("chat", "only-admins")
        elif (await self.here.choice(place)).hashes == (wanted == HASHES):
            said = composer.say("hashes", KEPT[wanted])
        elif wanted == HASHES:
            return self._ask(place, composer, work)
        else:
            await self._keep(TEXTS, place, None if place.private else await self.moderators.find_writer(message), work)
            said = composer.say("hashes", "undone")
        work.outgoing.append(place.saying(said, place.slot))
        return None

    def _ask(self, place: Place, composer: Composer, work: Work) -> None:
        rows = [[{"text": composer.plain("hashes", "yes"), "callback_data": YES}]]
        shown = Shown(composer.say("hashes", "sure" if place.private else "sure-group"), keyboard(rows))
        show(shown, place, work)

    async def _say_what_holds(self, place: Place, composer: Composer) -> str:
        choice = await self.here.choice(place)
        if choice.hashes:
            said = [composer.say("hashes", "about"), composer.say("hashes", "back")]
        else:
            others = composer.say("recalled", "privacy-across" if self.here.across_chats else "privacy-alone")
            said = [composer.count("privacy", choice.retention_days), others, composer.say("hashes", "way")]
        return "\n\n".join([*said, *await say_privacy(self.here, composer)])

    async def _keep(self, what: str, place: Place, author: Author | None, work: Work) -> None:
        """Let the whole chat keep hashes or texts; with hashes, what was kept of texts is gone when this returns."""
        memory = self.here.memory
        choice = await memory.settings.get(place.chat)
        await memory.settings.put(place.chat, replace(choice, hashes=what == HASHES))
        if what == HASHES:
            await self._drop_texts(place.chat)
        if author:
            note_change(author, place.chat, Deed.HASHES, what, work)

    async def _drop_texts(self, chat: int) -> None:
        """Remove every text of the chat: from notes their statement, and what only lives by a text whole.

        Done at once and not with the rest of the update: the file is written anew last.
        """
        records = self.here.memory.records
        watches = await records.list_chat(Matter.WATCH, chat)
        drafts = [one for one in await records.list_all(Matter.DRAFT) if chat in (one.chat, one.body.get("group"))]
        notes = [note for note in map(note_from_record, await records.list_chat(Matter.NOTE, chat)) if note]
        bare = [note_to_record(replace(note, text=None)) for note in notes]
        await records.put(bare, [Removal(one.matter, one.chat, one.id) for one in (*watches, *drafts)])
        await self.here.memory.drop_texts(chat)
