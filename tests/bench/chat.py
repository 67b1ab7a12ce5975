"""The whole bot from end to end: messages a second, and how long an answer takes, beside a bot that only echoes."""

import os
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from bot.chat.run import run_handlers
from bot.playground.limits import SendLimits
from bot.playground.world import Thing
from bot.settings import load_settings
from tests.bench.texts import article
from tests.bench.timing import say, table
from tests.chat.bot_process import BotProcess
from tests.chat.local_telegram import LocalTelegram, wait_until
from tests.chat.office import Echo

CHATS = 200
AT_ONCE = 400
"""Messages that are written before any is answered, for the rate."""
RATES = (10, 50, 100)
"""Messages a second, for the time to an answer."""
SECONDS = 4.0
LONGEST = 40.0
"""Seconds after which what is not answered counts as missing."""

Key = tuple[int, int]
"""A message: its chat and its number there."""

BOTS = {"caveat": ("bot", "run"), "echo": ("tests.bench.chat", "echo")}


def main() -> None:
    """Print the tables; as `echo`, be the bot that echoes."""
    if sys.argv[1:] == ["echo"]:
        return run_handlers(load_settings(None, os.environ), lambda _engine: Echo())
    say("Messages over 200 chats: the stand-in for Telegram, inbox, reading, reply, outbox, with send limits off")
    rows = [row for name in BOTS for row in measure(name, limited=False, rates=RATES)]
    table(HEAD, rows)
    say("\nThe same with Telegram's limits, kept by the bot and held by the stand-in: 30 a second in all, 1 a second a chat")
    table(HEAD, measure("caveat", limited=True, rates=RATES[:2]))
    say(f"\n  Python {sys.version.split()[0]}, {os.cpu_count()} cores, this machine, on which the stand-in runs too\n")
    return None


HEAD = ("bot", "messages", "answered", "answers a second", "p50", "p99", "told to slow down")


@dataclass(frozen=True, slots=True)
class Run:
    """One series of messages: when each was written, and when it was answered."""

    written: Mapping[Key, float]
    answered: Mapping[Key, float]
    slowed: int

    def row(self, name: str, what: str) -> list[str]:
        waits = sorted(self.answered[key] - self.written[key] for key in self.answered)
        lasted = max(self.answered.values()) - min(self.written.values()) if self.answered else 0.0
        rate = f"{len(self.answered) / lasted:,.0f}" if lasted else "–"
        known = f"{len(self.answered)}/{len(self.written)}"
        return [name, what, known, rate, percentile(waits, 0.5), percentile(waits, 0.99), str(self.slowed)]


def percentile(waits: Sequence[float], share: float) -> str:
    """The time within which that share of the answers came, in milliseconds."""
    return f"{waits[min(len(waits) - 1, int(share * len(waits)))] * 1000:,.0f} ms" if waits else "–"


def measure(name: str, rates: Sequence[int], *, limited: bool) -> list[list[str]]:
    """The rows of one bot: all at once where there is no limit, then at each rate."""
    with ExitStack() as stack:
        telegram = stack.enter_context(LocalTelegram())
        telegram.playground.world.limits = SendLimits() if limited else None
        running = stack.enter_context(
            BotProcess(telegram.address, level="warning", command=BOTS[name], telegram_send_limits=str(limited).lower())
        )
        people = [telegram.person(str(number)) for number in range(CHATS)]
        wait_until(lambda: telegram.calls("getUpdates"), LONGEST)  # a machine may be busy with others
        write(telegram, people, 20, 10)  # the first ones pay for what is loaded late
        rows = [] if limited else [write(telegram, people, AT_ONCE, None).row(name, f"{AT_ONCE} at once")]
        rows += [write(telegram, people, int(rate * SECONDS), rate).row(name, f"{rate} a second") for rate in rates]
        running.end(seconds=10)
    return rows


def write(telegram: LocalTelegram, people: Sequence[Thing], number: int, rate: float | None) -> Run:
    """Write messages, all at once or at a rate, and wait for their answers."""
    past, began, written = len(telegram.playground.calls), time.time(), dict[Key, float]()
    for place in range(number):
        if rate:
            time.sleep(max(0.0, began + place / rate - time.time()))
        person = people[place % len(people)]
        at = time.time()
        message = telegram.write(person, f"{place}. {article()[:2500]}")
        written[person["id"], message["message_id"]] = at
    end = time.monotonic() + LONGEST
    while len(read_calls(telegram, past, written).answered) < number and time.monotonic() < end:
        time.sleep(0.1)
    return read_calls(telegram, past, written)


def read_calls(telegram: LocalTelegram, past: int, written: Mapping[Key, float]) -> Run:
    """What was answered since a call, and how often the bot was told to slow down."""
    calls = telegram.run(lambda: telegram.playground.calls[past:])
    sent = [call for call in calls if call.method == "sendMessage"]
    answered: dict[Key, float] = {}
    for call in sent:
        if isinstance(call.result, dict) and (asked := call.result.get("reply_to_message")):
            answered.setdefault((call.result["chat"]["id"], asked["message_id"]), call.at)
    return Run(written, {key: at for key, at in answered.items() if key in written}, sum(call.status == 429 for call in sent))


if __name__ == "__main__":
    main()
