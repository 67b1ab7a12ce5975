"""The page of an answer inside Telegram: a small document that says who opens it, and the page for whoever may see it."""

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.chat.here import Here
from bot.chat.rights import Rights
from bot.chat.transport.door import Route, Visit
from bot.chat.transport.init_data import find_person
from bot.files import load_sheet
from bot.reply.draw.node import Node, node, render_html
from bot.reply.phrasebook import Phrasebook
from bot.reply.report import render_report
from bot.reply.report.frame import Sheet, frame

LONGEST = 16 * 1024
"""Bytes of what a page may send to be opened."""

FRAMED_BY = "https://web.telegram.org"
"""Where Telegram's apps in the browser show Mini Apps; the others show them in a window of their own."""

_ANSWER = re.compile(r"[0-9a-f]{1,32}", re.ASCII)

# Telegram's own script is not loaded: what it signs stands in the address, behind "#".
_SCRIPT = """"use strict";
const given = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");
const form = document.querySelector("form");
if (given) {
  form.elements.d.value = given;
  form.elements.a.value = new URLSearchParams(location.search).get("a") || "";
  history.replaceState(null, "", location.pathname);
  form.submit();
} else {
  document.querySelector("p").textContent = document.body.dataset.outside;
}
"""
_STYLE = """body { margin: 0; padding: 3rem 1.2rem; background: var(--ground); color: var(--ink);
font: 1rem/1.5 system-ui, sans-serif; text-align: center; }
"""


@dataclass(frozen=True, slots=True)
class MiniApp:
    """Shows pages of answers to those who may see them: who asked in private, who is in the group, and by nobody else's word."""

    here: Here
    rights: Rights

    def route(self) -> Route:
        """Give the way to it, at the path of its address."""
        path = re.escape(urlsplit(self.here.app).path or "/")
        return path, _Window, {"app": self}

    async def show(self, init_data: str, answer: str) -> str | None:
        """Give the page of an answer; None where whoever asks may not see it, or nothing is kept of it."""
        person = find_person(init_data, self.here.secret, self.here.clock())
        kept = await self.here.memory.answers.get(answer) if person and _ANSWER.fullmatch(answer) else None
        if person is None or kept is None or not kept.article.text or not await self.rights.is_member(kept.chat, person):
            return None
        reading = await self.here.read_kept(kept)
        if reading is None:
            return None
        phrasebook = self.here.speak("").phrasebook
        return await asyncio.to_thread(render_report, reading, phrasebook, load_sheet())

    def shell(self) -> str:
        """Give the document that is opened first: it sends on what Telegram signed."""
        phrasebook = self.here.speak("").phrasebook
        return _write(phrasebook, phrasebook.say("report", "opening"), _form(), _SCRIPT)

    def refusal(self) -> str:
        """Give the document that says that nothing is shown."""
        phrasebook = self.here.speak("").phrasebook
        return _write(phrasebook, phrasebook.say("report", "not-yours"), node("form"), "")


def _form() -> Node:
    fields = (node("input", type="hidden", name=name) for name in ("d", "a"))
    return node("form", *fields, method="post")


def _write(phrasebook: Phrasebook, words: str, form: Node, script: str) -> str:
    body = node("body", node("p", words), form, data_outside=phrasebook.say("report", "only-in-telegram"))
    return render_html(
        frame(phrasebook.say("report", "title"), phrasebook.language, body, Sheet(_STYLE, script), form_action="'self'")
    )


class _Window(Visit):
    """Answers a browser: first with the shell, then with the page or a refusal."""

    def initialize(self, app: MiniApp) -> None:
        self._app = app

    def set_default_headers(self) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Content-Security-Policy", f"frame-ancestors {FRAMED_BY}")

    def prepare(self) -> None:
        if self.request.method not in {"GET", "POST"} or len(self.request.body) > LONGEST:
            self.set_status(405 if len(self.request.body) <= LONGEST else 413)
            self.finish()

    def get(self) -> None:
        self.finish(self._app.shell())

    async def post(self) -> None:
        page = await self._app.show(self._given("d"), self._given("a"))
        self.set_status(200 if page else 403)
        self.finish(page or self._app.refusal())

    def _given(self, name: str) -> str:
        return self.get_body_argument(name, "", strip=False)
