"""The gap report of a data set and a scope, kept beside the matrix: the same question is answered without working it out again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import marshal
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa_tui.domain.choices import Choices, TopicChoice
from qa_tui.domain.gaps import GapReport
from qa_tui.domain.plain_values import PlainForm
from qa_tui.domain.scope import Scope, Window
from qa_tui.reports.writer import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_KEPT = 8
_DIGEST = hashlib.sha256().digest_size
_FORM = PlainForm({"Scope": Scope, "Window": Window, "Choices": Choices, "TopicChoice": TopicChoice})
_PACKAGES = ("analysis", "domain", "scores")


def kept_report(directory: Path | None, scope: Scope, find: Callable[[], GapReport | None]) -> GapReport | None:
    """The report of `scope` kept in `directory`, else what `find` gives, which is kept from then on."""
    if directory is None:
        return find()
    path = directory / f"report-{_key(scope)}"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, EOFError):
        report: GapReport = _FORM.read(GapReport, _unpacked(path.read_bytes()))
        return report
    report_now = find()
    if report_now is not None:
        with contextlib.suppress(OSError):
            _keep(path, _packed(_FORM.write(GapReport, report_now)))
    return report_now


def _key(scope: Scope) -> str:
    return hashlib.sha256(json.dumps([_code(), _FORM.write(Scope, scope)]).encode()).hexdigest()[:24]


@cache
def _code() -> str:
    """Changes whenever the program that works reports out does."""
    root = Path(__file__).parent.parent
    files = [path for package in _PACKAGES for path in sorted((root / package).glob("*.py"))]
    facts: list[object] = [sys.version_info[:2], marshal.version]
    facts += [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _packed(values: Any) -> bytes:
    """Plain values as bytes: a tenth of the time that JSON takes, and what stands there twice is written once.

    A damaged file must not reach the interpreter's own reader: the digest in front of it says whether it is whole.
    """
    body = marshal.dumps(values)
    return hashlib.sha256(body).digest() + body


def _unpacked(packed: bytes) -> Any:
    digest, body = packed[:_DIGEST], packed[_DIGEST:]
    if hashlib.sha256(body).digest() != digest:
        raise ValueError("a kept report is damaged")
    return marshal.loads(body)  # noqa: S302 - plain values that this program wrote, whole


def _keep(path: Path, body: bytes) -> None:
    write_whole(path, body)
    kept = sorted(path.parent.glob("report-*"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in kept[MOST_KEPT:]:
        old.unlink(missing_ok=True)
