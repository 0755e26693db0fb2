"""The excerpt in pages: nothing is lost, nothing stands half empty, and every window shows the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from qa_tui.domain import session_events as events
from qa_tui.domain.excerpt import ShownExcerpt
from qa_tui.domain.shown import Place
from qa_tui.domain.transcript import Turn
from qa_tui.tui.lines import plain
from qa_tui.tui.screens.room import keys
from qa_tui.tui.screens.room.page import Page
from qa_tui.tui.screens.room.reading import lines_in_window, page_with, part_read, read_pages
from tests.unit.domain.test_session import after

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_tui.tui.lines import Line

LEAD = 14
SMALL, LARGE = Page(54, 13), Page(154, 46)


def said(lines: Iterable[Line]) -> list[str]:
    """The words that are read, without numbers and speakers."""
    return " ".join(plain(one)[LEAD:] for one in lines).split()


def excerpt(*words: int) -> ShownExcerpt:
    """Turns of so many words each, no two words alike."""
    turns = tuple(Turn("agent", " ".join(f"t{turn}w{n}" for n in range(count))) for turn, count in enumerate(words))
    return ShownExcerpt(turns, 7)


def test_turns_stay_whole_and_are_numbered_as_in_the_call() -> None:
    turns = tuple(Turn("agent", f"This is what is said in turn {n}, and a little more of it.") for n in range(20))
    pages = read_pages(ShownExcerpt(turns, 7), Page(40, 10))
    assert [int(plain(page.lines[0])[:3]) - 7 for page in pages] == [page.begin.turn for page in pages]
    assert {page.begin.character for page in pages} == {0}
    assert all(len(page.lines) <= 10 for page in pages)
    numbers = [int(plain(one)[:3]) for page in pages for one in page.lines if plain(one)[:3].strip()]
    assert numbers == list(range(7, 27))


def test_a_long_turn_goes_on_over_the_page_where_a_third_of_it_would_stay_empty() -> None:
    pages = read_pages(excerpt(20, 90, 5), SMALL)
    first, second = pages[0].lines, pages[1].lines
    assert len(first) == SMALL.height
    assert pages[1].begin.turn == 1
    assert pages[1].begin.character > 0
    assert plain(second[0]).startswith("  8 …AGENT")


def test_a_turn_that_leaves_little_room_empty_is_not_torn() -> None:
    pages = read_pages(excerpt(66, 40), SMALL)
    assert SMALL.height // 3 >= SMALL.height - len(pages[0].lines) > 0
    assert pages[1].begin == Place(1)


def test_no_line_of_a_turn_stands_alone() -> None:
    for words in range(1, 200):
        shown = excerpt(9, words)
        whole = read_pages(shown, Page(SMALL.cells, 1_000))[0].lines
        lines = len(whole) - sum(plain(one).startswith("  7") for one in whole)
        for page in read_pages(shown, SMALL)[1:]:
            assert lines < 2 * 2 or len(page.lines) >= 2, words


def test_a_call_that_is_played_has_one_page() -> None:
    pages = read_pages(ShownExcerpt((), 1), SMALL)
    assert plain(pages[0].lines[0]).startswith("We listen to this call now.")
    assert part_read(pages, 0).page == (0, 1)


def test_a_smaller_window_says_what_it_lacks() -> None:
    shown = excerpt(200, 200)
    read = part_read(read_pages(shown, LARGE), 0)
    lines = lines_in_window(shown, read, SMALL)
    assert len(lines) == SMALL.height
    missing = int(plain(lines[-1]).split()[0])
    assert plain(lines[-1]).endswith("lines more: make this window larger.")
    high = Page(SMALL.cells, SMALL.height - 2 + missing)
    assert said(lines_in_window(shown, read, high))[: len(said(lines[:-2]))] == said(lines[:-2])


def test_the_page_follows_what_is_heard() -> None:
    shown = excerpt(20, 60, 60, 5)
    pages = read_pages(shown, SMALL)
    for turn in range(4):
        found = page_with(pages, Place(turn))
        assert f"t{turn}w0" in said(pages[found].lines)
        heard = [plain(one)[:3] for one in read_pages(shown.hearing(turn), SMALL)[found].lines]
        assert f">{7 + turn}".rjust(3) in heard


TURNS = st.lists(st.text("ab %1日é́  ", max_size=400), min_size=1, max_size=8)


@settings(max_examples=300)
@given(TURNS, st.integers(20, 100), st.integers(3, 40), st.integers(0, 60), st.integers(0, 30))
def test_every_window_that_is_large_enough_shows_the_words_of_the_page(
    texts: list[str], cells: int, height: int, wider: int, higher: int
) -> None:
    shown = ShownExcerpt(tuple(Turn("customer", text) for text in texts), 98)
    page, window = Page(cells, height), Page(cells + wider, height + higher)
    pages = read_pages(shown, page)
    assert all(0 < len(one.lines) <= height for one in pages)
    assert "".join(said(one for part in pages for one in part.lines)) == "".join("".join(texts).split())
    for number, part in enumerate(pages):
        read = part_read(pages, number)
        again = lines_in_window(shown, read, page)
        assert [plain(one).rstrip() for one in again] == [plain(one).rstrip() for one in part.lines]
        in_window = lines_in_window(shown, read, window)
        assert "".join(said(in_window)) == "".join(said(part.lines))


def test_a_page_with_hidden_words_says_what_to_read_for_them() -> None:
    shown = ShownExcerpt((Turn("customer", "Pay me Thursday, [hidden]."), Turn("agent", "Sure. " * 300)), 1)
    pages = read_pages(shown, SMALL)
    assert [page.has_hidden for page in pages[:2]] == [True, False]
    state = after(events.Moved("brief"), events.Moved("excerpt"))
    assert keys.words(state, has_hidden=True)[0] == 'Read aloud by two volunteers; for [ ] say "blank".'
    assert keys.words(state)[0] == "Read aloud by two volunteers."


def test_letters_with_many_marks_are_laid_out_like_others() -> None:
    text = " ".join("a" + "\u0336" * 6 + "b" + "\u0301" * 6 for _ in range(80))
    shown = ShownExcerpt((Turn("customer", text),), 1)
    pages = read_pages(shown, SMALL)
    assert " ".join(said(one for page in pages for one in page.lines)) == text
    assert lines_in_window(shown, part_read(pages, 0), SMALL) == list(pages[0].lines)


def test_where_a_call_is_heard_its_turns_stay_whole_on_their_page() -> None:
    shown = excerpt(20, 70, 150, 5)
    pages = read_pages(shown, SMALL, is_heard=True)
    torn = [page.begin for page in pages if page.begin.character]
    assert torn, "a turn that is higher than a page"
    assert {place.turn for place in torn} == {2}
    assert {page.begin.character for page in read_pages(shown, SMALL)} != {0}
