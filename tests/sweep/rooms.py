"""What is swept: each room takes a random generator, makes one broken input, and fails where the room's promise does.

The promise of every reader: an answer or a `Problem`, never an exception; and every problem says which file, and something.
"""

from __future__ import annotations

import functools
import json
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from rich.cells import cell_len

from qa_tui.anonymise import Known, Person, anonymise
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.problem import Problem
from qa_tui.domain.safe_text import fit, safe_block, safe_line, text_width
from qa_tui.domain.transcript import Turn
from qa_tui.readers.load import load
from qa_tui.readers.registry import read_transcript
from qa_tui.readers.rubric import read_rubric
from qa_tui.tui.lines import cut, line, paragraph, width
from tests.exports import EXPORT_FORMATS
from tests.properties.test_session import openings, play, steps
from tests.sweep.broken import HOSTILE, broken_text, broken_value
from tests.transcripts import JSON_FORMATS, TEXT_FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

TODAY = date(2026, 11, 1)
DEMO = Path(__file__).parents[2] / "qa_tui" / "demo"
LONG = "call_id,agent_id,agent_name,called_at,criterion,score,max_score,evaluator_id,shift\n" + "".join(
    f"C{n},A{n % 4},Ann {n % 4},2026-10-{1 + n:02d},Listening,{n % 5},5,Q1,night\n" for n in range(12)
)
WIDE = "Call ID,Agent,Date,Listening (0-5),Greeting (0-1)\n" + "".join(
    f"C{n},Ann,{1 + n}.10.2026,{n % 6},{n % 2}\n" for n in range(12)
)
ROSTER = (
    "agent_id,agent_name,team,shift,hire_date\nA0,Ann Vale,North,night,2024-01-31\nA1,Bo Lindt,South,day,2026-09-01\n"
)
_NAMES = ("Ann Vale", "José Muñoz-Ortiz", "O'Neil", "Li", "van der Berg")


@functools.cache
def _rubrics() -> tuple[str, ...]:
    folder = DEMO.parents[1] / "rubrics"
    return tuple(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml")))


@functools.cache
def folder() -> Path:
    """Where the cases of this process are written, one after the other."""
    shared = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    return Path(tempfile.mkdtemp(prefix="sweep", dir=shared if shared.is_dir() else None))


def _placed(name: str, data: bytes) -> Path:
    path = folder() / name
    path.write_bytes(data)
    return path


def _looked_at(problems: tuple[Problem, ...] | list[Any]) -> None:
    for problem in problems:
        said = problem if isinstance(problem, Problem) else Problem(**problem)
        assert said.message.strip()
        assert said.where().strip()


def _loaded(request: LoadRequest) -> None:
    target = folder() / "out"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    facts = load(request, target)
    _looked_at(facts["problems"])
    assert facts["usable"] or facts["problems"], "nothing is refused without a word"


def scores(random: Random) -> None:
    """Tables of scores, long and wide."""
    path = _placed("scores.csv", broken_text(random, random.choice((LONG, WIDE))))
    _loaded(LoadRequest((str(path),), TODAY, accept=random.random() < 0.5))


def rosters(random: Random) -> None:
    """A roster beside good scores."""
    good, roster = _placed("good.csv", LONG.encode()), _placed("roster.csv", broken_text(random, ROSTER))
    _loaded(LoadRequest((str(good),), TODAY, roster=str(roster), accept=True))


def exports(random: Random) -> None:
    """Exports of tools, broken inside their JSON or as text."""
    files = random.choice(EXPORT_FORMATS).files()
    paths: list[str] = []
    broken = random.choice(list(files))
    for name, text in files.items():
        data = text.encode()
        if name == broken:
            data = broken_text(random, text)
            if name.endswith(".json") and random.random() < 0.8:
                data = json.dumps(broken_value(random, json.loads(text))).encode()
        paths.append(str(_placed(f"export-{len(paths)}{Path(name).suffix}", data)))
    _loaded(LoadRequest(tuple(paths), TODAY, accept=True))


def transcripts(random: Random) -> None:
    """Every format of transcripts."""
    if random.random() < 0.7:
        data = json.dumps(broken_value(random, random.choice(JSON_FORMATS)())).encode()
        path = _placed("C-7.json", data if random.random() < 0.8 else broken_text(random, data.decode()))
    else:
        made, name = random.choice(list(TEXT_FORMATS.items()))
        path = _placed(name, broken_text(random, made()))
    found = read_transcript(path, path.name)
    if isinstance(found, Problem):
        _looked_at((found,))
    else:
        assert found.turns


def rubrics(random: Random) -> None:
    """Rubrics."""
    path = _placed("rubric.yaml", broken_text(random, random.choice(_rubrics())))
    found, problems = read_rubric(path, path.name)
    _looked_at(problems)
    assert found is not None or problems


def texts(random: Random) -> None:
    """The gate that every text from a file goes through, and the lines that are made of it."""
    text = "".join(
        random.choice((*HOSTILE, "word", " ", "\u0301", "👩‍👩‍👧", "\ud800", chr(random.randrange(0x110000))))
        for _ in range(random.randint(0, 12))
    )
    clean, limit = safe_line(text, 200), random.randint(0, 90)
    assert safe_line(clean, 200) == clean
    assert not any(ord(letter) < 32 or ord(letter) == 127 or "\u202a" <= letter <= "\u202e" for letter in clean)
    assert all(letter == "\n" or ord(letter) >= 32 for letter in safe_block(text))
    assert text_width(fit(clean, limit)) == limit
    assert width(cut(line(clean), limit)) <= limit
    assert all(cell_len("".join(words for words, _ in part)) <= max(limit, 2) for part in paragraph(text, limit))


def masks(random: Random) -> None:
    """The anonymiser: a known name is never left, whatever stands around it."""
    name = random.choice(_NAMES)
    around = [
        random.choice((*HOSTILE[:-1], "hello", "my name is", "it's", "yeah")) for _ in range(random.randint(1, 6))
    ]
    around.insert(random.randrange(len(around) + 1), name)
    said = random.choice((" ", ", ", "\n", " - ")).join(around)
    found = anonymise([Turn("customer", said), Turn("agent", "Thank you.")], Known((Person("A1", "agent", (name,)),)))
    if found.status != "blocked":
        assert name not in "".join(turn.text for turn in found.turns)


def sessions(random: Random) -> None:
    """Whatever is sent to a session in whatever order: it is refused with a reason, or it fits."""

    @seed(random.randrange(2**32))
    @settings(
        max_examples=1, phases=[Phase.generate], database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(openings, steps)
    def one(opened: Any, pressed: Any) -> None:
        play(opened, pressed)

    one()


ROOMS: dict[str, Callable[[Random], None]] = {
    room.__name__: room for room in (scores, rosters, exports, transcripts, rubrics, texts, masks, sessions)
}
