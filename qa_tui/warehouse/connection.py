"""A connection to a warehouse. Reading only; one question at a time, for not every driver answers two."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from qa_tui.domain.problem import NotAnsweredError, Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.places import written_path
from qa_tui.warehouse.address import AddressError, filled, without_values

if TYPE_CHECKING:
    from qa_tui.warehouse.address import Address

Expression = Any
"""An Ibis expression. Ibis is an extra: it is imported when an address is opened, and its types are not there without it."""
Answer = Any
"""A pyarrow table."""

_log = logging.getLogger(__name__)
INSTALL = (
    'needs one more package: pip install "qa-tui[warehouse]" (DuckDB is in it; for another database name its '
    'driver as well, such as pip install "ibis-framework[postgres]").'
)


class Asks(Protocol):
    """Answers an expression."""

    def __call__(self, expression: Expression) -> Answer: ...


class WarehouseError(NotAnsweredError):
    """The warehouse could not be reached or did not answer."""


class Warehouse:
    """An open connection."""

    def __init__(self, backend: Any, address: Address) -> None:
        self._backend = backend
        self._lock = threading.Lock()
        self.address = address

    def table(self) -> Expression:
        """The table of scores. Raises `WarehouseError`."""
        with self._lock:
            try:
                database = {"database": self.address.schema} if self.address.schema else {}
                table = self._backend.table(self.address.table, **database)
            except Exception as error:
                said = f"is no table that can be read ({_said(error)}). Look at ?table=... in the address."
                raise WarehouseError(said) from error
            return table.select([name for name, kind in table.schema().items() if _is_plain(kind)])

    def ask(self, expression: Expression) -> Answer:
        """The answer as a pyarrow table. Raises `WarehouseError`."""
        with self._lock:
            try:
                return expression.to_pyarrow()
            except Exception as error:
                _log.warning("the warehouse did not answer: %s", type(error).__name__)
                raise WarehouseError(f"The warehouse did not answer: {_said(error)}") from error

    def close(self) -> None:
        self._backend.disconnect()


def _is_plain(kind: Any) -> bool:
    """Whether a column holds what a table of text could: no lists, durations or blobs, which nothing here reads."""
    return bool(kind.is_string() or kind.is_numeric() or kind.is_boolean() or kind.is_date() or kind.is_timestamp())


def connect(address: Address, zone: str | None) -> Warehouse | Problem:
    """The warehouse at `address`, with dates as they are in `zone`; or why it cannot be reached."""

    def problem(message: str) -> Problem:
        return Problem(Severity.ERROR, address.shown, message)

    try:
        import ibis
    except ImportError:
        return problem(INSTALL)
    try:
        url = filled(address.url)
        known = {"duckdb": _duckdb, "pyspark": _spark}
        backend = known[address.backend](ibis, url) if address.backend in known else ibis.connect(url)
        if address.backend in {"duckdb", "postgres"}:
            backend.raw_sql(f"SET TimeZone = '{zone or 'UTC'}'")
    except AddressError as error:
        return problem(str(error))
    except Exception as error:  # noqa: BLE001 - whatever a driver raises
        _log.warning("a warehouse could not be reached: %s", type(error).__name__)
        return problem(f"cannot be reached: {without_values(_said(error), address.url)}")
    return Warehouse(backend, address)


def _duckdb(ibis: Any, url: str) -> Any:
    """Three slashes are a file of this folder, four an absolute path; three before an absolute path are taken as well."""
    after = url.removeprefix("duckdb://").split("?")[0]
    texts = (after.removeprefix("/"), after)
    places = [written_path(text) for text in (*texts, *map(unquote, texts))]
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        raise AddressError(f"names the file {safe_line(str(places[0]), 120)}, which does not exist.")
    return ibis.duckdb.connect(str(path), read_only=True)


def _spark(ibis: Any, url: str) -> Any:
    """The Spark session of this process, with the settings of the URL; Ibis alone would set fixed ones a second time."""
    from pyspark.sql import SparkSession

    parts = urlsplit(url)
    builder = SparkSession.builder
    for name, value in parse_qsl(parts.query):
        builder = builder.config(name, value)
    return ibis.pyspark.connect(builder.getOrCreate())


def _said(error: Exception) -> str:
    """The first line of what a driver says, without control characters."""
    said = str(error).strip() or type(error).__name__
    return safe_line(said.splitlines()[0], 200)
