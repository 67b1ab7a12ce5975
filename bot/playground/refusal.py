"""How the stand-in says no: the status, the words and the further parameters that Telegram answers with."""

from collections.abc import Mapping


class Refusal(Exception):  # noqa: N818  an answer like any other, not a fault of the server
    """A call that is not carried out."""

    def __init__(self, status: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(f"{status} {description}")
        self.status = status
        self.description = description
        self.parameters = parameters or {}


def bad_request(says: str) -> Refusal:
    """Give the refusal of a call that is wrong in itself."""
    return Refusal(400, f"Bad Request: {says}")


def unauthorized() -> Refusal:
    """Give the refusal of a token that has the right form and belongs to no bot."""
    return Refusal(401, "Unauthorized")


def not_found() -> Refusal:
    """Give the refusal of a method that does not exist, or of what cannot be a token."""
    return Refusal(404, "Not Found")


def conflict() -> Refusal:
    """Give the refusal of a poll that another poll has ended."""
    return Refusal(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
