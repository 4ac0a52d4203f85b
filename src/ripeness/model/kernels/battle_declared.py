"""What `kernels/battle` declares."""

from math import inf

from ripeness.model.declared import TREE, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_brute_force.py", "tests/engine/test_laws.py", "tests/engine/test_published_cases.py"),
        ("brute_force.odds", "brute_force.branches"),
    ),
    numbers={
        "truth.battle_odds": Number("1", 0, 1, "chance that the attacker wins a month at the front", None),
        "truth.odds_when_exhausted": Number(
            "1", -0.5, 0.5, "shift of the chance of battle once the attacker's reserves are spent", 0
        ),
        "beliefs.SIDE.battle.mean": Number("1", 0, 1, "chance that the attacker wins a month at the front"),
        "beliefs.SIDE.battle.strength": Number(
            "month",
            0,
            inf,
            "months of observation that the belief is worth (inf: it never changes)",
            above=True,
            infinite=True,
        ),
    },
    effects=(
        Effect(
            says="empty reserves shift the attacker's chance in battle, and so the attacker's belief",
            toy="means-of-war",
            given={"secondary": 0.5},
            switch={"odds_when_exhausted": -0.2},
            variable="wins_in_own_eyes",
            of="attacker",
            months=12,
            goes="down",
            source="essay P5S4c",
            belongs=("truth.odds_when_exhausted",),
        ),
    ),
)
