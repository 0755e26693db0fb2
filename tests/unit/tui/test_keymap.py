"""Keys can be changed by the id of their action; a clash is named and the usual key kept."""

from __future__ import annotations

import pytest

from qa_tui.tui.keymap import actions_of, all_actions, check_keys, private_screens
from qa_tui.tui.screens.private import PrivateScreen


def test_every_key_of_a_private_screen_has_an_id() -> None:
    from textual.binding import Binding

    for screen in private_screens():
        for part in screen.__mro__:
            if issubclass(part, PrivateScreen):
                for binding in part.__dict__.get("BINDINGS", ()):
                    assert isinstance(binding, Binding)
                    assert binding.id, f"{part.__name__}: {binding.key}"


def test_an_id_means_one_thing() -> None:
    for action in all_actions():
        others = {other.does for screen in private_screens() for other in actions_of(screen) if other.id == action.id}
        assert len(others) == 1, (action.id, others)


def test_a_free_key_is_taken() -> None:
    assert check_keys([("scores.calls", "a"), ("explain", "ctrl+e"), ("export", "f5"), ("find", "&")]) == (
        {"scores.calls": "a", "explain": "ctrl+e", "export": "f5", "find": "ampersand"}, [],
    )  # fmt: skip


def test_keys_can_be_swapped_in_the_right_order() -> None:
    good, problems = check_keys([("export", "f6"), ("scores.sort", "e")])
    assert good == {"export": "f6", "scores.sort": "e"}
    assert problems == []


@pytest.mark.parametrize(
    ("name", "key", "said"),
    [
        ("scores.cals", "x", "there is no action 'scores.cals'; `qa-tui settings` lists all of them."),
        ("scores.calls", "hyper+x", "'hyper+x' is not a key; expected a sign, f1 to f24, or ctrl+x."),
        ("scores.calls", "", "'' is not a key"),
        ("scores.calls", "ctrl+q", "ctrl+q always means leave; the usual key is kept."),
        ("scores.calls", "j", "j moves in lists; the usual key is kept."),
        ("scores.calls", "e", "e is export (export) on Scores; the usual key is kept."),
        ("export", "3", "3 is Plan (step.plan) on "),
    ],
)
def test_what_cannot_be_is_named(name: str, key: str, said: str) -> None:
    good, (problem,) = check_keys([(name, key)])
    assert good == {}
    assert said in problem
    assert problem.startswith("settings.yaml, keys")
