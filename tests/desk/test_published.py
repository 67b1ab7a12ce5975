"""Published fact-checks in chats: imported ones beside a reading, others only after a press, and neither ever in the reading."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from bot.chat.desk import Desk
from bot.chat.here import Here
from bot.files import load_rulebook
from bot.memory import open_memory
from bot.model import FactCheck
from bot.pages.factchecks import GoogleChecks
from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from bot.service import Service
from bot.settings import FactchecksSettings
from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import LocalTelegram
from tests.chat.office import open_office, until
from tests.desk.town import Town, button, labels
from tests.near_google import KEY, NearGoogle, claim

TEXT = (
    "The ferry to Ostrel sank during the storm, the harbour office said. The dam at Velmora did not burst overnight. "
    "Bread is dearer than it was last year. Nobody knows why. The mayor Ada Doe said on Friday that she had not been told."
)
IMPORTED = (
    FactCheck(
        "The ferry to Ostrel sank in the storm.",
        "Ostrel Checks",
        "Mostly false",
        "https://checks.example/ferry",
        reviewed="2026-03-02",
    ),
    FactCheck("The dam at Velmora burst overnight.", "Velmora Desk", "No evidence", "https://desk.example/dam"),
    FactCheck(
        "Clerk Bo Lindt was arrested for stealing the ferry tickets.", "Ostrel Checks", "True", "https://checks.example/clerk"
    ),
    FactCheck(
        "Tickets for the ferry were stolen by the clerk of Ostrel.",
        "Ostrel Checks",
        "Half true",
        "https://checks.example/tickets",
    ),
)
TITLE = "Published fact-checks that look alike"
BUTTON = "Published fact-checks"
YES = "Send them to Google"
_WORD_JOINER = "\u2060"


async def keep(path: Path, checks: Sequence[FactCheck]) -> None:
    memory = await open_memory(path)
    await memory.published.put(checks)
    await memory.close()


def run_town(make: Callable[[str], BotProcess]) -> Iterator[Town]:
    with LocalTelegram() as telegram, make(telegram.address) as running:
        running.wait_for_words("Listening as @caveat_bot")
        yield Town(telegram)
        assert running.end() == 0
        assert "ERROR" not in running.output
        assert KEY not in running.output
        assert "ostrel" not in running.output.lower()
        assert telegram.run(telegram.playground.violations) == []


@pytest.fixture(scope="module")
def town(near_google: NearGoogle, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A bot that some fact-checks were imported for, and that has a key."""
    path = tmp_path_factory.mktemp("with") / "caveat.db"
    asyncio.run(keep(path, IMPORTED))
    yield from run_town(
        lambda address: BotProcess(
            address,
            level="debug",
            memory=path,
            telegram_send_limits="false",
            factchecks_key=KEY,
            factchecks_base_url=near_google.address,
            factchecks_timeout_seconds=2,
        )
    )


@pytest.fixture(scope="module")
def plain_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A bot as it comes: without a key, and nothing was imported."""
    path = tmp_path_factory.mktemp("without") / "caveat.db"
    yield from run_town(lambda address: BotProcess(address, level="debug", memory=path, telegram_send_limits="false"))


def plain(message: Thing) -> str:
    """The words of a message as people see them."""
    text: str = message["text"]
    return text.replace(_WORD_JOINER, "")


def links(message: Thing) -> dict[str, str]:
    rows = message["reply_markup"]["inline_keyboard"]
    return {one["text"]: one["url"] for row in rows for one in row if "url" in one}


# --- those that were imported


def test_a_fact_check_that_looks_alike_stands_below_the_reading_in_its_publishers_words(town: Town, ann: Thing) -> None:
    said = plain(town.ask(TEXT, ann))
    assert (
        "Checked: “The ferry to Ostrel sank in the storm” (looks like s. 1)\n"
        "Ostrel Checks: “Mostly false” · 2 March 2026 · checks.example\n"
    ) in said[said.index(TITLE) :]


def test_what_may_say_something_else_stands_side_by_side(town: Town, ann: Thing) -> None:
    said = plain(town.ask(TEXT, ann))
    assert (
        "Here (s. 2): “The dam at Velmora did not burst overnight”\nChecked: “The dam at Velmora burst overnight”\n"
        "Velmora Desk: “No evidence” · desk.example\n"
    ) in said


def test_each_opens_by_a_button(town: Town, ann: Thing) -> None:
    assert links(town.ask(TEXT, ann)) == {
        "Ostrel Checks: “The ferry to Ostrel sank in…”": "https://checks.example/ferry",
        "Velmora Desk: “The dam at Velmora burst…”": "https://desk.example/dam",
    }


def test_its_host_is_no_link_in_the_text(town: Town, ann: Thing) -> None:
    message = town.ask(TEXT, ann)
    assert {entity["type"] for entity in message["entities"]} <= {"bold", "expandable_blockquote"}


def test_the_reading_is_the_same_with_and_without(town: Town, plain_town: Town) -> None:
    said, alone = plain(town.ask(TEXT)), plain(plain_town.ask(TEXT))
    first, last = said.split(f"\n\n{TITLE}")
    assert alone.startswith(first)
    assert said.splitlines()[-1] == alone.splitlines()[-1]
    assert last.splitlines()[-1].startswith("Receipt") or "receipt" in last


def test_as_it_comes_nothing_of_it_is_there(plain_town: Town, phrasebook: Phrasebook) -> None:
    message = plain_town.ask(TEXT)
    assert TITLE not in message["text"]
    assert BUTTON not in labels(message)
    privacy = plain_town.ask("/privacy")["text"]
    assert phrasebook.say("published", "privacy") not in privacy
    assert phrasebook.say("published", "privacy-imported") not in privacy


def test_privacy_says_what_is_on(town: Town, phrasebook: Phrasebook) -> None:
    privacy = plain(town.ask("/privacy"))
    assert phrasebook.say("published", "privacy") in privacy
    assert phrasebook.say("published", "privacy-imported") in privacy


def test_a_group_is_shown_them_too_where_somebody_asked(town: Town, bob: Thing, group: Thing) -> None:
    post = town.forward(bob, TEXT, group)
    town.write(bob, "/check", group, reply_to=post)
    assert "Ostrel Checks: “Mostly false”" in plain(town.answer(post))


def test_a_group_is_shown_none_for_a_statement_that_accuses(town: Town, bob: Thing, group: Thing) -> None:
    accusing = (
        "The clerk of Ostrel was accused of having stolen tickets for the ferry. Tickets for the ferry cost two crowns now."
    )
    alone, post = town.ask(accusing), town.forward(bob, accusing, group)
    town.write(bob, "/check", group, reply_to=post)
    assert "Half true" in alone["text"]
    assert TITLE not in town.answer(post)["text"]


def test_a_group_is_shown_none_that_accuses(town: Town, bob: Thing, group: Thing) -> None:
    text = "The clerk, Bo Lindt, sold the ferry tickets on Friday. Bread is dearer than it was last year."
    alone, post = town.ask(text), town.forward(bob, text, group)
    town.write(bob, "/check", group, reply_to=post)
    shown = town.answer(post)
    assert "was arrested for" in alone["text"]
    assert "arrested" not in json.dumps(shown)


def test_they_are_no_reason_to_mark_a_post(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    menu = town.ask("/settings", ann, group)
    town.turn(ann, menu, "How much I say: only when asked")
    town.turn(ann, menu, "one line under marked posts")
    post = town.forward(bob, "The ferry to Ostrel sank in the storm. The ferry office of Ostrel, led by Ada Doe, said so.", group)
    town.settle(group)
    assert all(TITLE not in said["text"] for said in town.answers(post))


# --- those that are asked for elsewhere


def test_the_first_press_says_what_is_sent_and_sends_nothing(town: Town, google: NearGoogle, ann: Thing) -> None:
    answer = town.ask(TEXT, ann)
    shown = town.turn(ann, answer, BUTTON)
    assert "I send statements of this text to Google" in shown["text"]
    assert labels(shown) == [YES, "Summary"]
    assert google.asked == []


def test_who_changes_their_mind_is_back_at_the_summary_and_nothing_was_sent(town: Town, google: NearGoogle, ann: Thing) -> None:
    answer = town.ask(TEXT, ann)
    town.turn(ann, answer, BUTTON)
    assert plain(town.turn(ann, answer, "Summary")) == plain(answer)
    assert google.asked == []


def test_once_agreed_the_main_statements_are_asked_for_and_what_looks_alike_is_shown(
    town: Town, google: NearGoogle, ann: Thing
) -> None:
    google.claims.append(claim("Bread is dearer than it was last year.", rating="True", url="https://bread.example/1"))
    google.claims.append(claim("Something quite different about cheese and wine.", url="https://cheese.example/1"))
    answer = town.ask(TEXT, ann)
    town.turn(ann, answer, BUTTON)
    shown = town.turn(ann, answer, YES)
    assert {asked["query"] for asked in google.asked} == {
        "The ferry to Ostrel sank during the storm, the harbour office said.",
        "The dam at Velmora did not burst overnight.",
        "Bread is dearer than it was last year.",
    }
    assert "Ostrel Checks: “True” · 2 March 2026 · bread.example" in plain(shown)
    assert "Claimed by: A post, 1 March 2026\nHeadline: “What we found”" in plain(shown)
    assert "cheese" not in shown["text"]
    assert links(shown)["Ostrel Checks: “Bread is dearer than it was…”"] == "https://bread.example/1"


def test_it_is_asked_only_once(town: Town, google: NearGoogle, ann: Thing) -> None:
    first = town.ask(TEXT, ann)
    town.turn(ann, first, BUTTON)
    town.turn(ann, first, YES)
    second = town.turn(ann, town.ask(f"{TEXT} Again.", ann), BUTTON)
    assert second["text"].startswith(TITLE)
    assert len(google.asked) == 6


def test_forgetting_forgets_that_too(town: Town, google: NearGoogle, ann: Thing) -> None:
    answer = town.ask(TEXT, ann)
    town.turn(ann, answer, BUTTON)
    town.turn(ann, answer, YES)
    town.turn(ann, town.ask("/forget", ann), "Yes, remove it")
    google.recover()
    assert YES in labels(town.turn(ann, town.ask(TEXT, ann), BUTTON))
    assert google.asked == []


def test_where_nothing_is_found_it_is_said(town: Town, google: NearGoogle, ann: Thing, phrasebook: Phrasebook) -> None:
    answer = town.ask("Bread is dearer than it was last year. Cheese is cheaper than it was in spring.", ann)
    town.turn(ann, answer, BUTTON)
    assert phrasebook.say("published", "none") in plain(town.turn(ann, answer, YES))
    assert google.asked


@pytest.mark.parametrize(("status", "fault"), [(400, "bad-key"), (403, "refused"), (503, "down")])
def test_what_goes_wrong_is_one_calm_line(
    town: Town, google: NearGoogle, ann: Thing, phrasebook: Phrasebook, status: int, fault: str
) -> None:
    google.answer_with(status)
    answer = town.ask(TEXT, ann)
    town.turn(ann, answer, BUTTON)
    shown = plain(town.turn(ann, answer, YES))
    assert phrasebook.say("published", f"fault-{fault}") in shown
    assert "Mostly false" in shown


def test_an_answer_that_takes_too_long_is_said(town: Town, google: NearGoogle, ann: Thing, phrasebook: Phrasebook) -> None:
    google.slow = True
    answer = town.ask(TEXT, ann)
    town.turn(ann, answer, BUTTON)
    assert phrasebook.say("published", "fault-too-slow") in plain(town.turn(ann, answer, YES))


def test_from_a_group_it_opens_in_private(town: Town, google: NearGoogle, bob: Thing, group: Thing) -> None:
    post = town.forward(bob, TEXT, group)
    town.write(bob, "/check", group, reply_to=post)
    start = re.sub(r".*\?start=", "", button(town.answer(post), BUTTON)["url"])
    shown = town.ask(f"/start {start}", bob)
    assert labels(shown) == [YES, "Summary"]
    assert google.asked == []
    assert plain(town.turn(bob, shown, YES)).startswith(TITLE)


@pytest.mark.parametrize("parameter", ["k_0123456789abcdef", "k_xyz", "k_", "k_0_y"])
def test_a_link_that_somebody_made_up_shows_nothing(town: Town, phrasebook: Phrasebook, parameter: str) -> None:
    assert town.ask(f"/start {parameter}")["text"] == phrasebook.say("chat", "gone")


@pytest.mark.parametrize("data", ["k:0123456789abcdef", "k:0123456789abcdef:y", "k:xyz", "k:", "k"])
def test_a_press_that_somebody_made_up_shows_nothing(town: Town, google: NearGoogle, ann: Thing, data: str) -> None:
    answer = town.ask(TEXT, ann)
    town.do(lambda: town.world.press(ann, answer, data=data))
    town.settle()
    assert town.now(answer) == answer
    assert google.asked == []


async def test_a_day_has_only_so_many_requests(google: NearGoogle, tmp_path: Path, phrasebook: Phrasebook) -> None:
    checks = GoogleChecks(FactchecksSettings(base_url=google.address, key=KEY, a_day=2))
    service = Service(load_rulebook(None, "en", try_examples=False), None, checks)
    async with open_office(
        tmp_path / "caveat.db",
        lambda engine: Desk(Here(engine.bot, service, engine.memory, [phrasebook], engine.wake, "secret")),
        send_limits=False,
    ) as office:
        ann = office.world.add_person("Ann")
        await office.ask(TEXT, ann)
        (place,) = [place for place, message in office.world.messages.items() if office.world.is_me(message.get("from"))]
        for label in (BUTTON, YES):
            await until(partial(office.world.answer_to, office.world.press(ann, office.world.messages[place], label)))
            await office.wait_until_sent()
        shown = office.world.messages[place]["text"]
    assert phrasebook.say("published", "fault-no-more-today") in shown
    assert len(google.asked) == 2
