"""What `drivers/aid` declares."""

from math import inf

from ripeness.model.declared import LIGHTLY, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        LIGHTLY,
        ("tests/drivers/test_means.py", "tests/compiler/test_war.py"),
        note="the fading belief against its closed form, all else by hand at a few points",
    ),
    numbers={
        "aid.need": Number("bn EUR/month", 0, inf, "aid that covers the defender's need", above=True),
        "aid.flows.NAME.amount": Number("bn EUR/month", 0, inf, "what is given a month", 0),
        "aid.flows.NAME.lag": Number("month", 0, 36, "months from promise to delivery", 0),
        "aid.export_permission": Number(
            "1", 0, 1, "share of the purchases of the mediator's weapons that he permits", 1
        ),
        "aid.intelligence": Number("1", 0, 1, "share of full intelligence support that is given", 1),
        "aid.intelligence_odds": Number(
            "1", 0, 0.3, "chance of battle that the attacker loses while intelligence is full", 0
        ),
        "aid.intelligence_drift": Number(
            "km^2/month", 0, inf, "drift of the front that the attacker loses while intelligence is full", 0
        ),
        "aid.shortfall_effect": Number(
            "1", 0, 20, "exponent by which a full shortfall raises the true collapse hazard", 0
        ),
        "aid.cost_relief": Number("1", 0, 1, "share of the defender's cost that full aid takes off", 0),
        "aid.commitment": Number("1", 0, 1, "how much of the future need is promised", 0),
        "aid.credibility": Number("1", 0, 1, "how far the attacker believes the promise", 0),
        "beliefs.news": Number("1", 0, 20, "factor on the attacker's believed collapse hazard in this epoch", 1),
    },
    effects=(
        Effect(
            says="a patron's departure gives the attacker hope",
            toy="mediated-war",
            switch={"patron_leaves": 2},
            variable="wins_in_his_eyes",
            of="attacker",
            goes="up",
            source="essay P2S2b for the change; the hope is [R]",
            belongs=("beliefs.news",),
        ),
        Effect(
            says="a donor's aid ends",
            toy="means-of-war",
            switch={"donors_aid": 0},
            variable="ended",
            of="defender_collapses",
            months=12,
            goes="up",
            source="[R]; the essay claims no effect of aid",
            stands="the donor's flow meets the need",
        ),
        Effect(
            says="a change of aid arrives later",
            toy="means-of-war",
            given={"donors_aid": 0},
            switch={"lag": 12},
            variable="ended",
            of="defender_collapses",
            months=12,
            goes="down",
            source="[R]",
            belongs=("aid.flows.donors.lag",),
        ),
        Effect(
            says="the other donor's aid ends",
            toy="means-of-war",
            switch={"payers_aid": 0},
            variable="value",
            of="defender",
            goes="down",
            source="[R]",
            stands="the payer's flow meets the need",
        ),
        Effect(
            says="purchases are not permitted",
            toy="means-of-war",
            switch={"permission": 0},
            variable="ended",
            of="defender_collapses",
            months=12,
            goes="up",
            source="[R]",
            belongs=("aid.export_permission",),
        ),
        Effect(
            says="aid is promised for years to one who believes it",
            toy="means-of-war",
            given={"credibility": 0.8},
            switch={"commitment": 1},
            variable="wins_in_his_eyes",
            of="attacker",
            goes="down",
            source="[R]",
            belongs=("aid.commitment",),
        ),
        Effect(
            says="the promise comes to be believed",
            toy="means-of-war",
            given={"commitment": 1},
            switch={"credibility": 0.8},
            variable="ongoing",
            months=12,
            goes="down",
            source="[R]",
            belongs=("aid.credibility",),
        ),
        Effect(
            says="a new administration is bad news for the defender",
            toy="means-of-war",
            switch={"news": 2},
            variable="wins_in_his_eyes",
            of="attacker",
            goes="up",
            source="[R]",
            belongs=("beliefs.news",),
        ),
        Effect(
            says="or good news",
            toy="means-of-war",
            switch={"news": 0.5},
            variable="wins_in_his_eyes",
            of="attacker",
            goes="down",
            source="[R]",
            belongs=("beliefs.news",),
        ),
        Effect(
            says="intelligence ends",
            toy="means-of-war",
            switch={"intelligence": 0},
            variable="front",
            months=12,
            goes="up",
            source="[R]",
            belongs=("aid.intelligence",),
        ),
        Effect(
            says="intelligence ends where the front is an area",
            toy="effort-at-the-front",
            given={"intelligence": 0},
            switch={"intelligence_drift": 50},
            variable="area",
            months=12,
            goes="up",
            source="[R]",
            belongs=("aid.intelligence_drift",),
        ),
    ),
)
