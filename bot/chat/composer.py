"""An answer as a message: its words, what it quotes, its buttons."""

import hashlib
import hmac
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass
from html import escape

from bot.chat.buttons import Keys
from bot.chat.place import Place
from bot.chat.post import QUOTABLE, Post
from bot.model import Reading, Role
from bot.reply.guard import guard
from bot.reply.honest import say_honestly
from bot.reply.lead import find_deciding
from bot.reply.origin import say_no_page
from bot.reply.phrasebook import Phrasebook
from bot.reply.summary import first_line, summarise
from bot.reply.telegram import disarm, render_telegram
from bot.service import Answer

LONGEST_QUOTE = 1_024
"""UTF-16 units of a quotation of another message (Bot API, ReplyParameters)."""

Payload = dict[str, object]


@dataclass(frozen=True, slots=True)
class Composer:
    """Writes answers in one language."""

    phrasebook: Phrasebook
    keys: Keys

    def say(self, part: str, key: str, /, **values: object) -> str:
        """Give one phrase as Telegram HTML."""
        return escape(self.phrasebook.say(part, key, **{name: disarm(str(value)) for name, value in values.items()}), quote=False)

    def plain(self, part: str, key: str) -> str:
        """Give one phrase as it stands, for an alert."""
        return self.phrasebook.say(part, key)

    def count(self, key: str, n: int) -> str:
        """Give one counted phrase as Telegram HTML."""
        return escape(self.phrasebook.count("counted", key, n, n=n), quote=False)

    def forgotten(self, removed: Mapping[str, int]) -> str:
        """Say what was removed: "Removed: 3 answers, 1 setting"; plain text."""
        listed = [f"{n} {self.phrasebook.phrases['kept'].get(kind, kind)}" for kind, n in removed.items() if n]
        return (
            self.phrasebook.say("chat", "forgotten", removed=", ".join(listed)) if listed else self.plain("chat", "nothing-kept")
        )

    def refuse(self, answer: Answer) -> str:
        """Say why there is no reading."""
        if answer.no_page:
            return escape(disarm(say_no_page(answer.no_page, self.phrasebook)), quote=False)
        return self.say("refusal", answer.refusal)

    def summary(self, reading: Reading, place: Place, accusing: Container[int] = (), note: str = "") -> str:
        """Write the summary; in a group without the words of statements that accuse somebody."""
        shown = reading if place.private else guard(reading, accusing)
        return render_telegram(summarise(shown, self.phrasebook), note)

    def line(self, reading: Reading) -> str:
        """Write the first line alone."""
        return escape(first_line(reading, self.phrasebook), quote=False)

    def honest(self, reading: Reading, place: Place, accusing: Container[int]) -> str:
        """Write the line to copy; none in a group where it would repeat an accusation."""
        found = find_deciding(reading)
        if not place.private and (found is None or found[0].n in accusing):
            return ""
        return say_honestly(reading, self.phrasebook)


def quote_back(reading: Reading, post: Post) -> Mapping[str, object]:
    """Give the deciding words as a quotation of the post, formatted as there; nothing where they are not in it."""
    found = find_deciding(reading)
    if not (post.quotes and found):
        return {}
    statement, cue = found
    start = cue.start if statement.role is Role.BODY and post.text[cue.start : cue.end] == cue.text else post.text.find(cue.text)
    if start < 0 or not cue.text.strip() or units(cue.text) > LONGEST_QUOTE:
        return {}
    first = units(post.text[:start])
    entities = [
        {
            "type": entity.type,
            "offset": max(entity.offset - first, 0),
            "length": min(end, first + units(cue.text)) - max(entity.offset, first),
        }
        for entity in post.entities
        if entity.type in QUOTABLE and entity.type != "custom_emoji"
        for end in [entity.offset + entity.length]
        if entity.offset < first + units(cue.text) and first < end
    ]
    return {"quote": cue.text, "quote_position": first, **({"quote_entities": entities} if entities else {})}


def units(text: str) -> int:
    """Count UTF-16 units, in which Telegram measures."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def name_answer(secret: str, what: str) -> str:
    """Give the id of the answer to an update or an album: the same when it is worked on again, and not to be guessed."""
    return hmac.new(secret.encode(), what.encode(), hashlib.sha256).hexdigest()[:20]


def digest(text: str) -> str:
    """Give the digest by which the same text is known again, whatever its spaces, case and forms of letters."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:32]
