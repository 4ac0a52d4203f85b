"""Who would sign which plan today? In how many of ten versions of the argument each side, and both, would."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ripeness.figures.axes import data, headed
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import heading, title
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.pages.shares import in_versions, of_ten
from ripeness.pages.words import listed
from ripeness.questions.plans.result import PlansReport

TITLE = "Who would sign which plan today?"

SIDES = {"attacker": "the attacker", "defender": "the defender", "both": "both sides"}
ROW = 64

FEW = 3
"""Plans of which a sentence tells each."""


def lacks(report: PlansReport) -> str:
    """Return why there is nothing to draw, or nothing."""
    return "" if report["plans"] else "no plan was weighed"


def tables(report: PlansReport) -> Tables:
    """Return for each plan in what share of the versions each side, and both, accept it, and over what each refuses."""
    rows, headings = [], []
    for name, plan in report["plans"].items():
        shares = {
            "attacker": plan["attacker"]["accepts"][0], "defender": plan["defender"]["accepts"][0],
            "both": plan["both_accept"][0],
        }  # fmt: skip
        for side, label in SIDES.items():
            binds = None if side == "both" else plan[side]["binds"]  # type: ignore[literal-required]
            rows.append({
                "plan": name, "title": title(plan["title"]), "side": side, "label": label, "accepts": shares[side],
                "refuses_over": title(binds["provision"]["title"]) if binds else "",
            })  # fmt: skip
        headings.append({"plan": name, "heading": heading(plan["title"])})
    return {"plans": rows, "headings": headings}


def sentence(tables: Tables) -> str:
    """Return what each plan meets with; of many, which one each side signs most readily, and what it refuses over."""
    shares = "Shares of the versions of the argument, not probabilities."
    by_side = {side: [one for one in tables["plans"] if one["side"] == side] for side in SIDES}
    if len(tables["headings"]) > FEW:
        told = [_readiest(by_side["both"], f"Of {len(by_side['both'])} plans, both sides would sign")]
        told += [_of_many(by_side[side], SIDES[side]) for side in ("attacker", "defender")]
        return f"{shares} {'. '.join(told)}."
    told = []
    for attacker, defender, both in zip(*by_side.values(), strict=True):
        over = "; ".join(
            f"{one['label']} refuses most over '{one['refuses_over']}'"
            for one in (attacker, defender)
            if one["refuses_over"] and (one["accepts"] or 0.0) < 1
        )
        told.append(
            f"'{attacker['title']}': the attacker would sign it {in_versions(attacker['accepts'])}, the defender in "
            f"{of_ten(defender['accepts'])}, both in {of_ten(both['accepts'])}" + (f" ({over})" if over else "")
        )
    return f"{shares} {'. '.join(told)}."


def _readiest(rows: list[dict[str, Any]], start: str) -> str:
    """Return which plan is signed in most versions."""
    best = max(rows, key=lambda one: one["accepts"] or 0.0)
    if not best["accepts"]:
        return f"{start} none in any version"
    return f"{start} '{best['title']}' oftenest, in {of_ten(best['accepts'], 'versions')}"


def _of_many(rows: list[dict[str, Any]], label: str) -> str:
    """Return which plan a side would sign in most versions, and over what it refuses most, by how many plans."""
    over = Counter(one["refuses_over"] for one in rows if one["refuses_over"] and (one["accepts"] or 0.0) < 1)
    refusals = listed([f"'{what}' in {many}" for what, many in over.most_common(2)])
    told = _readiest(rows, f"{label[0].upper()}{label[1:]} would sign")
    return told + (f" and refuses most over {refusals} of the plans" if over else "")


def chart() -> Any:
    """Return the chart: a row for each plan, a letter in a dot for each side, a diamond where both would sign."""
    alt = needed("altair")
    rows = headed("plan")
    axis = alt.Axis(values=[0, 0.2, 0.4, 0.6, 0.8, 1], labelExpr="format(10 * datum.value, '.0f')", labelFlush=True)
    x = alt.X(
        "accepts:Q", title="accepted in so many of 10 versions of the argument", axis=axis,
        scale=alt.Scale(domain=[0, 1], nice=False),
    )  # fmt: skip
    labels = list(SIDES.values())
    colour = alt.Color(
        "label:N",
        scale=alt.Scale(domain=labels, range=[COLOURS["attacker"], COLOURS["defender"], COLOURS["ink"]]),
        legend=alt.Legend(symbolSize=160),
    )
    shape = alt.Shape("label:N", scale=alt.Scale(domain=labels, range=["circle", "square", "diamond"]))
    size = alt.Size("label:N", legend=None, scale=alt.Scale(domain=labels, range=[460, 180, 60]))
    ground = data("headings").mark_rule(color=COLOURS["line"], strokeWidth=2, yOffset=16)
    point = data("plans").mark_point(filled=True, opacity=0.9, yOffset=16)
    above = data("headings").mark_text(align="left", baseline="top", lineBreak="\n", yOffset=-28, fontSize=13)
    return alt.layer(
        ground.encode(y=rows, x=alt.XDatum(0), x2=alt.X2Datum(1)),
        point.encode(y=rows, x=x, color=colour, shape=shape, size=size),
        above.encode(y=rows, x=alt.XDatum(0), text="heading:N"),
    ).properties(width=WIDTH, height=alt.Step(ROW))
