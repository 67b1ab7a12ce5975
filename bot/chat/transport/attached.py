"""How a file leaves through the outbox: the call that waits there names it, and it is made when the call is made.

So it survives a kill, holds what is kept at that moment, and is itself kept nowhere.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

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
Make = Callable[[Call, Mapping[str, Any]], Awaitable[Call]]
"""Gives a call with its file; it is given the call without what names the file, and what named it."""


def name_export(chat: int, form: Form, name: str) -> Payload:
    """Give the part of a payload that stands for the export of a group as a file of that name."""
    return {EXPORT: {"chat": chat, "form": form, "name": name}}


@dataclass(frozen=True, slots=True)
class Attacher:
    """Makes the files that calls name."""

    memory: Memory
    clock: Callable[[], float]
    makers: dict[str, Make] = field(default_factory=dict)
    """What else makes files, by the key under which a payload names them."""

    def __post_init__(self) -> None:
        self.makers[EXPORT] = self._attach_export

    async def attach(self, call: Call) -> Call:
        """Give a call with its file; any other call as it is."""
        key = next((key for key in self.makers if isinstance(call.payload.get(key), Mapping)), None)
        if key is None:
            return call
        rest = {name: value for name, value in call.payload.items() if name != key}
        return await self.makers[key](replace(call, payload=rest), call.payload[key])

    async def _attach_export(self, call: Call, named: Mapping[str, Any]) -> Call:
        content = await self._make(named["chat"], Form(named["form"]))
        return replace(call, payload={**call.payload, "document": InputFile(content, named["name"])})

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
