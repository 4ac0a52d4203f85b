"""Play a method on actors, on one issue or on all."""

from __future__ import annotations

from ripeness.errors import RunError
from ripeness.questions.rival.found import RivalFound, add_challenge, add_exchange, add_expected_utility, empty
from ripeness.rivals.actors import Actors
from ripeness.rivals.challenge import KTAB_RULES, Rules, challenge
from ripeness.rivals.exchange import ROUNDS, exchange
from ripeness.rivals.expected_utility import ROUNDS as OFFERS
from ripeness.rivals.expected_utility import Faults, expected_utility

MENDED = Rules(receivers_chance=True, receivers_power=True, rounded=False)


def played(
    method: str, actors: Actors, called: str, issue: str | None = None, rounds: int | None = None, mended: bool = False
) -> RivalFound:
    """Return what a method that moves positions finds.

    Parameters
    ----------
    method : challenge, expected-utility or exchange. called : what the subject is called.
    issue, rounds, mended : as in `ask`.

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
            rules = base if rounds is None else Rules(**{**base.__dict__, "turns": rounds})
            turns = challenge(some, rules)
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
