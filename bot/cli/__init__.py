"""The command `caveat`: the only place that knows every part."""

from bot.cli.main import main

__all__ = ["main"]
