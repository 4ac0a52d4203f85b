"""A laboratory in which an argument about how a war ends becomes a model and a forecast.

A scenario file states the argument: numbers with units and sources, many of them uncertain. Each draw
of the uncertain numbers makes a game between the belligerents, which is solved backwards; the law of
the war is carried forwards without sampling noise; the record of what was seen weighs the draws.

    scenario.yaml -> schema -> compiler -> drivers -> game -> results -> analysis -> figures, report, cli

>>> import ripeness
>>> scenario = ripeness.load("ukraine-2026")
>>> scenario.calendar.as_of
'2026-02'

A forecast is an ``xarray.Dataset`` with the dimensions draw, month, ending, issue and actor; each
variable says its unit. This takes about a minute:

    forecast = ripeness.forecast(scenario, draws=200)
    ripeness.summary(forecast, scenario).table()                # chances month by month, weighted
    forecast.ongoing.weighted(forecast.weight).mean("draw")     # the first column of it by hand

What is told of the wars that still go on is weighted by ``weight * ongoing``, terms by the chance of a settlement: the
attribute ``weigh_by`` of each variable says which, and ``ripeness.summary`` does it.

``ripeness.solve`` gives one set of assumptions with all that the parties would do in every state,
``ripeness.story`` tells one war, month by month; ``ripeness.gradient`` says how much a forecast
moves with each number, and ``ripeness.read`` gives the forecast that was saved. From a shell: ``ripeness run``.
Importing this package imports none of JAX, NumPy and xarray; they come with the first forecast.
"""

from __future__ import annotations

import os
from importlib import import_module
from types import FunctionType

# No alarms of XLA's, such as of a slow compilation: it reads this when it is loaded, by whatever is asked for first.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

TYPE_CHECKING = False  # as of `typing`, which takes longer to import than the rest of this file
if TYPE_CHECKING:
    from typing import Any

    from ripeness.ensemble.design import design_of as design
    from ripeness.ensemble.design import read_design, write_design
    from ripeness.ensemble.groundwork import stand_ins
    from ripeness.ensemble.moving import Moving
    from ripeness.ensemble.proposal import keep, learn
    from ripeness.figures.catalogue import figure
    from ripeness.figures.figure import Figure
    from ripeness.figures.names import figure_names
    from ripeness.questions.ask.ask import answers, ask
    from ripeness.questions.backtest.ask import ask as backtest
    from ripeness.questions.backtest.ask import suite as backtest_suite
    from ripeness.questions.baserate.ask import ask as baserate
    from ripeness.questions.calibrate.ask import ask as calibrate
    from ripeness.questions.calibrate.front import ask as front_coverage
    from ripeness.questions.calibrate.survival import ask as prior_survival
    from ripeness.questions.claims.ask import ask as claims
    from ripeness.questions.discover.ask import ask as discover
    from ripeness.questions.drivers.ask import ask as drivers
    from ripeness.questions.elicit.ask import ask as elicit
    from ripeness.questions.engine import compare, forecast, solve, stream
    from ripeness.questions.evidence.ask import ask as evidence
    from ripeness.questions.explain.ask import ask as explain
    from ripeness.questions.gradient.ask import ask as gradient
    from ripeness.questions.learnwars.ask import ask as learn_wars
    from ripeness.questions.ledger.freeze import freeze
    from ripeness.questions.ledger.resolve import resolve
    from ripeness.questions.ledger.score import score
    from ripeness.questions.panel.ask import ask as panel
    from ripeness.questions.plans.ask import ask as plans
    from ripeness.questions.reach.ask import ask as reach
    from ripeness.questions.rival.ask import ask as rival
    from ripeness.questions.robust.ask import ask as robust
    from ripeness.questions.robust.journal import begun_as as robust_begun
    from ripeness.questions.run.ask import ask as run
    from ripeness.questions.run.ask import resume
    from ripeness.questions.run.saved import runs, saved
    from ripeness.questions.story.ask import ask as story
    from ripeness.questions.summary.ask import ask as summary
    from ripeness.questions.whatif.ask import ask as whatif
    from ripeness.reporting.answer import html
    from ripeness.reporting.report import report
    from ripeness.scenarios.shipped import load
    from ripeness.schema import Scenario
    from ripeness.store.runs import read_forecast as read

__all__ = [
    "Figure",
    "Moving",
    "Scenario",
    "__version__",
    "answers",
    "ask",
    "backtest",
    "backtest_suite",
    "baserate",
    "calibrate",
    "claims",
    "compare",
    "design",
    "discover",
    "drivers",
    "elicit",
    "evidence",
    "explain",
    "figure",
    "figure_names",
    "forecast",
    "freeze",
    "front_coverage",
    "gradient",
    "html",
    "keep",
    "learn",
    "learn_wars",
    "load",
    "panel",
    "plans",
    "prior_survival",
    "reach",
    "read",
    "read_design",
    "report",
    "resolve",
    "resume",
    "rival",
    "robust",
    "robust_begun",
    "run",
    "runs",
    "saved",
    "score",
    "solve",
    "stand_ins",
    "story",
    "stream",
    "summary",
    "whatif",
    "write_design",
]

_HOMES = {
    "Scenario": "ripeness.schema",
    "load": "ripeness.scenarios.shipped",
    "answers": "ripeness.questions.ask.ask",
    "ask": "ripeness.questions.ask.ask",
    "backtest": "ripeness.questions.backtest.ask:ask",
    "backtest_suite": "ripeness.questions.backtest.ask:suite",
    "baserate": "ripeness.questions.baserate.ask:ask",
    "calibrate": "ripeness.questions.calibrate.ask:ask",
    "claims": "ripeness.questions.claims.ask:ask",
    "compare": "ripeness.questions.engine",
    "design": "ripeness.ensemble.design:design_of",
    "elicit": "ripeness.questions.elicit.ask:ask",
    "discover": "ripeness.questions.discover.ask:ask",
    "drivers": "ripeness.questions.drivers.ask:ask",
    "evidence": "ripeness.questions.evidence.ask:ask",
    "Figure": "ripeness.figures.figure",
    "Moving": "ripeness.ensemble.moving",
    "explain": "ripeness.questions.explain.ask:ask",
    "figure": "ripeness.figures.catalogue",
    "figure_names": "ripeness.figures.names",
    "html": "ripeness.reporting.answer",
    "report": "ripeness.reporting.report",
    "forecast": "ripeness.questions.engine",
    "freeze": "ripeness.questions.ledger.freeze",
    "front_coverage": "ripeness.questions.calibrate.front:ask",
    "prior_survival": "ripeness.questions.calibrate.survival:ask",
    "gradient": "ripeness.questions.gradient.ask:ask",
    "keep": "ripeness.ensemble.proposal",
    "learn": "ripeness.ensemble.proposal",
    "learn_wars": "ripeness.questions.learnwars.ask:ask",
    "panel": "ripeness.questions.panel.ask:ask",
    "plans": "ripeness.questions.plans.ask:ask",
    "read": "ripeness.store.runs:read_forecast",
    "read_design": "ripeness.ensemble.design",
    "resolve": "ripeness.questions.ledger.resolve",
    "resume": "ripeness.questions.run.ask",
    "reach": "ripeness.questions.reach.ask:ask",
    "rival": "ripeness.questions.rival.ask:ask",
    "robust": "ripeness.questions.robust.ask:ask",
    "robust_begun": "ripeness.questions.robust.journal:begun_as",
    "run": "ripeness.questions.run.ask:ask",
    "runs": "ripeness.questions.run.saved",
    "score": "ripeness.questions.ledger.score",
    "saved": "ripeness.questions.run.saved",
    "summary": "ripeness.questions.summary.ask:ask",
    "solve": "ripeness.questions.engine",
    "stand_ins": "ripeness.ensemble.groundwork",
    "story": "ripeness.questions.story.ask:ask",
    "stream": "ripeness.questions.engine",
    "whatif": "ripeness.questions.whatif.ask:ask",
    "write_design": "ripeness.ensemble.design",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("ripeness")
    if name not in _HOMES:
        raise AttributeError(f"module 'ripeness' has no attribute {name!r}")
    module, _, inside = _HOMES[name].partition(":")
    found = getattr(import_module(module), inside or name)
    if isinstance(found, FunctionType):  # help() and tracebacks call it as its callers do; pickle finds it here too
        found.__module__, found.__name__, found.__qualname__ = __name__, name, name
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
