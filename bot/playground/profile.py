"""What the bot says of itself: its names, descriptions and commands by language and scope, its menu button."""

from dataclasses import dataclass, field

from bot.playground.things import Thing

Scope = tuple[object, ...]


@dataclass(slots=True)
class Profile:
    """What was set and not cleared."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    """Names and descriptions, by which of them and language."""
    commands: dict[tuple[Scope, str], list[Thing]] = field(default_factory=dict)
    """Commands, by scope and language."""
    buttons: dict[int, Thing] = field(default_factory=dict)
    """Menu buttons by private chat; 0 stands for all others."""
