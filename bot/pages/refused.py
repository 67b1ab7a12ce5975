"""Why a fetch ended without a page, and the one place where foreign errors get that reason."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpcore
import httpx

from bot.model import PageFault

_TOO_LARGE_STATUS = 431


class Refused(Exception):  # noqa: N818  most of these are decisions, not errors
    """Carries the reason through code that is not ours; whoever fetches turns it into a value."""

    def __init__(self, fault: PageFault, facts: Mapping[str, str] | None = None) -> None:
        super().__init__(fault)
        self.fault = fault
        self.facts = facts or {}


_FOREIGN = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
    httpcore.ConnectionNotAvailable,
    OSError,  # ssl.SSLError is one
    ValueError,  # UnicodeError is one
)


@contextmanager
def while_asking(host: str) -> Iterator[None]:
    """Turn what the network and its libraries raise before an answer has begun into Refused."""
    try:
        yield
    except _FOREIGN as error:
        raise Refused(_find_fault(error), {"host": host}) from error


@contextmanager
def while_reading(host: str) -> Iterator[None]:
    """Turn what they raise in the middle of an answer into Refused."""
    try:
        yield
    except _FOREIGN as error:
        raise Refused(PageFault.CUT_SHORT, {"host": host}) from error


def _find_fault(error: BaseException) -> PageFault:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLError):
            return PageFault.CERTIFICATE
        if getattr(cause, "error_status_hint", None) == _TOO_LARGE_STATUS:  # h11 at endless headers
            return PageFault.TOO_LARGE
    return PageFault.UNREACHABLE


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Give an error and those it arose from; httpcore drops `__cause__` on the way."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
