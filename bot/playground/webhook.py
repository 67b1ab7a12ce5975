"""How updates reach a bot by webhook: in order for each chat, side by side across chats, again until they are taken."""

import asyncio
import json
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.playground.things import Thing
from bot.playground.updates import Queue

if TYPE_CHECKING:
    import httpx

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of a header, not what it holds


@dataclass(frozen=True, slots=True)
class Persistence:
    """How often and how far apart an update is offered that is not taken; Telegram itself has more patience and longer pauses."""

    tries: int = 100
    first_pause: float = 0.1
    longest_pause: float = 2.0
    seconds: float = 30.0
    """How long one attempt may take."""

    def pauses(self) -> Iterator[float]:
        """Give the pause after each attempt, twice as long each time up to the longest."""
        pause = self.first_pause
        for _ in range(self.tries):
            yield pause
            pause = min(2 * pause, self.longest_pause)


@dataclass(slots=True)
class Webhook:
    """Where updates go, and how that went the last time that it went wrong."""

    url: str
    queue: Queue
    clock: Callable[[], float]
    secret: str = ""
    max_connections: int = 40
    persistence: Persistence = field(default_factory=Persistence)
    last_error: str = ""
    last_error_at: int = 0
    _lanes: dict[object, "deque[Thing]"] = field(default_factory=dict)
    _tasks: "set[asyncio.Task[None]]" = field(default_factory=set)
    _client: "httpx.AsyncClient | None" = None
    _doors: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._doors = asyncio.Semaphore(self.max_connections)

    def open(self) -> None:
        """Begin to deliver, first what is waiting. Needs a running event loop."""
        import httpx

        self._client = httpx.AsyncClient(trust_env=False, timeout=self.persistence.seconds)
        self.queue.deliver = self.deliver
        for update in self.queue.waiting:
            self.deliver(update)

    async def close(self) -> None:
        """Deliver nothing more; what was not taken keeps waiting."""
        self.queue.deliver = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._client:
            await self._client.aclose()

    def deliver(self, update: Thing) -> None:
        """Put an update behind the others of its chat."""
        chat = _lane_of(update)
        if chat in self._lanes:
            self._lanes[chat].append(update)
            return
        self._lanes[chat] = deque([update])
        task = asyncio.get_running_loop().create_task(self._work_through(chat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work_through(self, chat: object) -> None:
        lane = self._lanes[chat]
        while lane:
            await self._hand_over(lane[0])
            lane.popleft()
        del self._lanes[chat]

    async def _hand_over(self, update: Thing) -> None:
        """Offer an update until it is taken, dropped, or there were enough attempts."""
        for pause in self.persistence.pauses():
            if not self.queue.holds(update["update_id"]) or await self._offer(update):
                break
            await asyncio.sleep(pause)
        self.queue.take(update["update_id"])

    async def _offer(self, update: Thing) -> bool:
        async with self._doors:
            trouble = await self._post(update)
        if trouble:
            self.last_error, self.last_error_at = trouble, int(self.clock())
        return not trouble

    async def _post(self, update: Thing) -> str:
        """Post an update; say what went wrong, or nothing."""
        import httpx

        headers = {"Content-Type": "application/json", **({SECRET_HEADER: self.secret} if self.secret else {})}
        content = json.dumps(update).encode()  # with half a surrogate pair, if somebody wrote one, as its escape
        try:
            answer = await _running(self._client).post(self.url, content=content, headers=headers)
        except httpx.TimeoutException:
            return "Read timeout expired"
        except httpx.ConnectError:
            return "Connection refused"
        except httpx.HTTPError:
            return "Connection closed"
        return "" if answer.is_success else f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"


def _running(client: "httpx.AsyncClient | None") -> "httpx.AsyncClient":
    if client is None:
        raise RuntimeError("the webhook is not open")
    return client


def _lane_of(update: Thing) -> object:
    """Give the chat that an update belongs to, or whoever asked where there is no chat."""
    thing: dict[str, Any] = next(value for name, value in update.items() if name != "update_id")
    with suppress(KeyError):
        return thing.get("message", thing)["chat"]["id"]
    return thing["from"]["id"]
