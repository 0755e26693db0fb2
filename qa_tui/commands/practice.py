"""`qa-tui practice`: step 5 from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_tui import compose
from qa_tui.commands.cycle_files import CycleFiles, open_cycle
from qa_tui.commands.exits import Exit, put, put_json, put_table, say, say_problems
from qa_tui.commands.practice_file import record_file
from qa_tui.domain.practice import (
    ApprovedHow,
    Assignment,
    Attempt,
    Card,
    CardApproval,
    approve,
    record,
    reject,
    waive,
)
from qa_tui.domain.safe_text import safe_line
from qa_tui.domain.session import Rejected
from qa_tui.paths import find_home
from qa_tui.reports.practice_words import (
    approval_words,
    board_sentence,
    reminders,
    row_due,
    row_score,
    scenario_parts,
)
from qa_tui.steps.practice import assign_approved, draft_cards, read_board
from qa_tui.steps.typed import known_team_people, without_names

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from qa_tui.domain.practice_board import PracticeBoard, PracticeRow

READS = frozenset({"list", "show", "remind"})


def run(options: argparse.Namespace) -> Exit:
    with open_cycle(options, writing=options.action not in READS) as found:
        if isinstance(found, Exit):
            return found
        if options.action not in READS:
            draft_cards(found.store, found.cycle, compose.new_id, compose.now())
        board = read_board(found.store, found.cycle, found.loaded)
        return _ACTIONS[options.action](options, found, board)


def _list(options: argparse.Namespace, _: CycleFiles, board: PracticeBoard) -> Exit:
    today = compose.now().date()
    if options.json:
        put_json(board_json(board))
        return Exit.OK
    put(f"{board.cycle.criterion_name}: {board_sentence(board, today)}")
    put()
    rows = [
        [
            row.trainee.agent, row.trainee.name, row.trainee.session.held_on.isoformat(),
            str(row.card.number) if row.card else "", row.state(today), row_due(row, today), row_score(row),
        ]
        for row in board.rows
    ]  # fmt: skip
    put_table(["agent", "name", "session", "card", "state", "due", "score"], rows, right=(3, 6))
    put()
    if not board.cards:
        say("No card has been drafted yet: `qa-tui practice draft`.")
    for card in board.cards:
        put(f"card {card.number}: {card.scenario.call_type or 'any call'}; {approval_words(card)}")
    if board.absent:
        put(f"For the next session: {', '.join(trainee.name for trainee in board.absent)}.")
    return Exit.OK


def board_json(board: PracticeBoard) -> dict[str, Any]:
    """Private: it names agents."""
    today = compose.now().date()
    return {
        "cycle": board.cycle.id,
        "criterion": board.cycle.criterion,
        "cards": [card.as_json() for card in board.cards],
        "rows": [
            {
                "agent": row.trainee.agent,
                "name": row.trainee.name,
                "session": row.trainee.session.session,
                "card": row.card.number if row.card else None,
                "state": row.state(today),
                "due": row.assignment.due.isoformat() if row.assignment else None,
                "score": row.assignment.score if row.assignment else None,
            }
            for row in board.rows
        ],
        "absent": [{"agent": t.agent, "name": t.name} for t in board.absent],
    }


def _show(options: argparse.Namespace, _: CycleFiles, board: PracticeBoard) -> Exit:
    cards = _cards_of(options, board)
    if isinstance(cards, Exit):
        return cards
    if options.json:
        put_json({"cards": [card.as_json() for card in cards]})
        return Exit.OK
    for card in cards:
        put(f"Card {card.number}, {card.scenario.criterion_name}: {approval_words(card)}")
        for heading, lines in scenario_parts(card.scenario):
            put()
            put(heading)
            for line in lines:
                put(f"  {safe_line(line, 400)}")
        put()
    return Exit.OK


def _cards_of(options: argparse.Namespace, board: PracticeBoard) -> list[Card] | Exit:
    """The cards of the numbers that were given, or all."""
    if not board.cards:
        say("error: there is no card: `qa-tui practice draft` makes them of a finished session's low calls.")
        return Exit.NOT_ENOUGH_DATA
    numbers = set(options.what)
    known = {str(card.number): card for card in board.cards}
    unknown = numbers - known.keys()
    if unknown:
        say(f"error: there is no card {safe_line(', '.join(sorted(unknown)), 60)}. There are 1 to {len(known)}.")
        return Exit.BAD_INPUT
    return [card for number, card in known.items() if not numbers or number in numbers]


def _draft(options: argparse.Namespace, found: CycleFiles, board: PracticeBoard) -> Exit:
    if options.llm:
        from qa_tui.commands.practice_model import write_anew

        cards = _cards_of(options, board)
        return cards if isinstance(cards, Exit) else write_anew(options, found, cards)
    put(board_sentence(board, compose.now().date()))
    return Exit.OK if board.cards else Exit.NOT_ENOUGH_DATA


def _decide(options: argparse.Namespace, found: CycleFiles, board: PracticeBoard) -> Exit:
    cards = _cards_of(options, board)
    if isinstance(cards, Exit):
        return cards
    today = compose.now().date()
    given = CardApproval(
        options.by or "", options.on or today, ApprovedHow.PAPER if options.paper else ApprovedHow.SCREEN
    )
    decided: list[Card] = []
    for card in cards:
        result = approve(card, given) if options.action == "approve" else reject(card, _reason(options, found))
        if isinstance(result, Rejected):
            say(f"error: {result.reason}.{_hint(options.action, result.reason)}")
            return Exit.BAD_INPUT
        decided.append(result)
    found.store.keep_cards(decided, compose.now())
    for card in decided:
        put(f"card {card.number}: {approval_words(card)}")
    return Exit.OK


def _reason(options: argparse.Namespace, found: CycleFiles) -> str:
    """Reasons are kept, and names are not."""
    return without_names(options.why, known_team_people(found.loaded)) if options.why else ""


def _hint(action: str, reason: str) -> str:
    if action == "approve" and "who gave it" in reason:
        return " Say it with --by."
    return " Say it with --why." if "says why" in reason or "needs a reason" in reason else ""


def _assign(options: argparse.Namespace, found: CycleFiles, board: PracticeBoard) -> Exit:
    if found.loaded is None:
        say(
            "error: without the files of this workspace nobody knows whose call a card was made of. Open them in the app first."
        )
        return Exit.BAD_INPUT
    settings, problems = compose.settings_of(find_home(options.home))
    say_problems(problems)
    now = compose.now()
    made, refused = assign_approved(
        found.store, board, now.date(), now, settings.holidays, due=options.on, why=_reason(options, found)
    )
    for reason in refused:
        say(f"warning: {reason}.")
    put(f"{len(made)} assigned." if made else "Nothing was assigned.")
    if made:
        put(f"Due: {', '.join(sorted({given.due.isoformat() for given in made}))}.")
    return Exit.OK if made else Exit.NOT_ENOUGH_DATA


def _record(options: argparse.Namespace, found: CycleFiles, board: PracticeBoard) -> Exit:
    if options.taken:
        return record_file(options, found, board)
    today = compose.now().date()
    attempt = Attempt(options.on or today, options.score, options.by or "self")
    return _change(options, found, board, lambda assignment: record(assignment, attempt, today), "recorded")


def _change(
    options: argparse.Namespace,
    found: CycleFiles,
    board: PracticeBoard,
    change: Callable[[Assignment], Assignment | Rejected],
    done: str,
) -> Exit:
    """Change the assignments of all agents that were named, or of none."""
    rows = _rows_of(options, board)
    if isinstance(rows, Exit):
        return rows
    changed: list[Assignment] = []
    for row in rows:
        assert row.assignment is not None
        result = change(row.assignment)
        if isinstance(result, Rejected):
            say(f"error: {row.trainee.name}: {result.reason}.{_hint(options.action, result.reason)}")
            return Exit.BAD_INPUT
        changed.append(result)
    found.store.keep_assignments(changed, compose.now())
    put(f"{len(changed)} {done}. `qa-tui practice undo` takes it back.")
    return Exit.OK


def _rows_of(options: argparse.Namespace, board: PracticeBoard) -> list[PracticeRow] | Exit:
    """The assigned agents of the ids or names that were given: at least one."""
    rows = []
    for wanted in options.what:
        same = [
            r for r in board.assigned if wanted.casefold() in {r.trainee.agent.casefold(), r.trainee.name.casefold()}
        ]
        if len(same) != 1:
            found = "has no assignment" if not same else "is two people: use the id"
            say(f"error: {safe_line(wanted, 60)} {found}. `qa-tui practice list` names them.")
            return Exit.BAD_INPUT
        rows += same
    if not rows:
        say("error: say which agent, by id or name; or --from FILE takes a learning system's export.")
        return Exit.USAGE
    return rows


def _waive(options: argparse.Namespace, found: CycleFiles, board: PracticeBoard) -> Exit:
    return _change(options, found, board, lambda assignment: waive(assignment, _reason(options, found)), "waived")


def _remind(options: argparse.Namespace, _: CycleFiles, board: PracticeBoard) -> Exit:
    said = reminders(board, compose.now().date())
    if options.json:
        put_json({"reminders": [{"team": team, "text": text} for team, text in said]})
        return Exit.OK
    if not said:
        say("Nobody is to be reminded.")
    for team, text in said:
        put(f"[{team}]")
        put(text)
        put()
    return Exit.OK


def _undo(_: argparse.Namespace, found: CycleFiles, board: PracticeBoard) -> Exit:
    taken = found.store.undo_practice(board.cycle.id)
    put(f"{taken} taken back." if taken else "There is nothing to take back.")
    return Exit.OK if taken else Exit.NOT_ENOUGH_DATA


_ACTIONS: dict[str, Callable[[argparse.Namespace, CycleFiles, PracticeBoard], Exit]] = {
    "list": _list,
    "show": _show,
    "draft": _draft,
    "approve": _decide,
    "reject": _decide,
    "assign": _assign,
    "record": _record,
    "waive": _waive,
    "remind": _remind,
    "undo": _undo,
}
