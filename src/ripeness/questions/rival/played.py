"""Play a method on actors, on one issue or on all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ripeness.errors import RunError
from ripeness.questions.rival.found import RivalFound, add_challenge, add_exchange, add_expected_utility, empty
from ripeness.rivals.actors import Actors
from ripeness.rivals.challenge import CHOSEN, KTAB_RULES, Rules, challenge
from ripeness.rivals.exchange import ROUNDS, exchange
from ripeness.rivals.expected_utility import ROUNDS as OFFERS
from ripeness.rivals.expected_utility import Faults, expected_utility
from ripeness.schema.nearest import advice

MENDED = Rules(receivers_chance=True, receivers_power=True, rounded=False)


def played(
    method: str,
    actors: Actors,
    called: str,
    issue: str | None = None,
    rounds: int | None = None,
    mended: bool = False,
    rules: Mapping[str, str] | None = None,
) -> RivalFound:
    """Return what a method that moves positions finds.

    Parameters
    ----------
    method : challenge, expected-utility or exchange. called : what the subject is called.
    issue, rounds, mended, rules : as in `ask`.

    Raises
    ------
    DataError, RunError : what the method cannot take.
    """
    some = actors if issue is None else actors.only(issue)
    found = empty(called, method, some.title, some.actors, mended)
    found["assumed"] += some.losses
    match method:
        case "challenge":
            base = MENDED if mended else KTAB_RULES
            for name in rules or {}:
                if name not in CHOSEN:
                    raise RunError(f"there is no rule {name!r}", advice(name, CHOSEN, "rule", len(CHOSEN)))
            limit = {} if rounds is None else {"turns": rounds}
            turns = challenge(some, replace(base, **(rules or {}), **limit))  # type: ignore[arg-type]
            found["rules"] = dict(rules or {})
            found["assumed"] = list(turns.assumed)
            add_challenge(found, turns)
        case "expected-utility":
            faults = Faults(*(not mended,) * len(Faults.__dataclass_fields__))
            for k, name in enumerate(some.issues):
                told = expected_utility(some, name, OFFERS if rounds is None else rounds, faults)
                add_expected_utility(found, told, some.lower[k], some.upper[k])
        case "exchange":
            add_exchange(found, exchange(some, ROUNDS if rounds is None else rounds))
        case _:
            raise RunError(f"there is no method {method!r} that moves positions", "Name another")
    return found
