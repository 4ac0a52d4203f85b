"""Every axis and every label, once.

An axis has one name everywhere: key of a scenario, label of an array's shape, dimension of a result.

    draw        one set of assumptions            month      months since the war began
    front       position of the front, in steps   chest      nodes of the attacker's reserves
    sincerity   nodes of the mediator's log-odds  gate       sanctions package: shut, in force
    stance      what the attacker does            issue      what is bargained over
    actor       attacker, defender                ending     how the war ends
    believer    in whose eyes: nature, attacker, defender
"""

ACTORS = ("attacker", "defender")
BELIEVERS = ("nature", "attacker", "defender")

# (attends talks, bombs infrastructure), in the order in which ties are broken.
STANCES = ((False, False), (True, False), (False, True), (True, True))
STANCE_NAMES = ("stays away", "attends", "stays away and bombs", "attends and bombs")

# What the attacker does about talks while the war goes on, and how it is worded.
CONDUCT = {
    "attended_no_deal_in_reach": "attends, with no deal in reach",
    "stayed_away": "stays away, with no deal in reach",
    "in_earnest": "a deal is in reach, but no table",
}

# What attending gives the attacker over staying away, part by part, and how it is worded.
ATTENDING = {
    "cost": "what attending costs him",
    "side_deals_now": "side deals of the month",
    "partial_deals": "partial deals of the month",
    "punishment": "punishment averted",
    "pressure": "pressure on the defender kept up",
    "side_deals": "side deals kept",
    "rest": "delay and the rest",
    "interaction": "only together (interaction)",
}

SETTLEMENTS = (
    "settlement_on_attackers_terms",
    "settlement_in_between",
    "settlement_on_defenders_terms",
)
ENDINGS = (
    *SETTLEMENTS,
    "ceasefire",
    "attacker_capitulates",
    "defender_capitulates",
    "attacker_wins_at_the_front",
    "attacker_expelled",
    "defender_collapses",
    "attacker_forced_to_stop",
)
ENDING_LABELS = {
    "settlement_on_attackers_terms": "settlement, mostly on the attacker's terms",
    "settlement_in_between": "settlement, terms in between",
    "settlement_on_defenders_terms": "settlement, mostly on the defender's terms",
    "ceasefire": "ceasefire where they stand",
    "attacker_capitulates": "the attacker gives up",
    "defender_capitulates": "the defender gives up",
    "attacker_wins_at_the_front": "the attacker wins at the front",
    "attacker_expelled": "the attacker is expelled",
    "defender_collapses": "the defender collapses",
    "attacker_forced_to_stop": "the attacker is forced to stop (an assumed hazard)",
}
