"""A private chat: what comes in and what goes out."""

import pytest

from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from tests.chat.local_telegram import wait_until
from tests.desk.town import ARTICLE, FLAT, Town, button, labels

DOUBTED = "◔ Main point not confirmed, by its own words"
WHY, ALL, COPY, WRONG, SUMMARY = "Why?", "All statements", "Copy honest line", "Wrong?", "Summary"


def test_an_answer_quotes_the_deciding_words(town: Town) -> None:
    answer = town.ask(ARTICLE)
    assert answer["text"].startswith(DOUBTED)
    assert answer["quote"]["text"] == "no direct confirmation of"
    assert answer["quote"]["position"] == ARTICLE.index("no direct confirmation of")


def test_words_behind_an_emoji_are_quoted_where_they_stand(town: Town) -> None:
    text = f"🔥🔥 {ARTICLE}"
    assert town.ask(text)["quote"]["position"] == text.index("no direct confirmation of") + 2


def test_words_in_bold_are_quoted(town: Town) -> None:
    message = town.do(lambda: town.world.html(ARTICLE.replace("no direct confirmation of", "<b>no direct</b> confirmation of")))
    assert town.ask(message)["quote"]["text"] == "no direct confirmation of"


def test_a_forwarded_post_is_said_with_its_channel_and_day(town: Town) -> None:
    answer = town.answer(town.forward(town.person(), ARTICLE))
    assert "words read, from North now, dated " in answer["text"].splitlines()[2]


def test_a_post_forwarded_from_a_person_names_nobody(town: Town) -> None:
    ann, bob = town.person("Ann"), town.person("Bob")
    message = town.write(ann, ARTICLE)
    answer = town.answer(town.do(lambda: town.world.forward(bob, message)))
    assert "Ann" not in answer["text"]
    assert "words read, dated " in answer["text"]


def test_an_edited_message_has_its_answer_edited(town: Town) -> None:
    message = town.write(town.person(), ARTICLE)
    answer = town.answer(message)
    town.do(lambda: town.world.edit(message, {"text": FLAT}))
    wait_until(lambda: town.now(answer)["text"] != answer["text"])
    after = town.now(answer)["text"]
    assert after.startswith("○ Mostly stated without a source")
    assert f"The post was edited. Before: {DOUBTED}." in after
    assert len(town.answers(message)) == 1


def test_an_edit_that_changes_no_reading_says_so(town: Town) -> None:
    message = town.write(town.person(), ARTICLE)
    answer = town.answer(message)
    town.do(lambda: town.world.edit(message, {"text": ARTICLE.replace("Lowmere", "Highmere")}))
    wait_until(lambda: "what it says about its sources is the same" in town.now(answer)["text"])


def test_only_the_quoted_part_is_read(town: Town) -> None:
    ann = town.person()
    message = town.write(ann, ARTICLE)
    town.answer(message)
    part = "Mayor Ada Doe said on Friday that she had not been told. Some residents believe that the boats are gone."
    reply = town.write(ann, "/check", reply_to=message, quote=part)
    assert "2 statements" in town.answer(reply)["text"]


def test_check_reads_the_message_it_replies_to(town: Town) -> None:
    ann = town.person()
    message = town.write(ann, ARTICLE)
    town.answer(message)
    town.write(ann, "/check", reply_to=message)
    town.settle()
    assert all(answer["text"].startswith(DOUBTED) for answer in town.answers(message))


def test_check_reads_what_stands_behind_it(town: Town) -> None:
    assert town.ask(f"/check {ARTICLE}")["text"].startswith(DOUBTED)


def test_check_alone_says_how_to_use_it(town: Town, phrasebook: Phrasebook) -> None:
    assert town.ask("/check")["text"] == phrasebook.say("chat", "check-what")


def test_a_text_file_is_read(town: Town) -> None:
    file = town.do(lambda: town.world.document(ARTICLE.encode("utf-16"), "ferry.txt"))
    assert town.ask(file)["text"].startswith(DOUBTED)


PAGE = """<!doctype html><html><head><title>Ferry of Lowmere stops</title><meta name="author" content="Ada Doe">
<meta property="og:site_name" content="The Lowmere Post"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Ferry of Lowmere stops</h1><p>{text}</p></article></body></html>"""
LONG = f"{ARTICLE} " + "Harbour master Edda Quill said on Monday that the ferry would be looked at. " * 20


def test_a_saved_page_is_read_as_the_article_in_it(town: Town) -> None:
    file = town.do(lambda: town.world.document(PAGE.format(text=LONG).encode(), "ferry.html", "text/html"))
    answer = town.ask(file)["text"]
    assert answer.startswith(DOUBTED)
    assert "Lowmere Post" in answer
    assert "Home" not in answer


def test_a_saved_page_without_an_article_gets_one_calm_line(town: Town, phrasebook: Phrasebook) -> None:
    file = town.do(lambda: town.world.document(b"<html><body><a href='/'>Home</a></body></html>", "home.htm", "application/x"))
    assert town.ask(file)["text"] == phrasebook.say("refusal", "empty")


def test_a_file_that_is_too_large_is_refused_calmly(town: Town, phrasebook: Phrasebook) -> None:
    file = town.do(lambda: town.world.document(b"a " * 600_000, "long.txt"))
    assert town.ask(file)["text"] == phrasebook.say("chat", "file-too-large")


@pytest.mark.parametrize("kind", ["voice", "video", "sticker", "photo"])
def test_what_cannot_be_read_gets_one_calm_line(town: Town, phrasebook: Phrasebook, kind: str) -> None:
    assert town.ask(town.do(lambda: town.world.media(kind)))["text"] == phrasebook.say("chat", "no-text")


def test_a_pdf_gets_one_calm_line(town: Town, phrasebook: Phrasebook) -> None:
    file = town.do(lambda: town.world.document(b"%PDF-1.7", "a.pdf", "application/pdf"))
    assert town.ask(file)["text"] == phrasebook.say("chat", "no-text")


def album(town: Town, *captions: str) -> tuple[Thing, list[Thing]]:
    ann = town.person()
    photos = [{**town.do(lambda: town.world.media("photo")), **({"caption": caption} if caption else {})} for caption in captions]
    return ann, town.do(lambda: town.world.album(ann, photos))


def test_an_album_gets_one_answer(town: Town) -> None:
    ann, _ = album(town, ARTICLE, "", "")
    wait_until(lambda: town.said_in(ann))
    town.settle()
    assert [answer["text"].splitlines()[0] for answer in town.said_in(ann)] == [DOUBTED]


def test_an_album_whose_caption_comes_later_gets_one_answer(town: Town) -> None:
    ann, _ = album(town, "", ARTICLE)
    wait_until(lambda: [answer for answer in town.said_in(ann) if answer["text"].startswith(DOUBTED)])
    assert len(town.said_in(ann)) == 1


def test_the_captions_of_an_album_are_read_together(town: Town) -> None:
    ann, _ = album(town, FLAT, ARTICLE)
    wait_until(lambda: [answer for answer in town.said_in(ann) if "9 statements" in answer["text"]])
    assert len(town.said_in(ann)) == 1


def test_an_album_without_captions_gets_one_calm_line(town: Town, phrasebook: Phrasebook) -> None:
    ann, _ = album(town, "", "", "")
    wait_until(lambda: town.said_in(ann))
    town.settle()
    assert [answer["text"] for answer in town.said_in(ann)] == [phrasebook.say("chat", "no-text")]


def test_of_several_languages_the_one_it_reads_is_read_and_said(town: Town) -> None:
    russian = "Полиция сообщила в понедельник, что склад горел всю ночь и что никто не пострадал."
    assert "1 paragraph in another language left out" in town.ask(f"{ARTICLE}\n\n{russian}")["text"]


# --- buttons


def test_why_shows_words_rules_and_scopes_in_place(town: Town) -> None:
    ann = town.person()
    answer = town.ask(ARTICLE, ann)
    shown = town.turn(ann, answer, WHY)
    assert "en.\u2060unconfirmed.\u2060no-confirmation" in shown["text"]
    assert "over “the closure from the harbour office”" in shown["text"]


def test_pages_turn_forth_and_back_and_lead_to_the_summary(town: Town) -> None:
    ann = town.person()
    answer = town.ask(ARTICLE * 3, ann)
    first = town.turn(ann, answer, WHY)
    second = town.turn(ann, answer, "Next ›")
    assert "page 1 of" in first["text"]
    assert "page 2 of" in second["text"]
    assert town.turn(ann, answer, "‹ Back")["text"] == first["text"]
    assert town.turn(ann, answer, SUMMARY)["text"] == answer["text"]


def test_all_statements_are_listed(town: Town) -> None:
    ann = town.person()
    shown = town.turn(ann, town.ask(ARTICLE, ann), ALL)["text"]
    assert shown.count(" · ") >= 5
    assert "s. 4 · “Some residents believe that the boats are gone” · hearsay" in shown


def test_the_honest_line_keeps_doubt_and_source(town: Town) -> None:
    line = button(town.ask(ARTICLE), COPY)["copy_text"]["text"]
    assert line == "“There was no direct confirmation of the closure from the harbour office” (not confirmed)"


def test_a_remark_is_kept_and_thanked_for(town: Town, phrasebook: Phrasebook) -> None:
    ann = town.person()
    answer = town.ask(ARTICLE, ann)
    assert labels(town.turn(ann, answer, WRONG))[:5] == ["1", "2", "3", "4", "5"]
    assert "What is wrong here?" in town.turn(ann, answer, "3")["text"]
    told = town.press(ann, answer, "Right words, wrong claim")
    assert (told["text"], told["show_alert"]) == (phrasebook.say("chat", "noted"), True)


def test_a_press_on_what_is_forgotten_gets_an_alert(town: Town, phrasebook: Phrasebook) -> None:
    ann = town.person()
    answer = town.ask(ARTICLE, ann)
    town.turn(ann, town.ask("/forget", ann), "Yes, remove it")
    assert town.press(ann, answer, WHY)["text"] == phrasebook.say("chat", "gone")


@pytest.mark.parametrize("data", ["w:zz", "x:aa:9:p", "m:1", "nonsense", "l:aa:7:", "m:0:mode:off"])
def test_hostile_callback_data_do_no_harm(town: Town, data: str) -> None:
    ann = town.person()
    answer = town.ask(ARTICLE, ann)
    query = town.do(lambda: town.world.press(ann, answer, data=data))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))
    assert town.now(answer)["text"] == answer["text"]


# --- commands


def test_forget_asks_first_and_says_what_was_removed(town: Town) -> None:
    ann = town.person()
    town.ask(ARTICLE, ann)
    asked = town.ask("/forget", ann)
    assert "remove everything" in asked["text"]
    assert town.turn(ann, asked, "Yes, remove it")["text"].startswith("Removed: answers (1), ")


def test_why_in_reply_to_an_answer_shows_the_reasons(town: Town) -> None:
    ann = town.person()
    answer = town.ask(ARTICLE, ann)
    assert town.ask("/why", ann, reply_to=answer)["text"].startswith("Why?")


def test_why_alone_says_how_to_use_it(town: Town, phrasebook: Phrasebook) -> None:
    assert town.ask("/why")["text"] == phrasebook.say("chat", "why-what")


def test_settings_change_how_long_texts_are_kept(town: Town) -> None:
    ann = town.person()
    menu = town.ask("/settings", ann)
    town.turn(ann, menu, "Texts are kept: thirty days")
    assert "• seven days" in labels(town.turn(ann, menu, "seven days"))
    assert town.ask("/privacy", ann)["text"].startswith("I keep the texts that were read here for 7 days")


def test_a_deep_link_that_leads_nowhere_is_said_calmly(town: Town, phrasebook: Phrasebook) -> None:
    assert town.ask("/start w_0123456789abcdef0123")["text"] == phrasebook.say("chat", "gone")


def test_commands_are_told_to_telegram_by_scope_and_language(town: Town) -> None:
    wait_until(lambda: len(town.telegram.calls("setMyCommands")) >= 6)
    told = {(call.given["scope"], call.given.get("language_code", "")) for call in town.telegram.calls("setMyCommands")}
    scopes = ("all_private_chats", "all_group_chats", "all_chat_administrators")
    assert told == {(f'{{"type": "{scope}"}}', language) for scope in scopes for language in ("", "en")}
