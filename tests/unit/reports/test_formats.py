"""Every format of a report says the same, and none runs what a file says."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from qa_tui.domain.people import Agent
from qa_tui.reports.formats.csv_table import harmless
from qa_tui.reports.formats.registry import FORMATS, write_page
from qa_tui.reports.gap_page import gap_page
from qa_tui.reports.page import Bar, Page, Section, Table
from tests.builders import calls_of, make_criterion, make_matrix, report_of

if TYPE_CHECKING:
    from qa_tui.domain.gaps import GapReport

NASTY = ('=HYPERLINK("http://x")', "<script>alert(1)</script>", "a|b*c_d[e](f)", "@SUM(A1)", "+1+1", "-2+3")


def nasty_report() -> GapReport:
    criteria = [make_criterion(f"c{n}", name=name) for n, name in enumerate(NASTY)]
    cells = [
        cell
        for n in range(12)
        for k, c in enumerate(criteria)
        for cell in calls_of(f"A{n}", *[1.0 + (n + k) % 5] * 10, criterion=c.id)
    ]
    roster = [Agent(f"A{n}", f"=Name{n}", dimensions=((NASTY[1], (NASTY[0], NASTY[3])[n % 2]),)) for n in range(12)]
    return report_of(make_matrix(cells, *criteria), *criteria, roster=roster)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", FORMATS)
def test_the_answer_and_every_criterion_are_in_it(name: str) -> None:
    report = nasty_report()
    written = write_page(gap_page(report, "team"), name)
    assert written == write_page(gap_page(report, "team"), name) or name == "xlsx"
    if name == "xlsx":
        text = str(
            [CalamineWorkbook.from_filelike(io.BytesIO(written)).get_sheet_by_index(n).to_python() for n in (0, 1)]
        )
    else:
        text = written.decode("utf-8-sig")
    assert "1:1 coaching" in text or "Your call" in text or "Team session" in text


def test_html_stands_alone_and_escapes() -> None:
    body = write_page(gap_page(nasty_report(), NASTY[1]), "html").decode()
    page = Tags()
    page.feed(body)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "link", "img", "iframe"}
    assert not [attributes for _, attributes in page.tags if {"src", "href"} & set(attributes)]
    assert "url(" not in body
    assert NASTY[1] in page.text
    assert NASTY[0] in page.text


def test_html_can_be_heard_and_read_on_paper() -> None:
    body = write_page(gap_page(nasty_report(), "team"), "html").decode()
    page = Tags()
    page.feed(body)
    assert dict(page.tags[0][1]) == {"lang": "en"}
    pictures = [attributes for tag, attributes in page.tags if tag == "svg"]
    assert pictures
    assert all(a.get("role") == "img" and "percent" in (a.get("aria-label") or "") for a in pictures)
    tables = sum(tag == "table" for tag, _ in page.tags)
    assert sum(tag == "caption" for tag, _ in page.tags) == tables
    assert all(a.get("scope") == "col" for tag, a in page.tags if tag == "th")
    assert "@media print" in body
    headings = [tag for tag, _ in page.tags if tag in {"h1", "h2", "h3"}]
    assert headings[0] == "h1"
    assert headings.count("h1") == 1


def test_agents_are_named_only_when_asked_for() -> None:
    report = nasty_report()
    for name in ("html", "md", "xlsx"):
        without, with_names = (write_page(gap_page(report, "t", with_names=flag), name) for flag in (False, True))
        if name == "xlsx":
            continue
        assert b"=Name3" not in without
        assert b"Name3" in with_names


def rows_of(written: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))


def test_csv_is_one_table_that_no_spreadsheet_runs() -> None:
    rows = rows_of(write_page(gap_page(nasty_report(), "team"), "csv"))
    assert rows[0][:3] == ["rank", "criterion", "team mean"]
    assert len(rows) == 1 + len(NASTY)
    names = {row[1] for row in rows[1:]}
    assert names == {f"'{name}" if name[0] in "=+-@" else name for name in NASTY}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1", "'=1"),
        ("-3.5", "-3.5"),
        ("+2.0", "+2.0"),
        ("-2+3", "'-2+3"),
        ("@x", "'@x"),
        ("-", ""),
        ("Tone", "Tone"),
        ("\t=1", "'\t=1"),
    ],
)
def test_texts_that_would_run_are_quoted_and_numbers_stay(text: str, written: str) -> None:
    assert harmless(text) == written


def test_the_workbook_has_texts_and_numbers_and_no_formula() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(write_page(gap_page(nasty_report(), "team"), "xlsx")))
    assert book.sheet_names[0] == "Summary"
    assert len(set(book.sheet_names)) == len(book.sheet_names)
    assert all(len(name) <= 31 for name in book.sheet_names)
    table: list[list[Any]] = book.get_sheet_by_index(1).to_python()
    assert table[0][:3] == ["rank", "criterion", "team mean"]
    assert {row[1] for row in table[1:]} == set(NASTY)
    assert all(isinstance(row[2], float) for row in table[1:])


def test_markdown_keeps_its_tables_whole() -> None:
    text = write_page(gap_page(nasty_report(), "team"), "md").decode()
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert any("a\\|b\\*c\\_d\\[e\\](f)" in row for row in rows)
    assert "<script>" not in text


def test_a_page_without_rows_can_be_written() -> None:
    empty = Page("t", "a", (), (Section("s", (), (Table("c", ("x", "y"), ()),)),))
    assert all(write_page(empty, name) for name in FORMATS)
    assert Bar(None, 70).label == "unknown"
    assert Bar(61.25, 70).label == "61.2 percent, below the line at 70"
