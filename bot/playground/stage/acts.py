"""What can be done on the page: each act as the stand-in plays it, and what is answered."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Mapping
from inspect import isawaitable

from bot.playground.refusal import Refusal
from bot.playground.stage.asked import Asked, CannotBe, as_sentence, list_allowed
from bot.playground.stage.links import read_link
from bot.playground.stage.samples import Sample, SampleKind, load_samples, make_album
from bot.playground.stage.scene import SUBSCRIBER, Spot
from bot.playground.stage.splitting import split_text
from bot.playground.stage.stage import Stage
from bot.playground.state import place_of
from bot.playground.things import Thing

MOST_FILES = 10
"""Files of one album."""

WORDS = frozenset({SampleKind.TEXT, SampleKind.FORWARD})
"""The kinds of sample that are nothing but words."""

PICTURES = frozenset({"image/png", "image/jpeg", "image/webp"})

INTO_GROUP = "Telegram would let you choose a group and add the bot to it. Here it is in “Harbour Watch” already."


async def act(stage: Stage, asked: Asked) -> Thing:
    """Do what a page asks and give the answer: what came of it, or one calm sentence on why it cannot be."""
    try:
        done = _find_act(asked)(stage, asked)
        answer = await done if isawaitable(done) else done
    except CannotBe as trouble:
        answer = {"ok": False, "why": str(trouble)}
    except ValueError as trouble:  # what Telegram's apps would not let a person do
        answer = {"ok": False, "why": as_sentence(str(trouble))}
    except Refusal as refusal:
        answer = {"ok": False, "why": as_sentence(refusal.description)}
    stage.refresh()
    return {"ok": True, **answer}


def _find_act(asked: Asked) -> "Act":
    name = asked.words("act")
    if name not in ACTS:
        raise CannotBe(f"“{name[:40]}” is nothing that can be done here; {list_allowed(ACTS)}")
    return ACTS[name]


# --- writing


def _write(stage: Stage, asked: Asked) -> Thing:
    spot, person = _who_where(stage, asked)
    pieces = split_text(asked.words("text"))
    if not pieces[0]:
        raise CannotBe("There is nothing to send: write something first.")
    reply = _find_reply(stage, spot, asked)
    first = stage.world.write(person, pieces[0], spot.room.chat, reply_to=reply, quote=asked.words("quote", "") if reply else "")
    rest = [stage.world.write(person, piece, spot.room.chat) for piece in pieces[1:]]
    return _written(stage, person, [first, *rest])


def _edit(stage: Stage, asked: Asked) -> Thing:
    message = _find_own(stage, asked)
    words = "text" if "text" in message else "caption"
    text = asked.words("text").strip()
    if "forward_origin" in message or words not in message:
        raise CannotBe("Only one’s own text or caption can be edited.")
    if text == message[words]:
        raise CannotBe("Nothing has changed.")
    if not text:
        raise CannotBe("A message cannot be edited to nothing; it can be deleted.")
    edited = stage.world.edit(message, {words: text})
    stage.note_written(edited)
    return {}


def _delete(stage: Stage, asked: Asked) -> Thing:
    stage.world.delete(_find_own(stage, asked, leads=True))
    return {}


def _forward(stage: Stage, asked: Asked) -> Thing:
    spot, person = _who_where(stage, asked)
    message = stage.scene.message((asked.number("from_chat"), asked.number("message")))
    return _written(stage, person, [stage.world.forward(person, message, spot.room.chat)])


def _publish(stage: Stage, asked: Asked) -> Thing:
    text = asked.words("text").strip()
    if not text:
        raise CannotBe("There is nothing to post: write something first.")
    return {"messages": [stage.world.publish(stage.scene.channel.chat, text)["message_id"]]}


# --- files and samples


def _upload(stage: Stage, asked: Asked) -> Thing:
    spot, person = _who_where(stage, asked)
    files = [_read_file(part) for part in asked.parts("files")]
    if not 1 <= len(files) <= MOST_FILES:
        raise CannotBe(f"Send one file, or an album of up to {MOST_FILES}.")
    caption = asked.words("caption", "")
    if len({kind in PICTURES for _, kind, _ in files}) > 1:
        raise CannotBe("An album holds pictures or files, not both: send them one after the other.")
    contents = [_show_file(stage, file, "" if number else caption) for number, file in enumerate(files)]
    return _send(stage, spot, person, contents)


def _sample(stage: Stage, asked: Asked) -> Thing:
    spot, person = _who_where(stage, asked, silent=True)
    sample = load_samples().get(asked.words("id"))
    if sample is None:
        raise CannotBe(f"There is no such sample; {list_allowed(load_samples())}")
    return _post_sample(stage, sample) if spot.room is stage.scene.channel else _send_sample(stage, sample, spot, person)


def _post_sample(stage: Stage, sample: Sample) -> Thing:
    """Let the channel post a sample; nobody forwards it yet."""
    contents = [{"text": piece} for piece in split_text(sample.text)] if sample.kind in WORDS else _show_sample(stage, sample)
    posts = [stage.world.publish(stage.scene.channel.chat, content) for content in contents]
    return {"messages": [post["message_id"] for post in posts]}


def _send_sample(stage: Stage, sample: Sample, spot: Spot, person: Thing) -> Thing:
    chat = spot.room.chat
    if sample.kind is SampleKind.FORWARD:
        post = stage.world.publish(stage.scene.channel.chat, sample.text)
        return _written(stage, person, [stage.world.forward(person, post, chat)])
    if sample.kind is SampleKind.TEXT:
        return _written(stage, person, [stage.world.write(person, piece, chat) for piece in split_text(sample.text)])
    return _send(stage, spot, person, _show_sample(stage, sample))


def _show_sample(stage: Stage, sample: Sample) -> list[Thing]:
    if sample.kind is SampleKind.ALBUM:
        return make_album(stage.world, [sample.text, *[""] * (sample.pictures - 1)])
    kind = "text/html" if sample.kind is SampleKind.PAGE else "text/plain"
    return [stage.world.document(sample.text.encode(), sample.name, kind)]


def _read_file(part: Asked) -> tuple[str, str, bytes]:
    try:
        data = base64.b64decode(part.words("base64"), validate=True)
    except (binascii.Error, ValueError):
        raise CannotBe("“base64” must be a file in base64.") from None
    return part.words("name", "file")[:200] or "file", part.words("type", "") or "application/octet-stream", data


def _show_file(stage: Stage, file: tuple[str, str, bytes], caption: str) -> Thing:
    name, kind, data = file
    if kind in PICTURES:
        return stage.world.media("photo", data, caption)
    return stage.world.document(data, name, kind, caption)


def _send(stage: Stage, spot: Spot, person: Thing, contents: list[Thing]) -> Thing:
    chat = spot.room.chat
    if len(contents) == 1:
        return _written(stage, person, [stage.world.write(person, contents[0], chat)])
    return _written(stage, person, stage.world.album(person, contents, chat))


# --- buttons, reactions, links


def _press(stage: Stage, asked: Asked) -> Thing:
    _, person = _who_where(stage, asked, silent=True)
    message = _find_message(stage, asked)
    query = stage.world.press(person, message, asked.words("data"))
    stage.presses[query] = person["id"]
    return {"query": query}


def _react(stage: Stage, asked: Asked) -> Thing:
    _, person = _who_where(stage, asked, silent=True)
    emoji = asked.words("emoji", "")
    if len(emoji) > 16:
        raise CannotBe("A reaction is one emoji.")
    stage.world.react(person, _find_message(stage, asked), *filter(None, [emoji]))
    return {}


def _open(stage: Stage, asked: Asked) -> Thing:
    spot, url = stage.scene.private(asked.number("as")), asked.words("url")
    link = read_link(url, stage.world)
    if link.into_group:
        return {"says": INTO_GROUP}
    if link.place:
        return {"jump": {"chat": link.place[0], "message": link.place[1]}}
    if link.start is None:
        return {"outside": url}
    person = stage.scene.person(spot, spot.room.id)
    if not link.start:
        return {"jump": {"chat": spot.room.id, "message": None}}
    message = stage.world.write(person, f"/start {link.start}")
    stage.authors[place_of(message)] = person["id"]
    return {"jump": {"chat": spot.room.id, "message": message["message_id"]}}


async def _again(stage: Stage, _asked: Asked) -> Thing:
    await stage.again()
    return {}


# --- finding


def _who_where(stage: Stage, asked: Asked, *, silent: bool = False) -> tuple[Spot, Thing]:
    """Give the chat and the person that acts in it. Who only subscribes to a channel writes nothing there."""
    spot = stage.scene.spot(asked.number("chat"))
    person = stage.scene.person(spot, asked.number("as"))
    if spot.roles[person["id"]] == SUBSCRIBER and not silent:
        raise CannotBe(f"Subscribers do not write in “{spot.title}”: forward one of its posts, or publish a new one.")
    return spot, person


def _find_message(stage: Stage, asked: Asked) -> Thing:
    return stage.scene.message((asked.number("chat"), asked.number("message")))


def _find_own(stage: Stage, asked: Asked, *, leads: bool = False) -> Thing:
    """Give a message that the person wrote; who leads a group, or is in a private chat, may delete others too."""
    spot, person = _who_where(stage, asked, silent=True)
    message = _find_message(stage, asked)
    is_own = stage.authors.get(place_of(message)) == person["id"]
    if not is_own and not (leads and spot.leads(person["id"])):
        raise CannotBe(f"{person['first_name']} did not write this message.")
    return message


def _find_reply(stage: Stage, spot: Spot, asked: Asked) -> Thing | None:
    number = asked.number_or_none("reply_to")
    return None if number is None else stage.scene.message((spot.room.id, number))


def _written(stage: Stage, person: Thing, messages: list[Thing]) -> Thing:
    """Note who wrote messages, and give their numbers."""
    for message in messages:
        stage.authors[place_of(message)] = person["id"]
        stage.note_written(message)
    return {"messages": [message["message_id"] for message in messages]}


Act = Callable[[Stage, Asked], Thing | Awaitable[Thing]]

ACTS: Mapping[str, Act] = {
    "write": _write,
    "edit": _edit,
    "delete": _delete,
    "forward": _forward,
    "publish": _publish,
    "sample": _sample,
    "upload": _upload,
    "press": _press,
    "react": _react,
    "open": _open,
    "again": _again,
}
