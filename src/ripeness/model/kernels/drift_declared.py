"""What `kernels/drift` declares."""

from math import inf

from ripeness.model.declared import TREE, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_brute_force.py", "tests/laws/test_drift.py"),
        ("brute_force.branches",),
    ),
    numbers={
        "front.lowest": Number("km^2", -inf, inf, "area at which the attacker is expelled", None),
        "front.highest": Number("km^2", -inf, inf, "area at which the defender is beaten", None),
        "front.area": Number(
            "km^2", -inf, inf, "area that the attacker holds in the month from which the front teaches", None
        ),
        "front.sd": Number("km^2", 0, inf, "standard deviation of a month's change of the area", None, above=True),
        "front.error": Number("km^2", 0, inf, "standard error of the areas that the record states", 0),
        "truth.drift": Number(
            "km^2/month", -inf, inf, "mean change of the area in a month, with the war as it is", None
        ),
        "beliefs.SIDE.drift.mean": Number("km^2/month", -inf, inf, "expected mean change of the area in a month"),
        "beliefs.SIDE.drift.strength": Number(
            "month",
            0,
            inf,
            "months of observation that the belief is worth (inf: it never changes)",
            above=True,
            infinite=True,
        ),
        "issues.NAME.band.from": Number("km^2", -inf, inf, "area at which the attacker holds none of the issue's land"),
        "issues.NAME.band.to": Number("km^2", -inf, inf, "area at which the attacker holds all of the issue's land"),
    },
    effects=(
        Effect(
            says="the front drifts further up",
            toy="standing-front",
            switch={"drift": 150},
            variable="area",
            months=12,
            goes="up",
            source="[R]",
            stands="a front of the law drift has a drift",
        ),
        Effect(
            says="final victory lies nearer",
            toy="standing-front",
            switch={"highest": 41500},
            variable="value",
            of="attacker",
            goes="up",
            source="[R]",
            stands="a front of the law drift has two ends",
        ),
    ),
)
