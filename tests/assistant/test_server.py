"""`ripeness mcp`: an assistant is told what a person is, with the cautions, and reads nothing outside the folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

from ripeness.assistant.folder import Folder
from ripeness.assistant.server import server
from ripeness.errors import RunError
from ripeness.scenarios.shipped import locate

TOOLS = {"list", "check", "run", "claims", "whatif", "explain", "ask"}
TOY = locate("gamblers-ruin").read_text(encoding="utf-8").replace("name: gamblers-ruin", "name: mine")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a scenario of one's own, beside one that must not be read."""
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "mine.yaml").write_text(TOY, encoding="utf-8")
    (tmp_path / "secret.yaml").write_text(TOY, encoding="utf-8")
    return inner


def asked(where, tool: str, **arguments):
    """What a tool answers, as the SDK's client has it: whether it refused, its text, its data."""

    async def talk():
        async with Client(where) as client:
            done = await client.call_tool(tool, arguments)
            return bool(done.is_error), "\n".join(one.text for one in done.content), done.structured_content

    return anyio.run(talk)


def over_stdio(folder: Path):
    """The server as a process of its own, started in the folder."""
    handed = ("PYTHONPATH", "XDG_CACHE_HOME", "RIPENESS_CACHE", "XLA_FLAGS", "HOME")
    environment = {name: os.environ[name] for name in handed if name in os.environ}
    words = StdioServerParameters(command=sys.executable, args=["-m", "ripeness", "mcp"], cwd=folder, env=environment)
    return stdio_client(words)


def test_over_the_standard_input_and_output_it_lists_and_answers_with_cautions(folder) -> None:
    async def talk():
        async with Client(over_stdio(folder)) as client:
            named = {one.name for one in (await client.list_tools()).tools}
            listed = (await client.call_tool("list", {})).structured_content
            question = {"question": "the war ends by 2001", "scenario": "mine.yaml", "draws": 1}
            return named, listed, (await client.call_tool("ask", question)).structured_content

    named, listed, answer = anyio.run(talk)
    assert named == TOOLS
    assert listed["files"] == ["mine.yaml"] and "essay" in listed["scenarios"]["ukraine-2026"]["views"]
    assert "the chance of it is about" in answer["page"] and any("no prediction" in one for one in answer["cautions"])
    assert answer["command"].startswith("ripeness ask 'the war ends by 2001' mine.yaml")


def test_a_check_names_every_problem_with_its_line_and_what_to_do(folder) -> None:
    (folder / "wrong.yaml").write_text(TOY.replace("attacker: 0.4 %/month", "attacker: 0.4", 1), encoding="utf-8")
    refused, _, found = asked(server(folder), "check", scenario="wrong.yaml")
    assert not refused and found["in_order"] is False
    line = next(number for number, text in enumerate(TOY.splitlines(), start=1) if "attacker: 0.4 %/month" in text)
    assert [(one["line"], one["path"]) for one in found["problems"]] == [(line, "costs.attacker")]
    assert "%/month" in found["problems"][0]["fix"] and found["cautions"]


def test_a_check_of_what_is_in_order_says_what_the_page_says(folder, ripe) -> None:
    _, _, found = asked(server(folder), "check", scenario="gamblers-ruin", data=True)
    printed = ripe("check", "gamblers-ruin")[1]
    assert found["in_order"] and "Gambler's ruin" in found["page"] and "Gambler's ruin" in printed
    assert found["answer"]["facts"]["name"] == "gamblers-ruin"
    assert any("numbers rest on judgement" in one for one in found["cautions"])


@pytest.mark.parametrize(
    "tool, more",
    [("run", {}), ("whatif", {"policy": "none"}), ("claims", {}), ("explain", {}), ("ask", {"question": "x"})],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(folder, tool: str, more: dict) -> None:
    refused, text, _ = asked(server(folder), tool, scenario="nowhere.yaml", **more)
    assert refused and "no scenario 'nowhere.yaml'" in text and "Traceback" not in text


def test_a_run_says_first_that_few_draws_are_not_to_be_quoted(folder) -> None:
    (folder / "small.yaml").write_text(_small(), encoding="utf-8")
    _, _, found = asked(server(folder), "run", scenario="small.yaml", draws=2)
    assert found["cautions"][0].startswith("CAUTION") and "Cannot happen in this model" in found["cautions"][-1]
    assert "Does the war go on?" in found["page"] and found["answer"] is None


def _small() -> str:
    from small_war import small_text

    return small_text()


# --- Nothing outside the folder -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../secret.yaml", "/etc/passwd", "../../etc/hosts.yaml", "a/../../secret.yaml", "\0"])
def test_a_path_out_of_the_folder_is_refused_whether_or_not_something_is_there(folder, name: str) -> None:
    refused, text, _ = asked(server(folder), "check", scenario=name)
    assert refused and ("lies outside the folder" in text or "is no path" in text)


def test_links_out_of_the_folder_are_not_followed(folder) -> None:
    (folder / "link.yaml").symlink_to(folder.parent / "secret.yaml")
    (folder / "down").symlink_to(folder.parent, target_is_directory=True)
    for name in ("link.yaml", "down/secret.yaml", "down/inner/../secret.yaml"):
        with pytest.raises(RunError, match="lies outside the folder"):
            Folder(folder).scenario(name)
    assert list(Folder(folder).own()) == ["mine.yaml"]


def test_what_lies_beside_a_scenario_and_would_be_read_is_no_link_out_either(folder) -> None:
    (folder / "mine.proposal.json").symlink_to(folder.parent / "secret.yaml")
    with pytest.raises(RunError, match="lies outside the folder"):
        Folder(folder).scenario("mine.yaml")


def test_a_view_is_read_from_the_folder_only(folder) -> None:
    place = folder / "views" / "mine"
    place.mkdir(parents=True)
    (place / "out.yaml").symlink_to(folder.parent / "secret.yaml")
    inside = Folder(folder)
    for name in ("out", "../secret.yaml"):
        with pytest.raises(RunError, match="lies outside the folder"):
            inside.view(inside.scenario("mine.yaml"), name)
    shipped = inside.scenario("ukraine-2026")
    assert inside.view(shipped, "essay").name == "essay.yaml" and inside.view(shipped, None) is None


def test_a_link_inside_the_folder_is_a_name_like_any_other(folder) -> None:
    (folder / "again.yaml").symlink_to(folder / "mine.yaml")
    assert Folder(folder).scenario("again.yaml") == (folder / "mine.yaml").resolve()


def test_a_folder_that_is_reached_by_a_link_is_the_folder(folder) -> None:
    (folder.parent / "here").symlink_to(folder, target_is_directory=True)
    assert Folder(folder.parent / "here").scenario("mine.yaml") == (folder / "mine.yaml").resolve()


def test_without_its_package_the_command_says_what_to_install(ripe, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    code, _, err = ripe("mcp")
    assert code == 2 and "pip install 'ripeness[assistant]'" in err
