"""What `drivers/leaders` declares."""

from ripeness.model.declared import THEORY, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        THEORY,
        ("tests/agreement/test_further_models.py", "tests/drivers/test_means.py"),
        note="who fights on in the game that it enters, at both sides of the leader's cutoff",
    ),
    numbers={
        "leaders.SIDE.office_value": Number("1", 0, 2, "worth of office to the leader, in shares of the prize", 0),
        "leaders.SIDE.loss_if_settles": Number("1", 0, 1, "probability that settling costs the leader the office", 0),
        "leaders.SIDE.loss_if_loses": Number(
            "1", 0, 1, "probability that losing the war costs the leader the office", 0
        ),
        "leaders.SIDE.loss_if_wins": Number(
            "1", 0, 1, "probability that the leader loses office though the war is won", 0
        ),
    },
    effects=(
        Effect(
            says="a leader may fall after signing",
            toy="tables-and-texts",
            switch={"signing_costs_office": 0.5},
            variable="ongoing",
            months=12,
            goes="up",
            source="Goemans 2000 [P]",
            belongs=("leaders.attacker.loss_if_settles",),
        ),
        Effect(
            says="a leader falls after a defeat",
            toy="tables-and-texts",
            switch={"defeat_costs_office": 1},
            variable="ripeness_gap",
            goes="up",
            source="Debs & Goemans 2010 [P]",
            belongs=("leaders.attacker.loss_if_loses",),
        ),
    ),
)
