"""Chats that the bot is not in: somebody mentions it there as a guest, or types behind its name."""

import asyncio
from dataclasses import dataclass

from telegram import InlineQuery, Message

from bot.chat.composer import Composer, digest, name_answer
from bot.chat.here import Here
from bot.chat.post import Post, drop_call, find_part, find_post, has_words
from bot.chat.work import LIFE, Work
from bot.reading.accusing import find_accusing
from bot.reply.summary import first_line, say_counts
from bot.service import Answer
from bot.service.keeping import KeptAnswer

PATIENCE = 8.0
"""Seconds that a page may take here: Telegram waits no longer."""

TITLE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Answers guest messages and inline queries, each with one message that the person sends or that stands in the chat."""

    here: Here

    async def answer_guest(self, message: Message, work: Work) -> None:
        """Read the message that is replied to, or what was written beside the mention."""
        asked = message.reply_to_message
        about = asked if asked and has_words(asked) and find_part(message) is None else message
        post = drop_call(find_post(about), self.here.bot.username)
        person = message.from_user.id if message.from_user else message.chat.id
        composer = self.here.speak(message.from_user.language_code or "" if message.from_user else "")
        result = await self._result(await self._read(post), composer, person, work)
        payload = {"guest_query_id": message.guest_query_id, "result": result}
        work.call(message.chat.id, "answerGuestQuery", payload, expires=work.now + LIFE)

    async def answer_inline(self, query: InlineQuery, work: Work) -> None:
        """Offer the summary of what was typed; where there is none, a button into the private chat."""
        person, composer = query.from_user.id, self.here.speak(query.from_user.language_code or "")
        links = _find_link(query.query)
        post = Post(query.query, links, None, None, "", quotes=False, is_link=bool(links))
        answer = await self._read(post) if query.query.strip() else None
        results = [await self._result(answer, composer, person, work)] if answer and answer.reading else []
        payload: dict[str, object] = {"inline_query_id": query.id, "results": results, "cache_time": 60, "is_personal": True}
        if not results:
            payload["button"] = {"text": composer.plain("button", "inline"), "start_parameter": "help"}
        work.call(person, "answerInlineQuery", payload, expires=work.now + LIFE)

    async def _read(self, post: Post) -> Answer:
        if not post.is_link:
            return await self.here.service.answer_later(post.article())
        try:
            async with asyncio.timeout(PATIENCE):
                return await self.here.service.answer_link(post.links[0], post.passed_on or None)
        except TimeoutError:
            return Answer(None, "too_slow")

    async def _result(self, answer: Answer, composer: Composer, person: int, work: Work) -> dict[str, object]:
        """Give one article of results; it stands among other people, so accusations are not quoted."""
        identity = name_answer(self.here.secret, str(work.update))
        result: dict[str, object] = {"type": "article", "id": identity}
        if answer.reading is None:
            words = composer.refuse(answer)
            return result | {"title": words[:TITLE_LENGTH], "input_message_content": _content(words)}
        reading, article = answer.reading, answer.reading.article
        is_kept = not (await self.here.memory.settings.get(person)).hashes
        if is_kept:  # else nothing can be asked about it later
            work.answers.append(KeptAnswer(identity, person, None, 0, "", article, digest(article.text), work.now))
        rulebook = self.here.service.rulebook
        html = await self.here.compose(article, lambda: composer.summary(reading, find_accusing(reading, rulebook)))
        return result | {
            "title": first_line(reading, composer.phrasebook),
            "description": say_counts(reading, composer.phrasebook),
            "input_message_content": _content(html),
            **({"reply_markup": composer.keys.under_line(identity)} if is_kept else {}),
        }


def _content(html: str) -> dict[str, object]:
    return {"message_text": html, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def _find_link(text: str) -> tuple[str, ...]:
    """Give the link that a query is, if it is one."""
    word = text.strip()
    return (word,) if word.lower().startswith(("http://", "https://")) and len(word.split()) == 1 else ()
