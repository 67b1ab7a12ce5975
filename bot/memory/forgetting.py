"""What stays of a record when somebody is forgotten, whichever way records are kept."""

from collections.abc import Mapping
from dataclasses import replace

from bot.service.notes import note_from_record
from bot.service.records import Matter, Record

WORDS: Mapping[Matter, str] = {
    Matter.NOTE: "notes",
    Matter.DRAFT: "drafts",
    Matter.WATCH: "watches",
    Matter.MODERATOR: "moderators",
    Matter.CUE: "cues",
    Matter.CHANGE: "changes",
    Matter.DIGEST: "digests",
    Matter.CONSENT: "consents",
}
"""By which word it is said what was removed."""

REFERENCES = "references"
"""The word for what stays and no longer names the person."""

_NAMES = ("name", "sender", "replier", "reply")
"""Keys of a note or a change that name people, or hold their words."""


def leave_out(record: Record, person: int) -> Record | None:
    """Give what stays of a record once a person is forgotten; None where all of it goes.

    A group's notes, and who changed what in it, stay without names; its list of moderators stays without who listed them, but for
    the person themselves. What a person wrote for themselves goes, and so does what they answered to a note.
    """
    is_about = record.body.get("member") == person
    if record.matter is Matter.MODERATOR and is_about:
        return None
    if record.matter is Matter.CHANGE and is_about:
        record = replace(record, body={**_without(record, "member"), "detail": ""})
    if record.person != person:
        return record
    if record.matter is Matter.MODERATOR:
        return replace(record, person=None)
    if record.matter is Matter.CHANGE or note_from_record(record):
        return replace(record, person=None, body=_without(record, *_NAMES))
    return None


def is_draft_for(record: Record, chat: int) -> bool:
    """Tell whether a record is a note for a group, or an answer to one, that somebody writes in their private chat."""
    return record.matter is Matter.DRAFT and record.body.get("group") == chat


def _without(record: Record, *keys: str) -> Mapping[str, object]:
    return {key: value for key, value in record.body.items() if key not in keys}
