"""A stub of a model server on loopback: whatever it does, the template is kept, and nothing goes anywhere else."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from qa_tui.anonymise import Known, Person
from qa_tui.domain.local_model import ModelProblem, ModelServer, request_text
from qa_tui.domain.scenario import Scenario
from qa_tui.local_model.client import MOST_BYTES, ask_model
from qa_tui.steps.model_draft import question_of, write_anew
from tests.practice_data import scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GOOD = {
    "situation": "The parcel was due yesterday.",
    "opening_line": "I waited for it all day.",
    "pressure_points": ["Nobody rang.", "And now?"],
    "exit": "The caller knows when it comes.",
}
TEAM = Known((Person("A1", "other", ("Maya Lindqvist", "Maya")),))


def as_answer(text: str) -> bytes:
    return json.dumps({"choices": [{"message": {"content": text}}]}).encode()


@contextmanager
def stub(
    answer: Callable[[dict[str, Any], int], tuple[int, bytes, dict[str, str]]],
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server; `answer` gets the body and how many came before, and gives status, body and headers."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            body = json.loads(raw)
            assert raw == request_text(body).encode(), "what was shown is what was sent, byte for byte"
            asked.append(body)
            status, text, headers = answer(body, len(asked) - 1)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            try:
                self.wfile.write(text)
            except (BrokenPipeError, ConnectionResetError):
                return

        def log_message(self, *_: object) -> None:
            """Not on the test's own output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def says(
    text: str, status: int = 200, **headers: str
) -> Callable[[dict[str, Any], int], tuple[int, bytes, dict[str, str]]]:
    return lambda _body, _n: (status, as_answer(text), headers)


def written(url: str, known: Known = TEAM, seconds: float = 10.0) -> Scenario | ModelProblem:
    return write_anew(scenario(), ModelServer(url, "m"), known, lambda server, body: ask_model(server, body, seconds))


def test_a_good_answer_becomes_a_machine_draft() -> None:
    with stub(says(json.dumps(GOOD))) as (url, asked):
        found = written(url)
    assert isinstance(found, Scenario)
    assert (found.opening_line, found.pressure_points) == (GOOD["opening_line"], ("Nobody rang.", "And now?"))
    assert found.generator.startswith("model m, prompt ")
    assert found.high_example == scenario().high_example, "what comes from the rubric and the calls is not touched"
    assert asked == [question_of(scenario(), ModelServer(url, "m"))]


def test_only_what_is_allowed_is_sent() -> None:
    sent = json.dumps(question_of(scenario(excerpt="SECRET-EXCERPT"), ModelServer("http://127.0.0.1:1/v1", "m")))
    assert "SECRET-EXCERPT" not in sent
    assert "high_example" not in sent
    assert "80" not in sent.replace("0.80", "")


def test_a_proxy_of_the_environment_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    with stub(says("{}")) as (proxy, through_proxy), stub(says(json.dumps(GOOD))) as (url, asked):
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy)
        monkeypatch.delenv("no_proxy", raising=False)
        assert isinstance(written(url), Scenario)
    assert (len(asked), len(through_proxy)) == (1, 0)


def test_a_redirect_is_not_followed() -> None:
    with (
        stub(says(json.dumps(GOOD))) as (other, reached),
        stub(says("", 302, Location=f"{other}/chat/completions")) as (url, _),
    ):
        found = written(url)
    assert isinstance(found, ModelProblem)
    assert "redirect" in found.words()
    assert reached == []


def test_a_server_that_knows_no_schema_is_asked_more_simply() -> None:
    def answer(body: dict[str, Any], _: int) -> tuple[int, bytes, dict[str, str]]:
        kind = (body.get("response_format") or {}).get("type")
        return (400, b"{}", {}) if kind else (200, as_answer(f"Sure:\n```json\n{json.dumps(GOOD)}\n```"), {})

    with stub(answer) as (url, asked):
        assert isinstance(written(url), Scenario)
    assert [(body.get("response_format") or {}).get("type") for body in asked] == ["json_schema", "json_object", None]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (says("not json"), "no JSON"),
        (says("[1, 2]"), "no JSON"),
        (says(json.dumps({**GOOD, "agent": "A1"})), "other fields"),
        (says(json.dumps({k: v for k, v in GOOD.items() if k != "exit"})), "other fields"),
        (says(json.dumps({**GOOD, "pressure_points": ["x"] * 4})), "1 to 3 lines"),
        (says(json.dumps({**GOOD, "opening_line": "x" * 401})), "too long"),
        (says(json.dumps({**GOOD, "opening_line": 7})), "too long, or no text"),
        (says(json.dumps({**GOOD, "opening_line": " "})), "leaves a line empty"),
        (says(json.dumps({**GOOD, "opening_line": "Is that Maya Lindqvist?"})), "looks like a name"),
        (says(json.dumps({**GOOD, "exit": "My card is 4111 1111 1111 1111."})), "looks like a name, a number"),
        (lambda _b, _n: (200, b"{}", {}), "not in the form"),
        (lambda _b, _n: (200, b"\xff\xfe", {}), "not in the form"),
        (lambda _b, _n: (500, b"oh", {}), "status 500"),
        (lambda _b, _n: (400, b"no", {}), "status 400"),
        (lambda _b, _n: (200, as_answer("x" * MOST_BYTES), {}), "too long"),
    ],
)
def test_whatever_is_wrong_with_an_answer_the_card_stays(answer: Any, why: str) -> None:
    with stub(answer) as (url, _):
        found = written(url)
    assert isinstance(found, ModelProblem)
    assert why in found.words()
    assert found.words().endswith("The card stays as it is.")


def test_a_slow_server_is_given_up_on() -> None:
    def answer(_: dict[str, Any], __: int) -> tuple[int, bytes, dict[str, str]]:
        time.sleep(1.5)
        return 200, as_answer(json.dumps(GOOD)), {}

    with stub(answer) as (url, _):
        begun = time.monotonic()
        found = written(url, seconds=0.3)
        assert time.monotonic() - begun < 1.2
    assert isinstance(found, ModelProblem)
    assert "too long" in found.words()


def test_nobody_listens() -> None:
    found = written("http://127.0.0.1:9/v1")
    assert isinstance(found, ModelProblem)
    assert "no answer came" in found.words()


def test_a_name_on_the_card_is_not_sent() -> None:
    with stub(says(json.dumps(GOOD))) as (url, asked):
        card = scenario().with_text("opening_line", "Maya promised to call me back.")
        found = write_anew(card, ModelServer(url, "m"), TEAM, ask_model)
    assert isinstance(found, ModelProblem)
    assert asked == []


@pytest.mark.parametrize(
    ("url", "model", "why"),
    [
        ("http://10.0.0.7:11434/v1", "m", "not on this machine"),
        ("http://model.example:80/v1", "m", "not on this machine"),
        ("http://127.0.0.1.example/v1", "m", "not on this machine"),
        ("https://127.0.0.1:11434/v1", "m", "must begin with http://"),
        ("file:///etc/passwd", "m", "must begin with http://"),
        ("", "m", "must begin with http://"),
        ("http://user:pw@127.0.0.1/v1", "m", "holds a user"),
        ("http://127.0.0.1:11434/v1", "", "no model is named"),
        ("http://127.0.0.1:11434/v1", "big-cloud", "not on this machine"),
        ("http://127.0.0.1:11434/v1", "gpt-oss:120b-cloud", "not on this machine"),
    ],
)
def test_addresses_and_models_that_are_refused(url: str, model: str, why: str) -> None:
    found = ask_model(ModelServer(url, model), {})
    assert isinstance(found, ModelProblem)
    assert why in found.words()


@pytest.mark.parametrize("url", ["http://localhost:1/v1", "http://[::1]:1/v1", "http://127.8.8.8:1/v1"])
def test_addresses_of_this_machine(url: str) -> None:
    assert ModelServer(url, "m").refusal() == ""


def test_all_tries_together_have_one_time() -> None:
    def refuses_slowly(_body: dict[str, Any], _: int) -> tuple[int, bytes, dict[str, str]]:
        time.sleep(0.2)
        return 400, b"{}", {}

    with stub(refuses_slowly) as (url, asked):
        found = written(url, seconds=0.3)
    assert isinstance(found, ModelProblem)
    assert "it took too long" in found.words()
    assert len(asked) < 3


@contextmanager
def raw(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that says what `talk` says, to one caller."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            caller = listening.accept()[0]
            with caller:
                caller.recv(65_536)
                talk(caller)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        thread.join()


def test_a_server_that_hangs_up_is_said() -> None:
    with raw(lambda caller: None) as url:  # noqa: ARG005 - says nothing
        found = written(url)
    assert isinstance(found, ModelProblem)
    assert "no answer came" in found.words()


def test_a_letter_at_a_time_is_no_way_round_the_time() -> None:
    def dribble(caller: socket.socket) -> None:
        with suppress(OSError):
            caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            for _ in range(40):
                caller.sendall(b"x")
                time.sleep(0.05)

    with raw(dribble) as url:
        begun = time.monotonic()
        found = written(url, seconds=0.4)
        assert time.monotonic() - begun < 1.5
    assert isinstance(found, ModelProblem)
    assert "it took too long" in found.words()
