"""What could say whose call it is when every name is hidden: small groups, and phrases that only one agent uses."""

from __future__ import annotations

import numpy as np
import pytest

from qa_tui.analysis.membership import Membership
from qa_tui.analysis.own_phrases import find_own_phrases, spoken
from qa_tui.analysis.small_groups import find_small_groups
from qa_tui.domain.identifying import Groups, OwnPhrase, SmallGroup
from qa_tui.reports.privacy_words import group_words, recognised_by


def membership(dimension: str, codes: str) -> Membership:
    """A dimension with one letter for each agent; a point where an agent is in none."""
    segments = tuple(sorted(set(codes) - {"."}))
    found = np.array([segments.index(code) if code != "." else -1 for code in codes], np.int64)
    return Membership(dimension, segments, found)


ALL = np.ones(12, np.bool_)


def test_a_segment_of_fewer_than_five_is_small() -> None:
    shift = membership("shift", "nnnnddddddd.")
    assert find_small_groups([shift], 0, ALL) == (SmallGroup((("shift", "n"),), 4),)
    assert find_small_groups([shift], 5, ALL) == ()
    assert find_small_groups([shift], 11, ALL) == ()


def test_agents_without_calls_do_not_count() -> None:
    shift = membership("shift", "nnnnnnddddd.")
    active = ALL.copy()
    active[1:3] = False
    assert find_small_groups([shift], 0, ALL) == ()
    assert find_small_groups([shift], 0, active) == (SmallGroup((("shift", "n"),), 4),)


def test_a_pair_is_named_only_where_neither_part_is_small() -> None:
    shift = membership("shift", "nnnnnnddddd.")
    queue = membership("queue", "nnbbbbbbbbbb")
    team = membership("team", "ababababab.a")
    found = find_small_groups([shift, queue, team], 2, ALL)
    assert found == (
        SmallGroup((("shift", "n"), ("team", "a")), 3),
        SmallGroup((("shift", "n"), ("queue", "b")), 4),
    )
    assert [g.segments for g in find_small_groups([shift, queue, team], 0, ALL)] == [
        (("queue", "n"),),
        (("shift", "n"), ("team", "a")),
    ]


def test_groups_in_words() -> None:
    one = SmallGroup((("shift", "night"), ("queue", "Delivery")), 1)
    assert group_words(one) == "only 1 agent is in shift night and queue Delivery"
    groups = Groups(4, {"A1": (one,)})
    assert recognised_by("A1", groups) == (
        "only 4 agents took calls in this window; only 1 agent is in shift night and queue Delivery"
    )
    assert recognised_by("A2", Groups(9, {})) == ""


OTHERS = [spoken(["Good morning, how can I help you today?", "Let me have a look."])] * 6


def test_a_greeting_that_only_one_agent_uses_is_found() -> None:
    own = [spoken(["Super-duper, how can I help you today?"]), spoken(["Right. Super-duper!"]), spoken(["Hello there"])]
    assert find_own_phrases(own[0], own, OTHERS) == (OwnPhrase("super-duper", 2),)


def test_the_shortest_telling_part_is_named() -> None:
    own = [spoken([f"Top of the morning to you, {who}."]) for who in ("friend", "madam", "sir")]
    others = [spoken(["Good morning to you. On top of the list."])] * 6
    found = [phrase.text for phrase in find_own_phrases(own[0], own, others)]
    assert found == ["the morning"]


@pytest.mark.parametrize(
    ("own", "others"),
    [
        (["Super-duper."], OTHERS),
        (["Super-duper.", "Super-duper."], OTHERS[:4]),
        (["Super-duper.", "Super-duper."], [*OTHERS, spoken(["That is super-duper."])]),
        (["Super-duper.", "Hello."], OTHERS),
        (["1234.", "1234.", "1234."], OTHERS),
        (["How is that?", "How is that?"], OTHERS),
    ],
    ids=["one call", "too few others", "somebody else says it", "said once", "a number", "everyday words in two calls"],
)
def test_nothing_is_claimed_without_grounds(own: list[str], others: list[str]) -> None:
    said = [spoken([text]) for text in own]
    assert find_own_phrases(said[0], said, others) == ()


def test_masks_and_turns_end_a_phrase() -> None:
    said = spoken(["Hello [Agent] here", "yes"])
    assert [part.split() for part in said.split("|")] == [["hello"], ["here"], ["yes"]]
