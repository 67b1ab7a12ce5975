"""TOML text into a rulebook that finds every phrase in one pass."""

from bot.rulebook.book import Rulebook, digest_pack
from bot.rulebook.pack import compile_pack
from bot.rulebook.rules import Direction, Kind, Reach, Rule, Where
from bot.rulebook.stored import restore_rulebook, store_rulebook

__all__ = [
    "Direction",
    "Kind",
    "Reach",
    "Rule",
    "Rulebook",
    "Where",
    "compile_pack",
    "digest_pack",
    "restore_rulebook",
    "store_rulebook",
]
