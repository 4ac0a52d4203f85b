"""What `kernels/collapse` declares."""

from math import inf

from ripeness.model.declared import TREE, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_brute_force.py", "tests/engine/test_laws.py", "tests/engine/test_published_cases.py"),
        ("brute_force.collapse", "brute_force.forced_stop"),
    ),
    numbers={
        "truth.collapse_hazard": Number(
            "1/month", 0, 1, "monthly chance that the defender collapses", 0, compounds=True
        ),
        "truth.strike_effect": Number(
            "1", 0, 10, "share by which a month of strikes on infrastructure raises the chance of collapse", 0
        ),
        "truth.forced_stop_solvent": Number(
            "1/month",
            0,
            1,
            "monthly chance that the attacker is forced to stop while its reserves last",
            0,
            compounds=True,
        ),
        "truth.forced_stop_exhausted": Number(
            "1/month",
            0,
            1,
            "monthly chance that the attacker is forced to stop once its reserves are spent",
            0,
            compounds=True,
        ),
        "beliefs.SIDE.collapse.mean": Number(
            "1/month", 0, 1, "monthly chance that the defender collapses", compounds=True
        ),
        "beliefs.SIDE.collapse.strength": Number(
            "month",
            0,
            inf,
            "months of observation that the belief is worth (inf: it never changes)",
            above=True,
            infinite=True,
        ),
        "beliefs.SIDE.strike_effect": Number(
            "1",
            0,
            10,
            "believed share by which a month of strikes on infrastructure raises the chance of collapse",
            None,
        ),
        "beliefs.SIDE.forced_stop_solvent": Number(
            "1/month",
            0,
            1,
            "believed monthly chance that the attacker is forced to stop while its reserves last",
            None,
            compounds=True,
        ),
        "beliefs.SIDE.forced_stop_exhausted": Number(
            "1/month",
            0,
            1,
            "believed monthly chance that the attacker is forced to stop once its reserves are spent",
            None,
            compounds=True,
        ),
        "beliefs.SIDE.forced_stop_strength": Number(
            "month",
            0,
            inf,
            "months without a forced stop after which the belief in one has halved (left out: it never fades)",
            None,
            above=True,
            infinite=True,
        ),
        "beliefs.news_of_indulgence": Number(
            "1", 0, 20, "factor on the attacker's believed chance of collapse while the mediator is indulgent", 1
        ),
    },
    effects=(
        Effect(
            says="the mediator's indulgence gives the attacker hope",
            toy="mediated-war",
            switch={"hope": 2},
            variable="value",
            of="attacker",
            goes="up",
            source="essay P1S3c",
            belongs=("beliefs.news_of_indulgence",),
        ),
        Effect(
            says="empty reserves may stop the attacker",
            toy="means-of-war",
            given={"secondary": 0.5},
            switch={"stop_when_exhausted": 10},
            variable="ended",
            of="attacker_forced_to_stop",
            months=24,
            goes="up",
            source="[R], an assumed hazard",
            belongs=("truth.forced_stop_exhausted",),
        ),
        Effect(
            says="the hope of a forced stop fades while none comes",
            toy="effort-at-the-front",
            switch={"stop_fades": 12},
            variable="value",
            of="defender",
            goes="down",
            source="[R]; as hopes of collapse fade",
            belongs=("beliefs.defender.forced_stop_strength",),
        ),
    ),
)
