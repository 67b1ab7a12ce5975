"""How the stand-in says no: the status, the words and the further parameters that Telegram answers with."""

from collections.abc import Mapping


class Refusal(Exception):  # noqa: N818  an answer like any other, not a fault of the server
    """A call that is not carried out; `wrong` where no state of the world would have let it pass."""

    def __init__(
        self, status: int, description: str, parameters: Mapping[str, int] | None = None, *, wrong: bool = False
    ) -> None:
        super().__init__(f"{status} {description}")
        self.status = status
        self.description = description
        self.parameters = parameters or {}
        self.wrong = wrong


def bad_request(says: str) -> Refusal:
    """Give the refusal of a call that is wrong in itself."""
    return Refusal(400, f"Bad Request: {says}", wrong=True)


def not_now(says: str) -> Refusal:
    """Give the refusal of a call that might pass, were the world another: what it names is gone, closed or unchanged."""
    return Refusal(400, f"Bad Request: {says}")


def forbidden(says: str) -> Refusal:
    """Give the refusal of a call to where the bot is not wanted."""
    return Refusal(403, f"Forbidden: {says}")


def unauthorized() -> Refusal:
    """Give the refusal of a token that has the right form and belongs to no bot."""
    return Refusal(401, "Unauthorized")


def not_found() -> Refusal:
    """Give the refusal of a method that does not exist, or of what cannot be a token."""
    return Refusal(404, "Not Found", wrong=True)


def not_played(what: str) -> Refusal:
    """Give the refusal of what Telegram knows and the stand-in does not act out."""
    return Refusal(501, f"Not Implemented: {what} is not played here", wrong=True)


def conflict(
    ended_by: str = "terminated by other getUpdates request; make sure that only one bot instance is running",
) -> Refusal:
    """Give the refusal of a poll that another poll, or a webhook, has ended."""
    return Refusal(409, f"Conflict: {ended_by}")


def upgraded(successor: int) -> Refusal:
    """Give the refusal of a call to a group that has become a supergroup."""
    says = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refusal(400, says, {"migrate_to_chat_id": successor})


def too_many(seconds: int) -> Refusal:
    """Give the refusal of a call that comes too soon."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
