"""How people write, post, forward, edit and delete, and what Telegram adds to it on its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.playground.authors import sign_as_channel, sign_automatic, sign_member, sign_post
from bot.playground.origins import carry, find_origin
from bot.playground.replies import quote_part, show_replied
from bot.playground.rights import Kind, Member, Status
from bot.playground.rooms import Room, Topic
from bot.playground.state import State, place_of
from bot.playground.telling import tell_edit, tell_message
from bot.playground.texts import LONGEST_TEXT
from bot.playground.things import Fields, Thing
from bot.playground.threads import show_thread, topic_of
from bot.playground.units import utf16_length

Content = str | Mapping[str, object]
"""What is written: a text, or fields of a message."""

WORDS = (("text", "entities"), ("caption", "caption_entities"))


@dataclass(frozen=True, slots=True)
class Manner:
    """How something is written: to what it replies, which part of that it quotes, in which topic, in which channel's name."""

    reply_to: Thing | None = None
    quote: str = ""
    topic: int | None = None
    as_channel: Room | None = None


def write_message(state: State, room: Room, person: Thing, content: Content, manner: Manner) -> Thing:
    """Let a person write, and tell the bot. Raises ValueError where the person may not."""
    topic = _choose_topic(room, manner)
    _let_write(state, room, person, topic)
    signed = sign_as_channel(manner.as_channel) if manner.as_channel else sign_member(room, person)
    shown = {**show_thread(state, room, topic, manner.reply_to), **_show_reply(state, room, manner)}
    message = state.put(room, signed, {**mark(state, content), **shown})
    tell_message(state, room, message)
    return message


def publish_post(state: State, channel: Room, content: Content, signature: str = "") -> Thing:
    """Let a channel post; Telegram forwards the post to the discussion group, if there is one."""
    post = state.put(channel, sign_post(channel, signature), mark(state, content))
    tell_message(state, channel, post)
    share_post(state, channel, post)
    return post


def share_post(state: State, channel: Room, post: Thing) -> None:
    """Forward a post to the channel's discussion group, as Telegram does by itself."""
    if channel.linked is None:
        return
    group = state.rooms[channel.linked]
    shared = state.put(group, sign_automatic(channel), {**carry(post), "forward_origin": find_origin(state, post)})
    state.shared_posts[place_of(post)] = place_of(shared)
    tell_message(state, group, shared)


def forward_message(state: State, room: Room, person: Thing, message: Thing, topic_id: int | None) -> Thing:
    """Let a person forward a message. Raises ValueError where its chat does not allow that."""
    if state.rooms[message["chat"]["id"]].is_protected:
        raise ValueError("messages of this chat are protected and cannot be forwarded")
    content = {**carry(message), "forward_origin": find_origin(state, message)}
    return write_message(state, room, person, content, Manner(topic=topic_id))


def edit_message(state: State, message: Thing, content: Content) -> Thing:
    """Let the author edit a message, and tell the bot; of a post the discussion group's forward changes too."""
    entities = ("entities", "caption_entities")
    edited = state.replace(_current(state, message), *entities, **mark(state, content), edit_date=state.now)
    tell_edit(state, state.room_of(edited["chat"]), edited)
    reshare_post(state, edited)
    return edited


def reshare_post(state: State, post: Thing) -> None:
    """Change the forward in the discussion group to what a post says now, as Telegram does by itself."""
    shared = state.messages.get(state.shared_posts.get(place_of(post), (0, 0)))
    if shared:
        names = [name for pair in WORDS for name in pair]
        words = {name: post[name] for name in names if name in post}
        changed = state.replace(shared, *names, **words, edit_date=state.now)
        tell_edit(state, state.room_of(changed["chat"]), changed)


def delete_message(state: State, message: Thing) -> None:
    """Delete a message; bots hear nothing of it."""
    state.messages.pop(place_of(message), None)


def mark(state: State, content: Content) -> Thing:
    """Add the entities that Telegram finds by itself: a command is one only through them. Raises ValueError where it is long."""
    marked: Thing = {"text": content} if isinstance(content, str) else dict(content)
    for words, entities in WORDS:
        if words in marked and entities not in marked and (found := state.formatter.find(marked[words])):
            marked[entities] = [dict(entity) for entity in found]
    if any(utf16_length(marked.get(words, "")) > LONGEST_TEXT for words, _ in WORDS):  # who pays may write as long a caption
        raise ValueError("no app of Telegram sends so long a text: it is sent in pieces, or as a file")
    return marked


def mark_html(state: State, html: str) -> Thing:
    """Give a text written with styles, and what Telegram finds in it by itself outside of links."""
    parsed = state.formatter.parse(html)
    taken = [(entity["offset"], entity["length"]) for entity in parsed.entities]
    found = [entity for entity in state.formatter.find(parsed.text) if (entity["offset"], entity["length"]) not in taken]
    entities = sorted(state.name_mentioned([*parsed.entities, *found]), key=lambda entity: (entity["offset"], -entity["length"]))
    return {"text": parsed.text, **({"entities": entities} if entities else {})}


def _current(state: State, message: Thing) -> Thing:
    if place_of(message) not in state.messages:
        raise ValueError("this message is gone")
    return state.messages[place_of(message)]


def _choose_topic(room: Room, manner: Manner) -> Topic | None:
    if manner.topic is None:
        return topic_of(room, manner.reply_to)
    if manner.topic not in room.topics:
        raise ValueError("there is no such topic here")
    return room.topics[manner.topic]


def _let_write(state: State, room: Room, person: Thing, topic: Topic | None) -> None:
    """Let somebody new in without a word, as far as the chat allows. Raises ValueError where the person may not write."""
    if room.successor:
        raise ValueError("this group has become a supergroup")
    if room.kind is Kind.PRIVATE:
        _let_start(state, room)
    elif person["id"] not in room.members:
        room.members[person["id"]] = Member(person)
    right = "can_post_messages" if room.kind is Kind.CHANNEL else "can_send_messages"
    if not room.may(person, right):
        raise ValueError(f"{person['first_name']} may not write here")
    if topic and topic.is_closed and not room.member(person).manages("can_manage_topics"):
        raise ValueError("this topic is closed")


def _let_start(state: State, room: Room) -> None:
    """Whoever writes to the bot has started it; who has blocked it must unblock it first."""
    me = room.member(state.bot)
    if me.status is Status.KICKED:
        raise ValueError("who has blocked the bot cannot write to it")
    room.members[state.bot["id"]] = Member(state.bot)


def _show_reply(state: State, room: Room, manner: Manner) -> Fields:
    if manner.reply_to is None:
        return {}
    quoted = quote_part(manner.reply_to, manner.quote) if manner.quote else {}
    return {**show_replied(state, room, _current(state, manner.reply_to)), **quoted}
