"""Frozen values as plain JSON values and back, by their own type annotations."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from operator import attrgetter, methodcaller
from typing import Any, NamedTuple

if typing.TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class _Ways(NamedTuple):
    """There and back; None where the value is plain already."""

    write: Callable[[Any], Any] | None
    read: Callable[[Any], Any] | None


_PLAIN = _Ways(None, None)


class PlainForm:
    """Writes values of frozen dataclasses as lists, in the order of their fields, and reads them."""

    def __init__(self, names: Mapping[str, type]) -> None:
        self._names = {"date": date, **names}
        """Types that annotations name and their modules import for type checks alone."""
        self._known: dict[Any, _Ways] = {}

    def write(self, kind: type, value: Any) -> Any:
        """Lists, tuples, texts, numbers and None that say the same as `value`, which is of type `kind`."""
        return _apply(self._ways(kind).write, value)

    def read(self, kind: type, body: Any) -> Any:
        """The value of type `kind`; `body` is used up.

        Raises:
            TypeError, ValueError, KeyError: `body` was written of another kind of value.
        """
        return _apply(self._ways(kind).read, body)

    def _ways(self, kind: Any) -> _Ways:
        if kind not in self._known:
            self._known[kind] = self._made(kind)
        return self._known[kind]

    def _made(self, kind: Any) -> _Ways:
        if isinstance(kind, type) and is_dataclass(kind):
            return self._dataclass(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return _Ways(attrgetter("value"), {member.value: member for member in kind}.__getitem__)
        if kind is date:
            return _Ways(methodcaller("isoformat"), date.fromisoformat)
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin in {types.UnionType, typing.Union}:
            inner = self._ways(next(part for part in arguments if part is not type(None)))
            return _Ways(*(_maybe(way) for way in inner))
        return self._tuple(arguments) if origin is tuple else _PLAIN

    def _dataclass(self, kind: type) -> _Ways:
        names = [field.name for field in fields(kind)]
        hints = typing.get_type_hints(kind, localns=self._names)
        ways = [self._ways(hints[name]) for name in names]
        written = [(place, way.write) for place, way in enumerate(ways) if way.write]
        read = [(place, way.read) for place, way in enumerate(ways) if way.read]
        values_of = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)

        def take_apart(value: Any) -> list[Any]:
            parts = list(values_of(value))
            for place, way in written:
                parts[place] = way(parts[place])
            return parts

        def put_together(body: list[Any]) -> Any:
            for place, way in read:
                body[place] = way(body[place])
            return kind(*body)

        return _Ways(take_apart, put_together)

    def _tuple(self, arguments: tuple[Any, ...]) -> _Ways:
        if arguments[-1] is Ellipsis:
            one = self._ways(arguments[0])
            return _Ways(_each(one.write), _each(one.read) or tuple)
        parts = [self._ways(part) for part in arguments]
        writes, reads = [part.write for part in parts], [part.read for part in parts]
        return _Ways(_side_by_side(writes), _side_by_side(reads) or tuple)


def _apply(way: Callable[[Any], Any] | None, value: Any) -> Any:
    return way(value) if way else value


def _maybe(way: Callable[[Any], Any] | None) -> Callable[[Any], Any] | None:
    return (lambda value: None if value is None else way(value)) if way else None


def _each(way: Callable[[Any], Any] | None) -> Callable[[Any], Any] | None:
    return (lambda value: tuple(map(way, value))) if way else None


def _side_by_side(ways: list[Callable[[Any], Any] | None]) -> Callable[[Any], Any] | None:
    if not any(ways):
        return None
    return lambda value: tuple(_apply(way, part) for way, part in zip(ways, value, strict=True))
