"""What all tests of the pages share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.pages import components_looked_for_once


@pytest.fixture(scope="session", autouse=True)
def components() -> Iterator[None]:
    with components_looked_for_once():
        yield
