"""`qa-tui settings`: what is set, where it acts, and every key by its id."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.exits import Exit, problem_json, put, put_json, put_table, say, say_problems
from qa_tui.domain.settings import (
    CHOICES,
    HOLIDAYS_ACT_ON,
    KEYS_ACT_ON,
    NUMBERS,
    PRESIDIO_ACTS_ON,
    TEXTS,
    TIME_ZONE_ACTS_ON,
    Settings,
)
from qa_tui.paths import find_home

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def run(options: argparse.Namespace) -> Exit:
    home = find_home(options.home)
    if options.new:
        return _write(home.settings)
    settings, problems = compose.settings_of(home)
    if options.json:
        days = [day.isoformat() for day in settings.holidays]
        body = asdict(settings) | {"keys": dict(settings.keys), "holidays": days}
        put_json({"file": str(home.settings), "settings": body, "problems": [problem_json(p) for p in problems]})
        return Exit.OK
    from qa_tui.tui.keymap import all_actions, check_keys

    keymap, wrong = check_keys(settings.keys)
    exists = "" if home.settings.is_file() else " (not there yet: `qa-tui settings --new` writes it)"
    put(f"{home.settings}{exists}")
    put()
    rows = [[n.name, str(getattr(settings, n.name)), n.acts_on] for n in NUMBERS]
    rows.append(["time_zone", settings.time_zone or "-", TIME_ZONE_ACTS_ON])
    rows += [[choice.name, getattr(settings, choice.name), choice.acts_on] for choice in CHOICES]
    rows += [[text.name, getattr(settings, text.name) or "-", text.acts_on] for text in TEXTS]
    rows.append(["presidio_model", settings.presidio_model or "-", PRESIDIO_ACTS_ON])
    rows.append(["holidays", str(len(settings.holidays)), HOLIDAYS_ACT_ON])
    rows.append(["keys", str(len(keymap)), KEYS_ACT_ON])
    put_table(["setting", "value", "acts on"], rows, right=(1,))
    put()
    actions = [[action.id, keymap.get(action.id, action.key), action.does] for action in all_actions()]
    put_table(["action", "key", "does"], actions)
    say_problems(problems)
    for sentence in wrong:
        say(f"warning: {sentence}")
    return Exit.OK


def _write(path: Path) -> Exit:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(new_settings())
    except FileExistsError:
        say(f"error: {path}: exists already; nothing was written.")
        return Exit.USAGE
    put(str(path))
    return Exit.OK


def new_settings() -> str:
    """The text of a settings file that changes nothing."""
    lines = ["# Settings of qa-tui. Take the # off a line to use it."]
    for number in NUMBERS:
        lines += ["", f"# {number.acts_on}", f"# {number.name}: {getattr(Settings(), number.name)}"]
    lines += ["", f"# {TIME_ZONE_ACTS_ON}", "# time_zone: Europe/Berlin"]
    for choice in CHOICES:
        lines += ["", f"# {choice.acts_on}", f"# {choice.name}: {getattr(Settings(), choice.name)}"]
    for text in TEXTS:
        lines += ["", f"# {text.acts_on}", f"# {text.name}: {text.example}"]
    lines += ["", f"# {PRESIDIO_ACTS_ON}", "# presidio_model: en_core_web_md"]
    lines += ["", f"# {HOLIDAYS_ACT_ON}", "# holidays: [2026-12-25, 2027-01-01]"]
    lines += ["", f"# {KEYS_ACT_ON}", "# keys:", "#   scores.calls: x"]
    return "\n".join(lines) + "\n"
