"""`qa-tui report`: every step as a page, and what is printed for a session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands import report_cycle
from qa_tui.commands.exits import Exit, as_json_bytes, put_bytes, say, say_problems
from qa_tui.commands.gaps import answer
from qa_tui.domain.loading import LoadRequest, workspace_name
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.places import written_path
from qa_tui.reports.formats.registry import FORMATS, write_page
from qa_tui.reports.gap_json import gap_json
from qa_tui.reports.gap_page import gap_page
from qa_tui.reports.printables.registry import PRINTABLES
from qa_tui.steps.inputs import is_input

if TYPE_CHECKING:
    import argparse

    from qa_tui.store.sessions import SessionStore

RECORDED = ("session", "takeaway", "disagreements")


def run(options: argparse.Namespace) -> Exit:
    if options.about in PRINTABLES:
        return _print(options)
    if options.about in RECORDED:
        return _recorded(options)
    if options.about in report_cycle.ABOUT:
        return _of_cycle(options)
    if not options.paths:
        say(f"error: `qa-tui report {options.about}` needs score files, or a folder that holds them.")
        return Exit.USAGE
    name = format_of(options.format, options.output)
    if name is None:
        say(
            f"error: {safe_line(options.output, 120)}: the name says no format; it ends with .html, .md, .csv, .xlsx or .json."
        )
        return Exit.USAGE
    if options.output and is_input(
        written_path(options.output),
        LoadRequest(tuple(options.paths), compose.now().date(), options.rubric, options.roster, options.transcripts),
    ):
        say(
            f"error: {safe_line(options.output, 120)}: was given to be read, and is not written over. Choose another name."
        )
        return Exit.BAD_INPUT
    written = _gaps(options, name) if options.about == "gaps" else _plan(options, name)
    return written if isinstance(written, Exit) else put_bytes(written, options.output)


def _of_cycle(options: argparse.Namespace) -> Exit:
    """Practice and outcome: of a cycle, from the database and the files of its workspace."""
    name = (options.format or "html") if options.about == "sheets" else format_of(options.format, options.output, "ics")
    if name is None:
        say(
            f"error: {safe_line(options.output, 120)}: the name says no format; it ends with .html, .md, .csv, .xlsx, .json or .ics."
        )
        return Exit.USAGE
    return report_cycle.run(options, name)


def _takes_no_files(options: argparse.Namespace, does: str) -> Exit:
    left = safe_line(" ".join(map(str, options.paths)), 80)
    say(f"error: `qa-tui report {options.about}` {does} and takes no files: leave {left} out.")
    return Exit.USAGE


def _recorded(options: argparse.Namespace) -> Exit:
    """What sessions have recorded, from the database alone."""
    from qa_tui.commands.stored import of_the_demo, opened_store

    if options.paths:
        return _takes_no_files(options, "reads what sessions have recorded")
    name = format_of(options.format, options.output)
    if name is None:
        say(
            f"error: {safe_line(options.output, 120)}: the name says no format; it ends with .html, .md, .csv, .xlsx or .json."
        )
        return Exit.USAGE
    with opened_store(options) as store:
        written = _write_recorded(options, store, name) if store else None
    if written is None:
        say(
            "No such session has been recorded."
            if options.session
            else f"No session has been held yet.{of_the_demo(options)}"
        )
        return Exit.NOT_ENOUGH_DATA
    return put_bytes(written, options.output)


def _write_recorded(options: argparse.Namespace, store: SessionStore, name: str) -> bytes | None:
    from qa_tui.domain.session import Session
    from qa_tui.domain.session_rules import replay
    from qa_tui.reports.disagreement_json import ledger_json, round_json
    from qa_tui.reports.disagreement_page import disagreement_page
    from qa_tui.reports.session_page import session_page, takeaway_page
    from qa_tui.steps.ledger import judged_rounds, read_ledger

    if options.about == "disagreements":
        entries = read_ledger(store, options.criterion)
        if not entries:
            return None
        asked = [r for r in store.wording_requests() if options.criterion in {None, r.criterion}]
        body = {
            "criteria": [ledger_json(entry) for entry in entries],
            "wording_requests": [request.as_json() for request in asked],
        }
        return as_json_bytes(body) if name == "json" else write_page(disagreement_page(entries, asked), name)
    summary = next((s for s in store.sessions() if options.session in {None, s.id}), None)
    state = replay(store.events(summary.id)) if summary else None
    if summary is None or not isinstance(state, Session):
        return None
    rounds = judged_rounds(store, summary, state)
    if name == "json":
        return as_json_bytes(
            {"session": summary.id, "criterion": summary.criterion, "rounds": [round_json(r) for r in rounds]}
        )
    page = (
        takeaway_page(summary, rounds, state)
        if options.about == "takeaway"
        else session_page(summary, state, rounds, tuple(store.attendance(summary.id).values()))
    )
    return write_page(page, name)


def _gaps(options: argparse.Namespace, name: str) -> bytes | Exit:
    answered = answer(options)
    if isinstance(answered, Exit):
        return answered
    asked, report = answered
    if report.calls == 0:
        return Exit.NOT_ENOUGH_DATA
    if options.names and name == "csv":
        say("note: a CSV file holds the criteria alone; --names acts on html, md, xlsx and json.")
    say_problems(asked.loaded.problems)
    if name == "json":
        return as_json_bytes(gap_json(report, asked.loaded.problems, with_agents=options.names))
    title = f"Which criterion fails, and for whom: {workspace_name(asked.loaded.request.in_full(Path.cwd().as_posix()), ())}"
    return write_page(gap_page(report, title, with_names=options.names), name)


def _plan(options: argparse.Namespace, name: str) -> bytes | Exit:
    from qa_tui.commands.plan import drafts_for
    from qa_tui.reports.plan_json import plans_json
    from qa_tui.reports.plan_page import plan_page

    drafted = drafts_for(options)
    if isinstance(drafted, Exit):
        return drafted
    drafts, state = drafted
    return as_json_bytes(plans_json(drafts, state)) if name == "json" else write_page(plan_page(drafts, state), name)


def _print(options: argparse.Namespace) -> Exit:
    """A printable of an approved plan, from the database alone."""
    from qa_tui.commands.stored import opened_store
    from qa_tui.reports.printables.registry import print_packet
    from qa_tui.steps.packet import packet_of

    if options.paths:
        return _takes_no_files(options, "prints an approved plan")
    if format_of(options.format, options.output) != "html":
        say(f"error: `qa-tui report {options.about}` is printed as HTML: a name that ends with .html.")
        return Exit.USAGE
    with opened_store(options) as store:
        plan = (options.plan or store.newest_plan()) if store else None
        if store is None or plan is None:
            say("No plan with approved excerpts is waiting: open the app, press 3 and approve the calls.")
            return Exit.NOT_ENOUGH_DATA
        written = print_packet(packet_of(store, plan), options.about)
    return put_bytes(written, options.output)


def format_of(given: str | None, output: str | None, *more: str) -> str | None:
    """The format that was asked for, else the one the file's name ends with; HTML without a file."""
    if given is not None and given not in {*FORMATS, "json", *more}:
        return None
    if given or output is None:
        return given or "html"
    ending = Path(output).suffix.lstrip(".").casefold()
    return ending if ending in {*FORMATS, "json", *more} else None
