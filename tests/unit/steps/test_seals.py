"""An approval is bound to what is known of a team, whoever's call it is and whether anybody has a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui.domain.transcript import Transcript, Turn
from qa_tui.steps.excerpt import check, known_people, known_team, seal_of
from tests.files import loaded
from tests.plain_team import IDS, PEOPLE, write_plain_team

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("agents", [PEOPLE, IDS], ids=["names", "ids"])
def test_it_is_the_same_whoever_is_asked_about(tmp_path: Path, agents: tuple[str, ...]) -> None:
    folder = write_plain_team(tmp_path, agents)
    found = loaded(folder / "scores.csv", accept=True)
    transcript = Transcript("51234", (Turn("agent", "Good morning, Finn speaking."), Turn("customer", "Is that K01?")))
    seals = {check(found, transcript, agent).seal for agent in agents}
    assert seals == {seal_of(transcript, known_people(known_team(found), transcript, ""))}


def test_an_agent_who_is_known_by_an_id_alone_is_hidden_by_the_name_in_it(tmp_path: Path) -> None:
    from qa_tui.anonymise import anonymise

    found = loaded(write_plain_team(tmp_path) / "scores.csv", accept=True)
    transcript = Transcript("51234", (Turn("agent", "I will ask kim about it, and ella stone."),))
    result = anonymise(transcript.turns, check(found, transcript, "Finn Otto").known)
    assert result.status == "ok"
    assert not {"kim", "ella", "stone"} & set(result.turns[0].text.split())
