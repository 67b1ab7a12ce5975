"""The methods by which a bot gets its updates: polls and the webhook."""

import re
from urllib.parse import urlsplit

from bot.playground.refusal import bad_request
from bot.playground.table import load_table
from bot.playground.things import Fields, Thing, only_full
from bot.playground.webhook import Webhook
from bot.playground.world import World

MOST_UPDATES = 100
MOST_SECONDS = 50
MOST_CONNECTIONS = 100
HERE = frozenset({"127.0.0.1", "::1", "localhost"})

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_updates(world: World, given: Fields) -> list[Thing]:
    """Confirm what the bot has, and give what is waiting or comes in time."""
    _remember_wanted(world, given)
    if not world.webhook:
        world.queue.confirm(given.get("offset", 0))
    await world.queue.wait(min(given.get("timeout", 0), MOST_SECONDS))
    return world.queue.first(max(1, min(given.get("limit", MOST_UPDATES), MOST_UPDATES)))


async def set_webhook(world: World, given: Fields) -> bool:
    """Have updates delivered to an address on this machine, in place of polls; an empty one ends that."""
    if not given["url"]:
        return await delete_webhook(world, given)
    _check_address(given["url"])
    _check_secret(given.get("secret_token"))
    connections = given.get("max_connections", 40)
    if not 1 <= connections <= MOST_CONNECTIONS:
        raise bad_request(f"max_connections must be between 1 and {MOST_CONNECTIONS}")
    _remember_wanted(world, given)
    await _take_down(world, given)
    secret = given.get("secret_token", "")
    world.webhook = Webhook(given["url"], world.queue, world.clock, secret, connections, world.persistence)
    world.webhook.open()
    world.queue.end_polling()
    return True


async def delete_webhook(world: World, given: Fields) -> bool:
    """Deliver nothing more, and let the bot poll."""
    await _take_down(world, given)
    return True


def get_webhook_info(world: World, _given: Fields) -> Thing:
    """Tell where updates are delivered, how many wait, and what went wrong last."""
    waiting = {"pending_update_count": len(world.queue), **only_full({"allowed_updates": list(world.queue.wanted)})}
    hook = world.webhook
    if hook is None:
        return {"url": "", "has_custom_certificate": False, **waiting}
    trouble = {"last_error_date": hook.last_error_at, "last_error_message": hook.last_error} if hook.last_error else {}
    fixed = {"has_custom_certificate": False, "max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
    return {"url": hook.url, **fixed, **waiting, **trouble}


async def _take_down(world: World, given: Fields) -> None:
    hook, world.webhook = world.webhook, None
    if hook:
        await hook.close()
    if given.get("drop_pending_updates"):
        world.queue.drop()


def _remember_wanted(world: World, given: Fields) -> None:
    """Remember what kinds of update the bot asks for; not named, it is what it asked for last."""
    wanted = given.get("allowed_updates", world.queue.wanted)
    unknown = [kind for kind in wanted if kind not in load_table().updates]
    if unknown:
        raise bad_request(f'unknown kind of update "{unknown[0]}" in allowed_updates')
    world.queue.wanted = wanted


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise bad_request("bad webhook: invalid URL specified") from None
    if parts.scheme not in {"http", "https"}:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if host not in HERE:
        raise bad_request("bad webhook: only addresses of this machine are reached from here")


def _check_secret(secret: str | None) -> None:
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")


METHODS = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
