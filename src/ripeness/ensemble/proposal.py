"""Where draws come from: `learn` fits a proposal to a scenario's record; a forecast uses the one that fits."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ripeness.ensemble.devices import prepare

prepare()

import jax  # noqa: E402  (after the machine is set up)
import numpy as np  # noqa: E402

from ripeness.compiler.copula import correlated  # noqa: E402
from ripeness.compiler.priors import values_from_scores  # noqa: E402
from ripeness.ensemble import learn as learning  # noqa: E402
from ripeness.ensemble import posterior_file  # noqa: E402
from ripeness.ensemble.arguments import checked  # noqa: E402
from ripeness.ensemble.batches import Batches, Stage, slices  # noqa: E402
from ripeness.ensemble.computation import Progress, compile_draws  # noqa: E402
from ripeness.ensemble.draws import Draws, Proposal, prior  # noqa: E402
from ripeness.ensemble.posterior import Posterior  # noqa: E402
from ripeness.ensemble.proposal_file import Kept, read, taken_over  # noqa: E402
from ripeness.errors import RunError  # noqa: E402
from ripeness.scenarios.shipped import FOLDER  # noqa: E402
from ripeness.schema.load import load_scenario  # noqa: E402
from ripeness.schema.scenario import Scenario  # noqa: E402
from ripeness.solver import course as war  # noqa: E402
from ripeness.store.cache import ELSEWHERE, drop, read_kept, room, write_kept  # noqa: E402
from ripeness.store.solutions import code  # noqa: E402

LEAST_DRAWS = 16
COARSE_CHEST, COARSE_ABOVE, COARSE_SINCERITY = 4, 1, 9  # nodes on which a proposal is learnt
LEAST = -1e4  # log likelihood from which learning makes no difference to "cannot have happened"
LEARNT_AT_ONCE = 16  # draws a device takes in a batch while learning
PROPOSALS = "proposals"  # the room of the cache that holds what was learnt, and what is being learnt


@checked
def learn(
    scenario: Scenario,
    *,
    rounds: int | None = None,
    draws: int = learning.ROUND,
    progress: Progress | None = None,
) -> learning.Learnt:
    """Learn where the record puts the assumptions, on a coarse lattice; see `ensemble.learn`.

    The first round is drawn from where the scenario's draws come from so far: what was learnt for it before an edit, a
    view's from what was learnt for its scenario, else the prior.
    `rounds` : None for six, and as many again where the draws of all rounds count as too few to keep some that fit.
    What was computed before a kill or Ctrl-C is kept in the user's cache, and the same call goes on from there.

    Raises
    ------
    RunError : the scenario has no record, or no uncertain number; too few rounds or draws.
    """
    for what, value, least in (("rounds", rounds, 1), ("draws in each round", draws, LEAST_DRAWS)):
        if value is not None and value < least:
            raise RunError(f"{value} {what}: learning takes at least {least}", "Ask for more, or leave it out")
    names = tuple(scenario.assumptions())
    if scenario.record is None or not names:
        lacks = "no record" if names else "no uncertain number"
        raise RunError(f"{scenario.name} has {lacks}, so that there is nothing to learn", "Draw from the priors")
    tell = progress or (lambda stage, done, total: None)
    batches: list[Batches] = []
    folder = room(PROPOSALS)
    kept = PartlyLearnt(None if folder is None else folder / f"{scenario.content_hash()}-{code()[:8]}.part.npz")
    finished, coarse = 0, _coarse(scenario)

    def log_likelihood(scores: np.ndarray) -> np.ndarray:
        nonlocal finished
        found = []
        for few in slices(len(scores), LEARNT_AT_ONCE * len(jax.devices())):
            known = kept.next(scores[few])
            if known is None:
                known = _likelihood(coarse, scores[few], batches)
                kept.add(scores[few], known)
            found.append(known)
            finished += len(known)
            asked = (rounds or learning.ROUNDS) * draws
            tell("learn", finished, asked if finished <= asked else 2 * asked)
        return np.concatenate(found)

    tell("compile", 0, 1)
    begin = proposal_of(scenario, True)[0]
    learnt = learning.learn(log_likelihood, names, scenario.content_hash(), rounds=rounds, draws=draws, begin=begin)
    kept.drop()
    return learnt


@checked
def keep(learnt: learning.Learnt, scenario: Scenario) -> Path:
    """Write what was learnt beside the scenario, or into the user's cache where that cannot be written."""
    if not isinstance(learnt, learning.Learnt) or learnt.scenario_hash != scenario.content_hash():
        what = f"this was not learnt for {scenario.name} as it stands"
        raise RunError(what, "Hand over what ripeness.learn(scenario) returned, and the same scenario")
    found = [path for path, _ in places(scenario)]
    beside = found[:1] if scenario.file is not None else []
    for path in (*beside, *(path for path in found[-1:] if path.parent == room(PROPOSALS))):
        with suppress(OSError):
            learning.save(learnt, path)
            return path
    raise RunError("what was learnt could not be saved", f"Free space, or {ELSEWHERE[:1].lower()}{ELSEWHERE[1:]}")


class PartlyLearnt:
    """Likelihoods that were computed before, in the order of asking; a cache that fails costs time, nothing else."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.scores: list[np.ndarray] = []
        self.found: list[np.ndarray] = []
        self.at = 0
        content = None if path is None else read_kept(path)
        if content is None:
            return
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as file:
                cuts = np.cumsum(file["lengths"])[:-1]
                self.scores, self.found = np.split(file["scores"], cuts), np.split(file["found"], cuts)
        except Exception:  # whatever is wrong with it, it is computed anew
            self.drop()

    def next(self, scores: np.ndarray) -> np.ndarray | None:
        """What is known of the next scores, if those are they."""
        if self.at < len(self.found) and np.array_equal(self.scores[self.at], scores):
            self.at += 1
            return self.found[self.at - 1]
        del self.scores[self.at :], self.found[self.at :]
        return None

    def add(self, scores: np.ndarray, found: np.ndarray) -> None:
        """Keep what was computed, whole or not at all."""
        self.scores.append(scores)
        self.found.append(found)
        self.at += 1
        if self.path is None:
            return
        content, lengths = io.BytesIO(), [len(one) for one in self.found]
        np.savez(content, scores=np.concatenate(self.scores), found=np.concatenate(self.found), lengths=lengths)
        write_kept(self.path, content.getvalue())

    def drop(self) -> None:
        """Remove the file."""
        if self.path is not None:
            drop(self.path)


def _coarse(scenario: Scenario) -> Scenario:
    """A scenario with fewer nodes: what it teaches only says where to draw.

    All its months: with a tail of 12 in place of 60, the likelihood of one view's rows was off by up to 2.4.
    """
    numerics = scenario.numerics
    return scenario.replace(
        {
            "numerics.chest_nodes": min(COARSE_CHEST, numerics.chest_nodes),
            "numerics.chest_above": min(COARSE_ABOVE, numerics.chest_above),
            "numerics.sincerity_nodes": min(COARSE_SINCERITY, numerics.sincerity_nodes),
        }
    )


def _likelihood(scenario: Scenario, scores: np.ndarray, batches: list[Batches]) -> np.ndarray:
    """Log-likelihood of the record for each row of scores; `batches` holds the program once it is compiled."""
    values = values_from_scores(scenario.assumptions(), correlated(scenario, scores))
    compiled = compile_draws(scenario, Draws(values, np.zeros(len(scores))), {}, "float32")
    if not batches:
        course = compiled.course
        stage = Stage(lambda games, record: war.likelihood(course, games, record), ("games", "record"))
        batches.append(Batches({"likelihood": stage}, LEARNT_AT_ONCE, identity=repr(course)))
    inputs = {"games": compiled.games, "record": compiled.record}
    found = batches[0].run(inputs, ("likelihood",))["likelihood"].astype(float)
    return np.maximum(found, LEAST)


def places(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    """Where a proposal may lie, in the order of looking, and what it is called in a forecast's provenance."""
    if scenario.file is not None:
        beside = scenario.file.with_suffix(".proposal.json")
        yield beside, "shipped" if FOLDER in beside.parents else "learned"
    yield FOLDER / f"{scenario.name}.proposal.json", "shipped"
    if (folder := room(PROPOSALS)) is not None:
        yield folder / f"{scenario.content_hash()}.json", "learned"


def posterior_of(scenario: Scenario) -> tuple[Posterior, str] | None:
    """Return the rows that were taken for exactly this content of a scenario, and their origin; None without any."""
    names = tuple(scenario.assumptions())
    for path, origin in places(scenario):
        kept = posterior_file.read(posterior_file.beside(path))
        if kept is not None and (kept.scenario_hash, kept.assumptions) == (scenario.content_hash(), names):
            return kept.posterior, origin
    return None


def borrowed(scenario: Scenario, base: Scenario) -> tuple[Proposal, str]:
    """Where a view's draws come from, and the origin: its own proposal, else what can be taken over of the scenario's.

    A number that the view leaves as it is stands where the scenario's record puts it; one that the view sets is drawn
    from what the view says of it. Weights stay exact whatever the proposal.
    """
    own, origin = own_proposal(scenario, scenario.record is not None, exact=True)
    if origin != "prior":
        return own, origin
    theirs, its_origin = own_proposal(base, base.record is not None)
    if its_origin == "prior":
        return own, origin
    kept = Kept(theirs, tuple(base.assumptions()), "")
    return taken_over(kept, tuple(scenario.assumptions()), scenario.changed_from(base)), "borrowed"


def proposal_of(scenario: Scenario, record: bool) -> tuple[Proposal, str]:
    """Where to draw from, and its origin: the proposal learnt for exactly this scenario, one learnt for it as it was
    before an edit ("borrowed"), else the prior.

    A view for which none was learnt takes over what it can of the scenario's that it was laid over.
    """
    if record and scenario.laid_over is not None and scenario.laid_over.is_file():
        return borrowed(scenario, load_scenario(scenario.laid_over))
    return own_proposal(scenario, record)


def own_proposal(scenario: Scenario, record: bool, *, exact: bool = False) -> tuple[Proposal, str]:
    """The proposal that lies beside a scenario or in the cache, or the prior; and its origin.

    exact : whether only one that was learnt for exactly this content serves.
    """
    names = tuple(scenario.assumptions())
    if not record or not names:
        return prior(len(names)), "prior"
    of_another: list[Kept] = []
    for path, origin in places(scenario):
        kept = read(path)
        if kept is None:
            continue
        if kept.scenario_hash == scenario.content_hash() and kept.assumptions == names:
            return kept.proposal, origin
        of_another.append(kept)
    shared = [] if exact else [one for one in of_another if set(one.assumptions) & set(names)]
    if not shared:
        return prior(len(names)), "prior"
    return taken_over(shared[0], names), "borrowed"
