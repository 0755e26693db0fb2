"""Chooses the calls of a session: as different as possible, one voice each, and every choice says why.

Deterministic: the same candidates and wishes give the same set, whatever the order they come in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_tui.domain.plan import Role
from qa_tui.domain.vote_set import Pick, Use, VoteSet, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qa_tui.domain.plan import Candidate

FAR_BELOW = 20.0
"""Percent points under the mean of the other low agents from which one agent's calls say nothing about the team."""


@dataclass(frozen=True, slots=True)
class Pool:
    """What can be chosen from, and what is known about it."""

    candidates: Sequence[Candidate]
    patterns: Mapping[str, tuple[str, ...]]
    """Call id -> behaviours that it lacks."""
    concentrated: frozenset[str] = frozenset()
    """Agents in the segment where the gap is concentrated."""
    segment: str = ""
    """Its name, for the reasons."""
    outliers: frozenset[str] = frozenset()
    """Agents so far below the others that their calls are coaching cases."""


def outlying_agents(low_means: Mapping[str, float]) -> frozenset[str]:
    """Low agents who are more than `FAR_BELOW` points under the mean of the other low agents; the only low one as well."""
    if len(low_means) == 1:
        return frozenset(low_means)
    total, others = sum(low_means.values()), len(low_means) - 1
    return frozenset(a for a, mean in low_means.items() if mean < (total - mean) / others - FAR_BELOW)


NOTHING_WANTED = Wanted()


def choose(pool: Pool, wanted: Wanted = NOTHING_WANTED) -> VoteSet:
    """Low calls with partners, one call at the line, one good call, and a reserve."""
    return _Choice(pool, wanted).made()


class _Choice:
    def __init__(self, pool: Pool, wanted: Wanted) -> None:
        self._pool = pool
        self._wanted = wanted
        allowed = [c for c in pool.candidates if c.call_id not in wanted.excluded]
        self._by_role: dict[Role, list[Candidate]] = {role: [] for role in Role}
        for candidate in sorted(allowed, key=lambda c: (c.percent, c.call_id)):
            self._by_role[candidate.role].append(candidate)
        self._voices: Counter[str] = Counter()
        self._types: Counter[str] = Counter()
        self._shapes: Counter[tuple[str, ...]] = Counter()
        self._in_segment = 0
        self._used: set[str] = set()
        self._missing: list[str] = []

    def made(self) -> VoteSet:
        lows = self._lows()
        line = self._at_the_line()
        high = self._voted_high(lows)
        partners = [self._partner(low) for low in lows]
        reserve = lows[-1] if len(lows) >= 3 else None
        picks: list[Pick] = []
        for low, partner in zip(lows, partners, strict=True):
            use = Use.RESERVE if low is reserve else Use.VOTE
            picks.append(Pick(low[0], use, low[1]))
            if partner is not None:
                picks.append(
                    Pick(
                        partner,
                        Use.PARTNER,
                        f"the best {partner.call_type} call of another agent".replace("  ", " "),
                        low[0].call_id,
                    )
                )
        picks += [Pick(candidate, Use.VOTE, why) for candidate, why in (line, high) if candidate is not None]
        if reserve is None and lows:
            self._missing.append("no reserve: fewer than three low calls qualify")
        return VoteSet(tuple(picks), tuple(dict.fromkeys(self._missing)))

    def _lows(self) -> list[tuple[Candidate, str]]:
        rest = list(self._by_role[Role.LOW])
        lows: list[tuple[Candidate, str]] = []
        count = max(self._wanted.lows, sum(c.call_id in self._wanted.pinned for c in rest))
        while rest and len(lows) < count:
            best = min(rest, key=self._low_rank)
            lows.append((best, self._why_low(best)))
            rest.remove(best)
            self._take(best)
        if lows and all(low.agent in self._pool.outliers for low, _ in lows):
            self._missing.append("all low calls are by an agent far below all others: coaching, not a session")
        elif len(lows) > 1 and len({low.agent for low, _ in lows}) == 1:
            self._missing.append("all low calls are by one agent: colleagues will know whose they are")
        if len(lows) < self._wanted.lows:
            self._missing.append(f"only {len(lows)} of {self._wanted.lows} low calls have a transcript")
        return lows

    def _low_rank(self, low: Candidate) -> tuple[object, ...]:
        """Smallest first: a wish, a new voice, no outlier, then what is most unlike those chosen, then the lowest."""
        pool = self._pool
        from_segment = low.agent in pool.concentrated
        wants_segment = bool(pool.concentrated) and self._in_segment * 2 <= sum(self._voices.values())
        return (
            low.call_id not in self._wanted.pinned,
            self._voices[low.agent],
            low.agent in pool.outliers,
            low.agent in self._wanted.present,
            self._types[low.call_type],
            wants_segment and not from_segment,
            self._shapes[pool.patterns.get(low.call_id, ())],
            low.evidence is None,
            low.percent,
            low.call_id,
        )

    def _why_low(self, low: Candidate) -> str:
        pool = self._pool
        lacking = pool.patterns.get(low.call_id, ())
        why = ["your choice"] if low.call_id in self._wanted.pinned else []
        if low.call_type and not self._types[low.call_type]:
            why.append(f"the first {low.call_type} call" if self._types else f"{low.call_type}")
        if lacking and not self._shapes[lacking]:
            why.append(f"lacks: {', '.join(lacking)}")
        if low.agent in pool.concentrated and pool.segment:
            why.append(f"from {pool.segment}, where the gap sits")
        if not self._voices[low.agent]:
            why.append("another voice" if self._voices else "")
        why.append("the scores name the evidence" if low.evidence is not None else "no evidence named")
        if low.agent in pool.outliers:
            why.append("an agent far below all others: coaching rather than the team's gap")
        return "; ".join(part for part in why if part)

    def _take(self, taken: Candidate) -> None:
        self._voices[taken.agent] += 1
        self._used.add(taken.call_id)
        if taken.role is Role.LOW:
            self._types[taken.call_type] += 1
            self._shapes[self._pool.patterns.get(taken.call_id, ())] += 1
            self._in_segment += taken.agent in self._pool.concentrated

    def _partner(self, low: tuple[Candidate, str]) -> Candidate | None:
        of = low[0]
        found = self._best(
            Role.HIGH, lambda c: c.call_type == of.call_type and c.agent != of.agent, lambda c: (-c.percent, c.call_id)
        )
        if found is None:
            kind = of.call_type or "such"
            self._missing.append(f"no {kind} call of 80 % or more by another agent is left: write one, or play without")
        return found

    def _at_the_line(self) -> tuple[Candidate | None, str]:
        found = self._best(
            Role.BORDERLINE,
            lambda _: True,
            lambda c: (self._types[c.call_type], c.evidence is None, abs(c.percent - 70), c.call_id),
        )
        if found is None:
            self._missing.append("no call beside the 70 % line")
            return None, ""
        return found, f"{found.percent:.0f} %, beside the line: the room shows where the boundary is"

    def _voted_high(self, lows: Sequence[tuple[Candidate, str]]) -> tuple[Candidate | None, str]:
        voted_types = {low.call_type for low, _ in lows}
        found = self._best(Role.HIGH, lambda _: True, lambda c: (c.call_type in voted_types, -c.percent, c.call_id))
        if found is None:
            self._missing.append("no good call to vote on: the room would guess that all are low")
            return None, ""
        return found, f"{found.percent:.0f} %, so that not every call is a low one"

    def _best(
        self, role: Role, fits: Callable[[Candidate], bool], rank: Callable[[Candidate], tuple[object, ...]]
    ) -> Candidate | None:
        """The best call of a role that is not used: a wish first, then a voice that was not heard yet."""
        rest = [c for c in self._by_role[role] if c.call_id not in self._used and fits(c)]
        found = min(
            rest,
            key=lambda c: (
                c.call_id not in self._wanted.pinned,
                self._voices[c.agent],
                c.agent in self._wanted.present,
                *rank(c),
            ),
            default=None,
        )
        if found is not None:
            self._take(found)
        return found
