"""`qa-tui forget`: delete what must go. Without `--yes` it only says what that would be."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui import compose
from qa_tui.commands.cache import clear_kept
from qa_tui.commands.exits import Exit, put, put_json, say
from qa_tui.commands.stored import opened_store
from qa_tui.domain.loading import LoadRequest
from qa_tui.domain.safe_text import safe_line
from qa_tui.paths import find_home
from qa_tui.reports.words import count_of
from qa_tui.steps.loaded import Loaded
from qa_tui.store.forgetting import forget, forget_agent, forget_before, forget_sessions, sessions_before

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from qa_tui.store.forgetting import Deed, Forgotten
    from qa_tui.store.sessions import SessionStore

_NOTHING = "Nothing is recorded of that."
_NO_AGENT = f"{_NOTHING} Agents are known by the ids of the score files."


def run(options: argparse.Namespace) -> Exit:
    with opened_store(options, writing=options.yes) as store:
        if store is None:
            say("No database is there yet: nothing has been recorded.")
            return Exit.OK
        unread: list[str] = []
        known_as: list[str] = []
        what = _asked(options, store, unread, known_as)
        if isinstance(what, str):
            say(f"error: {what}")
            return Exit.BAD_INPUT
        database = store.database
        if not options.yes:
            # Counted in a transaction that is taken back, which only a writer may begin.
            database.connection.execute("PRAGMA query_only=OFF")
        found = forget(database, what, for_good=options.yes)
    if known_as and not any(asdict(found).values()):
        ids = safe_line(" and ".join(known_as), 80)
        say(
            f"error: no agent has the id {safe_line(options.agent, 60)!r}; in the files that is the name of {ids}: --agent {safe_line(known_as[0], 40)}"
        )
        return Exit.BAD_INPUT
    if options.yes:
        clear_kept(find_home(options.home))
    if options.json:
        put_json({"is_deleted": options.yes, **asdict(found), "files_not_read": unread, "name_of": known_as})
    else:
        _tell(options, found, unread)
        for agent in known_as:
            say(
                f"note: in the files that is the name of {safe_line(agent, 40)}, of whom more may be recorded: --agent {safe_line(agent, 40)}"
            )
    return Exit.OK


def _asked(options: argparse.Namespace, store: SessionStore, unread: list[str], known_as: list[str]) -> Deed | str:
    """What is to be done, or why it cannot be; `known_as` takes the ids of whoever has that for a name."""
    if options.agent:
        names, calls, meant = _agent(options, store, unread)
        known_as += sorted(meant)
        people = set(store.person_keys((options.agent, *names)).values())
        keys = store.agent_keys((options.agent,))
        return partial(
            forget_agent, agent=keys[options.agent], people=people, calls=set(store.call_keys(calls).values())
        )
    if options.before:
        held = sessions_before(store.database, options.before)
    else:
        held = tuple((one.id, one.is_open) for one in store.sessions() if one.id == options.session)
        if not held:
            demo = " --demo" if options.demo else ""
            return f"there is no session {safe_line(options.session, 40)!r}. `qa-tui session list{demo}` names them."
    still_open = [session for session, is_open in held if is_open]
    if still_open:
        return f"session {still_open[0]} is still open. Finish it first: `qa-tui session resume {still_open[0]}`."
    sessions = [session for session, _ in held]
    if options.before:
        return partial(forget_before, sessions=sessions, day=options.before)
    return partial(forget_sessions, sessions=sessions)


def _agent(options: argparse.Namespace, store: SessionStore, unread: list[str]) -> tuple[set[str], set[str], set[str]]:
    """Names and call ids of the agent in the files named, and in all that were opened and are still there.

    The third are ids of agents who have that for a name, where nobody has it for an id.
    """
    home, today = find_home(options.home), compose.services(find_home(options.home)).clock().date()
    requests = [request for _, request in store.workspaces()]
    if options.demo:
        requests.append(compose.demo_request())
    if options.paths:
        requests.append(LoadRequest(tuple(options.paths), today, accept=True).in_full(Path.cwd().as_posix()))
    names: set[str] = set()
    calls: set[str] = set()
    is_id, meant = False, set[str]()
    for request in requests:
        loaded = compose.load_here(request, home)
        if not isinstance(loaded, Loaded) or loaded.is_sample:
            unread += request.paths
            continue
        matrix = loaded.matrix
        is_id = is_id or options.agent in loaded.names
        plain = options.agent.casefold()
        meant |= {agent for agent, name in loaded.names.items() if name.casefold() == plain}
        names |= {name for agent, name in loaded.names.items() if agent == options.agent}
        for code in _codes(matrix.agents, options.agent):
            names.add(matrix.agent_names[code])
            calls |= {matrix.call_label(int(call)) for call in set(matrix.call[matrix.agent == code].tolist())}
    return names - {""}, calls, set() if is_id else meant


def _codes(agents: tuple[str, ...], agent: str) -> Iterator[int]:
    return (code for code, known in enumerate(agents) if known == agent)


def _tell(options: argparse.Namespace, found: Forgotten, unread: list[str]) -> None:
    parts = [
        count_of(number, word)
        for number, word in (
            (found.sessions, "session"), (found.plans, "plan"), (found.excerpts, "excerpt"), (found.presences, "presence"),
        )
        if number
    ]  # fmt: skip
    if found.practice:
        parts.append(f"{found.practice} entries about practice" if found.practice > 1 else "1 entry about practice")
    said = ", ".join(parts) or (_NO_AGENT if options.agent else _NOTHING)
    if options.yes:
        put(f"Deleted: {said}." if parts else said)
        put(
            "What was kept of opened files and all clips went with it. Files of your own are untouched: they may hold it still."
        )
    else:
        put(f"Would be deleted: {said}. Nothing was; --yes does it, and it cannot be taken back." if parts else said)
    for path in unread:
        say(f"note: {safe_line(path, 200)} could not be read: excerpts of calls in it were not looked for.")
