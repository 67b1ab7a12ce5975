"""Facts about /open: what was shared in a group as unconfirmed and followed up by nobody, for those who moderate it."""

import pytest

from bot.model import Certainty, Polarity, Status
from bot.playground.world import Thing
from bot.reply.phrasebook import Phrasebook
from bot.service.note_match import digest_statement
from bot.service.notes import Note, Verdict
from bot.service.statements import Seen, Sighting
from bot.service.unsettled import Candidate, find_open, is_unconfirmed
from tests.desk.town import Town, button, labels

FERRY = "Some residents of Lowmere believe that the last ferry to Eastholm has left for good."
LOCK = "The lock of Lowmere was sold to a company abroad, a source said."
BRIDGE = "There is no confirmation that the old bridge of Eastholm was closed on Monday."
PLAIN = "Mayor Ada Doe said on Friday that the market of Lowmere opens in March."


@pytest.fixture
def cleo(town: Town, group: Thing) -> Thing:
    """Somebody who may delete messages in the group, and nothing else."""
    cleo = town.person("Cleo")
    town.do(lambda: town.world.enter(cleo, group))
    town.do(lambda: town.world.promote(cleo, group, ["can_delete_messages"]))
    return cleo


def share(town: Town, person: Thing, group: Thing, *texts: str) -> Thing:
    """Write a post in the group and have it read."""
    post = town.write(person, " ".join(texts), group)
    town.write(person, "/check@caveat_bot", group, reply_to=post)
    town.answer(post)
    return post


def follow(line: Thing, label: str = "Open in private") -> str:
    """The command that a link in the group stands for."""
    return f"/start {button(line, label)['url'].split('?start=')[1]}"


def open_list(town: Town, person: Thing, group: Thing) -> Thing:
    return town.ask(follow(town.ask("/open@caveat_bot", person, group)), person)


def test_the_group_gets_one_line_and_a_link(town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    share(town, bob, group, FERRY, LOCK, PLAIN)
    line = town.ask("/open@caveat_bot", ann, group)
    assert line["text"] == phrasebook.count("counted", "open-here", 2, n=2)
    assert labels(line) == ["Open in private"]


def test_the_list_has_the_most_shared_first_with_how_often_and_since_when(
    town: Town, ann: Thing, bob: Thing, cleo: Thing, group: Thing
) -> None:
    share(town, bob, group, LOCK, PLAIN)
    share(town, bob, group, FERRY)
    share(town, ann, group, f"{FERRY} {PLAIN}")
    title, _, first, _, second = open_list(town, cleo, group)["text"].splitlines()
    assert title == "Still open · Lowmere watch"
    assert first.startswith(
        "1. “Some residents of Lowmere believe that the last ferry to Eastholm has left for good” · shared 2 times"
    )
    assert first.endswith("· hearsay")
    assert "shared once" in second
    assert second.endswith("· unnamed")


def test_a_member_is_refused_everywhere(town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    share(town, bob, group, FERRY)
    elsewhere = town.group(ann)
    refused = phrasebook.say("chat", "only-moderators")
    assert town.ask("/open@caveat_bot", bob, group)["text"] == refused
    for made_up in (f"o_{group['id']}", f"o_{elsewhere['id']}", "o_x", "o_", f"o_{bob['id']}", f"o_{group['id']}_1"):
        assert town.ask(f"/start {made_up}", bob)["text"] == refused
    assert town.ask("/open", bob)["text"] == phrasebook.say("backroom", "none")


def test_a_button_that_a_member_makes_up_opens_nothing(town: Town, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    share(town, bob, group, FERRY)
    mine = town.ask("/help", bob)
    for data in (f"o:{group['id']}:0", f"o:{group['id']}:9999", f"a:{group['id']}:0", f"e:{group['id']}:0"):
        assert town.make_up(bob, mine, data)["text"] in [
            phrasebook.say("chat", key) for key in ("only-moderators", "only-admins")
        ]
    assert town.now(mine)["text"] == mine["text"]


def test_an_anonymous_administrator_gets_the_link(town: Town, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    dora = town.person("Dora")
    town.do(lambda: town.world.enter(dora, group))
    town.do(lambda: town.world.promote(dora, group, anonymous=True))
    share(town, bob, group, FERRY)
    line = town.ask("/open@caveat_bot", dora, group)
    assert line["text"] == phrasebook.count("counted", "open-here", 1, n=1)
    assert "Still open" in town.ask(follow(line), dora)["text"]


def test_who_lost_the_right_turns_no_page(town: Town, bob: Thing, cleo: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    share(town, bob, group, FERRY)
    shown = open_list(town, cleo, group)
    town.do(lambda: town.world.demote(cleo, group))
    assert town.make_up(cleo, shown, f"o:{group['id']}:0")["text"] == phrasebook.say("chat", "only-moderators")


def test_more_statements_than_a_page_holds_are_turned_to(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    names = ("ferry", "lock", "bridge", "tower", "market", "school", "mill", "chapel", "quarry")
    for half in (names[:5], names[5:]):
        share(
            town,
            bob,
            group,
            *(f"Some residents believe that the {name} of Lowmere was closed by a {name} owner." for name in half),
        )
    first = open_list(town, ann, group)
    assert (first["text"].splitlines()[0], labels(first)[-1]) == ("Still open · Lowmere watch · page 1 of 2", "Next ›")
    second = town.turn(ann, first, "Next ›")
    assert second["text"].splitlines()[2].startswith("9. ")
    assert town.turn(ann, second, "‹ Back")["text"] == first["text"]


def test_a_note_leaves_the_list_shorter(town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook) -> None:
    share(town, bob, group, FERRY, LOCK)
    shown = open_list(town, ann, group)
    numbered = next(line for line in shown["text"].splitlines() if "ferry" in line).split(".")[0]
    start = button(shown, phrasebook.say("open", "note", n=numbered))["url"].split("?start=")[1]
    board = town.ask(f"/start {start}", ann)
    number = next(line.split(".")[0] for line in board["text"].splitlines() if "ferry" in line)
    board = town.turn(ann, board, number)
    board = town.turn(ann, board, "still open")
    board = town.turn(ann, board, "No link")
    board = town.turn(ann, board, "No line")
    town.turn(ann, board, "Keep")
    assert town.ask("/open@caveat_bot", ann, group)["text"] == phrasebook.count("counted", "open-here", 1, n=1)
    assert "ferry" not in open_list(town, ann, group)["text"]


def test_a_later_text_that_confirms_it_settles_it(
    town: Town, ann: Thing, bob: Thing, group: Thing, phrasebook: Phrasebook
) -> None:
    share(town, bob, group, "Some residents of Lowmere believe that the old bridge of Eastholm was closed on Monday.")
    share(town, bob, group, "The harbour office confirmed that the old bridge of Eastholm was closed on Monday.")
    assert town.ask("/open@caveat_bot", ann, group)["text"] == phrasebook.say("open", "none")


def test_in_private_the_group_is_asked_for_where_there_are_several(town: Town, ann: Thing, bob: Thing, group: Thing) -> None:
    other = town.group(ann, bob)
    for chat in (group, other):
        share(town, bob, chat, FERRY)
        board = town.ask("/settings", ann, chat)
        town.turn(ann, board, next(label for label in labels(board) if label.startswith("Reaction")))
        town.turn(ann, board, "🤔")
    asked = town.ask("/open", ann)
    assert (asked["text"], len(labels(asked))) == ("Which group do you mean?", 2)
    assert "Still open" in town.turn(ann, asked, "Lowmere watch")["text"]


# --- what is open, without a bot


def seen(text: str, status: Status = Status.HEARSAY, number: int = 1, at: float = 10.0) -> Seen:
    last = sighting(text, status, at)
    return Seen(number, -7, text, 1, last, last)


def sighting(text: str, status: Status, at: float, certainty: Certainty = Certainty.CERTAIN) -> Sighting:
    return Sighting(-7, 1, text, status, certainty, Polarity.POSITIVE, at, "post")


@pytest.mark.parametrize("status", Status)
def test_unconfirmed_is_what_says_so_or_rests_on_nobody_who_can_be_identified(status: Status) -> None:
    wanted = status in (Status.UNCONFIRMED, Status.HEARSAY, Status.UNNAMED)
    assert is_unconfirmed(sighting(FERRY, status, 1.0)) is wanted


def test_what_a_named_source_says_is_not_confirmed_is_unconfirmed_too() -> None:
    assert is_unconfirmed(sighting(FERRY, Status.NAMED, 1.0, Certainty.UNCONFIRMED))
    assert not is_unconfirmed(sighting(FERRY, Status.CONFIRMED, 1.0, Certainty.UNCONFIRMED))


def test_a_confirmation_counts_for_what_was_seen_before_it() -> None:
    rumour = seen("The ferry to Eastholm has left for good, some residents say.")
    told = "The ferry to Eastholm has left for good, the harbour office confirmed."
    later, earlier = (seen(told, Status.CONFIRMED, 2, at) for at in (20.0, 5.0))
    assert find_open([Candidate(rumour, (), (later,))], ()) == ()
    assert find_open([Candidate(rumour, (), (earlier,))], ()) == (rumour,)


def test_a_confirmation_of_something_else_settles_nothing() -> None:
    rumour = seen("The ferry to Eastholm has left for good, some residents say.")
    other = seen("The ferry to Northport has left for good, the harbour office confirmed.", Status.CONFIRMED, 2, 20.0)
    assert find_open([Candidate(rumour, (), (other,))], ()) == (rumour,)


def test_a_rumour_that_comes_back_after_its_confirmation_stays_settled() -> None:
    rumour = seen(FERRY)
    history = (rumour.last, sighting(FERRY, Status.CONFIRMED, 20.0), sighting(FERRY, Status.HEARSAY, 30.0))
    assert find_open([Candidate(rumour, history, ())], ()) == ()


def test_each_statement_that_a_note_fits_is_followed_up() -> None:
    note = Note("n", -7, FERRY, digest_statement(FERRY), False, Verdict.OPEN, "", "", "", 1, "Ann", 1.0, 99.0, 1)  # noqa: FBT003
    same, dressed = seen(FERRY), seen(FERRY.upper(), number=2)
    other = seen(LOCK, number=3)
    assert find_open([Candidate(one, (), ()) for one in (same, dressed, other)], [note]) == (other,)
