"""What `talks/mediator` declares."""

from ripeness.model.declared import TREE, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_brute_force.py",),
        ("brute_force.punishes_below", "brute_force.below", "brute_force.indulgent"),
    ),
    numbers={
        "mediator.settlement_chance": Number(
            "1/month",
            0,
            1,
            "chance, as the mediator sees it, that a sincere attacker settles in a month",
            compounds=True,
        ),
        "mediator.refusal_factor": Number("1", 0, 1, "factor on the odds of sincerity when talks are refused", 1),
        "mediator.strike_factor": Number("1", 0, 1, "factor on the odds when strikes go on during talks", 1),
        "mediator.forgives_strikes": Number(
            "1", 0, 1, "how far the mediator forgives strikes (1: they change nothing)", 0
        ),
        "mediator.flattery_of_principal": Number("1", 0, 1, "log-odds that a month of talks adds directly", 0),
        "mediator.punishment_value": Number(
            "1", 0, 10, "what punishing an insincere attacker is worth to the mediator", 1
        ),
        "mediator.executive_value": Number(
            "1",
            0,
            10,
            "what executive action against an insincere attacker is worth to the mediator (left out: as punishing)",
            None,
        ),
        "mediator.peace_value": Number("1", 0, 10, "what sparing a sincere attacker is worth to the mediator", 1),
        "mediator.side_deal_value": Number(
            "1", 0, 10, "what side deals with the attacker are worth to the mediator", 0
        ),
        "mediator.side_deals_to_attacker": Number(
            "1/month", 0, 1, "what side deals are worth to the attacker while the mediator is indulgent", 0
        ),
        "mediator.presses_defender": Number("1/month", 0, 1, "what the mediator's pressure costs the defender", 0),
        "gate.laxity": Number(
            "1", 0, 1, "share of what is in force that the mediator does not enforce while indulgent", 0
        ),
    },
    effects=(
        Effect(
            says="side deals are worth something to the mediator",
            toy="mediated-war",
            switch={"side_deals": 0.8},
            variable="punishing",
            months=3,
            goes="down",
            source="essay P1S3b; the threshold is [R]",
            belongs=("mediator.side_deal_value",),
        ),
        Effect(
            says="they are worth more than punishing",
            toy="mediated-war",
            switch={"side_deals": 1.2},
            variable="package",
            months=24,
            goes="down",
            source="[R]",
            belongs=("mediator.side_deal_value",),
        ),
        Effect(
            says="the reset on the bilateral track is worth something to the attacker",
            toy="mediated-war",
            switch={"reset": 1},
            variable="value",
            of="attacker",
            goes="up",
            source="[R]; the essay gives the wish to the mediator alone",
            belongs=("mediator.side_deals_to_attacker",),
        ),
        Effect(
            says="pressure on the absent defender",
            toy="mediated-war",
            switch={"pressure": 1},
            variable="value",
            of="defender",
            goes="down",
            source="essay P1S3c",
            belongs=("mediator.presses_defender",),
        ),
        Effect(
            says="the mediator forgives it",
            toy="mediated-war",
            given={"strikes_count": 0.5},
            switch={"forgives": 1},
            variable="sincerity",
            months=3,
            goes="up",
            source="essay P2S1a for the affinity",
            belongs=("mediator.forgives_strikes",),
        ),
        Effect(
            says="an indulgent mediator enforces less",
            toy="mediated-war",
            given={"discharge": 20},
            switch={"laxity": 1},
            variable="war_chest",
            months=12,
            goes="up",
            source="[R]",
            belongs=("gate.laxity",),
            by="model/month",
        ),
    ),
)
