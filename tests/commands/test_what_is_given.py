"""Paths and names as people give them: relative, in the place of a name, or where none is taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qa_tui.arguments import build_parser
from qa_tui.commands.reading import request_of
from qa_tui.domain.loading import LoadRequest, workspace_name
from tests.builders import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.commands.conftest import Said


def test_a_relative_path_means_the_same_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "centre" / "scores"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    words = ["open", ".", "./a/./b.csv", "duckdb:///x.db?table=scores", "--rubric", "r.yaml"]
    given = request_of(build_parser(None).parse_args(words))
    assert isinstance(given, LoadRequest)
    request = given.in_full(Path.cwd().as_posix())
    assert request.paths == (folder.as_posix(), f"{folder.as_posix()}/a/b.csv", "duckdb:///x.db?table=scores")
    assert request.rubric == f"{folder.as_posix()}/r.yaml"
    assert workspace_name(request, ()) == "centre/scores"
    above = LoadRequest(("../scores", "/x/y/"), NOW.date()).in_full(folder.as_posix())
    assert above.places == (folder.as_posix(), "/x/y")
    assert above.paths[0] == f"{folder.as_posix()}/../scores", "what is above a link is for the disk to say"
    assert LoadRequest(("//srv/share/./x", "C:\\a\\..\\b"), NOW.date()).places == ("//srv/share/x", "C:/b")
    assert workspace_name(above, (("kept", replace(request, paths=(folder.as_posix(), "/x/./y"))),)) == "kept"
    assert LoadRequest((".",), NOW.date()).in_full("/").places == ("/",)
    assert LoadRequest((".",), NOW.date()).in_full("/").paths == ("/",)


def test_a_report_on_this_folder_has_its_name(
    run: Callable[..., Said], demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo)
    said = run("report", "gaps", ".", "--format", "md")
    assert f"Which criterion fails, and for whom: {demo.parent.name}/{demo.name}"[:60] in said.out.replace("\\", "")


def test_a_bundle_takes_files_in_the_place_of_a_cycle(
    run: Callable[..., Said], demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo)
    out = tmp_path / "b.zip"
    assert run("bundle", ".", "--demo", "-o", str(out)).status == 0
    assert out.exists()
    assert "there is no cycle" in run("bundle", "nonsense", "--demo").err


def test_what_is_recorded_takes_no_files(run: Callable[..., Said], demo: Path) -> None:
    said = run("report", "session", str(demo), "-o", "s.html")
    assert said.status == 2
    assert "reads what sessions have recorded and takes no files: leave" in said.err
    assert "the name says no format" in run("report", "session", "-o", "s.doc").err


def test_a_command_names_no_keys(run: Callable[..., Said]) -> None:
    said = run("practice", "list", "--demo")
    assert said.status == 0
    assert not [key for key in ("(A)", "S assigns", "v opens") if key in said.out]
