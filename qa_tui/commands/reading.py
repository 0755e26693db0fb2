"""What all commands that read score files share: their options, and loading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.exits import Exit, say, say_problems
from qa_tui.domain.importing import ImportMapping
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.problem import Problem
from qa_tui.domain.safe_text import safe_line
from qa_tui.domain.scope import Scope
from qa_tui.paths import find_home
from qa_tui.steps.loaded import Loaded, Unusable

if TYPE_CHECKING:
    import argparse

    from qa_tui.domain.rubric import Rubric


@dataclass(frozen=True, eq=False, slots=True)
class Question:
    """Loaded files, and the scope that was asked for."""

    loaded: Loaded
    scope: Scope


def add_reading_options(parser: argparse.ArgumentParser, *, paths: str = "+") -> None:
    parser.add_argument("paths", nargs=paths, metavar="PATH", help="score files, or folders that hold everything")
    parser.add_argument("--rubric", metavar="FILE", help="rubric file (YAML)")
    parser.add_argument("--roster", metavar="FILE", help="roster: agent_id, shift, queue, hire_date and so on")
    parser.add_argument("--transcripts", metavar="DIR", help="folder with one transcript per call")
    parser.add_argument("--as-of", metavar="DATE", type=_date, help="the day after the window's last day (YYYY-MM-DD)")
    parser.add_argument("--accept", action="store_true", help="take column proposals that are not certain")
    parser.add_argument("--mapping", metavar="FILE", help="YAML file of `column header: field`")


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="machine-readable result on standard output")


def _date(text: str) -> date:
    import argparse

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; expected YYYY-MM-DD") from None


def segment_pair(text: str) -> tuple[str, str]:
    import argparse

    dimension, sign, segment = text.partition("=")
    if not sign or not dimension or not segment:
        raise argparse.ArgumentTypeError(f"{text!r} is not dimension=segment, such as shift=night")
    return dimension, segment


def request_of(options: argparse.Namespace) -> LoadRequest | Exit:
    """The load request of a command line, or a status after saying what is wrong with its mapping file."""
    mapping = ImportMapping()
    if options.mapping:
        from qa_tui.readers.mapping_file import read_mapping

        found = read_mapping(Path(options.mapping).expanduser(), options.mapping)
        if isinstance(found, Problem):
            say_problems([found])
            return Exit.BAD_INPUT
        mapping = found
    return LoadRequest(
        paths=tuple(options.paths),
        today=compose.now().date(),
        rubric=options.rubric,
        roster=options.roster,
        transcripts=options.transcripts,
        accept=options.accept,
        mapping=mapping,
    )


def criterion_of(rubric: Rubric, asked: str) -> str | Exit:
    """The id of the criterion that a person means by its id, name or alias; or a status after naming the known ones."""
    from qa_tui.readers.columns import criterion_names, plain_name

    if rubric.criterion(asked):
        return asked
    found = criterion_names(rubric).get(plain_name(asked))
    if found is None:
        known = ", ".join(criterion.id for criterion in rubric.criteria)
        say(f"error: there is no criterion {safe_line(asked, 60)!r}. Known: {safe_line(known, 400)}.")
        return Exit.BAD_INPUT
    return found


def ask(options: argparse.Namespace) -> Question | Exit:
    """Load what the command line names; where nothing is usable, say why and give the status."""
    request = request_of(options)
    if isinstance(request, Exit):
        return request
    result = compose.load_here(request, find_home(options.home))
    if isinstance(result, Unusable):
        say_problems(result.problems)
        return Exit.BAD_INPUT
    return Question(result, Scope(as_of=options.as_of))
