"""A panel in sentences: each says whose claim it is, and no likelihood of one war is worded as a verdict."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.shares import in_sets
from ripeness.pages.words import chance, few_draws, in_ten, listed, month_in_words
from ripeness.questions.panel.weighing import FIGHTING, Panel, ViewFound
from ripeness.schema.calendar import month_after
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.schema.view import AIMS
from ripeness.statistics.bands import Figure

LIKELIER = 2.0
"""Times the noise by which a view's log likelihood has to exceed another's before a difference is spoken of."""


def caution(panel: Panel) -> str:
    """Return the warning that comes first where few draws carry a view, or nothing."""
    if not panel["uncertain"] or not panel["views"]:
        return ""
    least = min(chance(one["effective_sample_size"]) for one in panel["views"].values())
    return few_draws(least, panel["draws"], record=True, of="each view")


def failing(panel: Panel) -> Iterator[tuple[str, str]]:
    """Yield what views say of themselves and the model, under their own numbers, does not find, by view."""
    for name, one in panel["views"].items():
        for agrees, told in _statements(one):
            if not agrees:
                yield name, told


def holding(panel: Panel) -> Iterator[tuple[str, str]]:
    """Yield what views say of themselves and the model finds, by view."""
    for name, one in panel["views"].items():
        for agrees, told in _statements(one):
            if agrees:
                yield name, told


def _statements(one: ViewFound) -> Iterator[tuple[bool, str]]:
    yield one["binds"]["agrees"], binding(one)
    yield one["first_policy"]["agrees"], first(one)
    yield one["embarrassed_by"]["agrees"], embarrassing(one)


def binding(one: ViewFound) -> str:
    """Return what a view says binds, and what is found."""
    binds = one["binds"]
    asked = "ripe" if binds["test"] == "ripe" else "as likely as not to bring a settlement"
    own = binds["stated"][0]
    says = f"It says that what binds is {listed(binds['stated'])}."
    if not binds["found"]:
        alone = f"{says} In none of its sets would any cause alone, even all of it, make the first month {asked}"
        if binds["together"] is None:
            return f"{alone}."
        return f"{alone}; {listed(binds['stated'])} together would, {_of_its(chance(binds['together']))}."
    best = chance(binds["shares"][binds["found"][0]])
    found = f"{listed(binds['found'])} alone would make the first month {asked} most often, {_of_its(best)}"
    if own in binds["found"]:
        return f"{says} So we find: {found} (as it is, {_of_its(binds['as_it_is'])})."
    rest = f"; {own}, {_of_its(binds['shares'].get(own))}" if own in binds["shares"] else "; no lever bears on it"
    return f"{says} We find that {found}{rest}."


def first(one: ViewFound) -> str:
    """Return which policy a view ranks first, and how its own aim ranks it."""
    policy = one["first_policy"]
    says = f"It ranks {policy['stated']} first ({policy['title']}), by its aim, '{policy['aim']}'."
    own = chance(policy["values"].get(policy["stated"]))
    if policy["agrees"]:
        beside = [name for name in policy["found"] if name != policy["stated"]]
        shared = f", with {listed(beside[:3])}{' and others' if len(beside) > 3 else ''}" if beside else ""
        met = f"the aim is met in {_wars(own)} wars, with nothing new adopted in {_wars(policy['status_quo'])}"
        return f"{says} So we find{shared}: {met}."
    best = policy["found"][0] if policy["found"] else "no policy"
    met = _wars(policy["values"].get(best))
    return (
        f"{says} Under its own numbers we find {best} first: the aim is met in {met} wars; {policy['stated']} ranks "
        f"{policy['place']} of {len(policy['values'])}, in {_wars(own)}; with nothing new adopted, in "
        f"{_wars(policy['status_quo'])}."
    )


def embarrassing(one: ViewFound) -> str:
    """Return what would embarrass a view, and in how many of its sets it is to be expected all the same."""
    seen = one["embarrassed_by"]
    under = "" if seen["policy"] == STATUS_QUO else f" (asked under {seen['policy']})"
    says = f"It would be embarrassed if {seen['says']}{under}."
    share = _of_its(seen["expected_in"])
    return f"{says} That is to be expected {share}{'' if seen['agrees'] else ': it foresees its own embarrassment'}."


def aims(panel: Panel) -> str:
    """Return what the aims mean by which these views rank policies."""
    used = {one["first_policy"]["aim"] for one in panel["views"].values()}
    meant = "; ".join(f"'{aim}': {meaning}" for aim, meaning in AIMS.items() if aim in used)
    return f"Aims, {panel['compared']} months ahead: {meant}."


def told_apart(panel: Panel) -> str:
    """Return which views cannot be told apart here."""
    alike = [f"{one['a']} and {one['b']}" for one in panel["distances"] if one["alike"]]
    if not alike:
        return "By their endings, all views can be told apart here."
    return f"Cannot be told apart here, by how the war has ended in {panel['compared']} months: {listed(alike)}."


def record_words(panel: Panel) -> str:
    """Return what the likelihood can tell, and only beside that which views the record favours."""
    found, count = panel["confusion"], len(panel["views"])
    able = (
        f"The likelihood finds the right view for {found['right']} of {found['records']} drawn records; guessing would "
        f"find about {found['records'] / max(count, 1):.0f}."
    )
    if count < 2:
        return able
    if found["right"] < found["records"] / 2:
        return f"{able} That is too few to say that the war's own record favours any of them."
    ranked = sorted(panel["views"], key=lambda name: _likelihood(panel["views"][name]), reverse=True)
    best = panel["views"][ranked[0]]
    level = [
        name
        for name in ranked
        if _likelihood(best) - _likelihood(panel["views"][name])
        <= LIKELIER * max(1.0, (chance(best["noise"]) ** 2 + chance(panel["views"][name]["noise"]) ** 2) ** 0.5)
    ]
    behind = [name for name in ranked if name not in level]
    if not behind:
        return f"{able} For the war's own record it tells none of them from the others: the differences are noise."
    return (
        f"{able} With that power and no more, the war's own record favours {listed(level)} over {listed(behind)}. "
        "It is one war."
    )


def in_short(panel: Panel) -> str:
    """Return the panel in a plain paragraph."""
    at = panel["compared"]
    month = month_in_words(month_after(panel["as_of"], at))
    chances = {name: chance(one["ongoing"][str(at)]["mean"]) for name, one in panel["views"].items()}
    low, high = min(chances, key=lambda name: chances[name]), max(chances, key=lambda name: chances[name])
    pool = panel["pooled"]["equal"]["linear"][str(at)][FIGHTING]
    return (
        f"Under each view's own assumptions, weighed by the record, we compute that the war goes on in {month} in "
        f"{in_ten(chances[low])} such wars ({low}) to {in_ten(chances[high])} ({high}); pooled with equal weights, in "
        f"{in_ten(chance(pool))}. The views and their numbers are ours, made to state types of argument, and speak "
        "for no person; how many of them say a thing is no measure of how likely it is."
    )


def _likelihood(one: ViewFound) -> float:
    return -1e9 if one["log_likelihood"] is None else one["log_likelihood"]


def _of_its(share: Figure) -> str:
    return (
        in_sets(share)
        .replace("set of assumptions", "one of its sets")
        .replace("in no one of its sets", "in none of its sets")
        .replace("in every one of its sets", "in all of its sets")
        .replace("sets of assumptions", "of its sets")
    )


def _wars(value: Figure) -> str:
    return in_ten(chance(value))
