"""What cannot be checked is blocked, with the reason; a person can hide more, and lift what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qa_tui.anonymise import Found, Known, Person, anonymise
from qa_tui.anonymise.language import FEWEST_WORDS
from qa_tui.anonymise.verify import find_unsafe
from qa_tui.domain.transcript import Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

KNOWN = Known((Person("A1", "agent", ("Ann Smith",)), Person("c", "customer", ("Priya Raman",))))
OTHER_LANGUAGES = {
    "German": "Guten Tag, hier ist die Kundenbetreuung, was kann ich heute für Sie tun? Meine Rechnung ist schon wieder falsch.",
    "French": "Bonjour, comment puis-je vous aider ? Ma facture est encore fausse, je vous l'ai déjà dit trois fois cette année.",
    "Spanish": "Buenos dias, en que puedo ayudarle? Mi factura esta mal otra vez, ya se lo he dicho tres veces este mes.",
    "Dutch": "Goedemorgen, waarmee kan ik u helpen? Mijn rekening is weer verkeerd en ik heb dat al drie keer gezegd.",
    "Polish": "Dzien dobry, w czym moge pomoc? Moj rachunek znowu jest bledny, mowilem o tym juz trzy razy w tym roku.",
    "Russian": "Добрый день, чем могу помочь? Мой счёт опять неправильный, я уже три раза об этом говорил.",
    "Greek": "Καλημέρα, πώς μπορώ να σας βοηθήσω; Ο λογαριασμός μου είναι πάλι λάθος.",
    "Chinese": "早上好，请问有什么可以帮您？我的账单又错了，我已经说过三次了。",
}  # fmt: skip


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_a_call_in_another_language_is_blocked(language: str) -> None:
    text = OTHER_LANGUAGES[language]
    result = anonymise([Turn("agent", "Thank you."), Turn("customer", text)], KNOWN)
    assert (result.status, result.reason, result.turns) == ("blocked", "language", ())
    assert result.withheld == (0, 1)


def test_a_few_foreign_words_and_accents_block_nothing() -> None:
    said = "Hello, I am calling about the crème brûlée that I ordered from your café, it never came to my naïve friend."
    assert anonymise([Turn("customer", said)], KNOWN).status == "ok"
    assert len(said.split()) > FEWEST_WORDS


def test_what_takes_too_long_is_blocked() -> None:
    answers = iter([False, False, True])
    result = anonymise([Turn("agent", "Hello, this is Ann.")], KNOWN, is_late=lambda: next(answers))
    assert (result.status, result.reason, result.turns) == ("blocked", "late", ())


class Fails:
    def find(self, turns: Sequence[Turn]) -> Sequence[Found]:
        raise OSError(turns[0].text)


def test_a_second_detector_that_fails_blocks() -> None:
    result = anonymise([Turn("agent", "Hello, this is Ann.")], KNOWN, extra=[Fails()])
    assert (result.status, result.reason, result.turns) == ("blocked", "detector", ())


class Adds:
    def find(self, turns: Sequence[Turn]) -> Sequence[Found]:
        return [Found(n, 0, 5, "name", "fake") for n, _ in enumerate(turns)]


def test_a_second_detector_only_adds() -> None:
    alone = anonymise([Turn("agent", "Hello, this is Ann.")], KNOWN)
    both = anonymise([Turn("agent", "Hello, this is Ann.")], KNOWN, extra=[Adds()])
    assert {(s.start, s.end) for s in alone.spans} < {(s.start, s.end) for s in both.spans}
    assert both.turns[0].text == "[Name 2], this is [Agent]."


def test_a_mask_that_is_lifted_is_shown() -> None:
    said = [Turn("customer", "My Fibretron is broken, and Fibretron is dear.")]
    hidden = anonymise(said, KNOWN)
    first = hidden.spans[0]
    shown = anonymise(said, KNOWN, lifted=[(first.turn, first.start, first.end)])
    assert hidden.turns[0].text.count("Fibretron") == 0
    assert shown.turns[0].text.startswith("My Fibretron is")
    assert shown.turns[0].text.count("Fibretron") == 1


def test_a_known_name_cannot_be_lifted() -> None:
    said = [Turn("agent", "This is Ann Smith.")]
    result = anonymise(said, KNOWN, lifted=[(0, 8, 17)])
    assert (result.status, result.reason, result.withheld) == ("blocked", "verification", (0,))
    assert result.turns[0].text == "[withheld]"


def test_what_a_person_hides_stays_hidden_where_a_mask_is_lifted() -> None:
    said = [Turn("customer", "My Fibretron is broken.")]
    span = anonymise(said, KNOWN).spans[0]
    result = anonymise(
        said, KNOWN, lifted=[(0, span.start, span.end)], manual=[Found(0, 0, len(said[0].text), "hidden", "person")]
    )
    assert result.turns[0].text == "[hidden]"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("He told me that she called him.", "[they] told me that [they] called [them]."),
        ("It is her bill, tell her that.", "It is [their] bill, tell [them] that."),
        ("That is his. His card, her own", "That is [theirs]. [their] card, [their] own"),
        ("She'll do it herself, she's late", "[they]'ll do it [themself], [they]'s late"),
        ("Yes, sir. Thank you, ma'am.", "Yes, [sir or madam]. Thank you, [sir or madam]."),
        ("I miss it, there is a theme here", "I miss it, there is a theme here"),
        ("She said mrs, not mister.", "[they] said [Mr or Ms], not [Mr or Ms]."),
        ("I miss Monday, and it's miss monday who calls", "I miss Monday, and it's [Mr or Ms] monday who calls"),
    ],
)
def test_neutral_words_are_the_facilitators_choice(said: str, shown: str) -> None:
    assert anonymise([Turn("agent", said)], KNOWN).turns[0].text == said
    assert anonymise([Turn("agent", said)], KNOWN, neutral=True).turns[0].text == shown


def test_a_neutral_word_can_be_lifted() -> None:
    shown = anonymise([Turn("agent", "He told me that he left.")], KNOWN, neutral=True, lifted=[(0, 0, 2)])
    assert shown.turns[0].text == "He told me that [they] left."


@pytest.mark.parametrize("said", ["see [ticket 4711 552 01]", "see [anna@example.org]", "see [a.nn-smi.th]"])
def test_brackets_that_were_said_are_no_placeholders(said: str) -> None:
    assert find_unsafe([Turn("agent", said)], [said], KNOWN) == (0,)
