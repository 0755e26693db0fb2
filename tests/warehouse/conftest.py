"""One store for each kind of database; the dear ones are started once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.warehouse.backends import DuckDB, start_postgres, start_spark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.warehouse.backends import Store


@pytest.fixture(scope="session")
def postgres() -> Iterator[Store]:
    yield from start_postgres()


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    yield from start_spark(tmp_path_factory.mktemp("spark"))


@pytest.fixture(params=["duckdb", "postgres", "spark"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Puts a table into a database of each kind."""
    if request.param == "duckdb":
        return DuckDB(tmp_path)
    found: Store = request.getfixturevalue(request.param)
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What drivers deprecate among themselves is not this program's to mend."""
    for item in items:
        if "/warehouse/" in str(item.path):
            for category in ("DeprecationWarning", "FutureWarning", "ResourceWarning"):
                item.add_marker(pytest.mark.filterwarnings(f"ignore::{category}"))
