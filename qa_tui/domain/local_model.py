"""A model server on this machine: where it is, what may be asked of it, and why it was not."""

from __future__ import annotations

import ipaddress
import json
import urllib.parse
from dataclasses import dataclass
from typing import Any

LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain", "ip6-localhost"})


@dataclass(frozen=True, slots=True)
class ModelProblem:
    """Why there is no answer; the template is kept."""

    why: str
    is_about_form: bool = False
    """The server does not know the form that was asked for."""

    def words(self) -> str:
        return f"The local model did not help: {self.why}. The card stays as it is."


@dataclass(frozen=True, slots=True)
class ModelServer:
    """An OpenAI-compatible server."""

    url: str
    """Such as http://127.0.0.1:11434/v1."""
    model: str

    def refusal(self) -> str:
        """Why it is not asked at all; empty where it may be."""
        parts = urllib.parse.urlsplit(self.url)
        if parts.scheme != "http" or not parts.hostname:
            return "its address must begin with http:// and name this machine, such as http://127.0.0.1:11434/v1"
        if parts.username or parts.password:
            return "its address holds a user or a password"
        if not _is_local(parts.hostname):
            return "its address is not on this machine"
        if not self.model.strip():
            return "no model is named"
        if self.model.casefold().endswith(("-cloud", ":cloud")):
            return "this model is not on this machine: a local server would pass the text on"
        return ""


def request_text(body: dict[str, Any]) -> str:
    """The request as it goes out, character for character: a person reads the same before."""
    return json.dumps(body, ensure_ascii=False, indent=1)


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() in LOCAL_NAMES
