"""An answer as a message: its words, what it quotes, its buttons."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from bot.chat.buttons import Keyboard, Keys, with_links
from bot.chat.post import QUOTABLE, Post
from bot.model import Reading, Role
from bot.reading.accusing import Accusing
from bot.reply.guard import guard
from bot.reply.honest import find_honest, say_honestly
from bot.reply.lead import find_deciding
from bot.reply.origin import say_no_page
from bot.reply.phrasebook import Phrasebook
from bot.reply.sections import Section
from bot.reply.summary import first_line, summarise
from bot.reply.telegram import as_html, count_units, disarm, render_sections, render_telegram
from bot.service import Answer
from bot.service.keeping import KeptAnswer
from bot.service.sighting import digest_text

LONGEST_QUOTE = 1_024
"""UTF-16 units of a quotation of another message (Bot API, ReplyParameters)."""

Payload = dict[str, object]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a message shows: its words and its buttons."""

    html: str
    keyboard: Keyboard

    def payload(self) -> Payload:
        """Give the part of a payload that says what is shown."""
        return {"text": self.html, "parse_mode": "HTML", "reply_markup": self.keyboard}


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
        """Say what was removed: "Removed: answers (3), settings (1)"; plain text."""
        listed = [f"{self.phrasebook.phrases['kept'].get(kind, kind)} ({n})" for kind, n in removed.items() if n]
        return (
            self.phrasebook.say("chat", "forgotten", removed=", ".join(listed)) if listed else self.plain("chat", "nothing-kept")
        )

    def refuse(self, answer: Answer) -> str:
        """Say why there is no reading."""
        if answer.no_page:
            return as_html(say_no_page(answer.no_page, self.phrasebook))
        return self.say("refusal", answer.refusal)

    def answer(
        self, reading: Reading, accusing: Accusing | None, kept: KeptAnswer, beside: Sequence[Section] = (), note: str = ""
    ) -> Shown:
        """Write the summary with its buttons; among other people, where `accusing` is given, fit for them."""
        honest = self._honest(reading, accusing)
        keys = (
            self.keys.under_answer(kept.id, honest, kept.links, private=accusing is None, page=kept.article.is_page)
            if kept.article.text
            else self.keys.copying(honest)
        )
        return Shown(self.summary(reading, accusing, beside, note), with_links(keys, beside))

    def summary(self, reading: Reading, accusing: Accusing | None, beside: Sequence[Section] = (), note: str = "") -> str:
        """Write the summary; where `accusing` is given, without the words that accuse somebody."""
        return render_telegram(summarise(guard(reading, accusing) if accusing else reading, self.phrasebook), note, beside)

    def line(self, reading: Reading, beside: Sequence[Section] = ()) -> str:
        """Write the first line alone, and below it what stands beside the reading."""
        return "\n".join([escape(first_line(reading, self.phrasebook), quote=False), *render_sections(beside)])

    def _honest(self, reading: Reading, accusing: Accusing | None) -> str:
        """Write the line to copy; none in a group where it would repeat an accusation."""
        if accusing is None:
            return say_honestly(reading, self.phrasebook)
        statement = find_honest(reading)
        repeats = statement is None or statement.n in accusing
        return "" if repeats else say_honestly(guard(reading, accusing), self.phrasebook)


def quote_back(reading: Reading, post: Post, accusing: Accusing | None = None) -> Mapping[str, object]:
    """Give the deciding words as a quotation of the post, formatted as there; nothing where they are not in it, or may accuse."""
    found = find_deciding(reading)
    if not (post.quotes and found):
        return {}
    statement, cue = found
    if accusing and statement.n in accusing and cue.text not in accusing.statements[statement.n]:
        return {}
    start = cue.start if statement.role is Role.BODY and post.text[cue.start : cue.end] == cue.text else post.text.find(cue.text)
    if start < 0 or not cue.text.strip() or count_units(cue.text) > LONGEST_QUOTE:
        return {}
    first = count_units(post.text[:start])
    entities = [
        {
            "type": entity.type,
            "offset": max(entity.offset - first, 0),
            "length": min(end, first + count_units(cue.text)) - max(entity.offset, first),
        }
        for entity in post.entities
        if entity.type in QUOTABLE
        for end in [entity.offset + entity.length]
        if entity.offset < first + count_units(cue.text) and first < end
    ]
    return {"quote": cue.text, "quote_position": first, **({"quote_entities": entities} if entities else {})}


def name_answer(secret: str, what: str) -> str:
    """Give the id of the answer to an update or an album: the same when it is worked on again, and not to be guessed."""
    return hmac.new(secret.encode(), what.encode(), hashlib.sha256).hexdigest()[:20]


def digest(text: str, topic: int | None = None) -> str:
    """Give the digest by which the same text is known again in a topic, whatever its spaces, case and forms of letters."""
    return digest_text(text, topic)
