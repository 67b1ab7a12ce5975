"""Who opened a Mini App, as Telegram signs it: https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app."""

import hashlib
import hmac
import json
from urllib.parse import parse_qsl

OLDEST = 3_600.0
"""Seconds after which what Telegram signed is taken no more: a page that is left open is opened anew."""

EARLIEST = 300.0
"""Seconds by which the clock of Telegram may be ahead of ours."""

MOST_FIELDS = 40


def find_person(init_data: str, token: str, now: float) -> int | None:
    """Give the id of the person for whom Telegram signed this; None where it did not, or too long ago. `now` is in Unix time."""
    fields = _read(init_data)
    if fields is None or not _is_signed(fields, token):
        return None
    signed = fields.get("auth_date", "")
    if not signed.isascii() or not signed.isdigit() or not -EARLIEST <= now - int(signed[:12]) <= OLDEST:
        return None
    return _find_id(fields.get("user", ""))


def sign(fields: dict[str, str], token: str) -> str:
    """Give the hash of these fields, "hash" itself left out, in hexadecimal digits."""
    checked = "\n".join(f"{key}={value}" for key, value in sorted(fields.items()) if key != "hash")
    key = hmac.digest(b"WebAppData", token.encode(), hashlib.sha256)
    return hmac.new(key, checked.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _read(init_data: str) -> dict[str, str] | None:
    """Give the fields; None where they are no such thing, one stands there twice, or one holds the mark between two of them."""
    try:
        pairs = parse_qsl(init_data, keep_blank_values=True, strict_parsing=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
    fields = dict(pairs)
    is_plain = len(fields) == len(pairs) and not any("\n" in part for pair in pairs for part in pair)
    return fields if is_plain else None


def _is_signed(fields: dict[str, str], token: str) -> bool:
    return hmac.compare_digest(fields.get("hash", "").encode("utf-8", "surrogatepass"), sign(fields, token).encode())


def _find_id(user: str) -> int | None:
    try:
        person = json.loads(user)["id"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return person if type(person) is int else None
