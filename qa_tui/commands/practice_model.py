"""`qa-tui practice draft CARD --llm`: a card's customer written anew by a model on this machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.exits import Exit, put, say, say_problems
from qa_tui.domain.local_model import ModelProblem, ModelServer, request_text
from qa_tui.domain.practice import edit
from qa_tui.paths import find_home
from qa_tui.steps.model_draft import question_of
from qa_tui.steps.model_draft import write_anew as ask_for
from qa_tui.steps.typed import known_team_people

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from qa_tui.commands.cycle_files import CycleFiles
    from qa_tui.domain.practice import Card


def write_anew(options: argparse.Namespace, found: CycleFiles, cards: Sequence[Card]) -> Exit:
    """Ask for every card that was named; a card that the model does not help with stays as it is."""
    settings, problems = compose.settings_of(find_home(options.home))
    say_problems(problems)
    if settings.local_model != "on":
        say("error: no local model is switched on: set local_model, model_url and model_name (`qa-tui settings`).")
        return Exit.USAGE
    if found.loaded is None:
        say(
            "error: without the files of this workspace nobody knows which names must not be sent. Open them in the app first."
        )
        return Exit.BAD_INPUT
    server = ModelServer(settings.model_url, settings.model_name)
    if server.refusal():
        say(f"error: {ModelProblem(server.refusal()).words()}")
        return Exit.PRIVACY
    known = known_team_people(found.loaded)
    kept = 0
    for card in cards:
        say(f"Card {card.number}: this is sent to {server.model} at {server.url}, and nothing else:")
        say(request_text(question_of(card.scenario, server)))
        if not (options.yes or _agrees()):
            say("Nothing was sent.")
            return Exit.USAGE
        answer = ask_for(card.scenario, server, known, compose.ask_model)
        if isinstance(answer, ModelProblem):
            say(f"card {card.number}: {answer.words()}")
            continue
        found.store.keep_cards([edit(card, answer)], compose.now())
        put(f"card {card.number}: a machine draft, in review. Read every line before anybody approves it.")
        kept += 1
    return Exit.OK if kept else Exit.NOT_ENOUGH_DATA


def _agrees() -> bool:
    if not sys.stdin.isatty():
        say("error: somebody has to read it first: answer in a terminal, or say --yes.")
        return False
    say("Send it? Type yes.")
    return sys.stdin.readline().strip().casefold() == "yes"
