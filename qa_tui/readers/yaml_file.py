"""YAML of unknown origin: read safely, with the line of every field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.text_file import inspect_text

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 2_000_000
MOST_ALIASES = 100
MOST_DEPTH = 100


@dataclass(frozen=True, eq=False, slots=True)
class YamlBody:
    """The value of a YAML file, and where its parts stand."""

    value: Any
    root: Any

    def repeated(self) -> list[tuple[str, int]]:
        """Keys of the top level that come again, with the line of the repetition: YAML takes the last one silently."""
        seen: set[str] = set()
        found = []
        for key, _ in self.root.value if isinstance(self.root, yaml.MappingNode) else ():
            if str(key.value) in seen:
                found.append((str(key.value), key.start_mark.line + 1))
            seen.add(str(key.value))
        return found

    def line_of(self, location: tuple[Any, ...]) -> int | None:
        """Line of the deepest node on the way to `location`, keys and indices from the top."""
        node = self.root
        if node is None:
            return None
        line: int = node.start_mark.line + 1
        for part in location:
            if isinstance(node, yaml.MappingNode):
                step = next((pair for pair in node.value if str(pair[0].value) == str(part)), None)
                if step is None:
                    break
                line, node = step[0].start_mark.line + 1, step[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.start_mark.line + 1
            else:
                break
        return line


def read_yaml(path: Path, shown: str) -> YamlBody | Problem:
    """The body of `path`, or why it cannot be read: size, aliases and depth are limited before anything is built."""
    form = inspect_text(path, shown, "a text file (UTF-8)")
    if isinstance(form, Problem):
        return form
    if path.stat().st_size > MOST_BYTES:
        return Problem(Severity.ERROR, shown, "is over 2 MB; a file of this kind is a few pages. Is it another file?")
    text = path.read_text(encoding=form.encoding, errors="replace")
    try:
        stop = _limits(text, shown)
        if stop:
            return stop
        return YamlBody(yaml.safe_load(text), yaml.compose(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else None
        what = safe_line(f"{problem.problem or 'cannot be read'}", 200)
        return Problem(Severity.ERROR, shown, f"is not valid YAML: {what}. Check indentation and quotes.", line)
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        return Problem(Severity.ERROR, shown, f"is not valid YAML: {safe_line(str(problem), 200)}.")


def _limits(text: str, shown: str) -> Problem | None:
    depth = aliases = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            aliases += 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MOST_DEPTH:
            line = event.start_mark.line + 1 if event.start_mark else None
            return Problem(Severity.ERROR, shown, "is nested too deeply. Check brackets and indentation.", line)
        if aliases > MOST_ALIASES:
            message = f"uses more than {MOST_ALIASES} YAML aliases; write the texts out."
            return Problem(Severity.ERROR, shown, message)
    return None
