"""One question to a model server on this machine (OpenAI-compatible), over plain HTTP and to loopback addresses alone.

Proxies of the environment are ignored: with one set, the standard library would send even 127.0.0.1 through it. Redirects are
not followed, answers are cut off at a size and at a time, and the address is looked at again after the connection is made.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from qa_tui.domain.local_model import ModelProblem, ModelServer, request_text

SECONDS = 60.0
MOST_BYTES = 256 * 1024
_CHUNK = 16 * 1024
_REFUSED_FORM = 400


def ask_model(server: ModelServer, body: dict[str, Any], seconds: float = SECONDS) -> str | ModelProblem:
    """The text of the answer, or why there is none.

    A server that refuses a JSON schema is asked again for any JSON, and then for plain text: the answer is checked anyway.

    Args:
        server: where it listens, and the model's name.
        body: of the request, as it was shown to a person.
        seconds: for all tries together.
    """
    refused = server.refusal()
    if refused:
        return ModelProblem(refused)
    end = time.monotonic() + seconds
    forms: tuple[dict[str, Any], ...] = ({}, {"response_format": {"type": "json_object"}}, {"response_format": None})
    problem = ModelProblem("it refused every form of the question")
    for form in forms:
        asked = {key: value for key, value in {**body, **form}.items() if value is not None}
        found = _post(f"{server.url.rstrip('/')}/chat/completions", asked, end)
        if isinstance(found, str):
            return _text_of(found)
        problem = found
        if not found.is_about_form:
            return found
    return problem


def _post(url: str, body: dict[str, Any], end: float) -> str | ModelProblem:
    sent = request_text(body).encode()
    request = urllib.request.Request(url, sent, {"Content-Type": "application/json"}, method="POST")  # noqa: S310 - http alone, see the refusal
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect, _LoopbackHandler)
    left = end - time.monotonic()
    if left <= 0:
        return ModelProblem("it took too long")
    try:
        with opener.open(request, timeout=left) as answer:
            return _read(answer, end)
    except urllib.error.HTTPError as problem:
        with problem:
            if 300 <= problem.code < _REFUSED_FORM:
                return ModelProblem("it answered with a redirect, which is not followed")
            return ModelProblem(f"it answered with status {problem.code}", is_about_form=problem.code == _REFUSED_FORM)
    except TimeoutError:
        return ModelProblem("it took too long")
    except _NotLoopbackError:
        return ModelProblem("its address is not on this machine")
    except (urllib.error.URLError, http.client.HTTPException, OSError) as problem:
        reason = getattr(problem, "reason", problem)
        if isinstance(reason, TimeoutError):
            return ModelProblem("it took too long")
        if isinstance(reason, _NotLoopbackError):
            return ModelProblem("its address is not on this machine")
        return ModelProblem(f"no answer came ({type(reason).__name__})")


def _read(answer: http.client.HTTPResponse, end: float) -> str | ModelProblem:
    read = bytearray()
    # Whatever has come: a server that sends a letter a second would keep a whole chunk waiting past the end.
    while chunk := answer.read1(_CHUNK):
        read += chunk
        if len(read) > MOST_BYTES:
            return ModelProblem("its answer is too long")
        if time.monotonic() > end:
            return ModelProblem("it took too long")
    return read.decode("utf-8", "replace")


def _text_of(answer: str) -> str | ModelProblem:
    try:
        text = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError):
        return ModelProblem("its answer is not in the form that such servers use")
    return text if isinstance(text, str) else ModelProblem("its answer holds no text")


class _NotLoopbackError(OSError):
    """The connection reached another machine."""


class _LoopbackConnection(http.client.HTTPConnection):
    def connect(self) -> None:
        super().connect()
        if not ipaddress.ip_address(self.sock.getpeername()[0]).is_loopback:
            self.close()
            raise _NotLoopbackError


class _LoopbackHandler(urllib.request.HTTPHandler):
    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_LoopbackConnection, request)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None
