"""In which region of the assumptions something holds, on a page."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.claim_figures import digits, with_unit
from ripeness.pages.drivers import day
from ripeness.pages.layout import QUIET, Block, Facts, Gap, Page, Prose, note, pictured, section, strong
from ripeness.pages.names import named
from ripeness.pages.words import chance, few_draws, listed, set_in_words
from ripeness.questions.discover.ask import Discovered, Limit, Region, Split
from ripeness.schema.sections.policy import STATUS_QUO


def discover_page(result: Discovered) -> Page:
    """Return the page; what rests on few draws says so in its first line."""
    return named(tuple(_parts(result)), result["names"])


def per_cent(share: float | None) -> str:
    """Return a share of versions for print.

    >>> per_cent(0.123), per_cent(1.0)
    ('12 %', '100 %')
    """
    return f"{100 * chance(share):.0f} %"


def amount(value: float, unit: str) -> str:
    """Return an assumption's value for print, with its unit."""
    return digits(value) if unit == "1" else with_unit(value, unit)


def between(limit: Limit) -> str:
    """Return what a limit says: the assumption in words and where it lies."""
    low = None if limit["above"] is None else amount(limit["above"], limit["unit"])
    high = None if limit["below"] is None else amount(limit["below"], limit["unit"])
    where = f"between {low} and {high}" if low and high else f"above {low}" if low else f"below {high}"
    return f"'{limit['meaning']}' is {where}"


def _parts(result: Discovered) -> Iterator[Block]:
    few = few_draws(result["effective_sample_size"], result["draws"], result["record"])
    if few:
        yield strong(few)
        yield Gap()
    yield strong(_asked(result))
    yield Facts(tuple(_facts(result)))
    if result["share"] is None:
        yield Prose("Its question arises in no version of the argument.")
        return
    arises = "" if chance(result["arises"]) > 0.995 else f" of the {per_cent(result['arises'])} in which it arises"
    weighed = ", weighed by the record" if result["record"] else ""
    yield Prose(f"It holds in {per_cent(result['share'])} of the versions of the argument{arises}{weighed}.")
    if result["share"] in (0.0, 1.0):
        yield Prose("All versions say the same, so that there is no region to look for.")
        return
    if not result["enough_draws"]:
        yield Prose("These versions count as too few to tell of single assumptions. Ask for more (--draws).")
        return
    if not result["regions"] and not result["fails"]:
        yield Prose(
            f"No region stands out. {result['assumptions']} assumptions are uncertain, and shuffled answers, which "
            "hold by luck alone, give regions as good as any that was found, of where it holds and of where it fails."
        )
    else:
        yield pictured("discover")
    if result["regions"]:
        yield section("Where it holds", _regions(result["regions"], "holds"))
    if result["fails"]:
        yield section("Where it fails", _regions(result["fails"], "fails"))
    yield section("What tells it best, one assumption at a time", _tree(result["tree"]))
    yield note(
        "Regions are of what the scenario states as uncertain; what it states as certain limits none. A region says "
        "where something holds in this model, not what brings it about, and its ends are known to about a twentieth of "
        "the versions in it. Where two assumptions go together, either may stand for both."
    )


def _asked(result: Discovered) -> str:
    if result["claim"]:
        return f"Where the claim '{result['claim']}' holds: {result['says']}"
    least, most = result["least"], result["most"]
    bound = f"at least {per_cent(least)}" if least is not None else f"at most {per_cent(most)}"
    return f"Where the chance of {result['says']} by {day(str(result['by']))} is {bound}"


def _facts(result: Discovered) -> Iterator[tuple[str, str]]:
    yield "scenario", f"{result['scenario']}, as of {result['as_of']}"
    base = "nothing new adopted" if result["policy"] == STATUS_QUO else result["policy"]
    yield "policy", ", ".join([base, *set_in_words(result)])


def _regions(regions: list[Region], does: str) -> Iterator[Block]:
    for number, one in enumerate(regions, start=1):
        head = f"It {does} most" if number == 1 else f"Of the rest, it {does} most"
        yield Prose(f"{head} where {listed([between(limit) for limit in one['limits']])}:")
        yield Prose(_figures(one, does), indent=2)
        yield Prose(f"({', '.join(limit['assumption'] for limit in one['limits'])})", QUIET, indent=2)
    yield note(
        f"Found by peeling away, an end of one assumption at a time, versions in which it {does} less often (PRIM). "
        "Luck: what nine of ten such searches find at most when the answers are dealt out to other versions at random."
    )


def _figures(one: Region, does: str) -> str:
    luck = one["density"] - (one["gain"] - one["luck"]) / max(one["support"], 1e-9)
    found, by_luck = per_cent(one["density"]), per_cent(luck)
    told = f"would make it {by_luck}" if by_luck != found else "would make it next to as much"
    return (
        f"in {found} of the versions there, which are {per_cent(one['support'])} of all and "
        f"{per_cent(one['coverage'])} of those in which it {does}. In a region of this size luck {told}."
    )


def _tree(tree: list[Split]) -> Iterator[Block]:
    if not tree:
        yield Prose("No single assumption stands out from what luck would give.")
        return
    first = tree[0]
    for one in tree:
        head = ""
        if one["within"] is not None:
            side = "above" if one["within"] == "above" else "up to"
            head = f"Where that is {side} {amount(first['threshold'], first['unit'])}: "
        yield Prose(
            f"{head}'{one['meaning']}'. Above {amount(one['threshold'], one['unit'])} it holds in "
            f"{per_cent(one['above'])} of versions, up to that in {per_cent(one['below'])}.",
            indent=0 if one["within"] is None else 2,
        )
        yield Prose(f"({one['assumption']})", QUIET, indent=2)
