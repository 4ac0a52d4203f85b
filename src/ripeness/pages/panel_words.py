"""A panel in sentences: each says whose claim it is, and no likelihood of one war is worded as a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from ripeness.pages.cause_words import any_of, cause, causes
from ripeness.pages.shares import in_versions
from ripeness.pages.words import about, chance, few_draws, in_ten, last_day, listed
from ripeness.questions.panel.weighing import Panel, ViewFound
from ripeness.schema.calendar import month_after
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.schema.view import AIMS
from ripeness.statistics.bands import Figure

TENTHS = 10
"""Of fewer versions than this no tenths are told."""

LIKELIER = 2.0
"""Times the noise by which a view's log likelihood has to exceed another's before a difference is spoken of."""


OTHERWISE = "not by its own numbers"
"""What is said of a statement about itself that a view's numbers contradict."""


def caution(panel: Panel) -> str:
    """Return the warning that comes first where few draws carry a view, or nothing."""
    if not panel["uncertain"] or not panel["views"]:
        return ""
    least = min(chance(one["effective_sample_size"]) for one in panel["views"].values())
    return few_draws(least, panel["draws"], record=True, of="each view", among=len(panel["views"]), kept=panel["kept"])


def failing(panel: Panel) -> Iterator[tuple[str, str]]:
    """Yield what views say of themselves and the model, under their own numbers, does not find, by view."""
    for name, one in panel["views"].items():
        for agrees, told in _statements(one, panel):
            if not agrees:
                yield name, told


def holding(panel: Panel) -> Iterator[tuple[str, str]]:
    """Yield what views say of themselves and the model finds, by view."""
    for name, one in panel["views"].items():
        for agrees, told in _statements(one, panel):
            if agrees:
                yield name, told


def _statements(one: ViewFound, panel: Panel) -> Iterator[tuple[bool, str]]:
    yield one["binds"]["agrees"], binding(one, panel["few"])
    yield one["first_policy"]["agrees"], first(one, panel["policies"])
    yield one["embarrassed_by"]["agrees"], embarrassing(one, panel)


def binding(one: ViewFound, few: int) -> str:
    """Return what a view says stands in the way of a settlement, and what is found."""
    binds = one["binds"]
    ripe = binds["test"] == "ripe"
    goal = (
        "a deal would be in reach in the first month"
        if ripe
        else "a settlement in the first month would be as likely as not"
    )
    says = f"It says that what stands in the way of a settlement is {causes(binds['stated'])}."
    if not binds["found"]:
        alone = f"{says} Yet with any one cause taken away, {goal} in none of its versions."
        if binds["together"] is None:
            return alone
        both = f"With {causes(binds['stated'])} taken away together, that would be so"
        return f"{alone} {both} {_of_few(binds['together'], few)}."
    own = [name for name in binds["stated"] if name not in binds["found"]]
    found = f"With {any_of(binds['found'])} alone taken away, {goal} {_of_few(_share(one, binds['found'][0]), few)}."
    rest = [
        f"With {cause(name)} taken away, that would be so {_of_few(_share(one, name), few)}."
        if name in binds["shares"]
        else f"Nothing in the scenario lets {cause(name)} be tried."
        for name in own
    ]
    return " ".join([says, found, *rest, f"As things stand, that is so {_of_few(binds['as_it_is'], few)}."])


def _share(one: ViewFound, cause_: str) -> Figure:
    return one["binds"]["shares"].get(cause_)


def first(one: ViewFound, titles: Mapping[str, str]) -> str:
    """Return which policy a view ranks first, and how its own aim ranks it."""
    policy = one["first_policy"]
    own = chance(policy["values"].get(policy["stated"]))
    says = f"It names an aim, '{policy['aim']}', and says that '{policy['title']}' is the best policy for it."
    nothing = f"With nothing new adopted, it is met in {_wars(policy['status_quo'])}."
    if policy["agrees"]:
        beside = [f"'{titles.get(name, name)}'" for name in policy["found"] if name != policy["stated"]]
        shared = f" It shares the place with {listed(beside[:3])}{' and others' if len(beside) > 3 else ''}."
        return f"{says} So it is: the aim is met in {_wars(own)} wars.{shared * bool(beside)} {nothing}"
    best = policy["found"][0] if policy["found"] else ""
    return (
        f"{says} Under its own numbers '{titles.get(best, best)}' comes first: the aim is met in "
        f"{_wars(policy['values'].get(best))} wars. The policy that it names is number {policy['place']} of "
        f"{len(policy['values'])}, with {_wars(own)}. {nothing}"
    )


def embarrassing(one: ViewFound, panel: Panel) -> str:
    """Return what would embarrass a view, and in how many of its versions it is to be expected all the same."""
    seen = one["embarrassed_by"]
    adopted = seen["policy"] != STATUS_QUO
    under = f", with '{panel['policies'].get(seen['policy'], seen['policy'])}' adopted" if adopted else ""
    versions = panel["few"] if adopted else panel["draws"]
    share = _of_few(seen["expected_in"], versions)
    own = "" if seen["agrees"] else " So it expects what would speak against it."
    others = [f"{r['name']}: {_of_few(r['expected_in'], versions)}" for r in seen["readings"] if not r["counts"]]
    stated = [reading["name"] for reading in seen["readings"] if reading["counts"]]
    read = f" Belief that it can win is read as '{stated[0]}'; {'; '.join(others)}." if stated else ""
    said = f"It names what would speak against it: {seen['says']}{under}."
    return f"{said} Its numbers lead one to expect that {share}.{own}{read}"


def aims(panel: Panel) -> str:
    """Return what the aims mean by which these views rank policies."""
    used = {one["first_policy"]["aim"] for one in panel["views"].values()}
    meant = "; ".join(f"'{aim}': {meaning}" for aim, meaning in AIMS.items() if aim in used)
    return f"Aims, {panel['compared']} months ahead: {meant}."


def told_apart(panel: Panel) -> str:
    """Return which views cannot be told apart here."""
    alike = [f"{one['a']} with {one['b']}" for one in panel["distances"] if one["alike"]]
    if not alike:
        return f"By how they say that the war has ended in {panel['compared']} months, no two views are alike."
    return f"Alike, by how they say that the war has ended in {panel['compared']} months: {listed(alike)}."


def record_words(panel: Panel) -> str:
    """Return what the likelihood can tell, and only beside that which views the record favours."""
    found, count = panel["confusion"], len(panel["views"])
    able = (
        f"Of {found['records']} records of a war drawn from the views, the likelihood finds the right view for "
        f"{found['right']}. Guessing would find about {found['records'] / max(count, 1):.0f}."
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


def average(panel: Panel, weights: str, at: str, of: Literal["ongoing", "stopped"] = "ongoing") -> float:
    """Return the average over the views of a chance, `at` so many months: that the war goes on, or has stopped."""
    shares = panel["pooled"][weights]["weights"]
    return sum(chance(shares[name]) * chance(one[of][at]["mean"]) for name, one in panel["views"].items())


def stop(panel: Panel) -> str:
    """Return by what the fighting stops by agreement, and by when, in words."""
    day = last_day(month_after(panel["as_of"], panel["next_year"]))
    return f"{'first ' * panel['truce']}ceasefire or settlement by {day}"


def says(one: ViewFound) -> str:
    """Return in three sentences what a view says, each with whether its own numbers bear it out."""
    binds, policy, seen = one["binds"], one["first_policy"], one["embarrassed_by"]
    return (
        f"In the way: {causes(binds['stated'])}{_not_found(binds['agrees'])}. "
        f"Best policy: '{policy['title']}'{_not_found(policy['agrees'])}. "
        f"What would speak against it: {seen['says']}{' (its own numbers expect it)' * (not seen['agrees'])}."
    )


def _not_found(agrees: bool) -> str:
    return "" if agrees else f" ({OTHERWISE})"


def in_short(panel: Panel) -> str:
    """Return the panel in a few sentences, each of which can be quoted alone."""
    at = panel["compared"]
    day, many = last_day(month_after(panel["as_of"], at)), len(panel["views"])
    failed = {name for name, _ in failing(panel)}
    return " ".join(
        [
            "With nothing new adopted, the chance that the war is still fought on "
            f"{day} runs from {_spread(panel, 'ongoing', str(at))}.",
            f"The chance of a {stop(panel)} runs from {_spread(panel, 'stopped', str(panel['next_year']))}.",
            f"Of the {many} views, {len(failed)} "
            f"{'makes a statement about itself that its' if len(failed) == 1 else 'make statements that their'} own "
            "numbers contradict.",
            "The views and their numbers are ours, made to state types of argument, and speak for no person.",
            "That many of them say a thing does not make it likely.",
        ]
    )


def _spread(panel: Panel, of: Literal["ongoing", "stopped"], at: str) -> str:
    """Return the least and the greatest of the views' chances, with whose they are, and the average."""
    chances = {one["title"]: chance(one[of][at]["mean"]) for one in panel["views"].values()}
    in_order = sorted(chances, key=lambda title: chances[title])
    least, most = (f"{about(chances[title])} ('{title}')" for title in (in_order[0], in_order[-1]))
    pool = about(average(panel, "equal", at, of))
    return f"{least} to {most}; the average over the {len(chances)} views, with equal weights, is {pool}"


def _likelihood(one: ViewFound) -> float:
    return -1e9 if one["log_likelihood"] is None else one["log_likelihood"]


def _of_few(share: Figure, versions: int) -> str:
    """Return in how many of a view's versions, counted out where there are fewer than ten of them."""
    told = in_versions(share)
    if share is not None and 1 < versions < TENTHS and 0 < share < 1:
        return f"in {round(share * versions)} of its {versions} versions"
    for plain, its in (("no version", "none of its versions"), ("every version", "all of its versions")):
        told = told.replace(f"in {plain}", f"in {its}")
    return told.replace(" 10 versions", " 10 of its versions")


def _wars(value: Figure) -> str:
    return in_ten(chance(value))
