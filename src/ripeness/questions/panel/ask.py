"""Ask what rival views of a war forecast, what each says of itself, and whether the record can tell them apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ripeness.ensemble.asked import DRAWS, asked
from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.result import Result
from ripeness.scenarios.shipped import load
from ripeness.scenarios.shipped import views as views_beside
from ripeness.schema.scenario import Scenario

if TYPE_CHECKING:
    import pandas

    from ripeness.ensemble.computation import Progress


@dataclass(frozen=True, repr=False)
class ViewPanel(Result):
    """Rival views side by side: forecasts, what each says of itself and what is found, and how far they are apart."""

    question = "panel"

    def table(self) -> pandas.DataFrame:
        """Return a row for each view and horizon: the chance that the war goes on with its band, and of each ending."""
        import pandas

        rows = [
            {"view": name, "months": int(months)} | ongoing | one["endings"][months]
            for name, one in self["views"].items()
            for months, ongoing in one["ongoing"].items()
        ]
        return pandas.DataFrame(rows).rename(columns={"mean": "ongoing"}).set_index(["view", "months"])


@checked
def ask(
    scenario: str | Path | Scenario,
    views: Iterable[str | Path | Scenario] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    rivals: bool = False,
    capabilities: Mapping[str, float] | None = None,
    *,
    progress: Progress | None = None,
) -> ViewPanel:
    """Set rival views of a war side by side: each is forecast, weighed by the record and asked the same questions.

    Parameters
    ----------
    scenario : name of a shipped scenario, path of a file, or a scenario from `ripeness.load` without a view.
    views : names or paths of its views, or scenarios from `ripeness.load(scenario, view)`; None for all that lie in
        the folder of views beside its file.
    draws : sets of assumptions in all, shared out equally among the views.
    seed : the same seed gives the same draws.
    rivals : set other methods of the field (`ripeness.rival`) and the base rate beside the views: where a settlement
        puts each issue, and whether the war goes on.
    capabilities : of third actors that take part in those methods; attacker and defender have 1 together.
    progress : called as (stage, done, total).

    Returns
    -------
    `ViewPanel`: `to_dict()`, `table()` (a row for each view and horizon). On Ctrl-C it holds the views that were
    finished, `partial`; what was computed is kept, so that the same call goes on from there.

    Raises
    ------
    RunError : no view, views of another scenario, fewer draws than views, draws or seed out of range.
    ScenarioError : no such scenario or view, or one that is wrong.
    """
    base, laid = laid_over(scenario, views)
    if capabilities and not rivals:
        raise RunError("capabilities are stated and no method is asked for", "Say rivals=True, or leave them out")
    if rivals:
        from ripeness.rivals.positions import positions

        positions(base, capabilities)  # what is wrong is said before anything is computed
    asked(base, None, None, draws, seed)
    if draws < len(laid):
        raise RunError(f"{draws} draws are fewer than {len(laid)} views", f"Ask for at least {len(laid)} draws")
    from ripeness.questions.panel.computation import compute_panel
    from ripeness.questions.panel.statements import believing, levers_by_label, reach
    from ripeness.questions.panel.weighing import going_on, weigh_panel

    levers, carried = levers_by_label(base, laid.values()), reach(laid.values())
    asked_of = believing(laid.values())
    forecasts = compute_panel(base, laid, levers, draws, seed, reach=carried, believing=asked_of, progress=progress)
    finished = forecasts.draws * len(forecasts.views)
    told = weigh_panel(forecasts)
    if rivals:
        from ripeness.questions.panel.beside import set_beside

        told["rivals"] = set_beside(forecasts, going_on(told), capabilities)
    return ViewPanel(told, bool(forecasts.missing), finished)


def laid_over(
    scenario: str | Path | Scenario, views: Iterable[str | Path | Scenario] | None
) -> tuple[Scenario, dict[str, Scenario]]:
    """Return the scenario, and each of its views laid over it, by name."""
    base = scenario if isinstance(scenario, Scenario) else load(scenario)
    where = scenario.file if isinstance(scenario, Scenario) else scenario
    if base.view is not None:
        what = f"{base.name} has the view {base.view.name} laid over it already"
        raise RunError(what, "Hand over the scenario without a view, and its views beside it")
    if views is None:
        views = [] if where is None else list(views_beside(where))
    laid: dict[str, Scenario] = {}
    for one in views:
        view = one if isinstance(one, Scenario) else _by_name(base, where, one)
        if view.view is None or view.name != base.name:
            lacks = "has no view laid over it" if view.view is None else f"is no view of {base.name}"
            raise RunError(f"{view.name} {lacks}", f"Hand over views from ripeness.load({base.name!r}, view=NAME)")
        if view.content_hash() != laid.setdefault(view.view.name, view).content_hash():
            raise RunError(f"two different views are called {view.view.name}", "Name one of them otherwise")
    if not laid:
        raise RunError(f"{base.name} has no views", "CONTRIBUTING.md says how to add one: a file in views/NAME/")
    return base, laid


def _by_name(base: Scenario, where: str | Path | None, view: str | Path) -> Scenario:
    if where is None:
        what = f"{base.name} was read from no file, so that no view of it is known by name"
        raise RunError(what, "Hand over its views as scenarios")
    return load(where, view)
