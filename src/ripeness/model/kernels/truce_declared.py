"""What `kernels/truce` declares."""

from math import inf

from ripeness.model.declared import TREE, Declared, Held, Number

_MONTH = "of a month of war that a month of truce costs the {side}"

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_truce_brute_force.py", "tests/engine/test_truce.py"),
        ("truce.month",),
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
)
