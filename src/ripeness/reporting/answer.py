"""Any answer as one file of HTML: its page, with its figures in their places."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ripeness.errors import RunError
from ripeness.figures.catalogue import possible, refuse_other
from ripeness.figures.figure import Figure
from ripeness.pages.ask import answers_page, ask_page
from ripeness.pages.backtest import backtest_page
from ripeness.pages.baserate import base_rate_page
from ripeness.pages.calibrate import calibrate_page, front_page, survival_page
from ripeness.pages.claims import claims_page
from ripeness.pages.discover import discover_page
from ripeness.pages.drivers import drivers_page
from ripeness.pages.elicit import elicit_page
from ripeness.pages.evidence import evidence_page
from ripeness.pages.explain import explain_page
from ripeness.pages.gradient import gradient_page
from ripeness.pages.html import Part, Picture, document
from ripeness.pages.layout import Page
from ripeness.pages.learn_wars import learn_wars_page
from ripeness.pages.ledger import frozen_page, full_page, resolved_page
from ripeness.pages.panel import panel_page
from ripeness.pages.plans import plans_page
from ripeness.pages.reach import reach_page
from ripeness.pages.rival import rival_page
from ripeness.pages.robust import robust_page
from ripeness.pages.run import page as run_page
from ripeness.pages.signing import signing_page
from ripeness.pages.story import story_page
from ripeness.pages.whatif import whatif_page
from ripeness.questions.arguments import checked

if TYPE_CHECKING:
    from ripeness.questions.result import Result

FIRST = (
    "What follows from the assumptions of a scenario, computed; not a prediction. A chance is no more certain than the "
    "assumptions are."
)

PAGES: dict[str, tuple[str, Callable[[Any], Page]]] = {
    "run": ("The forecast", lambda content: run_page(content, details=True)),
    "whatif": ("What changes: B in the place of A", lambda content: whatif_page(content, details=True)),
    "claims": ("What the argument claims", claims_page),
    "plans": ("The plans on the table", plans_page),
    "plans --sign": ("If one plan is signed", signing_page),
    "panel": ("Rival views", panel_page),
    "explain": ("Why there is no settlement", explain_page),
    "gradient": ("How the forecast moves with each number", gradient_page),
    "evidence": ("What rests on what", evidence_page),
    "story": ("One such war", story_page),
    "ask": ("One event by a day", lambda content: ask_page(content, details=True)),
    "answers": ("What the scenario is asked", answers_page),
    "ledger": ("The ledger", full_page),
    "backtest": ("Forecasts of the past", backtest_page),
    "calibrate --front": ("Does the front stay in its bands?", front_page),
    "calibrate --survival": ("What the priors say once the war has lasted", survival_page),
    "calibrate": ("Does the machinery recover what it was told?", calibrate_page),
    "ledger-freeze": ("What was frozen", frozen_page),
    "ledger-resolve": ("How a question came out", resolved_page),
    "baserate": ("How often wars of this age went on", base_rate_page),
    "learn-wars": ("What many wars teach", learn_wars_page),
    "rival": ("Another method", rival_page),
    "elicit": ("What experts say", elicit_page),
    "drivers": ("What carries the doubt", drivers_page),
    "discover": ("Where it holds", discover_page),
    "reach": ("What it would take", reach_page),
    "robust": ("Policies for several aims", robust_page),
}
"""By question: the title of its part, and its page."""

EVERY = 6
"""Months between two rows of a figure's numbers on a page; its CSV has all."""

LEFT_OUT = ("day", "heading", "from", "to", "label", "kind", "refuses_over", "told", "point", "shown_until", "order")
"""Columns of a figure's tables that say again what another says, or where something is drawn."""

IN_WORDS = {"ending": "noun", "plan": "title"}
"""Columns of names in a file, by the column that says the same in words."""


@checked
def html(result: Result, title: str | None = None) -> str:
    """Return an answer as one file of HTML: its page with its figures, no script, nothing to load.

    Parameters
    ----------
    result : what a question returned. title : of the file; the scenario's if left out.

    Raises
    ------
    RunError : no result, or the libraries that pages and figures are made with are not installed.

    Examples
    --------
    >>> import ripeness
    >>> toy = ripeness.load("gamblers-ruin")
    >>> made = ripeness.html(ripeness.summary(ripeness.forecast(toy, draws=1), toy))
    >>> made.startswith("<!DOCTYPE html>"), "<script" in made
    (True, False)
    """
    refuse_other(result)
    stated = result.content.get("title") or result.content.get("scenario") or result.question
    return document(str(stated) if title is None else title, FIRST, [part_of(result)])


def part_of(result: Result) -> Part:
    """Return an answer's part of a document."""
    if result.question not in PAGES:
        raise RunError(f"{result.question} has no page", f"These have: {', '.join(PAGES)}")
    title, page = PAGES[result.question]
    pictures = {name: pictured(one) for name, one in possible(result).items()}
    return Part(title, page(result.content), pictures)


def pictured(figure: Figure) -> Picture:
    """Return a figure as it stands on a page, with its chief numbers."""
    return Picture(figure.inline(), figure.sentence, *chief_numbers(figure))


def chief_numbers(figure: Figure) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the heads and rows of a figure's chief table, as a page prints them."""
    chief = next(iter(figure.tables.values()))
    rows = [one for one in chief if one.get("months_ahead", 0) % EVERY == 0 or "horizon" in one]
    found = rows[0] if rows else {}
    heads = [one for one in found if one not in LEFT_OUT and IN_WORDS.get(one) not in found]
    cells = tuple(tuple(_cell(row[head]) for head in heads) for row in rows)
    return tuple(one.replace("_", " ") for one in heads), cells


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{round(value, 6):.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    return str(value)
