"""A rubric as the file that it is read from: `qa-tui rubric check` accepts it, and every id stays what it was."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa_tui.domain.rubric import Criterion, Rubric, Scale


def rubric_file(rubric: Rubric) -> str:
    """The text of the file."""
    import yaml

    version: str | int = int(rubric.version) if rubric.version.isdecimal() else rubric.version
    body = {"name": rubric.name, "version": version, "criteria": [_criterion(c) for c in rubric.criteria]}
    return yaml.safe_dump(body, sort_keys=False, allow_unicode=True, width=110)


def _criterion(criterion: Criterion) -> dict[str, Any]:
    scale = criterion.scale
    body: dict[str, Any] = {"id": criterion.id, "name": criterion.name}
    if criterion.aliases:
        body["aliases"] = list(criterion.aliases)
    body["scale"] = _scale(scale)
    if criterion.percent_of != "max":
        body["percent_of"] = criterion.percent_of
    if criterion.asks:
        body["asks"] = criterion.asks
    if criterion.levels:
        body["levels"] = {
            scale.word(level.value) if scale.names else _number(level.value): level.text for level in criterion.levels
        }
    if criterion.behaviours:
        body["behaviours"] = list(criterion.behaviours)
    if criterion.signals:
        body["signals"] = list(criterion.signals)
    return body


def _scale(scale: Scale) -> dict[str, Any]:
    if scale.names:
        return {"values": list(scale.names)}
    if scale.values:
        is_whole = all(upper - lower == 1 for lower, upper in itertools.pairwise(scale.values))
        if is_whole:
            return {"min": _number(scale.minimum), "max": _number(scale.maximum)}
        return {"values": [_number(value) for value in scale.values]}
    if (scale.minimum, scale.maximum) == (0, 100):
        return {"percent": True}
    return {"min": _number(scale.minimum), "max": _number(scale.maximum)}


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value
