"""Rubric files: YAML in, a `Rubric` out, or problems that name line and field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.rubric import Criterion, Level, Rubric, Scale
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.yaml_file import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from qa_tui.readers.yaml_file import YamlBody

_Text = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int | float) else value)]


def _word(value: Any) -> Any:
    """Unquoted no and yes reach us as booleans."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _ScaleModel(_Strict):
    min: float | None = None
    max: float | None = None
    values: list[Annotated[float | str, BeforeValidator(_word)]] | None = None
    percent: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_form(self) -> _ScaleModel:
        has_range = self.min is not None or self.max is not None
        if has_range + (self.values is not None) + (self.percent is not None) != 1:
            raise ValueError("expected one of {min: 1, max: 5}, {values: [0, 1, 2]} or {percent: true}")
        if has_range and (self.min is None or self.max is None or self.min >= self.max):
            raise ValueError("expected min and max, with min below max; for percent write {percent: true}")
        if has_range and self.min is not None and self.max is not None and self.max - self.min > 20:
            return self
        if self.values is not None and len({str(value) for value in self.values}) < 2:
            raise ValueError("expected at least two different values")
        if self.values is not None and len({isinstance(value, str) for value in self.values}) > 1:
            raise ValueError("expected either numbers or words, not both")
        return self

    def scale(self) -> Scale:
        if self.percent:
            return Scale.percent()
        if self.values is not None:
            if isinstance(self.values[0], str):
                return Scale.of_levels(*range(len(self.values)), names=tuple(str(value) for value in self.values))
            return Scale.of_levels(*(float(value) for value in self.values))
        assert self.min is not None
        assert self.max is not None
        whole = self.min.is_integer() and self.max.is_integer() and self.max - self.min <= 20
        if whole:
            return Scale.of_levels(*range(int(self.min), int(self.max) + 1))
        return Scale.between(self.min, self.max)


class _CriterionModel(_Strict):
    id: Annotated[_Text, Field(pattern=r"^[A-Za-z0-9_]+$")]
    name: _Text
    scale: _ScaleModel
    aliases: list[_Text] = []
    percent_of: Literal["max", "range"] = "max"
    asks: str = ""
    levels: dict[Annotated[float | str, BeforeValidator(_word)], str] = {}
    behaviours: list[str] = []
    signals: list[str] = []

    def off_scale(self) -> list[tuple[str, str]]:
        """Levels that are not on the scale, each with what was expected."""
        scale = self.scale.scale()
        words = ", ".join(scale.word(v) for v in scale.values) or f"{scale.minimum:g} to {scale.maximum:g}"
        return [
            (key if isinstance(key, str) else f"{key:g}", words)
            for key in self.levels
            if self._value(key, scale) is None
        ]

    @staticmethod
    def _value(key: float | str, scale: Scale) -> float | None:
        if isinstance(key, str):
            return scale.values[scale.names.index(key)] if key in scale.names else None
        on_scale = key in scale.values if scale.values else scale.minimum <= key <= scale.maximum
        return float(key) if on_scale else None

    def criterion(self) -> Criterion:
        scale = self.scale.scale()
        levels = [
            Level(value, text) for key, text in self.levels.items() if (value := self._value(key, scale)) is not None
        ]
        return Criterion(
            id=self.id,
            name=self.name,
            scale=scale,
            percent_of=self.percent_of,
            asks=self.asks,
            levels=tuple(sorted(levels, key=lambda level: level.value)),
            aliases=tuple(self.aliases),
            behaviours=tuple(self.behaviours),
            signals=tuple(self.signals),
        )


class _RubricModel(_Strict):
    name: _Text
    criteria: Annotated[list[_CriterionModel], Field(min_length=1)]
    version: _Text = ""


def read_rubric(path: Path, shown: str) -> tuple[Rubric | None, tuple[Problem, ...]]:
    """The rubric of `path`, or None with the problems that stopped it."""
    found = read_yaml(path, shown)
    if isinstance(found, Problem):
        return None, (found,)
    body = found.value
    if not isinstance(body, dict):
        return None, (Problem(Severity.ERROR, shown, "expected `name:` and `criteria:` at the top of the file.", 1),)
    try:
        model = _RubricModel.model_validate(body)
    except ValidationError as invalid:
        return None, tuple(_as_problem(error, found, shown) for error in invalid.errors())
    misplaced = _misplaced(model, found, shown)
    if misplaced:
        return None, misplaced
    return Rubric(model.name, tuple(c.criterion() for c in model.criteria), model.version), ()


_EXPECTED = {
    "missing": "is missing",
    "extra_forbidden": "is not a field of a rubric; check its spelling",
    "string_type": "expected text",
    "list_type": "expected a list, each line starting with -",
    "dict_type": "expected `level: text` lines",
    "float_type": "expected a number",
    "model_type": "expected fields, one per line",
    "string_pattern_mismatch": "expected letters, digits and _ only",
    "too_short": "expected at least one criterion",
}


def _as_problem(error: Any, body: YamlBody, shown: str) -> Problem:
    location = tuple(
        part for part in error["loc"] if not (isinstance(part, str) and part.startswith(("function-", "float", "str")))
    )
    missing = error["type"] == "missing"
    line = body.line_of(location[:-1] if missing else location)
    field = ".".join(f"[{part + 1}]" if isinstance(part, int) else str(part) for part in location).replace(".[", "[")
    message = _EXPECTED.get(error["type"], error["msg"].removeprefix("Value error, "))
    found = error.get("input")
    if not missing and isinstance(found, str | int | float) and error["type"] != "extra_forbidden":
        message = f'found "{safe_line(str(found), 60)}": {message}'
    return Problem(Severity.ERROR, shown, message, line, field or None)


def _misplaced(model: _RubricModel, body: YamlBody, shown: str) -> tuple[Problem, ...]:
    """What only shows when a criterion is seen whole: an id that is used twice, a level that the scale does not have."""
    seen: set[str] = set()
    problems = []
    for number, criterion in enumerate(model.criteria):
        place = f"criteria[{number + 1}]"
        if criterion.id in seen:
            line = body.line_of(("criteria", number, "id"))
            message = f'the id "{criterion.id}" is used twice'
            problems.append(Problem(Severity.ERROR, shown, message, line, f"{place}.id"))
        seen.add(criterion.id)
        for level, words in criterion.off_scale():
            line = body.line_of(("criteria", number, "levels", level))
            message = f"level {safe_line(level, 40)} is not on the scale; expected {words}"
            problems.append(Problem(Severity.ERROR, shown, message, line, f"{place}.levels.{safe_line(level, 40)}"))
    return tuple(problems)
