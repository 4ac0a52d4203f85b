"""What was said of each question of a ledger, by its last day, and how it came out."""

from __future__ import annotations

from typing import Any

from ripeness.errors import harmless
from ripeness.figures.axes import chances, data, days
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import LONGEST
from ripeness.figures.theme import COLOURS, WIDTH, short, wrapped
from ripeness.pages.ledger import verdict
from ripeness.questions.ledger.score import Scored

TITLE = "What was said of each question, and how it came out"

SAYS = {"model": "model", "pool": "pool of the views", "base_rate": "base rate", "market": "market"}
"""By key of an entry: who says so, in the legend."""
CAME = {"yes": 1.0, "no": 0.0}


def lacks(scored: Scored) -> str:
    """Return why there is nothing to draw, or nothing."""
    asked = [one for one in scored["questions"] if not one["asks_a_figure"]]
    return "" if asked else "no question of the ledger has a yes or a no"


def subtitle(scored: Scored) -> tuple[str, ...]:
    """Return what the numbers are of, in lines."""
    whose = ", ".join(dict.fromkeys(one["scenario"] for one in scored["questions"]))
    lines = wrapped(f"What follows from the assumptions of {short(harmless(whose), LONGEST)}; not a prediction.")
    lines += [f"{len(scored['questions'])} questions, {scored['resolved']} resolved, {scored['open']} open."]
    if late := scored["after_the_fact"]:
        lines += [f"{late} were frozen after they had closed: they count for no skill."]
    return tuple(lines)


def tables(scored: Scored) -> Tables:
    """Return a row for each chance that was frozen, and one for each question that came out."""
    asked = [one for one in scored["questions"] if not one["asks_a_figure"]]
    said = [
        {"day": one["by"], "question": one["name"], "by": name, "chance": one[key]}  # type: ignore[literal-required]
        for one in asked
        for key, name in SAYS.items()
        if one[key] is not None  # type: ignore[literal-required]
    ]
    came = [
        {"day": one["by"], "question": one["name"], "came": one["outcome"], "chance": CAME[str(one["outcome"])]}
        for one in asked
        if one["outcome"] in CAME
    ]
    return {"said": said, "came out": came, "verdict": [{"sentence": verdict(scored)}]}


def sentence(tables: Tables) -> str:
    """Return how many came about, and what may be said of skill."""
    happened = sum(one["came"] == "yes" for one in tables["came out"])
    questions = len({one["question"] for one in tables["said"]})
    resolved = len(tables["came out"])
    told = f"Of {questions} questions answered from the assumptions of a scenario, {resolved} are resolved"
    told += f", {happened} with yes."
    return f"{told} {tables['verdict'][0]['sentence']}"


def chart() -> Any:
    """Return the chart: a mark for each chance by the question's last day, a cross where it came out."""
    alt = needed("altair")
    names = [*SAYS.values()]
    colour = alt.Color(
        "by:N",
        title="who says so",
        scale=alt.Scale(domain=names, range=[COLOURS["ink"], COLOURS["deal"], COLOURS["quiet"], COLOURS["attacker"]]),
    )
    shape = alt.Shape(
        "by:N", title="who says so", scale=alt.Scale(domain=names, range=["circle", "diamond", "square", "triangle-up"])
    )
    said = data("said").mark_point(size=60, filled=True, opacity=0.8)
    came = data("came out").mark_point(shape="cross", size=120, filled=False, strokeWidth=2, color=COLOURS["defender"])
    return (
        said.encode(x=days(), y=chances("chance", "chance; crosses: how it came out"), color=colour, shape=shape)
        + came.encode(x=days(), y=chances("chance", "chance; crosses: how it came out"))
    ).properties(width=WIDTH, height=260)
