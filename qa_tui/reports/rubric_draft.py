"""A rubric file drafted from scores: every criterion with its scale, and room for what only people know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from qa_tui.domain.safe_text import safe_line

if TYPE_CHECKING:
    from qa_tui.domain.rubric import Criterion, Rubric
    from qa_tui.scores.matrix import CallMatrix

_HEAD = """\
# Drafted from scores. Ids join a criterion's history: keep them. Write what every level means in behaviour, what the
# criterion asks of a call, which behaviours earn the target level, and phrases that show where it can be heard.
"""
_MOST_LEVELS = 20


def rubric_draft(matrix: CallMatrix, rubric: Rubric) -> str:
    """The text of a rubric file that `qa-tui rubric check` accepts."""
    import yaml

    name = "My rubric" if rubric.inferred else rubric.name
    body = {"name": name, "version": 1, "criteria": [_criterion(matrix, c) for c in rubric.criteria]}
    return _HEAD + yaml.safe_dump(body, sort_keys=False, allow_unicode=True, width=110)


def _criterion(matrix: CallMatrix, criterion: Criterion) -> dict[str, Any]:
    scale, levels = _scale(matrix, criterion)
    return {
        "id": _plain_id(criterion.id),
        "name": safe_line(criterion.name, 80),
        "aliases": [safe_line(alias, 80) for alias in criterion.aliases],
        "scale": scale,
        "asks": criterion.asks,
        "levels": dict.fromkeys(levels, ""),
        "behaviours": list(criterion.behaviours),
        "signals": list(criterion.signals),
    }


def _plain_id(name: str) -> str:
    """Letters, digits and _ of the Latin alphabet only, as ids of a rubric are."""
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter == "_") else "_" for letter in name)
    return plain.strip("_") or f"criterion_{sum(map(ord, name)) % 10_000}"


def _scale(matrix: CallMatrix, criterion: Criterion) -> tuple[dict[str, Any], list[Any]]:
    """The scale as a rubric file says it, and its levels."""
    scale = criterion.scale
    if scale.names:
        return {"values": list(scale.names)}, list(scale.names)
    if scale.values:
        return {"min": _number(scale.minimum), "max": _number(scale.maximum)}, [_number(v) for v in scale.values]
    if scale.maximum == 100:
        return {"percent": True}, []
    column = matrix.criteria.index(criterion.id)
    given = matrix.points[:, column].astype(np.float64)
    points = np.unique(given[np.isfinite(given)]) / 10.0 ** int(matrix.decimals[column])
    is_whole = bool(np.all(points == np.round(points))) and scale.maximum <= _MOST_LEVELS and scale.maximum.is_integer()
    levels = [_number(v) for v in range(int(scale.minimum), int(scale.maximum) + 1)] if is_whole else []
    return {"min": _number(scale.minimum), "max": _number(scale.maximum)}, levels


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value
