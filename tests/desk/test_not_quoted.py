"""Somebody who is accused: a group is shown cue words, a status and a place, and never the words themselves."""

import json

import pytest

from bot.playground.world import Thing
from tests.chat.local_telegram import wait_until
from tests.desk.town import ARTICLE, FLAT, Town, labels

ACCUSATIONS = (
    "The mayor accused Bo Lindt of taking the money on Monday.",
    "Bo Lindt took the money, but nobody confirmed that he was arrested for it.",
    "Bo Lindt was arrested, said the harbour office; Lindt denied it.",
    "Some residents believe that Bo Lindt stole the money.",
    "Police could not confirm that Bo Lindt was charged with fraud on Monday.",
    "Lindt charged with theft\n\nThere was no confirmation of the allegations against Lindt from the court.",
    "Vanguard first reported that Lindt was accused of theft. Lindt Radio said that Lindt was guilty.",
)


def said_about(town: Town, group: Thing) -> str:
    """Everything that the bot said in a group, without the posts it replies to."""
    shown = [{key: value for key, value in said.items() if key != "reply_to_message"} for said in town.said_in(group)]
    return json.dumps(shown, ensure_ascii=False)


@pytest.mark.parametrize("accusation", ACCUSATIONS)
@pytest.mark.parametrize("around", ["{}", f"{{}} {ARTICLE}", f"{FLAT} {{}}"])
def test_nobody_accused_is_named_in_a_group(town: Town, bob: Thing, group: Thing, accusation: str, around: str) -> None:
    post = town.forward(bob, around.format(accusation), group)
    town.write(bob, "/check", group, reply_to=post)
    assert town.answer(post)
    assert "Lindt" not in said_about(town, group)


def test_a_channel_whose_name_accuses_is_not_named(town: Town, bob: Thing, group: Thing) -> None:
    post = town.forward(bob, ARTICLE, group, town.channel("Bo Lindt arrested"))
    town.write(bob, "/check", group, reply_to=post)
    answer = town.answer(post)
    assert "words read, dated" in answer["text"]
    assert "Copy honest line" in labels(answer)
    assert "Lindt" not in said_about(town, group)


def test_an_accusation_is_not_repeated_for_a_guest(town: Town, bob: Thing) -> None:
    group = town.group(bob, bot_in=False, bot_rights=None)
    post = town.write(bob, f"{ACCUSATIONS[0]} {ACCUSATIONS[2]}", group)
    before = len(town.telegram.calls("answerGuestQuery"))
    town.do(lambda: town.world.guest(bob, group, "@caveat_bot and this?", reply_to=post))
    wait_until(lambda: len(town.telegram.calls("answerGuestQuery")) > before)
    assert "Lindt" not in str(town.telegram.calls("answerGuestQuery")[-1].given["result"])


def test_an_accusation_is_not_repeated_inline(town: Town) -> None:
    ann = town.person()
    query = town.do(lambda: town.world.inline(ann, f"{ACCUSATIONS[0]} {ACCUSATIONS[2]}"))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))
    assert "Lindt" not in json.dumps(town.do(lambda: town.world.answer_to(query)))


def test_in_private_everything_is_quoted(town: Town) -> None:
    assert "Lindt" in town.ask(ACCUSATIONS[0] + " " + ACCUSATIONS[3])["text"]


@pytest.mark.parametrize("view", "wsxb")
def test_a_forged_press_shows_no_reasons_in_a_group(town: Town, bob: Thing, group: Thing, view: str) -> None:
    post = town.forward(bob, f"{ACCUSATIONS[0]} {FLAT}", group)
    town.write(bob, "/check", group, reply_to=post)
    answer = town.answer(post)
    identity = next(row[0]["url"] for row in answer["reply_markup"]["inline_keyboard"]).split("w_")[1]
    query = town.do(lambda: town.world.press(bob, answer, data=f"{view}:{identity}:0:"))
    wait_until(lambda: town.do(lambda: town.world.answer_to(query)))
    town.settle(group)
    assert town.now(answer)["text"] == answer["text"]
