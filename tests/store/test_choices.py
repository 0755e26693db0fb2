"""What persons said: the latest word counts, nothing is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_tui.domain.choices import Choices, Sampling, TopicChoice
from tests.builders import NOW

if TYPE_CHECKING:
    from qa_tui.store.sessions import SessionStore

CHOICE = TopicChoice("empathy", "audit", "Mia", NOW.date(), NOW.date(), ("Active listening: 16 of 23 below",))


def test_the_latest_word_counts(store: SessionStore) -> None:
    assert store.choices("team") == Choices()
    store.note_sampling("team", Sampling.TARGETED, NOW)
    store.note_sampling("team", Sampling.ALL, NOW)
    store.choose_topic("team", CHOICE, NOW)
    assert store.choices("team") == Choices(Sampling.ALL, CHOICE)
    assert store.choices("others") == Choices()
    store.choose_topic("team", None, NOW)
    assert store.choices("team") == Choices(Sampling.ALL, None)


def test_what_was_said_before_stays_in_the_record(store: SessionStore) -> None:
    store.choose_topic("team", CHOICE, NOW)
    store.choose_topic("team", None, NOW)
    rows = store.database.rows("SELECT kind, body FROM choices ORDER BY number")
    assert [(row["kind"], row["body"] == "null") for row in rows] == [("topic", False), ("topic", True)]
