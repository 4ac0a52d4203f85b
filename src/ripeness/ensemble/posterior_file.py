"""What the record leaves, as a file beside a proposal: written whole, read only if its rows are in order."""

from __future__ import annotations

import io
import json
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ripeness.ensemble.posterior import DIGITS, Posterior
from ripeness.errors import RipenessWarning
from ripeness.reading import read_bytes
from ripeness.store.files import make_folder, reason, whole

ENDING = ".posterior.npz"
"""What ends the name of such a file, where that of the proposal beside it ends in `.proposal.json`."""


@dataclass(frozen=True)
class KeptPosterior:
    """Rows as a file holds them: of which assumptions, and for which content of a scenario they were taken."""

    posterior: Posterior
    assumptions: tuple[str, ...]
    scenario_hash: str


def beside(proposal: Path) -> Path:
    """Return where the rows lie that were taken when a proposal was learnt."""
    return proposal.with_name(proposal.name.removesuffix(".json").removesuffix(".proposal") + ENDING)


def write(posterior: Posterior, assumptions: tuple[str, ...], scenario_hash: str, path: Path) -> None:
    """Write rows, whole or not at all."""
    told = {
        "scenario_hash": scenario_hash,
        "assumptions": list(assumptions),
        "log_evidence": posterior.log_evidence,
        "prior_share": posterior.prior_share,
        "behind": posterior.behind,
    }
    content = io.BytesIO()
    np.savez_compressed(
        content,
        told=np.array(json.dumps(told)),
        scores=_whole_numbers(posterior.scores),
        log_likelihood=posterior.log_likelihood,
        log_excess=posterior.log_excess,
        prior_scores=_whole_numbers(posterior.prior_scores),
        prior_log_likelihood=posterior.prior_log_likelihood,
    )
    make_folder(path.parent)
    with whole(path) as part:
        part.write_bytes(content.getvalue())


def read(path: Path) -> KeptPosterior | None:
    """Return what a file holds; None where there is no file, and, with a warning, where it holds no such rows."""
    try:
        content = read_bytes(path)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        _refuse(path, f"it cannot be read ({reason(error)})")
        return None
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            told = json.loads(str(file["told"]))
            posterior = Posterior(
                file["scores"] / 10.0**DIGITS,
                file["log_likelihood"].astype(float),
                file["log_excess"].astype(float),
                file["prior_scores"] / 10.0**DIGITS,
                file["prior_log_likelihood"].astype(float),
                float(told["log_evidence"]),
                float(told["prior_share"]),
                float(told["behind"]),
            )
        names = tuple(str(name) for name in told["assumptions"])
        in_order = _in_order(posterior, len(names))
    except Exception:  # whatever it holds, these are no rows
        _refuse(path, "it does not hold what `ripeness learn` writes")
        return None
    if not in_order:
        _refuse(path, "its rows do not fit together, or some of its numbers are not finite")
        return None
    return KeptPosterior(posterior, names, str(told.get("scenario_hash", "")))


def _in_order(rows: Posterior, assumptions: int) -> bool:
    """Whether every array has its shape and every number a value that gives a weight."""
    arrays = (rows.scores, rows.log_likelihood, rows.log_excess, rows.prior_scores, rows.prior_log_likelihood)
    shapes = ((len(rows.scores), assumptions), (len(rows.scores),), (len(rows.scores),))
    of_prior = ((len(rows.prior_scores), assumptions), (len(rows.prior_scores),))
    numbers = (rows.log_evidence, rows.behind)
    return (
        tuple(one.shape for one in arrays) == (*shapes, *of_prior)
        and len(rows.scores) > 0
        and all(np.isfinite(one).all() for one in (*arrays, numbers))
        and 0.0 < rows.prior_share < 1.0
    )


def _whole_numbers(scores: np.ndarray) -> np.ndarray:
    return (scores * 10.0**DIGITS).round().astype(np.int32)


def _refuse(path: Path, why: str) -> None:
    what = f"{path} holds no draws that fit a record: {why}. It is left aside; learn it anew with `ripeness learn`"
    warnings.warn(what, RipenessWarning, stacklevel=2)
