"""Workbooks (XLSX, XLS, ODS): every sheet that holds a table, after a look at what the file would unpack to."""

from __future__ import annotations

import sys
import zipfile
import zlib
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

from qa_tui.domain.problem import Problem, Severity
from qa_tui.domain.safe_text import safe_line
from qa_tui.readers.tables.grid import grid_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qa_tui.readers.tables.opened import TableSource

SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MOST_BYTES = 256 << 20
"""A workbook that unpacks to more is refused; as CSV it can have any size."""
_BLOCK = 1 << 16
_ROOM = 300 << 20
_ROOM_PER_BYTE = 12
"""Address space that reading may take: a share for the program, and so much for every byte of the sheets."""


def spreadsheet_sources(path: Path, shown: str) -> list[TableSource] | Problem:
    """The tables of a workbook, one per sheet that has any; hidden sheets are left out."""
    size = _unpacked_size(path, shown)
    if isinstance(size, Problem):
        return size
    import python_calamine as calamine

    try:
        with _limited(size), calamine.CalamineWorkbook.from_path(str(path)) as workbook:
            sheets = [
                (sheet.name, _rows(workbook.get_sheet_by_name(sheet.name)))
                for sheet in workbook.sheets_metadata
                if sheet.typ == calamine.SheetTypeEnum.WorkSheet and sheet.visible == calamine.SheetVisibleEnum.Visible
            ]
    except calamine.PasswordError:
        return Problem(Severity.ERROR, shown, "is protected by a password. Save it without one, or as CSV.")
    except (calamine.CalamineError, OSError, ValueError, MemoryError) as problem:
        return _damaged(shown, problem)
    except BaseException as problem:  # Rust code reports a panic as an exception of a class that is not an Exception.
        if type(problem).__name__ != "PanicException":
            raise
        return _damaged(shown, problem)
    named = len([rows for _, rows in sheets if rows]) > 1
    found = []
    for name, rows in sheets:
        source = grid_source(f"{shown} [{safe_line(name, 40)}]" if named else shown, rows) if rows else None
        if source is not None:
            found.append(source)
    return found or Problem(
        Severity.ERROR, shown, "is a workbook without a table. Expected a header and rows below it."
    )


def _damaged(shown: str, problem: BaseException) -> Problem:
    reason = safe_line(str(problem), 120) or type(problem).__name__
    message = (
        f"cannot be read as a workbook: {reason}. Open it in your spreadsheet program and save it again, or as CSV."
    )
    return Problem(Severity.ERROR, shown, message)


def _rows(sheet: Any) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]


def _text(cell: Any) -> str:
    """A cell as a person sees it; whole numbers without a point, dates in ISO form."""
    match cell:
        case str():
            return cell.strip()
        case bool():
            return "Yes" if cell else "No"
        case float():
            return f"{int(cell)}" if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.10g}"
        case datetime():
            return cell.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return "" if cell is None else str(cell)


def _unpacked_size(path: Path, shown: str) -> int | Problem:
    """Bytes that the parts of the workbook unpack to, measured and not believed."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return _too_big(shown)
        with path.open("rb") as stream:
            if stream.read(4) != SIGNATURES[0]:
                return path.stat().st_size
            with zipfile.ZipFile(stream) as archive:
                names = archive.namelist()
                if not any(name.startswith("xl/") or name == "content.xml" for name in names):
                    inside = safe_line(", ".join(names[:4]), 120)
                    message = f"is a zip archive, not a workbook. Unpack it and open what is inside: {inside}."
                    return Problem(Severity.ERROR, shown, message)
                total = 0
                for part in archive.infolist():
                    total += _inflated(stream, part, MOST_BYTES - total)
                    if total > MOST_BYTES:
                        return _too_big(shown)
                return total
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as problem:
        return _damaged(shown, problem)


def _too_big(shown: str) -> Problem:
    message = f"would unpack to more than {MOST_BYTES >> 20} MB. Save the sheet with the scores as CSV and open that."
    return Problem(Severity.ERROR, shown, message)


def _inflated(stream: BinaryIO, part: zipfile.ZipInfo, most: int) -> int:
    """How many bytes the part really unpacks to, counted up to a little over `most`; its header may say anything."""
    if part.compress_type != zipfile.ZIP_DEFLATED:
        return part.compress_size
    stream.seek(part.header_offset)
    head = stream.read(30)
    stream.seek(int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), 1)
    unpack = zlib.decompressobj(-15)
    left, total = part.compress_size, 0
    while left > 0 and total <= most:
        block = stream.read(min(_BLOCK, left))
        if not block:
            break
        left -= len(block)
        while block and total <= most:
            total += len(unpack.decompress(block, _BLOCK * 16))
            block = unpack.unconsumed_tail
    return total


@contextmanager
def _limited(size: int) -> Iterator[None]:
    """As much address space as a workbook of this size may need: a cell that stands a million columns away asks for more."""
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    with open("/proc/self/statm", encoding="ascii") as facts:  # noqa: PTH123 - not a person's file
        taken = int(facts.read().split()[0]) * resource.getpagesize()
    limit = taken + _ROOM + _ROOM_PER_BYTE * size
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
