"""Step 1 from a warehouse: a few calls are read like a file, and say what the columns mean; sums are asked for where the scores lie.

Whether the sums say the same as reading is tried on these calls each time. Where they do not, nothing is shown.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui.domain.gaps import RowCounts
from qa_tui.domain.importing import NEW, About
from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.domain.scope import Window
from qa_tui.readers.places import written_path
from qa_tui.steps.loaded import Unusable
from qa_tui.steps.warehouse_calls import WarehouseCalls

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa_tui.domain.loading import LoadRequest
    from qa_tui.scores.matrix import CallMatrix
    from qa_tui.steps.load import Fingerprint, Reader
    from qa_tui.steps.loaded import Loaded
    from qa_tui.warehouse.connection import Answer, Warehouse
    from qa_tui.warehouse.score_table import ScoreTable
    from qa_tui.warehouse.sums import WarehouseSums

SAID = (
    "is asked where it lies: sums for steps 1 and 2, calls page by page. {sample:,} calls of it were fetched to read its columns by, "
    "and every sum of them was the same as reading them gives."
)
NO_OUTCOME = "Sessions can use the calls whose transcript is among the files; outcomes are measured on files."


def open_warehouse(
    request: LoadRequest,
    folder: Path,
    read: Reader,
    fingerprint: Fingerprint,
    progress: Callable[[str], None] = lambda _: None,
) -> Loaded | Unusable:
    """The data set of the one address in `request`; fetched calls are kept in `folder` until others come."""
    from qa_tui.warehouse.address import AddressError, parse_address
    from qa_tui.warehouse.connection import WarehouseError, connect

    def unusable(message: str, shown: str) -> Unusable:
        return Unusable(request, (Problem(Severity.ERROR, shown, message),), ())

    if len(request.paths) != 1:
        return unusable("an address of a warehouse is opened alone, without files or another one beside it.", "")
    try:
        address = parse_address(request.paths[0])
    except AddressError as error:
        return unusable(str(error), "the address")
    progress(f"{address.shown}: connecting")
    warehouse = connect(address, request.zone)
    if isinstance(warehouse, Problem):
        return Unusable(request, (warehouse,), ())
    try:
        return _Opener(request, warehouse, folder, read, fingerprint, progress).open()
    except WarehouseError as error:
        return unusable(str(error), address.shown)


@dataclass(frozen=True, eq=False, slots=True)
class _Opener:
    request: LoadRequest
    warehouse: Warehouse
    folder: Path
    read: Reader
    fingerprint: Fingerprint
    progress: Callable[[str], None]

    def open(self) -> Loaded | Unusable:
        from qa_tui.warehouse.opening import find_extent, find_known
        from qa_tui.warehouse.sample import FIRST_ROWS, fetch_sample
        from qa_tui.warehouse.score_table import NEEDED, ScoreColumns, ScoreTable, find_unreadable
        from qa_tui.warehouse.sums import WarehouseSums

        ask, table = self.warehouse.ask, self.warehouse.table()
        shown = self.warehouse.address.shown
        self.progress(f"{shown}: its columns")
        first = self._read(ask(table.limit(FIRST_ROWS)))
        fields = _fields(first)
        missing = [field for field in NEEDED if field not in fields]
        if isinstance(first, Unusable) and (first.needs_person or missing):
            return first
        if missing:
            message = f"has no column for {', '.join(missing)}; expected one row for each score."
            return Unusable(self.request, (Problem(Severity.ERROR, shown, message),), ())
        self.progress(f"{shown}: its newest calls")
        # As in files: a call of tomorrow may be one of another time zone, later ones are slips.
        last_day = self.request.today
        columns = ScoreColumns(fields, {})
        unreadable = find_unreadable(table, fields["score"], ask)
        if unreadable:
            texts = ", ".join(f'"{safe_line(text, 20)}"' for text in unreadable)
            message = f"{fields['score']} holds texts that cannot be summed, such as {texts}. Open a view with numbers as scores."
            return Unusable(self.request, (Problem(Severity.ERROR, shown, message),), ())
        extent = find_extent(table, columns, last_day, ask)
        if extent.newest is None:
            return Unusable(self.request, (Problem(Severity.ERROR, shown, "holds no call with a date."),), ())
        columns = replace(columns, tidy=extent.tidy)
        fetched = fetch_sample(table, columns, last_day, _names_of_transcripts(self.request.transcripts), ask)
        sample = self._read(fetched.rows)
        if isinstance(sample, Unusable):
            return sample
        columns = replace(columns, dimensions=_dimensions(sample.matrix, table.columns))
        criterion_of = self._criteria(sample, fetched.labels)
        known_criteria = {criterion.id: criterion for criterion in sample.rubric.criteria}
        criteria = {label: known_criteria[name] for label, name in criterion_of.items()}
        scores = ScoreTable(table, columns, criteria, _stated(sample), last_day)
        codes = {label: sample.matrix.criteria.index(name) for label, name in criterion_of.items()}
        self.progress(f"{shown}: who is in it")
        known = find_known(scores, extent.newest, codes, sample.matrix.criteria, ask)
        sums = WarehouseSums(ask, scores, known)
        self.progress(f"{shown}: whether sums and reading agree")
        difference = find_difference(sample.matrix, replace(sums, only=fetched.chosen), fetched.chosen)
        if difference:
            return Unusable(self.request, (Problem(Severity.ERROR, shown, difference),), sample.files)
        return self._loaded(sample, sums, scores, len(fetched.chosen), extent.rows)

    def _loaded(self, sample: Loaded, sums: WarehouseSums, scores: ScoreTable, chosen: int, rows: int) -> Loaded:
        from qa_tui.steps.kept_sums import KeptSums
        from qa_tui.warehouse.score_table import NOT_LOOKED_AT

        shown = self.warehouse.address.shown
        notes = [f"{SAID.format(sample=chosen)} {NO_OUTCOME}"]
        ignored = [name for field, name in scores.columns.fields.items() if field in NOT_LOOKED_AT]
        if ignored:
            named = ", ".join(safe_line(name, 40) for name in ignored)
            notes.append(
                f"{named}: no sum looks at this. Where it decides which scores count, open a view of those that do."
            )
        calls = WarehouseCalls(scores, sums, self._read, sample)
        return replace(
            sample,
            request=self.request,
            problems=(*(Problem(Severity.NOTE, shown, note) for note in notes), *sample.problems),
            rows=RowCounts(read=rows, rejected=rows - sums.known.rows),
            sums=KeptSums(sums),
            calls=calls,
            directory=None,
            is_sample=True,
        )

    def _read(self, rows: Answer) -> Loaded | Unusable:
        """Rows of the table read like a file of scores."""
        from qa_tui.steps.load import load
        from qa_tui.warehouse.sample import write_sample

        name = re.sub(r"\W+", "_", self.warehouse.address.table) or "scores"
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # A folder of its own: two questions may be answered at the same time.
        with tempfile.TemporaryDirectory(dir=self.folder) as place:
            path = Path(place) / f"{name}.parquet"
            write_sample(rows, path)
            return load(replace(self.request, paths=(str(path),)), self.folder, self.read, self.fingerprint)

    def _criteria(self, sample: Loaded, labels: Sequence[str]) -> dict[str, str]:
        """Label of the table -> id of the criterion that it is."""
        from qa_tui.readers.columns import criterion_names, plain_name

        names = criterion_names(sample.rubric)
        settled: dict[str, str] = {}
        for file in sample.files:
            settled |= self.request.mapping_for(file.header_set).answers(About.CRITERION) if file.header_set else {}
        found = {}
        for label in labels:
            answer = settled.get(label.strip())
            name = answer if answer and answer != NEW else names.get(plain_name(label.strip()))
            if name in sample.matrix.criteria:
                found[label] = str(name)
        return found


def _stated(sample: Loaded) -> frozenset[str]:
    """Ids of the criteria that are of the rubric file, and not met in the scores alone."""
    count = sum(file.rows for file in sample.files if file.what == "rubric")
    return frozenset(criterion.id for criterion in sample.rubric.criteria[:count])


def _fields(read: Loaded | Unusable) -> dict[str, str]:
    """Field -> column, of what reading made of the first rows."""
    return {
        match.field: match.header
        for file in read.files
        if file.what == "scores"
        for match in file.columns
        if match.certainty == 1.0
    }


def _dimensions(matrix: CallMatrix, columns: Sequence[str]) -> dict[str, str]:
    by_name = {safe_line(column, 40): column for column in columns}
    return {name: by_name[name] for name in matrix.dimension_names if name in by_name}


def _names_of_transcripts(folder: str | None) -> set[str]:
    """Names of the files in `folder`, whole and in parts: what could be the id of a call."""
    found: set[str] = set()
    for path in written_path(folder).rglob("*") if folder else ():
        if path.is_file():
            found |= {path.stem, path.name.split(".")[0], *re.split(r"[^\w-]+|_", path.stem)}
    return found - {""}


def find_difference(matrix: CallMatrix, sums: WarehouseSums, calls: Sequence[str]) -> str:
    """What the warehouse's sums of `calls` and those of reading them do not agree about; empty where they do."""
    import numpy as np

    from qa_tui.analysis.window_sums import MatrixSums
    from qa_tui.scores.columns import UNKNOWN_TIME
    from qa_tui.scores.matrix import day_as_date

    chosen = {call.strip() for call in calls}
    codes = np.array([matrix.call_label(code) in chosen for code in range(matrix.call_id_ends.size)], bool)
    part = matrix.only(np.flatnonzero(codes[matrix.call] & (matrix.called_day != UNKNOWN_TIME)))
    if not part.evaluations:
        return "none of the calls that were fetched names a call, an agent and a date."
    first, last = day_as_date(int(part.called_day.min())), day_as_date(int(part.called_day.max()))
    window = Window(first, last + timedelta(days=1))
    read, asked = MatrixSums(part).of(window), sums.of(window)
    place = {agent: n for n, agent in enumerate(asked.agents)}
    own = np.flatnonzero(read.evaluations > 0)
    theirs = np.array([place.get(read.agents[n], -1) for n in own.tolist()], np.int64)
    if (theirs < 0).any() or int(asked.evaluations.sum()) != int(read.evaluations.sum()):
        return _differ(
            "evaluations",
            str(int(read.evaluations.sum())),
            str(int(asked.evaluations.sum())),
            "calls of an evaluator that come twice, or call dates in a form of their own",
        )
    for name, one, other in zip(read.criteria, read.standings, asked.standings, strict=True):
        same_count = np.array_equal(one.scored[own], other.scored[theirs])
        left = one.sums[own].astype(object) * other.denominator
        right = other.sums[theirs].astype(object) * one.denominator
        if not same_count or not np.array_equal(left, right):
            found = f"{int(one.scored.sum())} scored calls and {one.sums.sum() / one.denominator:g} times the maximum"
            said = f"{int(other.scored.sum())} and {other.sums.sum() / other.denominator:g}"
            return _differ(
                f"{name}",
                found,
                said,
                "scores that come twice, points that are shares of the maximum, or ids that are no texts",
            )
    return ""


def _differ(what: str, read: str, asked: str, likely: str) -> str:
    return (
        f"{safe_line(what, 60)}: reading the newest calls gives {read}, the warehouse's sums give {asked}. Likely are {likely}. "
        "Open a view with one row for each call, evaluator and criterion, a number as score and a date or timestamp."
    )
