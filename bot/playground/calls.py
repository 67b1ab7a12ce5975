"""From a call to what it does: the table says which parameters a method takes, and a function by its name carries it out."""

from collections.abc import Awaitable, Callable, Mapping
from inspect import isawaitable

from bot.playground.methods import about_bot, answering, changing, looking, receiving, sending
from bot.playground.refusal import not_found, not_played
from bot.playground.table import load_table
from bot.playground.texts import LONGEST_TEXT, MOST_ENTITIES
from bot.playground.things import Fields
from bot.playground.world import World

__all__ = ["LONGEST_TEXT", "METHODS", "MOST_ENTITIES", "call_method"]

METHODS: Mapping[str, Callable[[World, Fields], Awaitable[object] | object]] = {
    **about_bot.METHODS,
    **receiving.METHODS,
    **sending.METHODS,
    **changing.METHODS,
    **answering.METHODS,
    **looking.METHODS,
}

UNPLAYED = frozenset(
    {
        "allow_paid_broadcast",
        "business_connection_id",
        "certificate",
        "direct_messages_topic_id",
        "ip_address",
        "message_effect_id",
        "suggested_post_parameters",
    }
)
"""Parameters that Telegram knows and the stand-in could only ignore."""


async def call_method(world: World, method: str, given: Mapping[str, object]) -> object:
    """Carry out a call and give its result. Raises Refusal as Telegram would, and where a method is not played."""
    if method not in load_table().methods:
        raise not_found()
    checked = load_table().check_call(method, given)
    if method not in METHODS:
        raise not_played(method)
    if unplayed := sorted(checked.keys() & UNPLAYED):
        raise not_played(f"parameter {unplayed[0]} of {method}")
    result = METHODS[method](world, checked)
    return await result if isawaitable(result) else result
