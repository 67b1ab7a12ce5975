"""Facts about what a test may not let people do, for Telegram's apps would not: it fails at once and says why."""

from collections.abc import Callable

import pytest

from bot.playground.world import Thing, World

Act = Callable[[World, Thing, Thing], object]


def ask_inline_in_vain(world: World, ann: Thing, _group: Thing) -> None:
    world.takes_inline = False
    world.inline(ann, "hello")


def choose_what_was_not_offered(world: World, ann: Thing, group: Thing) -> None:
    world.choose(world.inline(ann, "hello"), "1", group)


def edit_what_is_gone(world: World, ann: Thing, group: Thing) -> None:
    message = world.write(ann, "hello", group)
    world.delete(message)
    world.edit(message, "other")


def quote_what_is_not_there(world: World, ann: Thing, group: Thing) -> None:
    world.write(ann, "so?", group, reply_to=world.write(ann, "hello", group), quote="other")


def forward_what_is_protected(world: World, ann: Thing, _group: Thing) -> None:
    world.forward(ann, world.write(ann, "hello", world.add_group("P", protected=True)))


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (ask_inline_in_vain, "takes no inline queries"),
        (choose_what_was_not_offered, "no such result: '1'; offered: none"),
        (edit_what_is_gone, "this message is gone"),
        (quote_what_is_not_there, "a quote must stand in the message"),
        (forward_what_is_protected, "are protected"),
        (lambda world, ann, _group: world.write(ann, "x" * 4097), "no app of Telegram sends so long a text"),
        (lambda world, ann, _group: world.write(ann, {"caption": "x" * 4097}), "no app of Telegram sends so long a text"),
        (lambda world, _ann, group: world.add_topic(group, "News"), "only a forum has topics"),
        (lambda world, _ann, group: world.migrate(group), "only a group"),
        (lambda world, ann, group: world.write(ann, "hello", group, topic=5), "no such topic"),
        (lambda world, _ann, _group: world.media("hologram"), "no such kind: hologram; allowed: animation, audio"),
    ],
)
def test_what_nobody_could_do_fails_at_once(act: Act, says: str) -> None:
    world = World("1:x")
    with pytest.raises(ValueError, match=says):
        act(world, world.add_person("Ann"), world.add_group("G", "supergroup"))


def test_a_message_can_be_put_into_a_chat_without_the_bot_hearing_of_it() -> None:
    world = World("1:x")
    ann = world.add_person("Ann")
    message = world.post(world.chats[ann["id"]], ann, {"text": "hello"})
    assert world.history(ann) == [message]
    assert world.queue.waiting == []
