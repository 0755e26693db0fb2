"""The gap report of a data set and a scope, kept beside the matrix: the same question is answered without working it out again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui.domain.choices import Choices, TopicChoice
from qa_tui.domain.gaps import GapReport
from qa_tui.domain.plain_values import PlainForm
from qa_tui.domain.scope import Scope, Window

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_KEPT = 8
_FORM = PlainForm({"Scope": Scope, "Window": Window, "Choices": Choices, "TopicChoice": TopicChoice})
_PACKAGES = ("analysis", "domain", "scores")


def kept_report(
    directory: Path | None, scope: Scope, find: Callable[[], GapReport | None]
) -> GapReport | None:
    """The report of `scope` kept in `directory`, else what `find` gives, which is kept from then on."""
    if directory is None:
        return find()
    path = directory / f"report-{_key(scope)}.json"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        report: GapReport = _FORM.read(GapReport, json.loads(path.read_bytes()))
        return report
    report_now = find()
    if report_now is not None:
        with contextlib.suppress(OSError):
            _keep(path, json.dumps(_FORM.write(GapReport, report_now)))
    return report_now


def _key(scope: Scope) -> str:
    return hashlib.sha256(json.dumps([_code(), _FORM.write(Scope, scope)]).encode()).hexdigest()[:24]


@cache
def _code() -> str:
    """Changes whenever the program that works reports out does."""
    root = Path(__file__).parent.parent
    files = [path for package in _PACKAGES for path in sorted((root / package).glob("*.py"))]
    facts = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _keep(path: Path, body: str) -> None:
    handle, partial = tempfile.mkstemp(prefix=".partial-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(body)
        Path(partial).replace(path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
    kept = sorted(path.parent.glob("report-*.json"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in kept[MOST_KEPT:]:
        old.unlink(missing_ok=True)
