"""Every axis, every label and every quantity that a forecast reports, once.

An axis has one name everywhere: key of a scenario, label of an array's shape, dimension of a result.

    draw        one set of assumptions            month      months since the war began
    front       position of the front, in steps   chest      nodes of the attacker's reserves
    sincerity   nodes of the mediator's log-odds  gate       levels of punishment: none, executive action, package
    stance      what the attacker does            issue      what is bargained over
    actor       attacker, defender                ending     how the war ends
    believer    in whose eyes: nature, attacker, defender
"""

from __future__ import annotations

from dataclasses import dataclass

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
    "cost": "what attending costs",
    "side_deals_now": "side deals of the month",
    "partial_deals": "partial deals of the month",
    "punishment": "punishment averted",
    "pressure": "pressure on the defender kept up",
    "side_deals": "side deals kept",
    "rest": "delay and the rest",
    "interaction": "only together (interaction)",
}

SETTLEMENTS = ("settlement_to_attacker", "settlement_even", "settlement_to_defender")
"""Settlements by what they are called: by land or, in a war without land, by the surplus (`model.endings`)."""
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
    "settlement_to_attacker": "settlement, mostly to the attacker",
    "settlement_even": "settlement that shares what is gained",
    "settlement_to_defender": "settlement, mostly to the defender",
    "ceasefire": "ceasefire where they stand",
    "attacker_capitulates": "the attacker gives up",
    "defender_capitulates": "the defender gives up",
    "attacker_wins_at_the_front": "the attacker wins at the front",
    "attacker_expelled": "the attacker is expelled",
    "defender_collapses": "the defender collapses",
    "attacker_forced_to_stop": "the attacker is forced to stop (an assumed risk)",
}
SETTLEMENTS_ON_LAND = {
    "settlement_to_attacker": "settlement that gives the attacker land that it does not hold",
    "settlement_even": "settlement at the line",
    "settlement_to_defender": "settlement that gives land back",
}


def ending_label(ending: str, land: bool) -> str:
    """Return what an ending is called; `land` : whether settlements go by land."""
    labels = {**ENDING_LABELS, **SETTLEMENTS_ON_LAND} if land else ENDING_LABELS
    return labels.get(ending, ending)


GATES = {1: ("none",), 2: ("none", "package in force"), 3: ("none", "executive action", "package in force")}
"""Levels of punishment, by how many a game has: none first, the package last."""

VIEWS = {
    "nature": ("nature", True),
    "attacker": ("attacker", True),
    "defender": ("defender", True),
    "unconditioned": ("nature", False),
}
"""Ways to see a war: (whose chances, whether the whole record has been seen; else only that the war goes on)."""

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
"""Chances of winning below which the attacker may be said to believe in it no longer."""

READINGS = {
    "within": "within {months} months",
    "ever": "ever",
    "value": "value of fighting on",
}
"""Three readings of a side's belief that it can win, and how each is worded."""

MONTHS_ON = (0, 6, 12, 24, 36)
"""Months after `as_of` at which a side's chance of winning within some months is reported, as far as they are shown."""


@dataclass(frozen=True)
class Followed:
    """Which beliefs a forecast follows: every one takes time, so that a question asks for what it reads.

    Attributes
    ----------
    sides : whose chance of winning, in its own eyes. months_on : of `MONTHS_ON`, those at which it is told within the
        belief's horizon, too. undecided : whether the chance that nobody wins is. endings : whether endings are told
        by what the attacker believed, which takes both chances of the attacker in every month.
    """

    sides: tuple[str, ...] = ACTORS
    months_on: tuple[int, ...] = MONTHS_ON
    undecided: bool = False
    endings: bool = False


EVERY_BELIEF = Followed(undecided=True, endings=True)

GAP_LOW, GAP_STEP, GAP_BINS = -0.6, 0.05, 24
"""Bins of the distribution of the ripeness gap, in shares of the prize."""

PRIZE = "of the prize"


@dataclass(frozen=True)
class Reported:
    """One quantity of a forecast.

    Attributes
    ----------
    meaning : in words. unit : of its values; "1" for probabilities and shares.
    variable : of the forecast's dataset that holds it; empty where it is made of others. actor : its place there.
    report : under which name the law reports it month by month; empty where it does not.
    going : whether it is a mean over the wars that still go on in the month.
    past : whether it is known for months of the record too, as variable `past_NAME`.
    baseline : whether it is known as seen from the calendar's baseline. eyes : whether in either side's eyes.
    needs : what must be named beside it, "endings" or "issue". asked : whether a claim or a gradient may ask for it.
    reading : which of `READINGS` of a side's belief that it can win it is; empty where it is none.
    """

    meaning: str
    unit: str = "1"
    variable: str = ""
    actor: str = ""
    report: str = ""
    going: bool = False
    past: str = ""
    baseline: bool = False
    eyes: bool = False
    needs: str = ""
    asked: bool = True
    reading: str = ""

    def within(self, months: int) -> str:
        """Meaning in words, with the scenario's belief horizon, in months."""
        return self.meaning.replace("calendar.belief_horizon", f"{months} months")

    @property
    def probability(self) -> bool:
        """Whether it lies between 0 and 1."""
        return self.unit == "1"


def _while_going(name: str, meaning: str, unit: str = "1", past: str = "", asked: bool = True) -> dict[str, Reported]:
    return {name: Reported(meaning, unit, name, report=name, going=True, past=past, asked=asked)}


def _of_each(
    suffix: str, meaning: str, unit: str, variable: str, past: bool = True, reading: str = ""
) -> dict[str, Reported]:
    return {
        f"{actor}s_{suffix}": Reported(
            meaning.format(actor=actor),
            unit,
            variable,
            actor,
            f"{actor}_{variable}",
            going=True,
            past=f"past_{variable}" if past else "",
            reading=reading,
        )
        for actor in ACTORS
    }


def _of_truce(name: str, meaning: str) -> dict[str, Reported]:
    return {name: Reported(meaning, variable=name, report=name)}


RETURNS = {
    "truces_begun": "expected number of truces that began from now up to then",
    "broken_down": "expected number of truces that broke down by accident from now up to then",
    "resumed_by_attacker": "expected number of times that the attacker went back to war, from now up to then",
    "resumed_by_defender": "expected number of times that the defender went back to war, from now up to then",
}
"""What is counted of truces, where there are any."""

QUANTITIES: dict[str, Reported] = {
    "ongoing": Reported("probability that the war goes on", variable="ongoing", baseline=True, eyes=True),
    "ended": Reported(
        "probability that the war has ended in one of the endings",
        variable="ended",
        baseline=True,
        eyes=True,
        needs="endings",
    ),
    "settled": Reported(
        "probability that the war has ended by a settlement", variable="ended", baseline=True, eyes=True
    ),
    **_of_truce("truce", "probability that a truce holds"),
    **_of_truce("stopped", "probability of a first truce, or of a settlement, from now up to then"),
    **_of_truce("truce_stands", "probability of a first truce, or of a settlement, that then held three months"),
    "months_of_war": Reported("expected months of war from now up to then", "months"),
    **_while_going("ripeness_gap", "ripeness gap", PRIZE, "past_gap"),
    **_while_going("ripe", "share of wars in which a deal is in reach", past="past_ripe"),
    "attended": Reported("share of wars in which the attacker attends talks"),
    **_while_going(
        "attended_no_deal_in_reach",
        "share of wars in which the attacker attends talks with no deal in reach",
        past="past_attended_no_deal_in_reach",
    ),
    **_while_going("stayed_away", "share of wars in which the attacker stays away from talks"),
    **_while_going("in_earnest", "share of wars in which a deal is in reach but no table"),
    **_while_going("bombing", "share of wars with bombing of infrastructure"),
    "partial_deals": Reported(
        "expected partial deals from now up to then", "deals", "partial_deals", report="partial_deals"
    ),
    **_while_going("indulgent", "share of wars in which the mediator indulges the attacker", past="past_indulgent"),
    **_while_going("punishing", "share of wars in which the mediator would punish the attacker"),
    **_while_going(
        "sincerity",
        "chance, as the mediator sees it, that the attacker wants to settle",
        past="past_sincerity",
    ),
    **_while_going("package", "share of wars in which the sanctions package is in force", past="past_package"),
    **_while_going(
        "executive_action",
        "share of wars in which executive action short of the package is in force",
        past="past_executive_action",
    ),
    **_while_going("income", "the attacker's expected income a month", "bn USD/month"),
    **_while_going("effort", "the attacker's effort, 1 where it spends what it plans", past="past_effort"),
    **_while_going("war_chest", "the attacker's expected liquid reserves", "bn USD", "past_war_chest"),
    **_while_going("front", "expected position of the front", "steps"),
    **_while_going("area", "expected area that the attacker holds", "km^2", past="past_area"),
    **_of_each(
        "chance_within",
        "the {actor}'s own chance of winning within calendar.belief_horizon",
        "1",
        "wins_within",
        past=False,
        reading="within",
    ),
    **_of_each(
        "chance_ever", "the {actor}'s own chance of ever winning", "1", "wins_in_own_eyes", past=False, reading="ever"
    ),
    **_of_each("value", "what fighting on is worth to the {actor}", PRIZE, "value", reading="value"),
    "advantage": Reported("the attacker's value of fighting on less the defender's", PRIZE, past="past_value"),
    "terms": Reported(
        "mean terms of settlements on an issue (0 the defender's ideal, 1 the attacker's)",
        variable="terms_by_month",
        needs="issue",
    ),
}
"""What a forecast reports of a set of assumptions, by the name under which claims and gradients ask for it.

Shares of wars are shares of those that still go on in that month, chance inside one set of assumptions. Law, dataset,
claims and gradient read this table: a new quantity is a line here and the place where the law computes it.
"""


def by_variable() -> dict[str, Reported]:
    """Return the quantities that a dataset holds by month as means over the wars that go on, by their variable."""
    return {one.variable: one for one in QUANTITIES.values() if one.going and not one.actor}


def readings_of(quantity: str) -> dict[str, str]:
    """Return a chance of winning in every one of `READINGS`, by reading; none for a quantity that is no such chance."""
    one = QUANTITIES.get(quantity)
    if one is None or one.reading not in ("within", "ever"):
        return {}
    return {
        reading: next(
            name for name, other in QUANTITIES.items() if (other.actor, other.reading) == (one.actor, reading)
        )
        for reading in READINGS
    }


def past_variables() -> dict[str, str]:
    """Return the variables of the months of the record, by the variable of the months ahead."""
    return {one.variable: one.past for one in QUANTITIES.values() if one.past and one.variable}


LOG_LIKELIHOOD = "log_likelihood"
"""Name of the log likelihood of the record, as a quantity."""
