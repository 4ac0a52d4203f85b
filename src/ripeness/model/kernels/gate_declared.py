"""What `kernels/gate` declares."""

from ripeness.model.declared import TREE, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_brute_force.py", "tests/engine/test_laws.py"),
        ("brute_force.gate_moves",),
        note="with two levels and with three",
    ),
    numbers={
        "gate.opening": Number(
            "1/month", 0, 1, "chance that it opens once the mediator would punish", 0, compounds=True
        ),
        "gate.discharge": Number(
            "1/month",
            0,
            1,
            "chance that the legislature brings the package into force against the executive",
            0,
            compounds=True,
        ),
        "gate.relax": Number("1/month", 0, 1, "chance that it is closed again after talks", 0, compounds=True),
        "gate.executive": Number(
            "1/month", 0, 1, "chance of executive action once the mediator would take it", 0, compounds=True
        ),
    },
    effects=(
        Effect(
            says="the gate's second door",
            toy="mediated-war",
            switch={"executive": 20},
            variable="executive_action",
            months=6,
            goes="up",
            source="[R], after the order of October 2025",
            belongs=("gate.executive",),
        ),
        Effect(
            says="a legislature that acts without consent",
            toy="mediated-war",
            switch={"discharge": 10},
            variable="package",
            months=3,
            goes="up",
            source="Krehbiel 1998 [P]",
            belongs=("gate.discharge",),
        ),
    ),
)
