"""Databases that tests fill: DuckDB in a file, PostgreSQL on loopback, Spark in local mode."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

POSTGRES_USER = "postgres"


class Store(Protocol):
    """Puts a table into a database."""

    def __call__(self, frame: pd.DataFrame, table: str = "scores") -> str:
        """The address of the table that now holds `frame`."""
        ...


@dataclass(frozen=True)
class DuckDB:
    folder: Path

    def __call__(self, frame: pd.DataFrame, table: str = "scores") -> str:
        import duckdb

        path = self.folder / f"{table}.duckdb"
        with duckdb.connect(str(path)) as connection:
            connection.register("frame", frame)
            connection.execute(f"create or replace table {table} as select * from frame")  # noqa: S608
        return f"duckdb:///{path}?table={table}"


@dataclass(frozen=True)
class Ibis:
    """Any backend that Ibis can write to."""

    url: str
    connection: Any

    def __call__(self, frame: pd.DataFrame, table: str = "scores") -> str:
        import ibis

        self.connection.raw_sql(f"drop table if exists {table}")
        self.connection.create_table(table, ibis.memtable(frame))
        sign = "&" if "?" in self.url else "?"
        return f"{self.url}{sign}table={table}"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def start_postgres() -> Iterator[Ibis]:
    """A cluster of its own in a temporary folder, on loopback, stopped afterwards."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not places:
        pytest.skip("PostgreSQL's server is not installed (Debian: postgresql)")
    pytest.importorskip("psycopg", reason="the PostgreSQL driver is not installed")
    import ibis

    tools = places[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="qa-tui-postgres-"))
    # The server does not run as root.
    as_user: dict[str, Any] = {"user": POSTGRES_USER} if os.geteuid() == 0 else {}
    if as_user:
        shutil.chown(folder, POSTGRES_USER)
    port = free_port()
    try:
        subprocess.run(
            [tools / "initdb", "-D", folder / "data", "-U", "qa", "-A", "trust", "--no-sync", "--locale=C.UTF-8"],
            check=True, capture_output=True, cwd=folder, **as_user,
        )  # fmt: skip
        log = (folder / "log").open("wb") if not as_user else subprocess.DEVNULL
        server = subprocess.Popen(
            [tools / "postgres", "-D", folder / "data", "-h", "127.0.0.1", "-p", str(port), "-k", folder, "-F"],
            stdout=log, stderr=subprocess.STDOUT, cwd=folder, **as_user,
        )  # fmt: skip
        try:
            url = f"postgres://qa@127.0.0.1:{port}/postgres"
            connection = _reached(ibis, url)
            yield Ibis(url, connection)
            connection.disconnect()
        finally:
            server.terminate()
            server.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _reached(ibis: Any, url: str) -> Any:
    until = time.monotonic() + 30
    while True:
        try:
            return ibis.connect(url)
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def start_spark(folder: Path) -> Iterator[Ibis]:
    """Spark in local mode, where its package and a JVM are present."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("there is no Java on this machine")
    import ibis

    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.warehouse.dir", str(folder))
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield Ibis("pyspark://", ibis.pyspark.connect(session))
    session.stop()
