"""Answers of `drivers` and `discover` made up by hand, of the starter's war."""

from ripeness.questions.discover.ask import Discovery
from ripeness.questions.drivers.ask import Driving

NAMES = {"attacker": "North", "defender": "South"}
HEAD = {
    "scenario": "starter", "title": "A small war", "as_of": "2026-01", "names": NAMES, "policy": "status-quo",
    "levers": {}, "draws": 200, "effective_sample_size": 90.0, "record": True,
}  # fmt: skip


def number(path, words, correlation, **more):
    """A row of the ranking."""
    share = correlation**2
    return {
        "path": path, "words": words, "group": "beliefs", "over": "as stated", "rank_correlation": correlation,
        "share": share, "low": max(share - 0.1, 0.0), "high": share + 0.1, "before": None, "bound": None, **more,
    }  # fmt: skip


def index(name, words, numbers, first, total):
    """Sobol indices of a set."""
    return {
        "name": name, "words": words, "numbers": numbers, "first": first, "first_error": 0.1, "luck": 0.05,
        "total": total, "total_error": 0.12,
    }  # fmt: skip


def driving() -> Driving:
    """Three numbers, of which two stand out from luck."""
    numbers = [
        number("beliefs.attacker.collapse.mean", "the attacker's belief on collapse: mean chance a month", -0.6),
        number("truth.battle_odds", "in truth: chance that the attacker wins a month at the front", 0.4),
        number("costs.attacker", "what a month of war costs the attacker", 0.1, over="half to double"),
    ]
    leading = [index(one["path"], one["words"], 1, 0.3 - 0.1 * at, 0.35 - 0.1 * at) for at, one in enumerate(numbers)]
    return Driving(
        {
            **HEAD,
            "question": "the war ends before 2028-01", "event": "the end of the war, in whatever way,",
            "by": "2027-12-31", "chance": {"mean": 0.4, "p10": 0.1, "p90": 0.7}, "effective_before": 15.0,
            "weighed": True, "by_luck": 0.04, "enough_draws": True, "screened": 256,
            "luck_before": 0.04, "numbers": numbers,
            "left": [
                {"why": "from a source", "paths": ["front.area", "front.sd", "aid.need", "energy.price"]},
                {"why": "by definition", "paths": ["beliefs.news"]},
            ],
            "base": 32, "blocks": 32, "dropped": 1, "runs": 500, "before": {"mean": 0.35, "sd": 0.2},
            "leading": leading, "rest": index("all others together", "all others together", 20, 0.1, 0.3),
            "groups": [index("beliefs", "beliefs", 9, 0.4, 0.5), index("the front", "the front", 4, 0.2, 0.2)],
            "pairs": [
                {
                    "first": numbers[0]["path"], "second": numbers[1]["path"],
                    "words": [numbers[0]["words"], numbers[1]["words"]], "share": 0.15, "error": 0.1,
                }
            ],
            "correlated": False, "seed": 0,
        },
        False,
        200,
    )  # fmt: skip


def limit(assumption, meaning, unit, above, below, first, last):
    """A limit of a region."""
    return {
        "assumption": assumption, "meaning": meaning, "unit": unit, "above": above, "below": below, "first": first,
        "last": last,
    }  # fmt: skip


def discovery() -> Discovery:
    """One region of two limits, and a tree of one cut."""
    hope = ("beliefs.attacker.collapse.mean", "the attacker's belief on collapse: mean chance a month", "1/month")
    odds = ("truth.battle_odds", "in truth: chance that the attacker wins a month at the front", "1")
    limits = [limit(*hope, 0.037, None, 0.6, 1.0), limit(*odds, 0.4, 0.6, 0.2, 0.9)]
    cut = dict(zip(("assumption", "meaning", "unit"), hope, strict=True))
    return Discovery(
        {
            **HEAD,
            "claim": None, "says": "a first ceasefire or a settlement",
            "asked": "first ceasefire or settlement by 2027-12 >= 50 %", "by": "2027-12-31", "least": 0.5, "most": None,
            "share": 0.3, "arises": 1.0, "assumptions": 22, "enough_draws": True,
            "regions": [
                {"limits": limits, "support": 0.25, "density": 0.8, "coverage": 0.667, "gain": 0.125, "luck": 0.06}
            ],
            "fails": [
                {
                    "limits": [limit(*hope, None, 0.02, 0.0, 0.4)], "support": 0.4, "density": 0.95, "coverage": 0.543,
                    "gain": 0.1, "luck": 0.07,
                }
            ],
            "tree": [{**cut, "threshold": 0.037, "above": 0.6, "below": 0.1, "within": None}],
        },
        False,
        200,
    )  # fmt: skip
