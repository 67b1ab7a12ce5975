"""How something is shown in a chat: in reply, in place of what a message shows, or to whoever pressed and nobody else."""

from telegram import CallbackQuery

from bot.chat.composer import Shown
from bot.chat.place import Place
from bot.chat.work import LIFE, Work


def show(shown: Shown, place: Place, work: Work, slot: str | None = None) -> None:
    """Reply at a place, in the slot that belongs to its message or in the one that is named."""
    work.call(place.chat, "sendMessage", {**place.aim(), **shown.payload()}, slot=slot or place.slot)


def show_instead(shown: Shown, place: Place, work: Work) -> None:
    """Let the message of the bot's at a place show something else."""
    payload = {"chat_id": place.chat, "message_id": place.message, "link_preview_options": {"is_disabled": True}}
    work.call(place.chat, "editMessageText", {**payload, **shown.payload()})


def end_press(query: CallbackQuery, work: Work, text: str = "", *, alert: bool = True) -> None:
    """End a press; with words, these are shown to whoever pressed: in a window to be closed, or without `alert` for a moment."""
    told = {"text": text, "show_alert": alert} if text else {}
    payload: dict[str, object] = {"callback_query_id": query.id, **told}
    work.call(query.from_user.id, "answerCallbackQuery", payload, expires=work.now + LIFE)
