"""The closing account: what was skipped, what stands in its place, and what no question asks."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from ripeness.scenarios.interview.ceasefire import BREAKS
from ripeness.scenarios.interview.idle import without_effect
from ripeness.scenarios.interview.numbers import spread
from ripeness.scenarios.interview.pieces import Got
from ripeness.scenarios.interview.questions import QUESTIONS
from ripeness.scenarios.interview.taken import ONCE_SPENT, taken

INSTEAD = {
    "title": "the names of the two sides",
    "source": "claims rest on judgement",
    "attacker": "it is called the attacker",
    "defender": "it is called the defender",
    "dates": "the war begins in the month of writing",
    "issues": "one issue, called what the war is about",
    "attacker_cares": "of several issues each weighs from 0.1 to 0.6; one alone weighs all",
    "defender_cares": "of several issues each weighs from 0.1 to 0.6; one alone weighs all",
    "front_area": "a front of steps, which nobody measures in km^2",
    "front_pace": "a front of twenty steps: it moves by 5 of 100 each month",
    "front_place": "the front stands in the middle of its way",
    "front_moves": "no move on average; single months differ by a fiftieth of the whole way",
    "front_won": "anything from 45 to 55 of 100 months",
    "front_hopes": "each government believes what is true of the front",
    "collapse": "about 0.2 % in each month (from 0.03 to 1)",
    "collapse_hoped": "about 1 % in each month (from 0.2 to 5)",
    "stop": "about 0.2 % in each month (from 0.03 to 1)",
    "stop_hoped": "about 0.5 % in each month (from 0.1 to 3)",
    "fading": "60 months (from 20 to 150 where the war has just begun)",
    "bears": "a month of war costs each about 0.5 % of all that it fights for (from 0.2 to 1.5)",
    "money": "money plays no part, and with it exports and sanctions",
    "exports": "there are no exports that sanctions could reach, and no sanctions",
    "spent": "a stop gets likelier once the reserves are spent: by "
    + "about {1:g} % in each month (from {0:g} to {2:g})".format(*(100.0 * one for one in ONCE_SPENT.values)),
    "sponsor": "nobody keeps the defender in the war from outside",
    "mediator": "nobody mediates",
    "holder": "the mediator holds the sanctions back, if there are any",
    "sanctions": "no sanctions can come",
    "talks": "anything from 10 to 60 % of months",
    "mandate": "anything from 10 to 70 % of meetings",
    "ceasefire": "no ceasefire comes before a settlement",
    "ceasefire_breaks": f"anything from {spread(BREAKS.by(lambda one: 100.0 * one))} % in each month",
    "broken": "anything from 5 to 40 %",
    "stands": "each issue stands in the middle, at 0.5",
    "whole": "each issue can be divided",
    "attacker_asks": "the attacker has no text of its own",
    "defender_offers": "the defender has no text of its own",
    "claims": "there is no claim to test",
}
"""What stands in the place of each question that is skipped."""

REFERENCE = "docs/scenario-reference.md"


class Unasked(NamedTuple):
    """What no question asks. says : in plain words. add : the sections to write. paths : what of the format it is."""

    says: str
    add: str
    paths: tuple[str, ...]


UNASKED = (
    Unasked("a ceasefire or truce that a table signs or that is for good, talks and sanctions while one holds, earlier "
            "ones",
            "truce, ceasefire, texts", ("ceasefire", "truce.table", "truce.relax", "texts.items.NAME.truce")),
    Unasked("elections, votes on aid, a change of government: whatever changes in a month that is known or feared",
            "epochs; aid.commitment and aid.credibility for promised aid",
            ("aid.commitment", "aid.credibility", "beliefs.news", "beliefs.news_of_indulgence")),
    Unasked("bombing of towns and power, and bombing while they talk",
            "infrastructure, costs.striking, costs.struck, truth.strike_effect, mediator.strike_factor",
            ("infrastructure", "costs.striking", "costs.struck", "truth.strike_effect",
             "beliefs.attacker.strike_effect",
             "beliefs.defender.strike_effect", "mediator.strike_factor", "mediator.forgives_strikes")),
    Unasked("side business of the mediator, its bias, and how it presses one side",
            "mediator", ("mediator.side_deal_value", "mediator.side_deals_to_attacker", "mediator.presses_defender",
             "mediator.blames_defender", "mediator.flattery_of_principal", "mediator.punishment_value",
             "mediator.executive_value", "mediator.peace_value", "mediator.present")),
    Unasked("parties beyond those named: further donors, a second table, an envoy, whose consent is needed",
            "actors, aid.flows, tracks, envoy, issues",
            ("envoy", "tracks.NAME.agenda", "tracks.NAME.envoy", "mediator.flattery_of_envoy", "issues.NAME.consent",
             "aid.flows.NAME.mediator_weapons", "aid.export_permission")),
    Unasked("beliefs and chances under a condition: that something is likelier once something else has happened",
            "epochs for what is known or feared to come", ()),
    Unasked("an offensive that is planned; the strength of units, men, arms: how money and aid move the front",
            "effort, truth.odds_when_exhausted, costs.exhausted, aid",
            ("effort", "truth.odds_when_exhausted", "costs.exhausted", "aid.intelligence", "aid.intelligence_odds",
             "aid.intelligence_drift", "aid.cost_relief", "aid.flows.NAME.lag")),
    Unasked("the defender's own money and reserves, and when they are spent: it lives here on what its sponsor gives",
            "aid; a need that grows by epochs", ()),
    Unasked("who guarantees or monitors a deal, who backs the guarantor, and on what conditions",
            "bargaining.guarantors, issues", ("bargaining.guarantors", "issues.NAME.reneging")),
    Unasked("under what condition a third party would let its sanctions come, or lift them; signature, veto, orders",
            "gate (and epochs for a dated condition)",
            ("gate.vote", "gate.signature", "gate.override", "gate.enforcement", "gate.relax", "gate.executive",
             "gate.laxity", "gate.in_force_at_start")),
    Unasked("sanctions that are in force already, a price cap, ships that carry oil past them, loans",
            "sanctions, shadow_fleet, energy, war_chest",
            ("sanctions.direct", "sanctions.secondary", "sanctions.package_direct", "sanctions.executive_direct",
             "sanctions.executive_secondary", "sanctions.price_cap", "sanctions.cap_compliance", "shadow_fleet",
             "energy.discount", "energy.volume_per_hull", "energy.state_share", "energy.other_energy",
             "war_chest.borrowing", "war_chest.debt_burden", "war_chest.capacity")),
    Unasked("what victory, defeat and settling are worth to governments and their leaders, and when a side gives up",
            "outcomes, leaders, capitulation", ("outcomes", "leaders", "capitulation")),
    Unasked("how the burden of the war grows, and what talking itself costs", "war_weariness, costs.attending",
            ("war_weariness", "costs.attending")),
    Unasked("deals about prisoners, grain or ports that end nothing, and texts that lie on the table",
            "partial_deals, texts",
            ("partial_deals", "texts.count", "texts.put", "texts.refused_by_attacker", "texts.refused_by_defender",
             "texts.items")),
    Unasked("what each government believes of its own breaking, and of reserves that are spent", "beliefs",
            ("beliefs.attacker.forced_stop_solvent", "beliefs.attacker.forced_stop_exhausted",
             "beliefs.attacker.forced_stop_strength", "beliefs.defender.collapse",
             "beliefs.defender.forced_stop_exhausted", "beliefs.attacker_knows",
             "beliefs.defender_knows")),
    Unasked("a comparison of two policies beyond likelier and less likely: only then, sooner by so many months, more "
            "than another, both at once",
            "claims (kind: only_if or ordering, with the policies a and b)", ()),
    Unasked("losses of life, people who flee or are held, and their votes: no number of the model is one, so that they "
            "are not computed", "", ()),
    Unasked("for how long a deal, a lease or a guarantee is to last; whether the attacker trusts the defender; since "
            "when talks are held: no number of the model is one, so that they are not computed", "", ()),
    Unasked("for what a government would really settle, beneath what it says: not computed from words, it follows here "
            "from what fighting on is worth to that government", "", ()),
    Unasked("what was seen in earlier months of the war, and which uncertain numbers go together",
            "record.months, correlations", ("record.answer_error", "front.step_area", "correlations")),
)  # fmt: skip
"""What no question asks, in the order in which people miss it; a test holds it against the format."""

TECHNICAL = (
    "numerics", "choice", "bargaining.protocol", "note", "questions", "view", "texts.items.NAME.authors",
    "correlations",
)  # fmt: skip
"""What no question asks and no page of prose says: how finely it is computed, what stands beside the argument, and that
one number is drawn as another is."""


def skipped(answered: Collection[str], got: Got) -> list[tuple[str, str]]:
    """Return the questions that are asked after these answers and have none, each with what stands in its place."""
    return [(one.key, INSTEAD[one.key]) for one in QUESTIONS if one.asked(got) and one.key not in answered]


def when_skipped(key: str, got: Got) -> str:
    """Return what is said when a question is skipped: what stands in its place, and what changes nothing from then on.

    got : what was answered before it.
    """
    so = [one.says for one in without_effect(got) if one.because == key]
    return f"Skipped: {INSTEAD[key]}.{''.join(f' Without effect: {says}.' for says in so)}"


def _says(one: Unasked, got: Got) -> str:
    """Return what an item says, or what is left of it where a ceasefire is signed at the table and lasts."""
    if "ceasefire" in one.paths and "ceasefire" in got and "front_area" not in got:
        return "a ceasefire that breaks down, or that somebody puts to both apart from the table; earlier ones"
    return one.says


def account(answered: Collection[str], got: Got) -> list[tuple[str, list[str]]]:
    """Return the closing account as headings with their lines.

    answered : the questions that were. got : what their answers hold.
    """
    idle = [one.says for one in without_effect(got)]
    left = [f"{key}: {instead}" for key, instead in skipped(answered, got)]
    missing = [f"{_says(one, got)}. {f'To add: {one.add}' if one.add else 'It has no section'}" for one in UNASKED]
    return [
        ("Skipped, and what stands in its place:", left or ["nothing"]),
        *([("Without effect on how the war ends:", idle)] if idle else []),
        ("Not asked, and taken:", [f"{says} ({path})" for path, says in taken(got)]),
        (f"No question asks for this, and the scenario does not say it ({REFERENCE} has each section):", missing),
    ]
