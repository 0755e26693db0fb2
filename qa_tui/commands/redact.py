"""`qa-tui redact`: what a room would see of one transcript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import compose, on_demand
from qa_tui.anonymise import anonymise
from qa_tui.commands.exits import Exit, put, put_json, say, say_problems
from qa_tui.domain.problem import Problem, has_error
from qa_tui.domain.safe_text import safe_line
from qa_tui.paths import find_home
from qa_tui.readers.places import written_path
from qa_tui.reports.privacy_words import blocked_words
from qa_tui.steps.excerpt import known_people, time_limit

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> Exit:
    path = written_path(options.transcript)
    if not path.is_file():
        say(f"error: {safe_line(options.transcript, 120)}: does not exist.")
        return Exit.BAD_INPUT
    transcript = compose.read_transcript(path, safe_line(path.name, 120))
    if isinstance(transcript, Problem):
        say_problems([transcript])
        return Exit.BAD_INPUT
    team = _team(options.roster)
    if team is None:
        return Exit.BAD_INPUT
    settings, problems = compose.settings_of(find_home(options.home))
    say_problems(problems)
    detectors = on_demand.detectors_on_demand(settings)()
    agent = next((own for own, names in team.items() if names & set(transcript.agent_names)), "")
    known = known_people(team, transcript, agent)
    result = anonymise(transcript.turns, known, extra=detectors, is_late=time_limit())
    if result.status == "blocked":
        say(f"{blocked_words(result.reason, on_demand.problem_of(detectors))} Nothing of it is shown.")
        if result.reason == "verification":
            say(f"Lines {', '.join(str(turn + 1) for turn in result.withheld)}: hide them in the app (3 Plan).")
        if options.json:
            put_json({"status": result.status, "reason": result.reason, "withheld": list(result.withheld)})
        return Exit.PRIVACY
    if options.json:
        counts: dict[str, int] = {}
        for span in result.spans:
            counts[span.kind] = counts.get(span.kind, 0) + 1
        turns = [{"speaker": turn.speaker, "text": turn.text} for turn in result.turns]
        put_json({"status": result.status, "turns": turns, "hidden": counts, "withheld": list(result.withheld)})
    else:
        for number, turn in enumerate(result.turns, 1):
            put(f"{number:3} {turn.speaker.upper():8} {safe_line(turn.text, 4_000)}")
    if result.status == "review":
        say("Nobody in this call is known by name: look at every line. A roster (--roster) makes this surer.")
    return Exit.OK


def _team(roster: str | None) -> dict[str, set[str]] | None:
    """Agent id -> names; None where the roster cannot be used."""
    if not roster:
        return {}
    from qa_tui.readers.registry import table_of
    from qa_tui.readers.roster import read_roster

    source = table_of(written_path(roster), safe_line(roster, 120))
    if isinstance(source, Problem):
        say_problems([source])
        return None
    found, _, problems = read_roster(source, compose.now().date())
    say_problems(problems)
    if has_error(problems):
        return None
    return {agent.id: {agent.name} if agent.name else set() for agent in found.agents}
