"""The parts that several commands start from, made from the settings."""

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.files import load_phrasebook, load_rulebook
from bot.reply.phrasebook import Phrasebook
from bot.rulebook import Rulebook
from bot.settings import FactchecksSettings, PagesSettings, Settings, find_config, load_settings

if TYPE_CHECKING:
    from bot.model import NoPage, Page
    from bot.pages.factchecks import GoogleChecks
    from bot.pages.reader import WebPages


def load_parts(arguments: Namespace) -> tuple[Settings, Rulebook, Phrasebook]:
    """The settings, and the rules and words they name. Raises SettingsError or RuleError."""
    settings = read_settings(arguments)
    rulebook = load_rulebook(settings.rules.directory, settings.rules.language)
    return settings, rulebook, load_phrasebook(settings.reply.language)


def make_pages(settings: PagesSettings) -> "WebPages":
    """What gets pages from the web."""
    from bot.pages.reader import WebPages  # costs a quarter of a second, and most commands open no link

    return WebPages(allowed_ports=frozenset(settings.ports))


def extract_page(markup: str, url: str) -> "Page | NoPage":
    """The article of a page, or why there is none."""
    from bot.pages.extract import extract_page as extract  # costs half a second

    return extract(markup, url)


def make_checks(settings: FactchecksSettings) -> "GoogleChecks | None":
    """What asks for published fact-checks elsewhere; None without a key."""
    if not settings.key:
        return None
    from bot.pages.factchecks import GoogleChecks  # imports httpx

    return GoogleChecks(settings)


def read_settings(arguments: Namespace) -> Settings:
    """The settings of this run. Raises SettingsError."""
    return load_settings(arguments.config or find_config(Path.cwd()), os.environ)
