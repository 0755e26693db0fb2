"""What a key does in each phase of the room. Every decision becomes an event; nothing else is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain import session_events as events
from qa_tui.domain.session import Phase
from qa_tui.steps.live import judge_shown
from qa_tui.tui.screens.room import asking, keys
from qa_tui.tui.screens.room.help import RoomHelp
from qa_tui.tui.screens.room.reading import count_unread
from qa_tui.tui.screens.room.sound import READ_IN
from qa_tui.tui.screens.room.tally import begin_tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa_tui.tui.screens.room.screen import RoomScreen
    from qa_tui.tui.screens.room.tally import Tally

ASK_TWICE_SECONDS = 60
NEXT = frozenset({"space", "pagedown", "down"})
BEFORE = frozenset({"pageup", "up"})


def press(room: RoomScreen, key: str) -> None:
    """Do what `key` means now."""
    state = room.live.state
    if key in {"?", "f1"}:
        show_help(room)
    elif room.tally is not None:
        _tally(room, room.tally, key)
    elif key == "k" and state.phase in PASSED_OVER_IN:
        _pass_over(room)
    elif key == "p" and state.phase in TALKING:
        room.ask_parked()
    elif state.phase in READ_IN and room.sound.press(key):
        return
    else:
        _PRESSES[state.phase](room, key)


def show_help(room: RoomScreen) -> None:
    """What happens now, and every key of it; safe to project."""
    room.app.push_screen(RoomHelp(room.live.state, room.sound.keys(), is_counting=room.tally is not None))


PASSED_OVER_IN = frozenset({Phase.BRIEF, Phase.EXCERPT, Phase.VOTE, Phase.VOTES_IN, Phase.HOW_YOU_VOTED})
TALKING = frozenset({Phase.HOW_YOU_VOTED, Phase.SCORE, Phase.PARTNER, Phase.SAY_IT_BETTER, Phase.WRAP_UP})


def _pass_over(room: RoomScreen) -> None:
    """Quietly: the screen is black while nobody is told why."""
    if room.twice("k", "k again takes another call."):
        room.turn_pages_back()
        if room.send(events.Skipped()):
            room.go_black("We'll take another one.")


def _seats(room: RoomScreen, key: str) -> bool:
    if key not in {"+", "-"}:
        return False
    if room.send(events.SeatsChanged(room.live.state.seats + (1 if key == "+" else -1))):
        room.message = f"Seats: {room.live.state.seats}."
    return True


def _opening(room: RoomScreen, key: str) -> None:
    if _seats(room, key):
        return
    if key == "enter":
        room.send(events.Moved(Phase.BRIEF.value))
    elif key == "t":
        room.seat = None
        room.send(events.Moved(Phase.TRIAL.value))
    elif key == "l":
        state = room.live.state
        room.ask(lambda: asking.ask_apart(room.qa, state))


def _trial_shown(room: RoomScreen, key: str) -> None:
    if key == "enter":
        room.send(events.Moved(Phase.OPENING.value))


def _brief(room: RoomScreen, key: str) -> None:
    if _seats(room, key):
        return
    if key == "enter":
        room.turn_pages_back()
        room.send(events.Moved(Phase.EXCERPT.value))
    elif key == "u":
        room.send(events.Reopened())


def _turn_page(room: RoomScreen, key: str) -> None:
    pages = len(room.pages())
    if key == "space":
        room.page = (room.page + 1) % pages
    elif key in NEXT:
        room.page = min(room.page + 1, pages - 1)
    elif key in BEFORE:
        room.page = max(0, room.page - 1)


def _excerpt(room: RoomScreen, key: str) -> None:
    _turn_page(room, key)
    ballot = room.live.state.ballot
    if ballot is not None and keys.vote_of(key, room.live.state.round.brief.scale) is not None:
        room.qa.bell()
        room.message = "No vote is taken while the excerpt is read: enter goes back to the votes."
    if key == "enter":
        left = count_unread(room.pages(), room.read)
        unread = "1 page has" if left == 1 else f"{left} pages have"
        if left < 1 or room.twice("enter", f"{unread} not been read yet. Enter again votes all the same."):
            room.send(events.Moved(Phase.VOTE.value))


def _partner(room: RoomScreen, key: str) -> None:
    _turn_page(room, key)
    if key in {"enter", "g"}:
        room.turn_pages_back()
        room.send(events.Moved(Phase.SCORE.value))


def _vote(room: RoomScreen, key: str) -> None:
    state = room.live.state
    ballot, scale = state.ballot, state.round.brief.scale
    vote = keys.vote_of(key, scale)
    if vote is not None and room.seat is None and ballot is not None and not ballot.missing:
        # A key too many would write over a seat that nobody looks at.
        room.qa.bell()
        change = "⌫ takes the count back" if ballot.is_tally else "← and → go to one that is to be changed"
        room.message = f"All {state.seats} seats have a vote. {change}; enter takes them in."
    elif vote is not None:
        if room.send(events.Cast(room.seat_now(), vote)):
            room.seat = None
    elif key in {"backspace", "u"}:
        is_row = ballot is not None and not ballot.replaced
        if room.send(events.Undone()):
            room.seat = None
            if is_row:
                room.message = "The whole row was taken back."
    elif key in {"left", "right"}:
        room.seat = (room.seat_now() + (1 if key == "right" else -1)) % state.seats
    elif key == "+":
        if room.send(events.SeatsChanged(state.seats + 1)):
            room.message = (
                f"Seats: {room.live.state.seats}. A seat too many is taken away before the next call, with -."
            )
    elif key == "t":
        room.tally = begin_tally(scale, state.seats - len(ballot.apart if ballot else ()))
    elif key == ":":
        room.ask(lambda: asking.ask_row(room.qa, state), source="line")
    elif key == "space" and state.phase is Phase.VOTE:
        room.page = 0
        room.send(events.Moved(Phase.EXCERPT.value))
    elif key == "escape" and state.phase is Phase.TRIAL:
        room.send(events.Moved(Phase.OPENING.value))
    elif key == "enter" and ballot is not None:
        missing = ballot.missing
        seats = "1 seat" if missing == 1 else f"{missing} seats"
        if missing in {0, state.seats} or room.twice(
            "enter", f"{seats} without a vote. Enter again takes the votes in as they are."
        ):
            room.seat = None
            room.send(events.VotesTaken())
    elif keys.is_digit(key):
        room.qa.bell()
        at = room.seat_now() + 1
        levels = keys.level_keys(scale)
        room.warn(
            f"There is no level {key} here: it went to no seat; what comes after goes to seat {at} on. Levels: {levels}."
        )


def _tally(room: RoomScreen, tally: Tally, key: str) -> None:
    if keys.is_digit(key):
        room.tally = tally.with_digit(key)
    elif key == "backspace":
        room.tally = tally.without_last()
    elif key == "escape":
        room.tally = None
    elif key in {"space", "enter"}:
        taken = tally.taken()
        if isinstance(taken, str):
            room.tally, room.message = tally.cleared(), taken
        elif not taken.is_done:
            room.tally = taken
        else:
            room.tally = None
            if taken.counted:
                room.send(events.FilledIn(taken.votes(), is_tally=True), "tally")


def _votes_in(room: RoomScreen, key: str) -> None:
    if key == "r" and room.send(events.DistributionShown()):
        room.note_shown()
        if room.qa.services.settings.reveal == "together":
            room.reveal()
    elif key == "enter":
        room.message = "r shows the room how it voted."
    elif key == "u":
        room.send(events.VotesReturned())
    elif key == "c":
        state = room.live.state
        room.ask(lambda: asking.ask_correction(room.qa, state))


def _how_you_voted(room: RoomScreen, key: str) -> None:
    state = room.live.state
    if key == "s":
        if not room.is_early() or room.twice("s", "Talk first? s again shows QA's score."):
            room.reveal()
    elif key == "v":
        is_split = judge_shown(state.round, None).is_contested
        if is_split or room.twice("v", "The room is not split. v again votes all the same."):
            room.send(events.VotedAgain())
    elif key == "c":
        room.ask(lambda: asking.ask_correction(room.qa, state))
    elif key == "enter" and room.twice("enter", "QA's score has not been shown. Enter again goes on without it."):
        room.send(events.Continued())
    else:
        _notes(room, key)


def _notes(room: RoomScreen, key: str) -> None:
    state = room.live.state
    if key == "n":
        room.ask_with_names(lambda known: asking.ask_note(room.qa, state, known))
    elif key == "l":
        shown = room.live.excerpt()
        if not shown.turns:
            room.message = "This call was played: it has no lines."
            return
        last = shown.first_line + len(shown.turns) - 1
        room.ask(lambda: asking.ask_lines(room.qa, state, shown.first_line, last))


def _score(room: RoomScreen, key: str) -> None:
    state = room.live.state
    if key in {"1", "2", "3", "4"}:
        room.ask_with_names(lambda known: asking.ask_end(room.qa, state, known, key))
    elif key == "g":
        room.turn_pages_back()
        room.send(events.Moved(Phase.PARTNER.value))
    elif key == "enter":
        settled = state.round.outcome is not None
        if settled or room.twice("enter", "No outcome is noted. Enter again goes on without one."):
            room.send(events.Continued())
    else:
        _notes(room, key)


def _say_it_better(room: RoomScreen, key: str) -> None:
    if key == "enter":
        room.send(events.Moved(Phase.WRAP_UP.value))
    elif key == "u":
        room.send(events.Reopened())


def _wrap_up(room: RoomScreen, key: str) -> None:
    scale = room.live.state.round.brief.scale
    if key == "enter" and room.twice("enter", "Enter again finishes the session."):
        if room.send(events.Closed()):
            room.go_black("")
    elif key == "u":
        room.send(events.Reopened())
    elif key == "c":
        room.ask(lambda: asking.ask_barriers(room.qa, room.live.state, f"a {scale.word(scale.maximum)}"))
    elif key == "f":
        room.ask(lambda: asking.ask_cards(room.qa, room.live.state))


def _nothing(_room: RoomScreen, _key: str) -> None:
    """The session is over."""


_PRESSES: dict[Phase, Callable[[RoomScreen, str], None]] = {
    Phase.OPENING: _opening,
    Phase.TRIAL: _vote,
    Phase.TRIAL_SHOWN: _trial_shown,
    Phase.BRIEF: _brief,
    Phase.EXCERPT: _excerpt,
    Phase.VOTE: _vote,
    Phase.VOTES_IN: _votes_in,
    Phase.HOW_YOU_VOTED: _how_you_voted,
    Phase.SCORE: _score,
    Phase.PARTNER: _partner,
    Phase.SAY_IT_BETTER: _say_it_better,
    Phase.WRAP_UP: _wrap_up,
    Phase.CLOSED: _nothing,
}
