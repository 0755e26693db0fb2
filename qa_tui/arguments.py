"""The words of the command line: every command with its options, and what each is for."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from qa_tui import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = """\
examples:
  qa-tui demo                                   the app on a fictional team, ready to play with
  qa-tui scores.csv --roster roster.csv         the app on your own files
  qa-tui check exports/                         what was read, rejected and doubted
  qa-tui gaps scores.csv --roster roster.csv    which criterion fails, and for whom
  qa-tui calls scores.csv --criterion empathy --below 60
  qa-tui plan scores.csv --transcripts calls/   a whole session, drafted for the topic
  qa-tui rubric new scores.csv -o rubric.yaml   a rubric to fill in, from the criteria your scores hold
  qa-tui disagreements                          which wording the rooms read differently

exit status: 0 ok, 1 internal error, 2 usage, 3 the input cannot be used, 4 not enough data for the question,
             5 refused for privacy, 130 interrupted
"""


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The whole command line; or what is needed of it where no command is given (`""`) or the demo is opened."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--home", metavar="DIR", default=argparse.SUPPRESS, help="keep data, cache and logs under DIR (or QA_TUI_HOME)"
    )
    common.add_argument(
        "--ascii", action="store_true", default=argparse.SUPPRESS, help="draw with plain characters only"
    )
    parser = argparse.ArgumentParser(
        prog="qa-tui",
        description="From QA scores to a blind live training session and back, offline on one laptop.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"qa-tui {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=summary, description=summary, parents=[common])

    if only == "demo":
        _add_demo(command)
    if only in {"", "demo"}:
        # The screen is waited for: what other commands need is not imported.
        return parser
    from qa_tui.commands.reading import (
        a_day,
        add_cycle_options,
        add_json,
        add_plan_options,
        add_reading_options,
        add_scope_options,
    )

    opening = command("open", "open the app on these files")
    add_reading_options(opening)
    _add_demo(command)
    check = command("check", "what was read, rejected and doubted, with file and line")
    add_reading_options(check)
    add_json(check)
    gaps = command("gaps", "which criterion fails, for whom, and what to do about it")
    add_reading_options(gaps)
    gaps.add_argument("--criterion", metavar="ID", help="one criterion, with its segments and agents")
    add_scope_options(gaps)
    add_json(gaps)
    calls = command("calls", "the scored calls of one criterion, filtered")
    add_reading_options(calls)
    calls.add_argument("--criterion", metavar="ID", required=True)
    calls.add_argument("--below", metavar="PERCENT", type=float, help="only calls below this percent")
    calls.add_argument("--above", metavar="PERCENT", type=float, help="only calls at or above this percent")
    add_scope_options(calls)
    calls.add_argument("--agent", metavar="ID")
    calls.add_argument("--evaluator", metavar="NAME", help="only calls scored by this evaluator")
    calls.add_argument("--call-type", metavar="NAME", help="only calls of this type")
    calls.add_argument("--find", metavar="WORDS", help="in agent, call id, call type, evaluator, date or comment")
    add_json(calls)
    plan = command("plan", "one whole session drafted for the topic: calls, agenda, cost, dates")
    add_reading_options(plan, paths="*")
    add_plan_options(plan)
    plan.add_argument(
        "--export", metavar="FILE", help="write the newest approved plan as one file for a colleague's laptop"
    )
    plan.add_argument(
        "--import", metavar="FILE", dest="taken", help="take such a file: `qa-tui session start` then plays it"
    )
    plan.add_argument("--demo", action="store_true", help="with --export: the plan of the demo")
    add_scope_options(plan)
    add_json(plan)
    report = command("report", "a page for a meeting, a wiki or a spreadsheet; or what is printed for a session")
    report.add_argument(
        "about",
        metavar="ABOUT",
        choices=[
            "gaps",
            "plan",
            "guide",
            "handout",
            "cards",
            "request",
            "session",
            "takeaway",
            "disagreements",
            "practice",
            "sheets",
            "outcome",
        ],
        help="gaps and plan read score files; guide, handout, cards and request print the newest approved plan; session, takeaway and disagreements tell what sessions recorded; practice, sheets and outcome belong to a cycle",
    )
    add_reading_options(report, paths="*")
    add_plan_options(report)
    add_scope_options(report)
    report.add_argument("--plan", metavar="ID", help="print this plan instead of the newest")
    report.add_argument("--session", metavar="ID", help="tell of this session instead of the newest")
    report.add_argument("--agent", metavar="ID", help="sheets: of this agent alone")
    add_cycle_options(report)
    report.add_argument(
        "--format", choices=["html", "md", "csv", "xlsx", "json", "ics"], help="what FILE's name ends with, else html"
    )
    report.add_argument(
        "-o", "--output", metavar="FILE", help="write to FILE instead of standard output; sheets: to a folder"
    )
    report.add_argument("--names", action="store_true", help="with every agent's name and mean: private")
    commands_of_settings = command("settings", "what is set, where it acts, and the ids of all keys")
    commands_of_settings.add_argument("--new", action="store_true", help="write a settings file with all defaults")
    add_json(commands_of_settings)
    cache = command("cache", "what is kept of opened files, so that they open at once the next time")
    cache.add_argument("action", choices=["show", "clear"])
    add_json(cache)
    forget = command(
        "forget", "delete a session, everything before a day, or what is recorded of an agent; says first what would go"
    )
    forget.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="with --agent: files with the agent's calls, beside those that were opened",
    )
    what = forget.add_mutually_exclusive_group(required=True)
    what.add_argument("--agent", metavar="ID", help="presence, practice, seats, and the lines of the agent's calls")
    what.add_argument("--session", metavar="ID", help="one session with its votes, its excerpts and what came of it")
    what.add_argument(
        "--before",
        metavar="DATE",
        type=a_day,
        help="every session held before this day, and plans and choices made before it",
    )
    forget.add_argument("--yes", action="store_true", help="delete it; without this it is only counted")
    forget.add_argument("--demo", action="store_true", help="in the demo's database")
    add_json(forget)
    doctor = command("doctor", "whether this terminal, these folders and the optional parts are fit, and what to do")
    add_json(doctor)
    completion = command("completion", "what a shell needs to complete commands, options and file names")
    completion.add_argument("shell", choices=["bash", "zsh", "fish", "powershell"])
    completion.set_defaults(parser_of=build_parser)
    session = command("session", "start, resume, list, show or export live sessions")
    session.add_argument("action", choices=["start", "resume", "list", "show", "export"])
    session.add_argument(
        "id", nargs="?", metavar="ID", help="plan to start, or session to resume, show or export (the newest one)"
    )
    session.add_argument("--demo", action="store_true", help="the sessions of the demo")
    add_json(session)
    present = command("present", "the projector's window, in a second terminal: it follows the session that is running")
    present.add_argument("--light", action="store_true", help="dark letters on a light ground")
    ledger = command("disagreements", "the ledger of votes across sessions, and what it flags as unclear")
    ledger.add_argument("--criterion", metavar="ID")
    ledger.add_argument("--demo", action="store_true", help="the ledger of the demo")
    add_json(ledger)
    practice = command("practice", "scenario cards for the people who were trained, from draft to done")
    practice.add_argument(
        "action",
        choices=["list", "show", "draft", "approve", "reject", "assign", "record", "waive", "remind", "undo"],
    )
    practice.add_argument("what", nargs="*", metavar="CARD|AGENT", help="numbers of cards, or ids or names of agents")
    add_cycle_options(practice)
    practice.add_argument("--by", metavar="ROLE", help="who approves, or who scored the practice: a role or initials")
    practice.add_argument(
        "--on", metavar="DATE", type=a_day, help="day of the approval, the practice, or when it is due"
    )
    practice.add_argument("--paper", action="store_true", help="the approval was given on paper")
    practice.add_argument("--score", metavar="PERCENT", type=float, help="of the practice, on the same rubric")
    practice.add_argument("--why", metavar="REASON", help="why rejected, waived, or due outside the 5 to 7 days")
    practice.add_argument("--from", metavar="FILE", dest="taken", help="a learning system's export of who completed it")
    practice.add_argument(
        "--course",
        metavar="NAME",
        help="with --from: what this practice is called there, where the file has a column for it",
    )
    practice.add_argument("--accept", action="store_true", help="take names that are nearly the same")
    practice.add_argument(
        "--llm", action="store_true", help="draft: a card's customer written anew by the local model that is set"
    )
    practice.add_argument(
        "--yes", action="store_true", help="with --llm: what is sent has been read (it is printed in any case)"
    )
    practice.set_defaults(paths=())
    add_json(practice)
    cycle = command("cycle", "topics: their sessions, results, open wording requests and parked questions")
    cycle.add_argument("action", choices=["list", "show", "close", "reopen"])
    cycle.add_argument("id", nargs="?", metavar="ID", help="the cycle; else the one that began last")
    cycle.add_argument("--demo", action="store_true", help="the demo's cycles")
    cycle.set_defaults(paths=())
    add_json(cycle)
    bundle = command("bundle", "everything of one cycle in one ZIP file with a manifest")
    bundle.add_argument("id", nargs="?", metavar="CYCLE", help="the cycle; else the one that began last")
    bundle.add_argument("--demo", action="store_true", help="the demo's")
    bundle.add_argument("--names", action="store_true", help="with assignments and every agent's change: private")
    bundle.add_argument("-o", "--output", metavar="FILE")
    add_reading_options(bundle, paths="*")
    outcome = command("outcome", "what changed for the people who were trained, and how sure that is")
    add_reading_options(outcome, paths="*")
    add_cycle_options(outcome)
    outcome.add_argument("--names", action="store_true", help="with every agent's name and change: private")
    add_json(outcome)
    redact = command("redact", "what a room would see of one transcript")
    redact.add_argument("transcript", metavar="TRANSCRIPT")
    redact.add_argument("--roster", metavar="FILE")
    add_json(redact)
    rubric = command("rubric", "check a rubric file, or draft one from the criteria that score files hold")
    rubric.add_argument("action", choices=["check", "new"])
    add_reading_options(rubric)
    rubric.add_argument("-o", "--output", metavar="FILE", help="write the draft to FILE instead of printing it")
    add_json(rubric)
    return parser


def _add_demo(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    demo = command("demo", "open the app on the bundled data, or write its files")
    demo.add_argument("--tour", action="store_true", help="with a line on every screen that says what to press next")
    demo.add_argument("--write", metavar="DIR", help="write the bundled files to DIR instead")
