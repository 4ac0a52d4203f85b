"""Questions of a toy war that stops in a truce: four, one of which no model can answer."""

from __future__ import annotations

HEAD = "ripeness: 1\nscenario: armed-truce\nquestions:\n"


def stated(
    name: str, kind: str = "first_ceasefire", opens: str = "2000-03-31", by: str = "2001-06-30", more: str = ""
) -> str:
    """One question of a file; `more` : lines of it."""
    return (
        f"  {name}:\n    title: Is {name} so?\n    kind: {kind}\n    opens: {opens}\n    by: {by}\n"
        f"    resolution: yes if it is\n    source: our wording\n{more}"
    )


MARKET = '    market: {price: 0.4, date: 2000-03-31, source: "a made-up market"}\n'
QUESTIONS = (
    stated("stop", more=MARKET)
    + stated("ends", "ended")
    + stated("leaders", "leaders_meet")
    + stated("peace", "settled")
)
