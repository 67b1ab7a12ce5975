"""Where a text is read, as it was found: the message, and what is kept of its chat that concerns the text."""

from dataclasses import dataclass

from bot.chat.composer import Composer
from bot.chat.place import Place
from bot.service import Service
from bot.service.keeping import Surroundings


@dataclass(frozen=True, slots=True)
class Scene:
    """A place with what is kept around it, looked up once for all who say or do something about a text there."""

    place: Place
    around: Surroundings
    service: Service
    """What reads texts in the chat, with the cues that it added for itself."""
    composer: Composer
    """What writes answers in the chat's language."""
