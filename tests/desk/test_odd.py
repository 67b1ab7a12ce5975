"""Odd messages and odd places: albums in groups, channels, other chats, hostile texts, strange files."""

from datetime import UTC, datetime

import pytest
from telegram import Chat, InaccessibleMessage, Message

from bot.chat.place import Place, find_pressed
from bot.chat.post import drop_call, find_command, find_post
from bot.playground.world import Thing
from tests.chat.local_telegram import wait_until
from tests.desk.town import ARTICLE, FLAT, Town, choose, labels

DOUBTED = "◔ Main point not confirmed, by its own words"
LINE = "one line under marked posts"
HOSTILE = {
    "markup": f"<b>{ARTICLE}</b> <script>alert(1)</script> &amp; &lt; 1 < 2 </blockquote>",
    "emoji": f"👩‍👩‍👧‍👦🔥 {ARTICLE} 👩‍👩‍👧‍👦" * 3,
    "right to left": f"\u202e{ARTICLE} قال العمدة \u2067 إن العبّارة متوقفة.",
    "long": "The harbour office could not confirm that berth <7> & berth 8 are closed. "[:75] * 54,
    "many": "Some residents believe that the boats are gone. " * 80,
    "marks": f"{ARTICLE} «“‘’”» “” … ... ?! @name /start #tag https://a.example/b?c=d&e=f 4111 1111 1111 1111",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_view_of_a_hostile_text_can_be_shown(town: Town, ann: Thing, text: str) -> None:
    answer = town.ask(text, ann)
    for button in ("Why?", "Summary", "All statements", "Summary", "Wrong?"):
        town.turn(ann, answer, button)
    shown = town.now(answer)
    while "Next ›" in labels(shown):
        shown = town.turn(ann, answer, "Next ›")
    town.turn(ann, answer, labels(shown)[0])
    town.turn(ann, answer, "Summary")
    group = town.group(ann)
    post = town.write(ann, text, group)
    town.write(ann, "/check", group, reply_to=post)
    assert labels(town.answer(post))[0] == "Why?"


def test_two_hundred_statements_are_listed_on_pages_to_the_end(town: Town, ann: Thing) -> None:
    answer = town.ask("".join(f"Berth {n} is shut. " for n in range(200)), ann)
    shown = town.turn(ann, answer, "Wrong?")
    pages = [shown["text"].splitlines()[0]]
    while "Next ›" in labels(shown):
        shown = town.turn(ann, answer, "Next ›")
        pages.append(shown["text"].splitlines()[0])
    assert pages[-1] == "Which statement is read wrongly? · page 20 of 20"
    assert "200" in labels(shown)
    query = town.do(lambda: town.world.press(ann, answer, data=f"w:{town_id(answer)}:99999:"))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))
    wait_until(lambda: town.now(answer)["text"].startswith("Why?"))
    first = town.now(answer)["text"].splitlines()[0]
    assert first.split("page ")[1].split(" of ")[0] == first.split(" of ")[1]


def town_id(answer: Thing) -> str:
    return str(answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"]).split(":")[1]


def test_two_hundred_styles_do_no_harm(town: Town, ann: Thing) -> None:
    words = ARTICLE.split()
    styled = " ".join(f"<b>{word}</b>" if n % 2 else f"<i>{word}</i>" for n, word in enumerate(words))
    message = town.do(lambda: town.world.html(styled))
    assert town.ask(message, ann)["text"].startswith(DOUBTED)


# --- albums


def album(town: Town, person: Thing, group: Thing, *captions: str) -> list[Thing]:
    photos = [town.do(lambda text=text: town.world.media("photo", caption=text)) for text in captions]  # type: ignore[misc]
    return town.do(lambda: town.world.album(person, photos, group))


def test_an_album_in_a_group_gets_one_line_for_all_its_captions(town: Town, ann: Thing) -> None:
    group = town.group(ann)
    choose(town, ann, group, "How much I say", LINE)
    choose(town, ann, group, "Posts I look at", "members' own posts too")
    before = len(town.said_in(group))
    photos = album(town, ann, group, ARTICLE, "", f"{ARTICLE} The sea was calm.")
    wait_until(lambda: len(town.said_in(group)) > before)
    town.settle(group)
    assert len(town.said_in(group)) == before + 2
    assert [len(town.answers(photo)) for photo in photos] == [1, 0, 0]


def test_check_about_a_picture_without_words_leaves_the_albums_answer(town: Town, ann: Thing) -> None:
    group = town.group(ann)
    photos = album(town, ann, group, ARTICLE, "")
    town.write(ann, "/check", group, reply_to=photos[0])
    answer = town.answer(photos[0])
    town.write(ann, "/check", group, reply_to=photos[1])
    town.answer(photos[1])
    assert town.now(answer)["text"] == answer["text"]


# --- channels


def test_a_channel_can_open_settings_and_have_its_posts_marked(town: Town, ann: Thing) -> None:
    channel = town.do(lambda: town.world.add_channel("Ours", owner=ann))
    command = town.do(lambda: town.world.publish(channel, {"text": "/settings"}))
    menu = town.answer(command)
    town.turn(ann, menu, "How much I say: only when asked")
    town.turn(ann, menu, LINE)
    post = town.do(lambda: town.world.publish(channel, {"text": ARTICLE}))
    line = town.answer(post)
    assert line["text"] == DOUBTED
    town.do(lambda: town.world.edit(post, {"text": FLAT}))
    wait_until(lambda: town.do(lambda: town.world.current(line)) is None)


def test_a_channel_can_ask(town: Town, ann: Thing) -> None:
    channel = town.do(lambda: town.world.add_channel("Ours", owner=ann))
    asked = town.do(lambda: town.world.publish(channel, {"text": f"/check {ARTICLE}"}))
    assert town.answer(asked)["text"].startswith(DOUBTED)


# --- other chats


def test_of_a_message_in_another_chat_the_quoted_part_is_read(town: Town, ann: Thing) -> None:
    post = town.do(lambda: town.world.publish(town.world.add_channel("North now", bot_in=False), {"text": ARTICLE}))
    reply = town.write(ann, "Is this so?", reply_to=post, quote=ARTICLE)
    answer = town.answer(reply)
    assert answer["text"].startswith(DOUBTED)
    assert "from North now" in answer["text"]


CHAT = {"id": 1, "type": "private"}


def message(**given: object) -> Message:
    fields = {"message_id": 5, "date": 1_760_000_000, "chat": CHAT, "from": {"id": 2, "is_bot": False, "first_name": "A"}}
    return Message.de_json({**fields, **given}, None)


def test_what_telegram_quotes_by_itself_from_another_chat_is_read() -> None:
    origin = {
        "type": "channel",
        "date": 1_759_000_000,
        "message_id": 3,
        "chat": {"id": -100, "type": "channel", "title": "North"},
    }
    given = message(text="so?", quote={"text": ARTICLE, "position": 0}, external_reply={"origin": origin})
    assert (find_post(given).text, find_post(given).origin) == (ARTICLE, "North")


def test_what_telegram_quotes_by_itself_from_this_chat_is_not_all_there_is() -> None:
    assert find_post(message(text="so?", quote={"text": ARTICLE, "position": 0})).text == "so?"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("/check", "check"),
        ("/check@ME_bot x", "check"),
        ("/check@other", ""),
        ("check", ""),
        ("a /check", ""),
        ("/Check", "check"),
    ],
)
def test_a_command_is_known_by_its_name_and_whom_it_names(text: str, name: str) -> None:
    assert find_command(message(text=text), "me_bot") == name


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("/check and/or @b", "and/or @b"),
        ("@me_bot is this so?", "is this so?"),
        ("Is this so, @Me_Bot?", "Is this so,?"),
        ("See https://a.example/b", "See https://a.example/b"),
        ("Ask @me_bottle", "Ask @me_bottle"),
    ],
)
def test_only_what_was_said_to_the_bot_is_left_out(text: str, left: str) -> None:
    assert drop_call(find_post(message(text=text)), "me_bot").text == left


def test_an_old_message_of_which_telegram_tells_little_has_a_place() -> None:
    old = InaccessibleMessage(Chat(1, "private"), 7)
    assert find_pressed(old) == Place(1, None, 7, private=True)
    assert old.date == datetime.fromtimestamp(0, UTC)


# --- files


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_whatever_its_bytes(town: Town, codec: str) -> None:
    text = f"{ARTICLE} The café is “closed”."
    file = town.do(lambda: town.world.document(text.encode(codec), "ferry.txt"))
    assert town.ask(file)["text"].startswith(DOUBTED)


def test_a_file_is_known_by_its_name_too(town: Town) -> None:
    file = town.do(lambda: town.world.document(ARTICLE.encode(), "FERRY.TXT", "application/octet-stream"))
    assert town.ask(file)["text"].startswith(DOUBTED)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "There is no text here that I can read."),
        (b"\x00" * 500, "There is no text here that I can read."),
        (b"a " * 500_000, "○ Mostly stated without a source"),
        (b"a " * 500_000 + b"a", "I read files of up to 1 MB."),
    ],
    ids=["nothing", "zeros", "one megabyte", "one more"],
)
def test_a_strange_file_gets_one_calm_line(town: Town, data: bytes, says: str) -> None:
    assert town.ask(town.do(lambda: town.world.document(data, "a.txt")))["text"].startswith(says)


# --- being sent away


def test_a_bot_that_is_removed_while_it_answers_ends_nothing_else(town: Town, ann: Thing) -> None:
    group = town.group(ann)
    for n in range(3):
        town.write(ann, f"/check {ARTICLE} {n}", group)
    town.do(lambda: town.world.kick(town.world.bot, group))
    assert town.ask(ARTICLE)["text"].startswith(DOUBTED)


def test_a_bot_that_was_silenced_comes_back_without_a_word(town: Town, ann: Thing) -> None:
    group = town.group(ann)
    choose(town, ann, group, "How much I say", "nothing")
    before = len(town.said_in(group))
    town.do(lambda: town.world.kick(town.world.bot, group))
    town.do(lambda: town.world.invite(group, ann))
    town.settle()
    assert len(town.said_in(group)) == before
