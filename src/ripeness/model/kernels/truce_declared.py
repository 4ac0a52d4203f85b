"""What `kernels/truce` declares."""

from math import inf

from ripeness.model.declared import TREE, Declared, Effect, Held, Number

_MONTH = "of a month of war that a month of truce costs the {side}"

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_truce_brute_force.py", "tests/engine/test_truce.py"),
        ("truce.Truces", "truce.chest_in_truce"),
        note="values, play, law and record against the tree; closed forms by hand",
    ),
    numbers={
        "truce.offered": Number(
            "1/month",
            0,
            1,
            "chance in a month of war that a truce where they stand is put to both, apart from any table",
            0,
            compounds=True,
        ),
        "truce.breakdown": Number(
            "1/month", 0, 1, "chance in a month of truce that it breaks down by accident", 0, compounds=True
        ),
        "truce.table": Number(
            "1/month",
            0,
            1,
            "chance of a table in a month of truce, at least that of a month of war (left out: the same)",
            None,
            compounds=True,
        ),
        "truce.cost_attacker": Number("1", 0, 1, "share " + _MONTH.format(side="attacker"), 0),
        "truce.cost_defender": Number("1", 0, 1, "share " + _MONTH.format(side="defender"), 0),
        "truce.spending": Number("1", 0, 1, "share of planned spending that goes on in a truce", 1),
        "truce.resume_attacker": Number(
            "1", 0, inf, "what going back to war costs the attacker, once, in shares of the prize", 0
        ),
        "truce.resume_defender": Number(
            "1", 0, inf, "what going back to war costs the defender, once, in shares of the prize", 0
        ),
        "truce.relax": Number(
            "1/month", 0, 1, "chance in a month of truce that a package in force is lifted", 0, compounds=True
        ),
    },
    effects=(
        Effect(
            says="a truce where they stand is on offer",
            toy="armed-truce",
            switch={"offered": 0.1},
            variable="truce",
            months=12,
            goes="up",
            source="[R]",
            stands="a scenario with a truce says how often it is offered",
        ),
        Effect(
            says="truces break down by accident",
            toy="armed-truce",
            given={"offered": 0.1},
            switch={"breakdown": 0.1},
            variable="truce",
            months=12,
            goes="down",
            source="[R]",
            belongs=("truce.breakdown",),
        ),
        Effect(
            says="a table in a truce settles it",
            toy="armed-truce",
            given={"offered": 0.1},
            switch={"table": 0.1},
            variable="truce",
            months=12,
            goes="down",
            source="[R]",
            stands="left out, the table of a truce is that of war",
        ),
        Effect(
            says="a month of truce costs the attacker as much as one of war",
            toy="armed-truce",
            given={"offered": 0.1},
            switch={"attackers_cost": 1},
            variable="value",
            of="attacker",
            goes="down",
            source="[R]",
            belongs=("truce.cost_attacker",),
        ),
        Effect(
            says="a month of truce costs the defender as much as one of war",
            toy="armed-truce",
            given={"offered": 0.1},
            switch={"defenders_cost": 1},
            variable="value",
            of="defender",
            goes="down",
            source="[R]",
            belongs=("truce.cost_defender",),
        ),
        Effect(
            says="the attacker's reserves fill in a truce",
            toy="armed-truce",
            given={"offered": 0.1, "breakdown": 0.05},
            switch={"spending": 0.5},
            variable="war_chest",
            months=23,
            goes="up",
            source="[R]",
            belongs=("truce.spending",),
        ),
        Effect(
            says="going back to war has a price, so that truces hold",
            toy="armed-truce",
            given={"offered": 0.1, "breakdown": 0.05, "spending": 0.5},
            switch={"attacker_resumes": 0.02},
            variable="truce",
            months=6,
            goes="up",
            source="[R]",
            belongs=("truce.resume_attacker",),
        ),
    ),
)
