"""Ask what another forecaster says: of a file of any of their communities, or of a scenario, over the bridge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.result import Result
from ripeness.scenarios.shipped import load, shipped
from ripeness.schema.nearest import advice
from ripeness.schema.scenario import Scenario

if TYPE_CHECKING:
    import pandas

    from ripeness.ensemble.computation import Progress
    from ripeness.questions.rival.found import RivalFound
    from ripeness.rivals.actors import Actors

METHODS = ("challenge", "expected-utility", "exchange", "graph-model")


@dataclass(frozen=True, repr=False)
class Rival(Result):
    """What another forecaster finds; `content` has the same keys for all, some of them empty."""

    question = "rival"

    def table(self) -> pandas.DataFrame:
        """Return a row for each issue: where it starts and ends; for the graph model a row for each state."""
        import pandas

        if self["method"] == "graph-model":
            rows = [
                {"state": one["state"], "taken": ", ".join(one["taken"]), "stable by": ", ".join(one["equilibrium"])}
                for one in self["states"]
            ]
            return pandas.DataFrame(rows).set_index("state")
        return pandas.DataFrame(self["issues"]).set_index("issue")

    def history(self) -> pandas.DataFrame:
        """Return a row for each round, actor and issue; empty for methods that move nobody."""
        import pandas

        return pandas.DataFrame(self["history"], columns=["round", "actor", "issue", "position", "chance"])

    def trades(self) -> pandas.DataFrame:
        """Return a row for each trade of the exchange, in the order in which they are carried out."""
        import pandas

        columns = ["round", "first", "second", "on", "against", "first_shift", "second_shift", "gain"]
        return pandas.DataFrame(self["trades"], columns=columns)

    def lifts(self) -> pandas.DataFrame:
        """Return a row for each decision maker and concept: what would make the state stable that was asked about."""
        import pandas

        return pandas.DataFrame(self["lifts"], columns=["maker", "concept", "stable", "places", "as_good_as"])


@checked
def ask(
    method: str,
    subject: str | Path | Scenario,
    issue: str | None = None,
    rounds: int | None = None,
    state: str | None = None,
    capabilities: Mapping[str, float] | None = None,
    mended: bool = False,
    rules: Mapping[str, str] | None = None,
    *,
    progress: Progress | None = None,
) -> Rival:
    """Ask another forecaster.

    Parameters
    ----------
    method : challenge (KTAB's spatial model), expected-utility (Bueno de Mesquita), exchange (Stokman & van Oosten) or
        graph-model (Fang, Hipel & Kilgour).
    subject : path of a file in any of their layouts; or a shipped scenario by name, the path of a scenario's .yaml, or
        a scenario from `ripeness.load`.
    issue : one issue alone; None for all.
    rounds : at most so many; None for what the method's users take (challenge: until little moves, at most 100;
        expected-utility: 10; exchange: 1).
    state : for graph-model, a state as letters: which preferences would make it stable?
    capabilities : of actors beside attacker and defender, with a scenario; those two have 1 together.
    mended : switch the known faults of the methods' programs off.
    rules : for challenge, rules of KTAB by name, such as {"voting": "asymmetric"}; the rest stay as KTAB has them.
    progress : not used, as every answer takes seconds at most.

    Returns
    -------
    `Rival`: `to_dict()`, `table()`, `history()`, `trades()`, `lifts()`.

    Raises
    ------
    DataError : a file that is wrong, with its line, or that the method cannot take. RunError : an argument out of
        place.
    ScenarioError : no such scenario, or one that is wrong.
    """
    name = method.replace("_", "-").lower()
    if name not in METHODS:
        raise RunError(f"there is no method {method!r}", advice(name, METHODS, "method", len(METHODS)))
    if state is not None and name != "graph-model":
        raise RunError(f"{name} knows no states", "Leave the state out, or name the method graph-model")
    if rules and name != "challenge":
        raise RunError(f"{name} has no rules to choose", "Leave rules out, or name the method challenge")
    if name == "graph-model":
        for what, stated in (("issue", issue), ("rounds", rounds), ("capabilities", capabilities)):
            if stated is not None:
                raise RunError(f"the graph model knows no {what}", "Leave it out")
        return Rival(_conflict(subject, state))
    actors = _actors(subject, capabilities)
    from ripeness.questions.rival.played import played

    return Rival(played(name, actors, _called(subject), issue, rounds, mended, rules))


def _scenario(subject: str | Path | Scenario) -> Scenario | None:
    """Return the scenario that is meant, or None where a file of another community is."""
    if isinstance(subject, Scenario):
        return subject
    known = {part for name in shipped() for part in (name, name.rpartition("/")[2])}
    path = Path(subject)
    if str(subject) in known or path.suffix in (".yaml", ".yml"):
        return load(subject)
    if not path.suffix and not path.exists():
        return load(subject)  # which says what scenarios there are
    return None


def _called(subject: str | Path | Scenario) -> str:
    return subject.name if isinstance(subject, Scenario) else Path(subject).name


def _actors(subject: str | Path | Scenario, capabilities: Mapping[str, float] | None) -> Actors:
    scenario = _scenario(subject)
    if scenario is not None:
        from ripeness.rivals.positions import positions

        return positions(scenario, capabilities)
    if capabilities:
        raise RunError("a file states the capabilities of its actors itself", "Leave capabilities out")
    from ripeness.rivals.files import actors_of

    return actors_of(str(subject))


def _conflict(subject: str | Path | Scenario, state: str | None) -> RivalFound:
    scenario = _scenario(subject)
    if scenario is not None:
        from ripeness.questions.rival.cannot import NO_CONFLICT

        raise RunError(NO_CONFLICT.format(scenario.name), "Hand over a conflict in JSON: docs/rivals.md shows the form")
    from ripeness.questions.rival.found import add_graph_model, empty
    from ripeness.rivals.files import conflict_of
    from ripeness.rivals.graph_model import graph_model
    from ripeness.rivals.inverse import inverse

    conflict = conflict_of(str(subject))
    found = empty(_called(subject), "graph-model", conflict.title, conflict.makers, False)
    add_graph_model(found, graph_model(conflict), None if state is None else inverse(conflict, state))
    return found
