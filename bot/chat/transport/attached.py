"""How a file leaves through the outbox: the call that waits there names it, and it is made when the call is made.

So it survives a kill, holds what is kept at that moment, and is itself kept nowhere.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from telegram import InputFile

from bot.chat.transport.call import Call
from bot.service import changes, cues
from bot.service.export import Entry, Form, Holdings, Kind, write_file
from bot.service.keeping import Memory
from bot.service.notes import note_from_record
from bot.service.records import Matter, Record

EXPORT = "export"
"""In a payload: the export that is meant, in place of document."""

Payload = Mapping[str, object]


def name_export(chat: int, form: Form, name: str) -> Payload:
    """Give the part of a payload that stands for the export of a group as a file of that name."""
    return {EXPORT: {"chat": chat, "form": form, "name": name}}


@dataclass(frozen=True, slots=True)
class Attacher:
    """Makes the files that calls name."""

    memory: Memory
    clock: Callable[[], float]

    async def attach(self, call: Call) -> Call:
        """Give a call with its file; any other call as it is."""
        named = call.payload.get(EXPORT)
        if not isinstance(named, Mapping):
            return call
        content = await self._make(named["chat"], Form(named["form"]))
        rest = {key: value for key, value in call.payload.items() if key != EXPORT}
        return replace(call, payload={**rest, "document": InputFile(content, named["name"])})

    async def _make(self, chat: int, form: Form) -> bytes:
        holdings = await collect(self.memory, chat, self.clock())
        return await asyncio.to_thread(write_file, holdings, form)


async def collect(memory: Memory, chat: int, now: float) -> Holdings:
    """Give all that is kept of a group as its own data."""
    listed = ((Matter.NOTE, _list_notes), (Matter.CUE, _list_cues), (Matter.CHANGE, _list_changes))
    entries = [entry for matter, read in listed for entry in read(await memory.records.list_chat(matter, chat))]
    return Holdings(now, await memory.statements.list_chat(chat), entries, await memory.settings.get(chat))


def _list_notes(records: Sequence[Record]) -> list[Entry]:
    """Give the notes; what a sender answered to one in private is not the group's."""
    notes = [note for note in map(note_from_record, records) if note]
    return [
        Entry(
            Kind.NOTE,
            note.at,
            note.name,
            text=note.text or "",
            status=note.verdict,
            detail=" · ".join(filter(None, [note.who, note.line])),
            link=note.link,
            until=note.ends,
        )
        for note in notes
    ]


def _list_cues(records: Sequence[Record]) -> list[Entry]:
    return [
        Entry(Kind.CUE, cue.at, cue.name, text=cue.wording.phrase, status=cue.wording.family, detail=cue.wording.rule)
        for cue in cues.list_kept(records)
    ]


def _list_changes(records: Sequence[Record]) -> list[Entry]:
    read = [change for change in map(changes.from_record, records) if change]
    return [Entry(Kind.CHANGE, change.at, change.name, status=change.deed, detail=change.detail) for change in read]
