"""What every test of the reading starts from: the rules as they ship."""

import pytest

from bot.files import load_rulebook
from bot.rulebook import Rulebook


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()
