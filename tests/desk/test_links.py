"""Links in a message: which is opened, when, and what is said meanwhile."""

import pytest

from bot.reply.phrasebook import Phrasebook
from tests.chat.local_telegram import wait_until
from tests.desk.town import ARTICLE, Town, button, labels
from tests.near_site import NearSite

DOUBTED = "◔ Main point not confirmed, by its own words"


def test_a_message_that_is_only_a_link_has_its_page_read(town: Town, web: NearSite) -> None:
    answer = town.ask(web.url("/ferry"))
    assert answer["text"].startswith(DOUBTED)
    assert "words read, from Lowmere Courier, by Ilse Tarn, dated 1 October 2026" in answer["text"]


def test_few_words_beside_a_link_do_not_count(town: Town, web: NearSite) -> None:
    assert "from Lowmere Courier" in town.ask(f"Is this so? {web.url('/ferry')}")["text"]


def test_a_link_beside_a_text_gets_a_button(town: Town, web: NearSite) -> None:
    ann = town.person()
    message = town.write(ann, f"{ARTICLE}\n{web.url('/ferry')}")
    answer = town.answer(message)
    assert "Lowmere Courier" not in answer["text"]
    town.press(ann, answer, "Read the page: courier.example")
    wait_until(lambda: len(town.answers(message)) == 2)
    assert "from Lowmere Courier" in town.answers(message)[1]["text"]


def test_a_hidden_link_is_found(town: Town, web: NearSite) -> None:
    message = town.do(lambda: town.world.html(f'<a href="{web.url("/ferry")}">Read this</a>'))
    assert "from Lowmere Courier" in town.ask(message)["text"]


def test_of_several_links_the_first_is_read_and_four_others_get_buttons(town: Town, web: NearSite) -> None:
    links = [web.url("/ferry"), *(web.url(f"/other-{n}") for n in range(6))]
    answer = town.ask("\n".join(links))
    assert "from Lowmere Courier" in answer["text"]
    assert [label for label in labels(answer) if label.startswith("Read the page:")] == ["Read the page: courier.example"] * 4


def test_an_old_page_is_said_to_be_old(town: Town, web: NearSite) -> None:
    assert "days before its link was sent" in town.ask(web.url("/old"))["text"]


def test_the_preview_of_the_link_is_not_shown(town: Town, web: NearSite) -> None:
    town.ask(web.url("/ferry"))
    told = [call.given for call in town.telegram.calls("sendMessage") if "Lowmere Courier" in str(call.given["text"])]
    assert {given["link_preview_options"] for given in told} == {'{"is_disabled": true}'}


@pytest.mark.parametrize(
    "link", ["http://127.0.0.1/", "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://0x7f000001/a"]
)
def test_an_address_that_is_not_public_is_refused_calmly(town: Town, link: str) -> None:
    answer = town.ask({"text": link, "entities": [{"type": "url", "offset": 0, "length": len(link)}]})
    assert "public internet only" in answer["text"] or "usual ports only" in answer["text"]


def test_while_a_page_is_fetched_typing_is_shown(town: Town, web: NearSite) -> None:
    ann = town.person()
    town.ask(web.url("/slow"), ann)
    assert str(ann["id"]) in {call.given["chat_id"] for call in town.telegram.calls("sendChatAction")}


def test_a_slow_page_is_announced_in_a_line_that_becomes_the_answer(town: Town, web: NearSite) -> None:
    message = town.write(town.person(), web.url("/slow?2"))
    wait_until(lambda: town.answers(message))
    (line,) = town.answers(message)
    assert line["text"] == "Opening the page …"
    wait_until(lambda: town.now(line)["text"].startswith(DOUBTED))
    assert len(town.answers(message)) == 1


def test_a_page_without_an_article_gets_a_calm_line(town: Town, web: NearSite) -> None:
    assert "no article" in town.ask(web.url("/missing"))["text"]


def test_a_link_can_be_read_from_an_answer_whose_message_is_gone(town: Town, web: NearSite) -> None:
    ann = town.person()
    message = town.write(ann, f"{ARTICLE}\n{web.url('/ferry')}")
    answer = town.answer(message)
    town.do(lambda: town.world.delete(message))
    town.press(ann, answer, button(answer, "Read the page: courier.example")["text"])
    wait_until(lambda: any("from Lowmere Courier" in said["text"] for said in town.said_in(ann)))


def test_a_page_of_a_groups_answer_that_is_opened_in_private_replies_to_nothing_there(town: Town, web: NearSite) -> None:
    ann = town.person()
    group = town.group(ann)
    answer = town.ask(f"/check {ARTICLE}\n{web.url('/ferry')}", ann, group)
    for _ in range(3):  # so that the number of the group's message stands for some message here too
        town.ask("/help", ann)
    town.ask(f"/start {button(answer, 'Why?')['url'].split('?start=')[1]}", ann)
    town.turn(ann, town.said_in(ann)[-1], "Summary")
    town.press(ann, town.said_in(ann)[-1], "Read the page: courier.example")
    wait_until(lambda: "from Lowmere Courier" in town.said_in(ann)[-1]["text"])
    assert "reply_to_message" not in town.said_in(ann)[-1]
    assert len(town.said_in(group)) == 1


def test_the_same_article_under_another_address_is_answered_once(town: Town, web: NearSite, phrasebook: Phrasebook) -> None:
    ann, bob = town.person("Ann"), town.person("Bob")
    group = town.group(ann, bob)
    first = town.write(ann, web.url("/ferry"), group)
    town.write(ann, "/check", group, reply_to=first)
    answer = town.answer(first)
    again = town.write(bob, web.url("/ferry?utm_source=a&fbclid=b"), group)
    town.write(bob, "/check", group, reply_to=again)
    assert town.answer(answer)["text"] == phrasebook.say("chat", "same")


def test_the_page_that_a_preview_shows_can_be_read(town: Town, web: NearSite) -> None:
    preview = {"link_preview_options": {"url": web.url("/ferry")}}
    assert "Read the page: courier.example" in labels(town.ask({"text": ARTICLE, **preview}))
