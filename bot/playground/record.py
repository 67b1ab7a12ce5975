"""What was called and how it was answered, and the refusals that a test has planned."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.playground.refusal import Refusal

EVERY = "*"
"""Stands for every method."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it was answered, `given` as it arrived; no description means that it was carried out.

    `wrong` marks a mistake of the caller that no state of the world would have let pass; `at` is Unix time.
    """

    method: str
    given: Mapping[str, object]
    status: int
    description: str = ""
    wrong: bool = False
    result: object = None
    at: float = 0


@dataclass(slots=True)
class Plan:
    """A refusal for the next calls of a method, to one chat if one is named; `after` they were carried out all the same."""

    method: str
    refusal: Refusal
    chat_id: int | None
    times: int
    after: bool

    def fits(self, method: str, given: Mapping[str, object]) -> bool:
        """Say whether a call is to be refused."""
        is_meant = self.method in {EVERY, method}
        return self.times > 0 and is_meant and (self.chat_id is None or str(given.get("chat_id")) == str(self.chat_id))


@dataclass(slots=True)
class Plans:
    """All refusals that are planned."""

    plans: list[Plan] = field(default_factory=list)

    def take(self, method: str, given: Mapping[str, object]) -> Plan | None:
        """Give the plan for a call, which is one time fewer then."""
        plan = next((plan for plan in self.plans if plan.fits(method, given)), None)
        if plan:
            plan.times -= 1
            self.plans = [plan for plan in self.plans if plan.times > 0]
        return plan
