"""What every test shares: nothing is kept in the folders of whoever runs them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.near_google import NearGoogle
from tests.near_site import NearSite


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep compiled packs of the tests, and of the processes they start, in a folder of their own."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(folder)
    yield folder
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before


@pytest.fixture(scope="session")
def web() -> Iterator[NearSite]:
    with NearSite() as site:
        yield site


@pytest.fixture(scope="session")
def near_google() -> Iterator[NearGoogle]:
    with NearGoogle() as google:
        yield google


@pytest.fixture
def google(near_google: NearGoogle) -> NearGoogle:
    near_google.recover()
    return near_google
