"""The stand-in's world as a test or a page acts in it: people, chats, and what happens in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.playground import asking, founding, media, membership, writing
from bot.playground.access import is_own
from bot.playground.membership import somebody
from bot.playground.replies import show_replied
from bot.playground.rights import Kind, Member, Status
from bot.playground.state import State, place_of
from bot.playground.telling import change_member, tell_message
from bot.playground.things import Thing
from bot.playground.writing import Content, Manner

__all__ = ["Thing", "World"]


@dataclass(slots=True)
class World(State):
    """Everything there is, and what can happen in it.

    Of whatever is written, changed or pressed here the bot is told as far as Telegram would tell it. What Telegram's apps would
    not let a person do raises ValueError.
    """

    def add_person(
        self,
        name: str,
        *,
        last_name: str = "",
        username: str = "",
        language: str = "en",
        started: bool = True,
        hidden: bool = False,
    ) -> Thing:
        """Give a new person, who can write to the bot in private, and be written to where the bot was started.

        Forwards of what a `hidden` person wrote show a name alone.
        """
        person = founding.found_person(self, name, last_name=last_name, username=username, language=language, is_bot=False)
        founding.found_private(self, person, Status.MEMBER if started else Status.LEFT)
        if hidden:
            self.hidden.add(person["id"])
        return person

    def add_bot(self, name: str, username: str) -> Thing:
        """Give another bot, of which this one sees nothing."""
        return founding.found_person(self, name, last_name="", username=username, language="", is_bot=True)

    def add_group(
        self,
        title: str,
        kind: str = "group",
        *,
        owner: Thing | None = None,
        members: Iterable[Thing] = (),
        username: str = "",
        forum: bool = False,
        permissions: Iterable[str] | None = None,
        reactions: Sequence[str] | None = None,
        protected: bool = False,
        bot_rights: Iterable[str] | None = None,
        bot_in: bool = True,
    ) -> Thing:
        """Give a new group or supergroup, which the bot is in unless it is not to be; with `bot_rights` as an administrator.

        `permissions` are what ordinary members may, `reactions` the emoji they may react with; not named, everything.
        """
        room = founding.found_chat(self, Kind.SUPERGROUP if forum else Kind(kind), title, username, is_forum=forum)
        founding.settle(room, owner, members, self.bot, bot_rights)
        if not bot_in:
            del room.members[self.bot["id"]]
        room.permissions = founding.choose_permissions(permissions)
        room.reactions = None if reactions is None else tuple(reactions)
        room.is_protected = protected
        return room.chat

    def add_channel(
        self,
        title: str,
        *,
        owner: Thing | None = None,
        username: str = "",
        discussion: Thing | None = None,
        bot_rights: Iterable[str] | None = None,
        bot_in: bool = True,
    ) -> Thing:
        """Give a new channel, of which the bot is an administrator unless it is not to be; `discussion` is its group."""
        room = founding.found_chat(self, Kind.CHANNEL, title, username)
        founding.settle(room, owner, (), self.bot, bot_rights)
        if not bot_in:
            del room.members[self.bot["id"]]
        if discussion:
            group = self.room_of(discussion)
            room.linked, group.linked = group.id, room.id
        return room.chat

    def add_topic(self, forum: Thing, name: str, by: Thing | None = None) -> int:
        """Open a topic of a forum and give its id."""
        room = self.room_of(forum)
        topic, opening = founding.open_topic(self, room, name, by or somebody(room))
        tell_message(self, room, opening)
        return topic.thread_id

    def close_topic(self, forum: Thing, thread_id: int, *, reopen: bool = False) -> None:
        """Close a topic of a forum, or open it again."""
        room = self.room_of(forum)
        room.topics[thread_id].is_closed = not reopen
        told: Thing = {"forum_topic_reopened" if reopen else "forum_topic_closed": {}}
        thread = {"message_thread_id": thread_id, "is_topic_message": True}
        tell_message(self, room, self.put(room, {"from": somebody(room)}, {**told, **thread}))

    def write(
        self,
        person: Thing,
        content: Content,
        group: Thing | None = None,
        *,
        reply_to: Thing | None = None,
        quote: str = "",
        topic: int | None = None,
        as_channel: Thing | None = None,
    ) -> Thing:
        """Let a person send a message, in private unless a group is named. Gives the message, which the bot will be told of."""
        manner = Manner(reply_to, quote, topic, self.room_of(as_channel) if as_channel else None)
        return writing.write_message(self, self.room_of(group or person), person, content, manner)

    def album(self, person: Thing, contents: Iterable[Mapping[str, object]], group: Thing | None = None) -> list[Thing]:
        """Let a person send several photos or files at once: messages with one media_group_id."""
        number = str(self.next_id())
        return [self.write(person, {**content, "media_group_id": number}, group) for content in contents]

    def publish(self, channel: Thing, content: Content, signature: str = "") -> Thing:
        """Let a channel post, and give the post; its discussion group gets a forward of it."""
        return writing.publish_post(self, self.room_of(channel), content, signature)

    def forward(self, person: Thing, message: Thing, group: Thing | None = None, *, topic: int | None = None) -> Thing:
        """Let a person forward a message, to the bot unless a group is named."""
        return writing.forward_message(self, self.room_of(group or person), person, message, topic)

    def edit(self, message: Thing, content: Content) -> Thing:
        """Let the author edit a message or post, and give its new version."""
        return writing.edit_message(self, message, content)

    def delete(self, message: Thing) -> None:
        """Let somebody delete a message; bots hear nothing of it."""
        writing.delete_message(self, message)

    def html(self, html: str) -> Thing:
        """Give the content of a message with styles and links, for `write`."""
        return writing.mark_html(self, html)

    def document(self, data: bytes, name: str = "file.txt", mime_type: str = "text/plain", caption: str = "") -> Thing:
        """Give the content of a message with a file, for `write`; the bot can fetch the file."""
        return media.show_document(self.stored, data, name, mime_type, caption)

    def media(self, kind: str, data: bytes = b"\0", caption: str = "") -> Thing:
        """Give the content of a message with a photo, video, voice, audio, video_note, animation or sticker, for `write`."""
        return media.show_media(self.stored, kind, data, caption)

    def enter(self, person: Thing, group: Thing, by: Thing | None = None) -> None:
        """Let a person come into a group, alone or added by another."""
        membership.enter(self, self.room_of(group), person, by)

    def invite(self, chat: Thing, by: Thing | None = None) -> None:
        """Let somebody add the bot to a group; to a channel it comes as an administrator."""
        room = self.room_of(chat)
        if room.kind is Kind.CHANNEL:
            self.promote(self.bot, chat, by=by)
        else:
            membership.enter(self, room, self.bot, by or somebody(room))

    def promote(
        self,
        user: Thing,
        chat: Thing,
        rights: Iterable[str] | None = None,
        *,
        anonymous: bool = False,
        title: str = "",
        by: Thing | None = None,
    ) -> None:
        """Let a user, who may be the bot, become an administrator with all rights or with those named."""
        room = self.room_of(chat)
        membership.appoint(self, room, user, rights, by or somebody(room), is_anonymous=anonymous, title=title)

    def demote(self, user: Thing, chat: Thing, by: Thing | None = None) -> None:
        """Let a user, who may be the bot, be an ordinary member again."""
        room = self.room_of(chat)
        change_member(self, room, Member(user), by or somebody(room))

    def restrict(self, user: Thing, group: Thing, permissions: Iterable[str] = (), by: Thing | None = None) -> None:
        """Leave a user, who may be the bot, only these permissions in a supergroup."""
        room = self.room_of(group)
        membership.restrict(self, room, user, permissions, by or somebody(room))

    def kick(self, user: Thing, chat: Thing, by: Thing | None = None) -> None:
        """Ban a user, who may be the bot."""
        room = self.room_of(chat)
        membership.set_out(self, room, user, Status.KICKED, by or somebody(room))

    def leave(self, user: Thing, chat: Thing) -> None:
        """Let a user go away."""
        membership.set_out(self, self.room_of(chat), user, Status.LEFT, user)

    def block(self, person: Thing, *, unblock: bool = False) -> None:
        """Let a person block the bot, or take that back."""
        member = Member(self.bot, Status.MEMBER if unblock else Status.KICKED)
        change_member(self, self.room_of(person), member, person)

    def migrate(self, group: Thing) -> Thing:
        """Make a supergroup of a group and give it."""
        return membership.upgrade(self, self.room_of(group)).chat

    def press(self, person: Thing, message: Thing, button: str = "", *, data: str = "") -> str:
        """Let a person press the button with this label or these data, and give the id of the query.

        `data` alone stand for a button of a message that has changed or is gone.
        """
        return asking.press_button(self, person, place_of(message), button, data=data)

    def inline(self, person: Thing, text: str, *, offset: str = "", chat_type: str = "sender") -> str:
        """Let a person ask the bot inline, and give the id of the query."""
        return asking.ask_inline(self, person, text, offset, chat_type)

    def choose(self, query_id: str, result_id: str, chat: Thing) -> Thing:
        """Let whoever asked inline send one of the bot's results into a chat, and give the message."""
        return asking.choose_result(self, query_id, result_id, self.room_of(chat))

    def guest(self, person: Thing, group: Thing, text: str, *, reply_to: Thing | None = None) -> Thing:
        """Let a person name the bot in a chat where it is not, and give the message."""
        room = self.room_of(group)
        shown = show_replied(self, room, reply_to) if reply_to else {}
        return asking.ask_as_guest(self, person, room, text, shown)

    def react(self, person: Thing, message: Thing, *emoji: str) -> None:
        """Let a person react to a message with these emoji and no others."""
        asking.react_to(self, person, message, emoji)

    def reactions_of_bot(self, message: Thing) -> list[str]:
        """Give the emoji that the bot has put on a message."""
        mine = self.reactions.get(place_of(message), {}).get(self.bot["id"], [])
        return [reaction["emoji"] for reaction in mine]

    def answer_to(self, query_id: str) -> Thing | None:
        """Give what the bot answered to a pressed button, an inline query or a guest message; None as long as it has not."""
        return self.queries.by_id[query_id].answer

    def answers_to(self, message: Thing) -> list[Thing]:
        """Give what the bot has replied to a message, oldest first, as it stands now."""
        return [answer for answer in self.replies_to(message) if is_own(self, answer)]

    def current(self, message: Thing) -> Thing | None:
        """Give a message as it stands now; None where it is gone."""
        return self.messages.get(place_of(message))

    def post(self, chat: Thing, sender: Thing, content: Mapping[str, object]) -> Thing:
        """Put a message into a chat without telling the bot, and give it."""
        return self.put(self.room_of(chat), {"from": sender}, content)
