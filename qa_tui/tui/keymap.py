"""Keys by the id of their action: what can be changed in the settings, and what is wrong with a change."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.keys import Keys, _character_to_key

from qa_tui.domain.safe_text import safe_line
from qa_tui.tui.screens.private import PrivateScreen
from qa_tui.tui.widgets.line_view import LineList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen

_MODULES = (
    "scores.screen", "segments.screen", "heat.screen", "comparison.screen", "calls.screen", "calls.one_call", "plan.screen", "plan.excerpt",
    "session.screen", "held.screen", "attendance.screen", "ledger.screen", "practice.screen", "practice.card", "outcome.screen", "welcome.screen",
)  # fmt: skip
_NAMED = {key.value for key in Keys}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "meta"}
_LIST_KEYS = {
    key
    for binding in LineList.BINDINGS
    if isinstance(binding, Binding) and binding.action != "choose"
    for key in binding.key.split(",")
}
_RESERVED = {"ctrl+q": "leave", "ctrl+c": "leave", "ctrl+p": "everything by name"}


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does on a private screen."""

    id: str
    key: str
    does: str
    screen: str


def private_screens() -> list[type[Screen[None]]]:
    """All private screens, imported."""
    found: dict[str, type[Screen[None]]] = {}
    for name in _MODULES:
        module = import_module(f"qa_tui.tui.screens.{name}")
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, PrivateScreen) and value.__module__ == module.__name__:
                found[value.__name__] = value
    return list(found.values())


def actions_of(screen: type[Screen[None]]) -> list[Action]:
    """The actions of a screen and of what it rests on, the nearest first."""
    found: dict[str, Action] = {}
    for part in screen.__mro__:
        for binding in part.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id and binding.id not in found:
                found[binding.id] = Action(
                    binding.id, binding.key, binding.description, screen.__name__.removesuffix("Screen")
                )
    return list(found.values())


def all_actions() -> list[Action]:
    """Every action once, in order of its id."""
    found = {action.id: action for screen in private_screens() for action in actions_of(screen)}
    return sorted(found.values(), key=lambda action: action.id)


def check_keys(wanted: Iterable[tuple[str, str]]) -> tuple[dict[str, str], list[str]]:
    """The part of `wanted` (id of an action, key) that can be used, and a sentence for each that cannot."""
    known = {action.id: action for action in all_actions()}
    good: dict[str, str] = {}
    problems = []
    for name, given in wanted:
        key = _key(given)
        if name not in known:
            problems.append(
                f"settings.yaml, keys: there is no action {safe_line(name, 40)!r}; `qa-tui settings` lists all of them."
            )
        elif key is None:
            problems.append(
                f"settings.yaml, keys, {name}: {safe_line(given, 20)!r} is not a key; expected a sign, f1 to f24, or ctrl+x."
            )
        elif key in _LIST_KEYS:
            problems.append(f"settings.yaml, keys, {name}: {given} moves in lists; the usual key is kept.")
        elif key in _RESERVED:
            problems.append(f"settings.yaml, keys, {name}: {key} always means {_RESERVED[key]}; the usual key is kept.")
        elif clash := _clash(name, key, good):
            problems.append(
                f"settings.yaml, keys, {name}: {given} is {clash.does} ({clash.id}) on {clash.screen}; the usual key is kept."
            )
        else:
            good[name] = key
    return good, problems


def _clash(name: str, key: str, others: dict[str, str]) -> Action | None:
    """Another action that the same key would start on a screen that has both."""
    for screen in private_screens():
        actions = actions_of(screen)
        if not any(action.id == name for action in actions):
            continue
        for action in actions:
            keys = others.get(action.id, action.key).split(",")
            if action.id != name and key in keys:
                return action
    return None


def _key(given: str) -> str | None:
    """Textual's name of a key, or None."""
    given = given.strip()
    if len(given) == 1:
        return _character_to_key(given) if given.isprintable() else None
    *modifiers, last = given.split("+")
    named = last in _NAMED or (len(last) == 1 and last.isprintable())
    if not named or not set(modifiers) <= _MODIFIERS:
        return None
    return "+".join((*modifiers, last))
