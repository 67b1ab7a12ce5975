"""Facts about what a person gets from the running bot: the real process, over HTTP, against the stand-in for Telegram."""

import json

import pytest

from bot.chat.desk import ALLOWED_UPDATES
from bot.model import Article
from bot.playground.formatted import Formatted
from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from bot.reply.summary import summarise
from bot.reply.telegram import render_telegram
from bot.service import Service
from tests.chat.local_telegram import LocalTelegram, wait_until
from tests.command import caveat

ARTICLE = (
    "Army strikes depot in the north\n\n"
    "The army struck a fuel depot near Kidal on Monday, two drivers who asked not to be named said. "
    "There was no direct confirmation of the strike. The ministry of defence did not comment.\n"
    "Mayor Ada Doe said on Tuesday that three people were hurt. The report was first published by France 24."
)

CHANNEL = {"id": -1001, "type": "channel", "title": "News from the north", "username": "northnews"}
FROM_CHANNEL = {"forward_origin": {"type": "channel", "date": 1700000000, "chat": CHANNEL, "message_id": 7}}
PHOTO = {"photo": [{"file_id": "f1", "file_unique_id": "u1", "width": 90, "height": 60}]}

HOSTILE = {
    "markup": "<b>Police</b> said <script>alert(1)</script> they fled & were \"not found\" <a href='javascript:x'>here</a> </b>",
    "entities": "Police &lt;b&gt; said &amp;amp; that &nbsp; the depot &#60;i&#62; burned on Monday night",
    "right to left": "Police said \u202ethat the depot burned\u202c on Monday night and \u2067nobody\u2069 was hurt",
    "quotes": 'He said "she said "they said "nobody confirmed that the depot burned last night',
    "one endless word": "reportedly " * 6 + "a" * 4000,
    "many cues": "Police reportedly said it may possibly be unconfirmed. " * 70,
    "many sources": "".join(
        f"Minister Ada Doe{chr(97 + n % 26)} <said> on Monday that {n} depots & ships burned. " for n in range(70)
    ),
    "format braces": "Police said that {words} and {0} and {text!r} burned at the depot, %s of them",
    "control characters": "Police\x00 said\x07 that the\x1b[31m depot burned on\x08 Monday night",
    "lone surrogate": "Police said \ud83d that the depot burned \udc00 on Monday night",
}


@pytest.fixture
def told(service: Service, phrasebook: Phrasebook, town: LocalTelegram) -> "Told":
    return Told(service, phrasebook, town)


class Told:
    """What the bot must say, worked out without Telegram."""

    def __init__(self, service: Service, phrasebook: Phrasebook, town: LocalTelegram) -> None:
        self.service, self.phrasebook, self.town = service, phrasebook, town

    def summary(self, text: str) -> Formatted:
        reading = self.service.answer(Article(text)).reading
        assert reading is not None
        return self.town.playground.world.formatter.parse(render_telegram(summarise(reading, self.phrasebook)))

    def phrase(self, part: str, key: str) -> str:
        return self.phrasebook.say(part, key)


def is_summary(answer: Thing, summary: Formatted) -> bool:
    return (answer["text"], answer.get("entities", [])) == (summary.text, list(summary.entities))


def test_a_text_is_answered_with_its_summary(town: LocalTelegram, told: Told) -> None:
    assert is_summary(town.ask(ARTICLE), told.summary(ARTICLE))


def test_the_summary_is_that_of_the_command_line(town: LocalTelegram) -> None:
    shown = caveat("check", "-", stdin=ARTICLE.encode()).stdout.splitlines()
    told = town.ask(ARTICLE)["text"].splitlines()
    assert told[:2] == shown[:2]
    assert told[-1] in shown[-1]


def test_a_caption_is_answered_with_its_summary(town: LocalTelegram, told: Told) -> None:
    assert is_summary(town.ask({**PHOTO, "caption": ARTICLE}), told.summary(ARTICLE))


def test_a_forwarded_post_that_begins_with_a_command_is_read(town: LocalTelegram, told: Told) -> None:
    answer = town.ask({**FROM_CHANNEL, "text": f"/start {ARTICLE}"})
    assert answer["text"].splitlines()[0] == told.summary(ARTICLE).text.splitlines()[0]


def test_the_same_text_gets_the_same_answer_twice(town: LocalTelegram) -> None:
    first, second = town.ask(ARTICLE), town.ask(ARTICLE)
    assert (first["text"], first["entities"]) == (second["text"], second["entities"])


def test_no_link_preview_is_shown(town: LocalTelegram) -> None:
    town.ask(ARTICLE)
    assert {call.given["link_preview_options"] for call in town.calls("sendMessage")} == {'{"is_disabled": true}'}


@pytest.mark.parametrize("command", ["start", "help"])
def test_a_command_is_answered_with_its_phrase(town: LocalTelegram, told: Told, command: str) -> None:
    assert town.ask(f"/{command}")["text"] == told.phrase("chat", command)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Police said so", "too_short"),
        ("/unknown", "too_short"),
        ("🔥" * 2048, "empty"),
        ("La policía dijo el lunes que el depósito ardió durante toda la noche y que nadie resultó herido", "no_language"),
        ("Полиция сообщила в понедельник, что склад горел всю ночь и что никто не пострадал", "no_language"),
    ],
)
def test_what_cannot_be_read_gets_one_calm_line(town: LocalTelegram, told: Told, text: str, refusal: str) -> None:
    assert town.ask(text)["text"] == told.phrase("refusal", refusal)


def test_a_photo_without_a_caption_gets_one_calm_line(town: LocalTelegram, told: Told) -> None:
    assert town.ask(PHOTO)["text"] == told.phrase("chat", "no-text")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_answered_like_any_other(town: LocalTelegram, told: Told, text: str) -> None:
    assert is_summary(town.ask(text[:4096]), told.summary(text[:4096]))


def test_a_long_text_that_arrives_in_pieces_is_answered_piece_by_piece(town: LocalTelegram, told: Told) -> None:
    text = (ARTICLE + "\n") * 15
    pieces = [text[:4096], text[4096:5000]]
    person = town.person()
    messages = [town.write(person, piece) for piece in pieces]
    wait_until(lambda: all(town.answers_to(message) for message in messages))
    first, second = (town.answers_to(message)[0] for message in messages)
    assert is_summary(first, told.summary(pieces[0]))
    assert second["text"].startswith(told.summary(pieces[1]).text.split("\n\n")[0])  # then comes what of it was seen before


def test_a_message_that_is_gone_is_answered_all_the_same(town: LocalTelegram, told: Told) -> None:
    person = town.person()
    world = town.playground.world

    def write_and_delete() -> None:
        message = world.write(person, {"text": ARTICLE})
        del world.messages[person["id"], message["message_id"]]

    def answers() -> list[Thing]:
        return [message for (chat, _), message in world.messages.items() if chat == person["id"]]

    town.run(write_and_delete)
    wait_until(lambda: town.run(answers))
    assert [answer["text"] for answer in town.run(answers)] == [told.summary(ARTICLE).text]


def test_a_group_gets_silence(town: LocalTelegram) -> None:
    group = town.run(lambda: town.playground.world.add_group("Neighbours"))
    written: list[Thing] = [{"text": ARTICLE}, {"text": "/start@other_bot"}, {**PHOTO, "caption": ARTICLE}, PHOTO]
    messages = [town.write(town.person(), content, group) for content in written]
    town.ask(ARTICLE)
    assert [town.answers_to(message) for message in messages] == [[], [], [], []]
    assert str(group["id"]) not in {call.given["chat_id"] for call in town.calls("sendMessage")}


def test_only_the_kinds_of_updates_that_are_wanted_are_asked_for(town: LocalTelegram) -> None:
    town.ask("/start")
    assert {call.given["allowed_updates"] for call in town.calls("getUpdates")} == {json.dumps(ALLOWED_UPDATES)}
