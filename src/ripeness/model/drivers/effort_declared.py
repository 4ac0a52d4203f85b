"""What `drivers/effort` declares."""

from math import inf

from ripeness.model.declared import TREE, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_brute_force.py", "tests/drivers/test_effort.py"),
        ("means.spent",),
        note="the month against the tree, the paths by hand",
    ),
    numbers={
        "effort.runway": Number("month", 1, inf, "months over which the attacker would spread what reserves it has", 6),
        "effort.least": Number("1", 0, 1, "share of the effort that goes on whatever the means", 0.2, above=True),
        "effort.attacker_drift": Number(
            "km^2/month", 0, inf, "what a log unit of the attacker's effort adds to the front's drift", 0
        ),
        "effort.defender_drift": Number(
            "km^2/month", 0, inf, "what a log unit of the defender's effort takes from the front's drift", 0
        ),
        "effort.attacker_odds": Number(
            "1", 0, 1, "what a log unit of the attacker's effort adds to the chance of a month, on a front of steps", 0
        ),
        "effort.defender_odds": Number(
            "1",
            0,
            1,
            "what a log unit of the defender's effort takes from the chance of a month, on a front of steps",
            0,
        ),
        "effort.collapse_exponent": Number(
            "1", 0, 5, "exponent by which the defender's means lower the hazard that it collapses", 0
        ),
        "effort.arms_needed": Number(
            "bn EUR/month", 0, inf, "arms a month with which the defender's effort is full", None, above=True
        ),
        "effort.arms_made": Number("bn EUR/month", 0, inf, "arms a month that the defender makes itself", 0),
        "effort.money_needed": Number(
            "bn EUR/month", 0, inf, "money a month that the defender needs from donors", None, above=True
        ),
    },
    effects=(
        Effect(
            says="what the attacker cannot spend is missing at the front",
            toy="effort-at-the-front",
            given={"secondary": 0.5},
            switch={"gain": 150},
            variable="area",
            months=24,
            goes="down",
            source="essay P5S4c",
            belongs=("effort.attacker_drift",),
        ),
        Effect(
            says="arms that do not come are missing at the front",
            toy="effort-at-the-front",
            given={"arms": 0},
            switch={"defender_gain": 200},
            variable="area",
            months=12,
            goes="up",
            source="[R]; the essay claims no effect of aid",
            belongs=("effort.defender_drift",),
        ),
        Effect(
            says="the donor's arms end where the defender's effort counts",
            toy="effort-at-the-front",
            given={"defender_gain": 200},
            switch={"arms": 0},
            variable="ongoing",
            months=36,
            goes="down",
            source="[R]; the essay claims no effect of aid",
            stands="the donor's arms meet the need",
        ),
        Effect(
            says="reserves that are to last longer are spent more slowly",
            toy="effort-at-the-front",
            given={"secondary": 0.5},
            switch={"runway": 24},
            variable="effort",
            months=6,
            goes="down",
            source="[R]",
            belongs=("effort.runway",),
        ),
        Effect(
            says="the defender's means keep it from collapse",
            toy="effort-at-the-front",
            given={"arms": 0},
            switch={"exponent": 0.5},
            variable="ended",
            of="defender_collapses",
            months=12,
            goes="up",
            source="[R]; the essay claims no effect of aid",
            belongs=("effort.collapse_exponent",),
        ),
    ),
)
