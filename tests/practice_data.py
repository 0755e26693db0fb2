"""A scenario card and what it is made of, for tests."""

from __future__ import annotations

from qa_tui.domain.scenario import Scenario


def scenario(excerpt: str = "e1", call_type: str = "Delivery") -> Scenario:
    return Scenario(
        criterion="listening",
        criterion_name="Listening",
        wording_version="w1",
        call_type=call_type,
        pattern="restates the issue",
        mood="impatient",
        situation="",
        opening_line="It never came.",
        pressure_points=("I was at home.",),
        exit="Heard.",
        objective="Listens.",
        behaviours=("restates the issue",),
        top_level="restates the issue",
        red_flags=("interrupts",),
        failure_example="What number?",
        high_example="It never came, and you waited. Right?",
        levels=(("5", "restates the issue"), ("1", "interrupts")),
        excerpt=excerpt,
    )
