"""The server: list, check, run, claims, whatif, explain and ask, each with the page's cautions.

It speaks over the standard input and output, reads shipped scenarios and files under the folder in which it was
started, and writes nothing there. What it computes is kept in the user's cache, as by the command line.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from ripeness.assistant.folder import Folder
from ripeness.assistant.telling import ALWAYS, PageOf, Told, told, words_of
from ripeness.errors import RipenessError, RunError, ScenarioError
from ripeness.scenarios.shipped import FLAGSHIP

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

    from ripeness.schema import Scenario

MOST_DRAWS = 400

INSTRUCTIONS = (
    "ripeness turns an argument about how a war ends into a game and carries probabilities forward. Begin with `list`, "
    "then `check` a scenario. Every answer holds `cautions`: pass them on with what you quote of it. Chances follow "
    "from a scenario's assumptions; never present them as a prediction, and take no side. To write a scenario of your "
    "own, write a file into the folder and `check` it until nothing is wrong: docs/for-assistants.md shows how."
)

Name = Annotated[str, Field(description="A shipped scenario by name, or the path of a .yaml file in the folder.")]
View = Annotated[str | None, Field(description="One of the scenario's rival views, by name.")]
Draws = Annotated[
    int,
    Field(ge=1, le=MOST_DRAWS, description="Versions of the argument; quote none of fewer than 50."),
]
Data = Annotated[bool, Field(description="Hand the answer over as data too (long); docs/json.md lists its keys.")]
Levers = Annotated[dict[str, str] | None, Field(description="Levers with their values, such as {'guarantee': '0.5'}.")]


def server(root: Path) -> MCPServer:
    """Return the server for a folder; it runs with ``.run("stdio")``.

    Raises
    ------
    RunError : the Model Context Protocol's own package is not installed.
    """
    try:
        from mcp.server.mcpserver import MCPServer
    except ModuleNotFoundError as error:
        what = "the server is made with mcp, which is not installed"
        raise RunError(what, "pip install 'ripeness[assistant]'") from error
    import ripeness

    made: MCPServer = MCPServer(
        "ripeness", version=ripeness.__version__, instructions=INSTRUCTIONS, log_level="ERROR", subscriptions=False
    )
    for name, tool in tools(Folder(root)).items():
        made.add_tool(tool, name=name)
    return made


def tools(folder: Folder) -> dict[str, Callable[..., Any]]:
    """Return the tools by name, by which a folder's scenarios are asked about; each refuses in a sentence."""
    import ripeness

    def loaded(name: str, view: str | None) -> Scenario:
        path = folder.scenario(name)
        return ripeness.load(path, folder.view(path, view))

    def answer(
        name: str,
        view: str | None,
        page: PageOf,
        question: Callable[..., Any],
        command: str,
        data: bool,
        *given: Any,
        **options: Any,
    ) -> Told:
        with _asked():
            scenario = loaded(name, view)
            content = question(scenario, *given).to_dict()
            return told(scenario, page(content), words_of(command, name, view, **options), content, data)

    def list_all() -> dict[str, Any]:
        """List the shipped scenarios with their views, and the YAML files in the folder."""
        from ripeness.scenarios.shipped import shipped, title, views

        with _asked():
            known = {name: {"title": title(path), "views": list(views(name))} for name, path in shipped().items()}
            return {"cautions": list(ALWAYS), "scenarios": known, "files": list(folder.own())}

    def check(scenario: Name = FLAGSHIP, view: View = None, data: Data = False) -> dict[str, Any]:
        """Check a scenario: every problem with its line and what to do, or what the scenario holds."""
        from ripeness.pages.check import check_page
        from ripeness.schema.inventory import checked, refused

        with _asked():
            try:
                found = loaded(scenario, view)
            except ScenarioError as error:
                problems = refused(error, scenario, view)["problems"]
                return {"in_order": False, "problems": problems, "cautions": list(ALWAYS)}
            held = checked(found, scenario, view)
            said = told(found, check_page(held), words_of("check", scenario, view), held, data)
            return {"in_order": True, "problems": [], **said}

    def run(
        scenario: Name = FLAGSHIP,
        view: View = None,
        policy: str | None = None,
        levers: Levers = None,
        draws: Draws = 64,
        seed: int = 0,
        data: Data = False,
    ) -> Told:
        """Forecast a war: how long it goes on, how it ends, on whose terms, how far to trust that. Takes minutes."""
        from ripeness.pages.run import page

        def question(war: Scenario) -> Any:
            return ripeness.summary(ripeness.forecast(war, policy, levers, draws, seed), war)

        more = {"policy": policy, "set": levers, "draws": draws, "seed": seed}
        return answer(scenario, view, page, question, "run", data, **more)

    def claims(
        scenario: Name = FLAGSHIP,
        view: View = None,
        claim: str | None = None,
        draws: Draws = 64,
        seed: int = 0,
        data: Data = False,
    ) -> Told:
        """Test what a scenario claims, failing claims first, with the assumptions that decide. Takes minutes."""
        from ripeness.pages.claims import claims_page

        named = None if claim is None else [claim]
        more = {"claim": named, "draws": draws, "seed": seed}
        return answer(scenario, view, claims_page, ripeness.claims, "claims", data, named, draws, seed, **more)

    def whatif(
        policy: str,
        against: str = "status-quo",
        scenario: Name = FLAGSHIP,
        view: View = None,
        levers: Levers = None,
        draws: Draws = 64,
        seed: int = 0,
        data: Data = False,
    ) -> Told:
        """Compare two policies in the same wars: what differs, where they part, through what mechanism."""
        from ripeness.pages.whatif import whatif_page

        both = [policy] if against == "status-quo" else [against, policy]
        more = {"policy": both, "set": levers, "draws": draws, "seed": seed}
        given = (against, policy, levers, draws, seed)
        return answer(scenario, view, whatif_page, ripeness.whatif, "whatif", data, *given, **more)

    def explain(
        scenario: Name = FLAGSHIP,
        view: View = None,
        month: str | None = None,
        draws: Draws = 8,
        seed: int = 0,
        data: Data = False,
    ) -> Told:
        """Say why there is no settlement in a month: information, commitment, issue, text, table, mediator or means."""
        from ripeness.pages.explain import explain_page

        more = {"month": month, "draws": draws, "seed": seed}
        return answer(scenario, view, explain_page, ripeness.explain, "explain", data, month, draws, seed, **more)

    def ask(
        question: str,
        scenario: Name = FLAGSHIP,
        view: View = None,
        policy: str | None = None,
        levers: Levers = None,
        draws: Draws = 64,
        seed: int = 0,
        data: Data = False,
    ) -> Told:
        """Say how likely an event is by a day, such as "first ceasefire or settlement by 2026-12-31"."""
        from ripeness.pages.ask import ask_page

        with _asked():
            war = loaded(scenario, view)
            content: Any = ripeness.ask(war, question, policy, levers, draws, seed).to_dict()
            more = {"policy": policy, "set": levers, "draws": draws, "seed": seed}
            command = ["ask", question, *words_of(scenario, "", view, **more)]
            return told(war, ask_page(content), command, content, data)

    first: dict[str, Callable[..., Any]] = {"list": list_all, "check": check, "run": run, "claims": claims}
    return {**first, "whatif": whatif, "explain": explain, "ask": ask}


_ONE_AT_A_TIME = Lock()


@contextmanager
def _asked() -> Iterator[None]:
    """Context of one question: one at a time, nothing else on the standard output, and errors as sentences."""
    from mcp.server.mcpserver.exceptions import ToolError

    with _ONE_AT_A_TIME, redirect_stdout(sys.stderr):
        try:
            yield
        except RipenessError as error:
            raise ToolError(str(error)) from None
