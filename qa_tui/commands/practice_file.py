"""`qa-tui practice record --from FILE`: who completed the practice, from a learning system's export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.exits import Exit, place_to_read, put, say, say_problems
from qa_tui.domain.safe_text import safe_line

if TYPE_CHECKING:
    import argparse

    from qa_tui.commands.cycle_files import CycleFiles
    from qa_tui.domain.practice_board import PracticeBoard


def record_file(options: argparse.Namespace, found: CycleFiles, board: PracticeBoard) -> Exit:
    from qa_tui.readers.completions import read_completions
    from qa_tui.steps.completions import take_completions

    path, today = place_to_read(options.taken), compose.now().date()
    if path is None:
        return Exit.BAD_INPUT
    completions, problems = read_completions(path, path.name, today)
    say_problems(problems)
    if not completions:
        return Exit.BAD_INPUT
    taken = take_completions(board, completions, today, course=options.course)
    if taken.proposals and options.accept:
        named = {p.written: p.meant for p in taken.proposals}
        taken = take_completions(board, completions, today, named, course=options.course)
    if taken.courses:
        say(
            f"error: none of these courses is this cycle's: {safe_line(', '.join(taken.courses), 300)}. --course NAME says which one is; nothing was recorded."
        )
        return Exit.BAD_INPUT
    for reason in taken.left_out:
        say(f"note: {reason}")
    if taken.proposals and not options.accept:
        for proposal in taken.proposals:
            say(f"{safe_line(proposal.written, 60)}: is {proposal.meant} meant? ({proposal.certainty:.0%})")
        say("error: nothing was recorded. --accept takes these names; or write them in the file as the board has them.")
        return Exit.BAD_INPUT
    if taken.changed:
        found.store.keep_assignments(taken.changed, compose.now())
    put(f"{len(taken.changed)} recorded of {len(completions)} rows.")
    return Exit.OK if taken.changed else Exit.NOT_ENOUGH_DATA
