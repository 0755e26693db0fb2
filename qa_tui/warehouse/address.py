"""Where a table of scores lies: `duckdb:///file.db?table=scores`, or any other URL that Ibis connects to."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from qa_tui.domain.safe_text import safe_line

EXPECTED = "such as duckdb:///file.db?table=scores or postgres://user@host/database?table=schema.scores"
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_SECRET = re.compile(r"passw|secret|token|credential|private|apikey|api_key", re.IGNORECASE)
_ALIASES = {"postgresql": "postgres"}


@dataclass(frozen=True, slots=True)
class Address:
    """A table that an Ibis backend knows."""

    backend: str
    url: str
    """Without the table; variables of the environment are still names, so that no password is kept or shown."""
    table: str
    schema: str | None

    @property
    def shown(self) -> str:
        return safe_line(f"{self.schema}.{self.table}" if self.schema else self.table, 60)


class AddressError(ValueError):
    """What is wrong with an address, in words for the person who typed it."""


def parse_address(text: str) -> Address:
    """The table that `text` names. Raises `AddressError`."""
    try:
        # A # may stand in the name of a folder.
        parts = urlsplit(text, allow_fragments=False)
    except ValueError as error:
        raise AddressError(f"is no address ({error}); expected {EXPECTED}.") from error
    asked = parse_qsl(parts.query, keep_blank_values=True)
    secrets = [parts.password or "", *(value for name, value in asked if _SECRET.search(name))]
    if any(secret and not _VARIABLE.fullmatch(secret) for secret in secrets):
        raise AddressError(
            "holds a password, which would be kept with the list of what was opened. Put it into a variable of the environment, "
            "and write ${ITS_NAME} in its place."
        )
    tables = [value for name, value in asked if name == "table"]
    if len(tables) != 1 or not tables[0].strip():
        raise AddressError(f"does not name the table; expected ?table=..., {EXPECTED}.")
    schema, _, table = tables[0].strip().rpartition(".")
    rest = urlencode([(name, value) for name, value in asked if name != "table"], safe="${}/:")
    backend = _ALIASES.get(parts.scheme, parts.scheme)
    url = f"{backend}://{parts.netloc}{parts.path}" + (f"?{rest}" if rest else "")
    return Address(backend, url, table, schema or None)


def without_values(said: str, url: str) -> str:
    """`said` without the values of the variables that `url` names, however a driver wrote them."""
    for name in _VARIABLE.findall(url):
        value = os.environ.get(name, "")
        for part in {value, quote(value, safe="")} - {""}:
            said = said.replace(part, "...")
    return said


def filled(url: str) -> str:
    """`url` with the values of the variables that it names. Raises `AddressError` for one that is not set."""

    def value(match: re.Match[str]) -> str:
        found = os.environ.get(match[1])
        if found is None:
            raise AddressError(f"names the variable {match[1]} of the environment, which is not set.")
        return quote(found, safe="")

    return _VARIABLE.sub(value, url)
