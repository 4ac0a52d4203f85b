"""What does one aim cost another? Policies that no other beats, by two aims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ripeness.figures.axes import data
from ripeness.figures.figure import Tables, needed
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.pages.robust import HEADS, cell
from ripeness.schema.sections.policy import STATUS_QUO

if TYPE_CHECKING:
    from ripeness.questions.robust.found import RobustFound

TITLE = "What does one aim cost another?"
NOW, UNBEATEN, BEATEN = "nothing new", "policy that no other beats", "policy that another beats"


def lacks(found: RobustFound) -> str:
    """Return why there is nothing to draw, or nothing."""
    if len(found["aims"]) < 2:
        return "there is one aim alone"
    return "" if len(found["policies"]) > 1 else "no policy is better than adopting nothing new"


def tables(found: RobustFound) -> Tables:
    """Return each policy's place by the first aim and by the last."""
    names = list(found["aims"])
    across, up = names[-1], names[0]
    rows = [
        {
            "policy": NOW if label == STATUS_QUO else label,
            "kind": NOW if label == STATUS_QUO else BEATEN if one["beaten"] else UNBEATEN,
            "across": one["aims"][across]["mean"],
            "up": one["aims"][up]["mean"],
            "levers": ", ".join(one["levers"]),
        }
        for label, one in found["policies"].items()
    ]
    return {"policies": rows, "aims": [{"across": across, "up": up}]}


def sentence(tables: Tables) -> str:
    """Return where each policy lies."""
    aims = tables["aims"][0]
    told = [
        f"{one['policy']}: {cell(aims['up'], one['up'])}, {cell(aims['across'], one['across'])}"
        for one in tables["policies"]
    ]
    heads = f"'{HEADS[aims['up']]}' and '{HEADS[aims['across']]}' of each policy"
    return f"{heads}, means over the versions of the argument: {'; '.join(told)}."


def chart(across: str = "movement", up: str = "agreement") -> Any:
    """Return the chart: a point for each policy, with its letter."""
    alt = needed("altair")

    def axis(name: str) -> Any:
        if name in ("movement", "war"):
            title = "movement (1: a lever's whole range)" if name == "movement" else HEADS[name]
            return {"title": title, "axis": alt.Axis(format=".2~f"), "scale": alt.Scale(zero=True)}
        scale = alt.Scale(domain=[0, 1], nice=False)
        return {"title": HEADS[name], "axis": alt.Axis(format="%", tickCount=5), "scale": scale}

    x, y = alt.X("across:Q", **axis(across)), alt.Y("up:Q", **axis(up))
    kinds = [NOW, UNBEATEN, BEATEN]
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=kinds, range=[COLOURS["ink"], COLOURS["deal"], COLOURS["shade"]]),
        legend=alt.Legend(symbolSize=140),
    )
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=["diamond", "circle", "circle"]))
    points = data("policies").mark_point(filled=True, size=120, opacity=1).encode(x=x, y=y, color=colour, shape=shape)
    letters = data("policies").mark_text(align="left", dx=9, dy=-8, fontSize=13, color=COLOURS["ink"])
    return (points + letters.encode(x=x, y=y, text="policy:N")).properties(width=WIDTH, height=280)


def chosen(found: RobustFound) -> dict[str, str]:
    """Return the aims across and up."""
    names = list(found["aims"])
    return {"across": names[-1], "up": names[0]}
