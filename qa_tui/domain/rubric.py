"""The rubric: what is scored, on which scale, and what every level means in behaviour."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Any, Literal

PercentOf = Literal["max", "range"]


FEWEST_POINTS, MOST_POINTS = 3, 10
"""Width of a continuous scale on which a room votes in whole points."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The permitted values of one criterion."""

    values: tuple[float, ...]
    """Ascending permitted values; empty where any number between `minimum` and `maximum` is permitted."""
    minimum: float
    maximum: float
    names: tuple[str, ...] = ()
    """A word for each value, in the same order; empty where the numbers speak for themselves."""
    is_whole: bool = False
    """Whether a room votes in whole points on a scale on which somebody gives halves."""

    @classmethod
    def of_levels(cls, *values: float, names: tuple[str, ...] = ()) -> Scale:
        """A scale of at least two distinct values, given in any order; `names`, if any, in the order of the values."""
        ordered = tuple(sorted({float(value) for value in values}))
        if len(ordered) < 2:
            raise ValueError("a scale needs at least two different values")
        if names:
            name_of = dict(zip(values, names, strict=True))
            names = tuple(name_of[value] for value in ordered)
        return cls(ordered, ordered[0], ordered[-1], names)

    @classmethod
    def percent(cls) -> Scale:
        """Any number from 0 to 100."""
        return cls((), 0.0, 100.0)

    @classmethod
    def between(cls, minimum: float, maximum: float) -> Scale:
        """Any number from `minimum` to `maximum`; voted on in whole points where they are few, as on 1-5, else in quarters."""
        low, high = float(minimum), float(maximum)
        is_whole = low.is_integer() and high.is_integer() and FEWEST_POINTS <= high - low <= MOST_POINTS
        return cls((), low, high, is_whole=is_whole)

    @property
    def is_continuous(self) -> bool:
        return not self.values

    @property
    def is_binary(self) -> bool:
        return len(self.values) == 2

    @property
    def step(self) -> float:
        """One step in points: the width of the narrowest gap between levels; a tenth of a long continuous range, 1 in a short one."""
        if self.is_continuous:
            return 1.0 if self.is_whole else (self.maximum - self.minimum) / 10
        return min(b - a for a, b in zip(self.values, self.values[1:], strict=False))

    def unit(self, value: float) -> float:
        """Place of `value` between the ends of the scale, 0..1 inside it (the z of the statistics)."""
        return (value - self.minimum) / (self.maximum - self.minimum)

    def word(self, value: float) -> str:
        """What a person calls `value`: its name, else the number without a needless decimal point."""
        if self.names and value in self.values:
            return self.names[self.values.index(value)]
        return f"{value:g}"

    def vote_levels(self) -> tuple[float, ...]:
        """The levels a room can vote for."""
        if self.values:
            return self.values
        if self.is_whole:
            return tuple(float(level) for level in range(int(self.minimum), int(self.maximum) + 1))
        width = self.maximum - self.minimum
        return tuple(self.minimum + width * quarter / 4 for quarter in range(5))

    @property
    def vote_step(self) -> float:
        """Points between two neighbouring levels that a room votes for, on average."""
        levels = self.vote_levels()
        return (levels[-1] - levels[0]) / (len(levels) - 1)

    def as_json(self) -> dict[str, Any]:
        body = {"values": list(self.values), "min": self.minimum, "max": self.maximum, "names": list(self.names)}
        return {**body, "whole": True} if self.is_whole else body

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Scale:
        scale = cls(tuple(body["values"]), body["min"], body["max"], tuple(body["names"]))
        can_be_whole = not scale.values and cls.between(scale.minimum, scale.maximum).is_whole
        return replace(scale, is_whole=True) if body.get("whole") is True and can_be_whole else scale


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a criterion and the behaviour that earns it."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the scorecard."""

    id: str
    name: str
    scale: Scale
    percent_of: PercentOf = "max"
    asks: str = ""
    levels: tuple[Level, ...] = ()
    aliases: tuple[str, ...] = ()
    behaviours: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()

    @property
    def floor(self) -> float:
        """Points that count as 0 %: the scale's minimum where percent is taken of the range, else 0."""
        return self.scale.minimum if self.percent_of == "range" else 0.0

    @property
    def wording_version(self) -> str:
        """Hash of the question, the levels and the scale: what flags and histories are reset by."""
        # How a room votes on a scale is no word of it.
        scale = replace(self.scale, is_whole=False).as_json()
        wording = [self.asks, [[level.value, level.text] for level in self.levels], scale]
        return hashlib.sha256(json.dumps(wording, ensure_ascii=False).encode()).hexdigest()[:12]

    def level_text(self, value: float) -> str:
        """The text of level `value`, or an empty string where the rubric has none."""
        return next((level.text for level in self.levels if level.value == value), "")

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "scale": self.scale.as_json(),
            "percent_of": self.percent_of,
            "asks": self.asks,
            "levels": [[level.value, level.text] for level in self.levels],
            "aliases": list(self.aliases),
            "behaviours": list(self.behaviours),
            "signals": list(self.signals),
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Criterion:
        return cls(
            id=body["id"],
            name=body["name"],
            scale=Scale.from_json(body["scale"]),
            percent_of=body["percent_of"],
            asks=body["asks"],
            levels=tuple(Level(value, text) for value, text in body["levels"]),
            aliases=tuple(body["aliases"]),
            behaviours=tuple(body["behaviours"]),
            signals=tuple(body["signals"]),
        )


@dataclass(frozen=True, slots=True)
class Rubric:
    """The scorecard: its criteria in the order in which they are scored."""

    name: str
    criteria: tuple[Criterion, ...]
    version: str = ""
    inferred: bool = field(default=False)
    """True where there was no rubric file and names and scales were taken from the scores."""

    def criterion(self, criterion_id: str) -> Criterion | None:
        return next((criterion for criterion in self.criteria if criterion.id == criterion_id), None)

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "version": self.version,
            "inferred": self.inferred,
            "criteria": [criterion.as_json() for criterion in self.criteria],
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Rubric:
        criteria = tuple(Criterion.from_json(criterion) for criterion in body["criteria"])
        return cls(body["name"], criteria, body["version"], body["inferred"])
