"""What ctrl+p finds beside the commands: criteria, segments, agents and calls by name."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider

from qa_tui.domain.safe_text import safe_line
from qa_tui.tui.text import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.content import Content
    from textual.fuzzy import Matcher

    from qa_tui.tui.app import QaApp

MOST_CALLS = 12
FEWEST_LETTERS = 2
"""Letters that must be typed before calls are looked for."""


class Found(NamedTuple):
    """Something that can be gone to."""

    name: str
    what: str
    """In words of this program: Textual reads markup in it, so nothing of a file may stand here."""
    go: Callable[[], None]


class DataProvider(Provider):
    """Everything that is loaded, by its name. In the room there is no palette."""

    @property
    def qa(self) -> QaApp:
        from qa_tui.tui.app import QaApp

        assert isinstance(self.app, QaApp)
        return self.app

    async def discover(self) -> Hits:
        for found in self._criteria():
            yield DiscoveryHit(literal(found.name), found.go, found.name, found.what)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for found in (*self._criteria(), *self._segments(), *self._agents()):
            score = matcher.match(found.name)
            if score > 0:
                yield Hit(score, highlighted(matcher, found.name), found.go, found.name, found.what)
        for found in await self._calls(query):
            yield Hit(1.0, literal(found.name), found.go, found.name, found.what)

    def _criteria(self) -> Iterator[Found]:
        report = self.qa.report
        for gap in report.criteria if report else ():
            what = f"criterion: {gap.low_agents} of {gap.eligible_agents} agents below"
            yield Found(safe_line(gap.name, 80), what, partial(go_to_criterion, self.qa, gap.id))

    def _segments(self) -> Iterator[Found]:
        report = self.qa.report
        pairs = dict.fromkeys(
            (s.dimension, s.segment) for gap in (report.criteria if report else ()) for s in gap.segments
        )
        for dimension, segment in pairs:
            name = safe_line(f"{dimension} {segment}", 80)
            yield Found(name, "segment: look at it alone", partial(go_to_segment, self.qa, (dimension, segment)))

    def _agents(self) -> Iterator[Found]:
        report, criterion = self.qa.report, self.qa.criterion
        gap = report.criterion(criterion) if report and criterion else None
        for agent in gap.agents if gap else ():
            name = safe_line(agent.name if agent.name == agent.agent else f"{agent.name} ({agent.agent})", 80)
            what = "agent: their calls on the chosen criterion"
            yield Found(name, what, partial(self.qa.show_calls, gap.id if gap else "", agent.agent))

    async def _calls(self, query: str) -> list[Found]:
        """Looked for in a thread: millions of ids take most of a second."""
        loaded, criterion = self.qa.loaded, self.qa.criterion
        if loaded is None or criterion is None or len(query.strip()) < FEWEST_LETTERS:
            return []
        from qa_tui.steps.gaps import find_call_ids

        ids = await asyncio.to_thread(find_call_ids, loaded, query.strip(), MOST_CALLS)
        return [Found(safe_line(call, 80), "call", partial(self.qa.show_calls, criterion, text=call)) for call in ids]


def highlighted(matcher: Matcher, name: str) -> Content:
    """`name` as it is with the matching letters marked; Textual's own highlighting would read markup in it."""
    shown = literal(name)
    for place in matcher.fuzzy_search.match(matcher.query, name)[1]:
        shown = shown.stylize(matcher.match_style, place, place + 1)
    return shown


def go_to_criterion(app: QaApp, criterion: str) -> None:
    app.criterion = criterion
    app.action_step("segments")


def go_to_segment(app: QaApp, pair: tuple[str, str]) -> None:
    from dataclasses import replace

    kept = tuple(other for other in app.scope.segments if other[0] != pair[0])
    app.change_scope(replace(app.scope, segments=(*kept, pair)))
    app.action_step("segments")
