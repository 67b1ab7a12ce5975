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
    if record.matter is Matter.MODERATOR and record.body.get("member") == person:
        return None
    if record.person != person:
        return record
    if record.matter is Matter.MODERATOR:
        return replace(record, person=None)
    if record.matter is Matter.CHANGE or note_from_record(record):
        return replace(record, person=None, body={key: value for key, value in record.body.items() if key not in _NAMES})
    return None
