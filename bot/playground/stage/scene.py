"""Who is in the playground and where: three people, private chats, a group with an anonymous owner, a channel to forward from."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.playground.rights import Kind
from bot.playground.rooms import Room
from bot.playground.stage.asked import CannotBe
from bot.playground.state import Place
from bot.playground.things import Thing
from bot.playground.world import World

MEMBER = "member"
MODERATOR = "moderator"
ANONYMOUS = "anonymous administrator"
SUBSCRIBER = "subscriber"

LEADS = frozenset({MODERATOR, ANONYMOUS})

PRIVATE_SCOPES = ("all_private_chats", "default")
GROUP_SCOPES = ("all_group_chats", "default")
SCOPES_OF_LEADERS = ("all_chat_administrators", *GROUP_SCOPES)
"""Where Telegram looks for the commands that it offers to somebody, the nearest first."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the playground, and a line on what to try as them."""

    user: Thing
    note: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A chat, a line on what it is for, and who acts in it as what, by the person's id."""

    room: Room
    title: str
    note: str
    roles: Mapping[int, str]

    def leads(self, person: int) -> bool:
        """Say whether somebody may act on what others wrote here."""
        return self.room.kind is Kind.PRIVATE or self.roles.get(person) in LEADS

    def list_scopes(self, person: int) -> tuple[str, ...]:
        """Give where Telegram looks for the commands that it offers to somebody here."""
        if self.room.kind is Kind.CHANNEL:
            return ()
        if self.room.kind is Kind.PRIVATE:
            return PRIVATE_SCOPES
        return SCOPES_OF_LEADERS if self.leads(person) else GROUP_SCOPES


@dataclass(frozen=True, slots=True)
class Scene:
    """The world of the playground, by ids."""

    world: World
    people: Mapping[int, Person]
    spots: Mapping[int, Spot]
    channel: Room

    def spot(self, chat: int) -> Spot:
        """Give a chat. Raises CannotBe where there is none of this id."""
        if chat not in self.spots:
            raise CannotBe("There is no such chat here.")
        return self.spots[chat]

    def person(self, spot: Spot, number: int) -> Thing:
        """Give somebody who acts in a chat. Raises CannotBe where they are not in it."""
        if number not in self.people:
            raise CannotBe("There is nobody of this id here.")
        if number not in spot.roles:
            raise CannotBe(f"{self.people[number].user['first_name']} is not in “{spot.title}”.")
        return self.people[number].user

    def message(self, place: Place) -> Thing:
        """Give a message as it stands. Raises CannotBe where there is none."""
        found = self.world.messages.get(place)
        if found is None or place[0] not in self.spots:
            raise CannotBe("There is no such message; it may have been deleted.")
        return found

    def private(self, person: int) -> Spot:
        """Give somebody's private chat with the bot. Raises CannotBe where there is nobody of this id."""
        return self.spot(person)


def set_scene(world: World) -> Scene:
    """Fill a new world. The bot comes into the group as anybody would add it, and is told so."""
    ana, tomas, mara = (world.add_person(name, username=f"{name.lower()}_playground") for name in ("Ana", "Tomas", "Mara"))
    group = world.add_group("Harbour Watch", "supergroup", owner=mara, members=(ana, tomas), bot_in=False)
    room = world.room_of(group)
    room.members[mara["id"]] = replace(room.members[mara["id"]], is_anonymous=True)
    world.promote(tomas, group, by=mara)
    channel = world.room_of(world.add_channel("Coast Wire", owner=mara, username="coastwire_playground", bot_in=False))
    world.invite(group, by=tomas)
    people = (
        Person(ana, "reads the news and asks the bot; an ordinary member of the group"),
        Person(tomas, "a moderator of the group: /settings, /note, /digest, /open"),
        Person(mara, "owns the group and writes in it anonymously, as the group itself"),
    )
    spots = (
        _private(world, ana, "paste, forward or drop something to read"),
        _private(world, tomas, "where what a moderator does in private goes on, such as a note or an export"),
        Spot(
            room,
            group["title"],
            "a small group: the bot is a member that sees everything, and answers who asks until Tomas or Mara choose otherwise",
            {ana["id"]: MEMBER, tomas["id"]: MODERATOR, mara["id"]: ANONYMOUS},
        ),
        Spot(
            channel,
            channel.chat["title"],
            "a made-up channel that the bot is not in: its posts are there to be forwarded",
            {person.user["id"]: SUBSCRIBER for person in people},
        ),
        _private(world, mara, "where the bot shows her what opens in private"),
    )
    return Scene(world, {one.user["id"]: one for one in people}, {spot.room.id: spot for spot in spots}, channel)


def describe(scene: Scene) -> Thing:
    """Give the bot, people and chats as the page is told of them."""
    world = scene.world
    chats = [_describe_spot(scene, spot) for spot in scene.spots.values()]
    bot = {"id": world.bot["id"], "username": world.bot["username"], "name": world.bot["first_name"]}
    offered = {command["command"]: command for chat in chats for role in chat["can"] for command in role["commands"]}
    people = [{"id": number, "name": one.user["first_name"], "note": one.note} for number, one in scene.people.items()]
    return {"bot": {**bot, "commands": list(offered.values())}, "people": people, "chats": chats}


def _private(world: World, person: Thing, note: str) -> Spot:
    title = f"{world.bot['first_name']} · {person['first_name']}"
    return Spot(world.room_of(person), title, f"{person['first_name']}’s private chat: {note}", {person["id"]: MEMBER})


def _describe_spot(scene: Scene, spot: Spot) -> Thing:
    can = [
        {
            "person": number,
            "label": scene.people[number].user["first_name"],
            "role": role,
            "commands": next(_find_commands(scene.world, spot.list_scopes(number)), []),
        }
        for number, role in spot.roles.items()
    ]
    return {"id": spot.room.id, "title": spot.title, "type": spot.room.chat["type"], "note": spot.note, "can": can}


def _find_commands(world: World, scopes: Iterable[str]) -> Iterator[list[Thing]]:
    """Give what the bot offers in these scopes, the nearest first, to whoever reads English."""
    for scope in scopes:
        for language in ("en", ""):
            if found := world.profile.commands.get(((scope,), language)):
                yield found
