"""TOML text into a rulebook that finds every phrase in one pass."""

from bot.rulebook.book import Rulebook, compile_pack, digest_pack
from bot.rulebook.rules import Direction, Kind, Reach, Rule, Where

__all__ = ["Direction", "Kind", "Reach", "Rule", "Rulebook", "Where", "compile_pack", "digest_pack"]
