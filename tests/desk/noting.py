"""How a moderator writes a note: the command in the group, the questions in the private chat, one after the other."""

from bot.playground.world import Thing
from tests.chat.local_telegram import wait_until
from tests.desk.town import Town, button

FERRY = "The ferry between Lowmere and Eastholm stopped for good on Thursday"
POST = (
    f"Lowmere news of the week\n\n{FERRY}. The port authority of Lowmere gave the crews new work in the lock. "
    "Two drivers who asked not to be named said that the boats are sold."
)
LINK = "https://portauthority.example/news/ferry"
TITLE = "Note by this group’s moderators"


def last_in(town: Town, chat: Thing, before: int) -> Thing:
    """Wait until the bot said more in a chat than `before` messages, and give the last."""
    wait_until(lambda: len(town.said_in(chat)) > before)
    return town.said_in(chat)[-1]


def find_start(line: Thing, label: str = "Write the note") -> str:
    parameter: str = button(line, label)["url"].split("?start=")[1]
    return parameter


def begin(town: Town, moderator: Thing, group: Thing, post: Thing) -> Thing:
    """Reply /note in the group and follow the link: the list of statements."""
    line = town.ask("/note@caveat_bot", moderator, group, reply_to=post)
    return town.ask(f"/start {find_start(line)}", moderator)


def press_for(town: Town, person: Thing, board: Thing, label: str) -> Thing:
    """Press a button that leads to a new message, and give that."""
    before = len(town.said_in(person))
    town.press(person, board, label)
    return last_in(town, person, before)


def reply(town: Town, person: Thing, question: Thing, text: str) -> Thing:
    """Answer a question in writing, and give what the bot says next."""
    before = len(town.said_in(person))
    town.write(person, text, reply_to=question)
    return last_in(town, person, before)


def pick(town: Town, person: Thing, board: Thing, words: str = FERRY) -> Thing:
    """Choose the statement that begins with these words."""
    number = next(line.split(".")[0] for line in board["text"].splitlines() if words[:40] in line)
    return town.turn(person, board, number)


def prepare(town: Town, moderator: Thing, board: Thing, verdict: str = "denied by …", who: str = "the port authority") -> Thing:
    """From the list of statements on, say who denies it, give the link and no line: the preview."""
    board = pick(town, moderator, board)
    question = reply(town, moderator, press_for(town, moderator, board, verdict), who)
    return town.turn(moderator, reply(town, moderator, question, LINK), "No line")


def prepare_open(town: Town, moderator: Thing, board: Thing, words: str = FERRY) -> Thing:
    """From the list of statements on, say that it is still open, without link and line: the preview."""
    board = town.turn(moderator, pick(town, moderator, board, words), "still open")
    return town.turn(moderator, town.turn(moderator, board, "No link"), "No line")


def write_note(town: Town, moderator: Thing, group: Thing, post: Thing, verdict: str = "denied by …") -> Thing:
    """Write a note about the ferry and keep it; give what is said then."""
    return town.turn(moderator, prepare(town, moderator, begin(town, moderator, group, post), verdict), "Keep")


def check(town: Town, person: Thing, group: Thing, text: str) -> Thing:
    """Write a text in the group and have it read: the bot's answer."""
    post = town.write(person, text, group)
    town.write(person, "/check@caveat_bot", group, reply_to=post)
    return town.answer(post)


def again(start: str = "This was written in Lowmere today") -> str:
    """Another text in which the noted statement comes back."""
    return f"{start}. {FERRY}. Nobody was asked about the boats."
