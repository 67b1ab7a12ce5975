"""Facts about calls that nobody would write: each gets an answer in Telegram's form, never a fault of the stand-in."""

import asyncio
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.arrived import Packed, Upload
from bot.playground.calls import METHODS
from bot.playground.server import Playground
from bot.playground.table import Parameter, load_table
from bot.playground.world import Thing, World
from tests.playground.caller import TOKEN

TABLE = load_table()
TEXTS = st.sampled_from(
    ["", " ", "hello", "<b>x</b>", "<b", "@caveat_bot", "🔥" * 2050, "http://[", "why", "1", "-1", "HTML", "MarkdownV2", "*_`["]
) | st.text(max_size=20)
NUMBERS = st.sampled_from([-(2**63), -1, 0, 1, 2, 3, 1001, 1002, -1003, -1_001_000_001_003, 2**63]) | st.integers()
SCALARS = {"Integer": NUMBERS, "Float": st.floats(), "Boolean": st.booleans(), "String": TEXTS}
CHATS = st.sampled_from([1001, 1001, -1002, -1_001_000_001_003])
KNOWN: dict[str, st.SearchStrategy[object]] = {
    "chat_id": CHATS,
    "from_chat_id": CHATS,
    "message_id": st.sampled_from([1, 2]),
    "message_ids": st.just([1, 2]),
    "user_id": st.sampled_from([1, 1001]),
    "callback_query_id": st.just("7000001"),
    "inline_query_id": st.just("7000002"),
    "guest_query_id": st.just("7000003"),
}
"""What exists in the town, or may."""

LEFT_OUT = {"timeout"}
"""What would only make the test wait."""


def values(parameter: Parameter, depth: int) -> st.SearchStrategy[object]:
    if parameter.name in KNOWN and depth == 0:
        return KNOWN[parameter.name]
    if parameter.allowed:
        return st.sampled_from(parameter.allowed)
    if parameter.name == "parse_mode":
        return st.sampled_from(["", "HTML", "MarkdownV2", "Markdown", "none"])
    return st.one_of(*(value(kind, depth) for kind in parameter.kinds))


def value(kind: str, depth: int) -> st.SearchStrategy[object]:
    if kind in SCALARS:
        return SCALARS[kind]
    if kind == "InputFile":
        return st.builds(Upload, TEXTS, st.binary(max_size=9))
    if kind.startswith("["):
        return st.lists(value(kind[1:-1], depth), max_size=3)
    if kind in TABLE.unions:
        return st.one_of(*(value(one, depth) for one in TABLE.unions[kind]))
    return fields(tuple(TABLE.types[kind].values()), depth + 1)


def fields(parameters: tuple[Parameter, ...], depth: int) -> st.SearchStrategy[Thing]:
    """Give objects with what is required, and now and then with more."""
    kept = [parameter for parameter in parameters if parameter.name not in LEFT_OUT and (parameter.required or depth < 3)]
    required = {parameter.name: values(parameter, depth) for parameter in kept if parameter.required}
    optional = {parameter.name: values(parameter, depth) for parameter in kept if not parameter.required}
    return st.fixed_dictionaries(required, optional=optional)


CALLS = st.sampled_from(sorted(METHODS.keys() - {"setWebhook"})).flatmap(
    lambda method: st.tuples(st.just(method), st.deferred(lambda: fields(tuple(TABLE.methods[method].values()), 0)))
)


def town() -> Playground:
    """Some people and chats, whose ids are among those that are tried."""
    world = World(TOKEN)
    ann = world.add_person("Ann")
    message = world.write(ann, world.html("They <b>said</b> so"))
    world.press(ann, message, data="why")
    world.write(ann, "hello", world.add_group("G"))
    forum = world.add_group("F", forum=True, bot_rights=[])
    world.inline(ann, "hello")
    world.guest(ann, world.add_group("E", bot_in=False), "@caveat_bot so?")
    world.add_topic(forum, "News")
    return Playground(world)


def packed(given: object) -> object:
    """Give a value as a form would carry it."""
    if isinstance(given, Upload):
        return given
    return Packed(given if isinstance(given, str) else json.dumps(given))


NONSENSE = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inside: (
        st.lists(inside, max_size=2) | st.dictionaries(st.sampled_from(["type", "id", "text", "url"]), inside, max_size=3)
    ),
    max_leaves=5,
)
WRONG_CALLS = st.sampled_from(sorted(METHODS)).flatmap(
    lambda method: st.tuples(st.just(method), st.dictionaries(st.sampled_from([*TABLE.methods[method], "other"]), NONSENSE))
)


def answer(playground: Playground, method: str, arrived: Thing) -> int:
    """Give the status with which a call is answered, in a form that Telegram's answers have."""
    status, body = asyncio.run(playground.answer(TOKEN, method, lambda: dict(arrived)))
    assert body["ok"] is (status == 200)
    json.dumps(body).encode()
    return status


@settings(max_examples=120, deadline=None)
@given(calls=st.lists(CALLS, min_size=1, max_size=3), in_a_form=st.booleans())
def test_every_call_gets_an_answer(calls: list[tuple[str, Thing]], in_a_form: bool) -> None:
    playground = town()
    for method, fitting in calls:
        arrived = {name: packed(one) for name, one in fitting.items()} if in_a_form else fitting
        assert answer(playground, method, arrived) in {200, 400, 403, 409, 501}


@settings(max_examples=200, deadline=None)
@given(call=WRONG_CALLS)
def test_nonsense_gets_an_answer_too(call: tuple[str, Thing]) -> None:
    method, nonsense = call
    assert answer(town(), method, {name: one for name, one in nonsense.items() if name not in LEFT_OUT | {"url"}}) in {
        200,
        400,
        501,
    }
