"""Who opened a Mini App: taken from what Telegram signed for this bot, lately, and from nothing else."""

import json
from urllib.parse import urlencode

import pytest

from bot.chat.transport.init_data import EARLIEST, MOST_FIELDS, OLDEST, find_person, sign

TOKEN, OTHER = "4242424242:AAf-Very_Secret-Part_Of_The_Token00", "1111111111:AAf-Very_Secret-Part_Of_The_Token00"
NOW = 1_790_000_000.0


def make(token: str = TOKEN, **changed: str) -> str:
    fields = {
        "auth_date": str(int(NOW)),
        "query_id": "AAE",
        "signature": "c2ln",
        "user": json.dumps({"id": 1001, "first_name": "Ann & Bo"}),
    }
    fields |= changed
    return urlencode({**fields, "hash": fields.get("hash") or sign(fields, token)})


def test_a_person_is_found_in_what_telegram_signed() -> None:
    assert find_person(make(), TOKEN, NOW) == 1001


def test_the_hash_is_made_as_telegram_says() -> None:
    """Counted out with another tool: openssl dgst, the key being the HMAC of the token under "WebAppData"."""
    assert sign({"auth_date": "1", "user": "{}"}, "1:A") == "090d18c0226f6eef3510c02d155faa6323cd89d826ef1e77afe99962d19776a4"


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "nonsense",
        "a=1&a=2",
        make(OTHER),
        make(hash="0" * 64),
        make().replace("1001", "1002"),
        f"{make()}&user=%7B%22id%22%3A1002%7D",
        f"{make()}&more=1",
        make(query_id="AAE\nsignature=c2ln"),
        make(user="{}"),
        make(user='{"id": "1001"}'),
        make(user='{"id": true}'),
        make(user="[" * 10_000),
        make(auth_date="soon"),
        make(auth_date=""),
        "&".join(f"f{n}=1" for n in range(MOST_FIELDS + 1)),
    ],
)
def test_whatever_else_is_nobody(wrong: str) -> None:
    assert find_person(wrong, TOKEN, NOW) is None


@pytest.mark.parametrize(
    ("age", "taken"), [(0, True), (OLDEST, True), (OLDEST + 1, False), (-EARLIEST, True), (-EARLIEST - 1, False)]
)
def test_it_is_taken_for_an_hour(age: float, taken: bool) -> None:
    assert (find_person(make(), TOKEN, NOW + age) is not None) is taken
