"""What all commands that read score files share: their options, and loading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.exits import Exit, place_to_read, say, say_problems
from qa_tui.domain.importing import ImportMapping
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.problem import Problem
from qa_tui.domain.safe_text import safe_line
from qa_tui.paths import find_home

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from qa_tui.domain.rubric import Rubric
    from qa_tui.domain.scope import Scope
    from qa_tui.paths import Home
    from qa_tui.steps.loaded import Loaded


@dataclass(frozen=True, eq=False, slots=True)
class Question:
    """Loaded files, and the scope that was asked for."""

    loaded: Loaded
    scope: Scope
    home: Home


def add_reading_options(parser: argparse.ArgumentParser, *, paths: str = "+") -> None:
    parser.add_argument("paths", nargs=paths, metavar="PATH", help="score files, or folders that hold everything")
    parser.add_argument("--rubric", metavar="FILE", help="rubric file (YAML)")
    parser.add_argument("--roster", metavar="FILE", help="roster: agent_id, shift, queue, hire_date and so on")
    parser.add_argument("--transcripts", metavar="DIR", help="folder with one transcript per call")
    parser.add_argument("--as-of", metavar="DATE", type=a_day, help="the day after the window's last day (YYYY-MM-DD)")
    parser.add_argument("--zone", metavar="NAME", type=_zone, help="the centre's time zone, such as Europe/Berlin")
    parser.add_argument("--accept", action="store_true", help="take column proposals that are not certain")
    parser.add_argument("--mapping", metavar="FILE", help="YAML file of `column header: field`")


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="machine-readable result on standard output")


def a_day(text: str) -> date:
    import argparse

    from qa_tui.domain.window_text import EARLIEST, LATEST

    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; expected YYYY-MM-DD") from None
    if not EARLIEST <= day <= LATEST:
        raise argparse.ArgumentTypeError(f"{text} is no day on which calls were scored")
    return day


def _zone(text: str) -> str:
    import argparse

    from qa_tui.readers.settings_file import is_time_zone

    if not is_time_zone(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a time zone; expected an IANA name such as Europe/Berlin")
    return text


def at_least_one(text: str) -> int:
    import argparse

    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 1000")
    return int(text)


def add_scope_options(parser: argparse.ArgumentParser) -> None:
    """What narrows steps 1 and 2."""
    parser.add_argument(
        "--segment",
        metavar="DIMENSION=SEGMENT",
        type=segment_pair,
        action="append",
        help="such as shift=night; can be repeated",
    )
    parser.add_argument("--minimum-calls", metavar="N", type=at_least_one, help="scored calls an agent needs (10)")
    parser.add_argument("--days", metavar="N", type=at_least_one, help="days of the window (30)")


def add_cycle_options(parser: argparse.ArgumentParser) -> None:
    """Which cycle is meant."""
    parser.add_argument("--cycle", metavar="ID", help="the cycle; else the one that began last")
    parser.add_argument("--demo", action="store_true", help="the demo's cycles and files")


def add_plan_options(parser: argparse.ArgumentParser) -> None:
    """What a session is planned with."""
    parser.add_argument("--criterion", metavar="ID", help="plan this criterion, and not the topic")
    parser.add_argument("--seats", metavar="N", type=at_least_one, help="people in the room (12)")
    parser.add_argument("--calls", metavar="N", type=at_least_one, help="calls to vote on, 4 to 7 (4)")
    parser.add_argument("--half-day", action="store_true", help="half a day instead of 90 minutes")
    parser.add_argument("--second", metavar="ID", help="a second criterion, after the break of a half-day")
    parser.add_argument("--day", metavar="DATE", type=a_day, help="day of the session (YYYY-MM-DD)")


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

        place = place_to_read(options.mapping)
        if place is None:
            return Exit.BAD_INPUT
        found = read_mapping(place, options.mapping)
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
        zone=options.zone,
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
    from qa_tui.steps.gaps import known_segments
    from qa_tui.steps.loaded import Unusable

    request = request_of(options)
    if isinstance(request, Exit):
        return request
    home = find_home(options.home)
    result = compose.load_here(request, home, for_answer=True)
    if isinstance(result, Unusable):
        say_problems(result.problems)
        return Exit.BAD_INPUT
    settings, problems = compose.settings_of(home)
    say_problems(problems)
    scope = settings.scope(options.as_of)
    scope = replace(
        scope,
        minimum_calls=getattr(options, "minimum_calls", None) or scope.minimum_calls,
        window_days=getattr(options, "days", None) or scope.window_days,
    )
    segments = []
    asked = getattr(options, "segment", None) or ()
    known = known_segments(result, scope) if asked else {}
    for dimension, segment in asked:
        found = one_of("dimension", dimension, list(known))
        there = found if isinstance(found, Exit) else one_of(f"segment of {found}", segment, known[found])
        if isinstance(found, Exit) or isinstance(there, Exit):
            return Exit.BAD_INPUT
        segments.append((found, there))
    return Question(result, replace(scope, segments=tuple(segments)), home)


def one_of(what: str, asked: str, known: Sequence[str]) -> str | Exit:
    """The one of `known` that a person means, whatever the case; or a status after naming them."""
    found = next((name for name in known if name == asked), None)
    found = found or next((name for name in known if name.casefold() == asked.casefold()), None)
    if found is None:
        names = safe_line(", ".join(sorted(known)), 400) or "none is named in these files"
        say(f"error: there is no {what} {safe_line(asked, 60)!r}. Known: {names}.")
        return Exit.BAD_INPUT
    return found
