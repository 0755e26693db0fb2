"""The gap report of a data set and a scope, kept beside the matrix: the same question is answered without working it out again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import marshal
import sys
from functools import cache
from pathlib import Path
from typing import Any

from qa_tui.domain.choices import Choices, TopicChoice
from qa_tui.domain.gaps import GapReport
from qa_tui.domain.plain_values import PlainForm
from qa_tui.domain.scope import Scope, Window
from qa_tui.reports.writer import write_whole

MOST_KEPT = 8
_DIGEST = hashlib.sha256().digest_size
_FORM = PlainForm({"Scope": Scope, "Window": Window, "Choices": Choices, "TopicChoice": TopicChoice})
_PACKAGES = ("analysis", "domain", "scores")


def read_kept(directory: Path | None, scope: Scope) -> GapReport | None:
    """The report of `scope` kept in `directory`; None where there is none, or a damaged one."""
    if directory is None:
        return None
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, EOFError):
        report: GapReport = _FORM.read(GapReport, _unpacked(_path(directory, scope).read_bytes()))
        return report
    return None


def keep(directory: Path | None, report: GapReport) -> None:
    """Keep a whole report in `directory`, where there is one."""
    if directory is not None:
        with contextlib.suppress(OSError):
            _keep(_path(directory, report.scope), _packed(_FORM.write(GapReport, report)))


def _path(directory: Path, scope: Scope) -> Path:
    return directory / f"report-{_key(scope)}"


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
