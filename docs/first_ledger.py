"""Begin the repository's ledger: freeze the flagship's questions, and resolve those of which the data know the outcome.

Frozen after the fact: the record of the scenario ends in January 2026, and the questions are those of 28 February 2026
and of the month before. `make ledger` runs it; as soon as the ledger is published it is only ever added to.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import ripeness

LEDGER = Path(__file__).parent / "ledger.jsonl"

LOSSES = "General Staff of Ukraine, compiled in PetroIvaniuk/2022-Ukraine-Russia-War-Dataset (losses by day)"
ROUNDS = (
    "https://unn.ua/en/news/"
    "medinsky-held-a-two-hour-meeting-with-the-ukrainian-side-after-official-negotiations-russian-media; "
    "https://www.dailysabah.com/world/europe/next-russia-meeting-soon-zelenskyy-says-as-us-ukraine-talks-end (excerpts)"
)
TERRITORY = "DeepState, compiled in cyterat/deepstate-map-data (area by day), less the splice of 307 km^2"

RESOLVED = [
    (
        "ceasefire-2026-02", "no", "2026-02-28",
        "losses are claimed for every day up to 28 February, and a truce of 60 days for a vote was refused that month",
        f"{LOSSES}; {ROUNDS}",
    ),
    (
        "peace-2026-02", "no", "2026-02-28",
        "after rounds on 4-5, 17-18 and 26 February a next one was meant for early March: no text had been signed",
        ROUNDS,
    ),
    ("war-ends-2026-02", "no", "2026-02-28", "losses are claimed for every day up to 28 February", LOSSES),
    (
        "talks-2026-02", "yes", "2026-02-18",
        "Russia took part in the rounds of 4-5 February in Abu Dhabi and of 17-18 February in Geneva",
        ROUNDS,
    ),
    ("deal-2026-02", "yes", "2026-02-28", "an exchange of prisoners, 157 a side, was agreed that month", ROUNDS),
    ("area-2026-02", 116279, "2026-02-28", "116,586 km^2 at the end of 28 February, less the splice of 307", TERRITORY),
    (
        "gain-2026-02", "no", "2026-02-28",
        "116,431 km^2 at the end of January and 116,586 at the end of February: 155 more, and 232 were asked",
        TERRITORY,
    ),
]  # fmt: skip
"""Name, outcome, day of the evidence, evidence, source."""


def main() -> None:
    """Write the ledger, where there is none."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--draws", type=int, default=200, help="sets of assumptions for the model")
    given.add_argument("--view-draws", type=int, default=None, help="for each view; as many if left out")
    given.add_argument("--ledger", type=Path, default=LEDGER, help="the file, which must not be there")
    stated = given.parse_args()
    if stated.ledger.exists():
        raise SystemExit(f"{stated.ledger} is there: a ledger is only ever added to. Name another file with --ledger.")
    war = ripeness.load("ukraine-2026")
    frozen = ripeness.freeze(war, stated.ledger, draws=stated.draws, view_draws=stated.view_draws, progress=_told)
    print(f"{len(frozen['frozen'])} questions frozen by {', '.join(frozen['forecasters'])}")
    for name, outcome, on, evidence, source in RESOLVED:
        ripeness.resolve(name, outcome, on, evidence, source, ledger=stated.ledger)
    print(f"{len(RESOLVED)} resolved; last hash {ripeness.score(stated.ledger)['last_hash']}")


def _told(stage: str, done: int, total: int) -> None:
    if done in (0, total):
        print(stage, done, total, flush=True)


if __name__ == "__main__":
    main()
