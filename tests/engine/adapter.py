"""From the oracle's war to the engine's, in double precision, and back to plain numbers.

The oracle (`tests/oracle`) shares no code with the engine. What differs in the way they are asked:

* the engine's single sincerity node sits in the middle of the range, the oracle's at its low end;
* the engine has no shift of the chest while the package is shut: the oracle must be given 0;
* without a war chest (R = 1) the oracle is never broke: the engine gets a path far above its spacing;
* without a mediator the engine gets factors of one, and gate, indulgence and news of it at zero;
* the engine's true odds are constant: what varies goes into the shift that all believers share.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from scipy.stats import norm

from oracle.brute_force import War, levels, living
from oracle.front import ends_at, start_cell
from ripeness.model.eyes import State, kernels_of
from ripeness.model.kernels.drift import Line
from ripeness.model.kernels.treasury import Budget, Effort
from ripeness.model.kernels.truce import Truce, Truces
from ripeness.model.month import Outcomes, Play, play
from ripeness.model.state import Believers, Game, Lattice, Months, Rules, Seen, Side
from ripeness.model.talks.answers import Texts
from ripeness.model.talks.mediator import Mediator
from ripeness.model.terms.frontier import Agenda
from ripeness.model.terms.guarantors import together
from ripeness.model.terms.utility import Issues
from ripeness.solver import law
from ripeness.solver.belief import SIDES
from ripeness.solver.course import Course, forecasts, solve_epochs
from ripeness.solver.departures import Departures, depart, fought
from ripeness.solver.equilibrium import Equilibrium, frozen_line, solve
from ripeness.solver.truces import Mass

FAR = 1e12  # a war chest that never empties


def number(value: float) -> jax.Array:
    """A double."""
    return jnp.asarray(value, jnp.float64)


def lattice_of(war: War) -> Lattice:
    """Shape of the war's states; the gate is always there, as in the oracle."""
    nodes, low, high = war.sincerity
    if nodes == 1 and low != high:
        raise ValueError("one sincerity node: give the oracle low = high")
    above = 0 if war.top is None else war.R - 1 - war.top
    return Lattice(
        war.N, war.k0, war.R, nodes, levels(war), low, high, law=war.front_law, substeps=war.substeps, above=above
    )


def rules_of(war: War, exact: bool = True) -> Rules:
    """The war's switches; terms are gridded as the oracle grids them."""
    gridded, free = [], []
    for place, issue in enumerate(war.issues):
        if issue.indivisible:
            gridded.append((place, 2))
        elif issue.ren > 0:
            gridded.append((place, war.grid))
        else:
            free.append(place)
    front = [place for place, issue in enumerate(war.issues) if issue.follows_front or issue.band]
    return Rules(
        agenda=Agenda(tuple(gridded), tuple(free)),
        land=tuple(front),
        protocol=war.protocol,
        smooth=war.precision is not None,
        capitulation=war.floors is not None,
        ceasefire=war.ceasefire is not None,
        exact=exact,
        truce=war.truce is not None,
        truce_texts=tuple(place for place, one in enumerate(war.texts) if one.truce),
    )


def months_of(war: War) -> Months:
    """Drivers of the months 0 to T - 1."""
    if any(shift[0] != 0.0 for shift in war.shift):
        raise ValueError("the engine has no shift of the chest while the package is shut")
    month = np.arange(war.T)

    def decaying(mean: float, strength: float) -> np.ndarray:
        return mean + 0.0 * month if math.isinf(strength) else mean * strength / (strength + month)

    hazards = [
        np.array(war.lam_true[: war.T]),
        decaying(war.collapse_mean_A, war.collapse_strength_A) * np.array(war.news[: war.T]),
        decaying(war.collapse_mean_D, war.collapse_strength_D),
    ]
    drivers: dict[str, Any] = {
        "month": month,
        "attacker_cost": war.c_A,
        "defender_cost": war.c_D,
        "struck_cost": war.c_s,
        "table": war.o,
        "odds_shift": war.odds_shift,
        "collapse": np.stack(hazards, axis=1),
        "path": [FAR] * war.T if war.R == 1 else war.path[: war.T],
        "chest_shift": [shift[1:] for shift in war.shift],
    }
    if war.texts:
        drivers["put"] = [[one.chance[t] for one in war.texts] for t in month]
        drivers["mandate"] = [[one.mandate[t] for one in war.texts] for t in month]
    if war.believed_shift:
        drivers["carried"] = war.believed_shift
    if war.means == "effort":
        held = np.array(war.means_D or [1.0] * war.T)[: war.T, None] ** -war.chi
        drivers["collapse"] = drivers["collapse"] * held
        drivers["odds_shift"] = [at_rest(war, t) for t in month]
    arrays = {name: jnp.asarray(np.array(values)[: war.T], jnp.float64) for name, values in drivers.items()}
    return Months(**arrays, budget=budget_of(war), truce=truces_of(war))


def at_rest(war: War, t: int) -> float:
    """The month's shift but for the logarithm of the attacker's own effort."""
    usual = {side: getattr(war, f"e_{side}") or [1.0] * war.T for side in ("star_A", "D", "star_D")}
    defended = math.log(usual["D"][t] / usual["star_D"][t])
    return war.odds_shift[t] - war.elasticity_A * math.log(usual["star_A"][t]) - war.elasticity_D * defended


def budget_of(war: War) -> Budget | None:
    """Money by month, where spending follows the means."""
    if war.means == "fixed":
        return None
    income, planned, after = war.income[: war.T], war.spending[: war.T], war.path[1 : war.T + 1]
    return Budget(*(jnp.asarray(np.array(values), jnp.float64) for values in (income, planned, after)))


def truces_of(war: War) -> Truces | None:
    """A truce by month; without reserves no money is counted."""
    if war.truce is None:
        return None
    truce, budget = war.truce, None
    if war.R > 1:
        planned = [truce.spending * one for one in war.spending[: war.T]]
        money = war.income[: war.T], planned, war.path[1 : war.T + 1]
        budget = Budget(*(jnp.asarray(np.array(values), jnp.float64) for values in money))
    costs = ([truce.cost[n] * one for one in of[: war.T]] for n, of in enumerate((war.c_A, war.c_D)))
    paths = truce.offered, truce.breaks_down, truce.table or war.o, *costs
    return Truces(*(jnp.asarray(np.array(path)[: war.T], jnp.float64) for path in paths), budget=budget)


def truce_of(war: War) -> Truce | None:
    """What does not change with the month."""
    if war.truce is None:
        return None
    return Truce(*(number(value) for value in (*war.truce.resume_cost, war.truce.relax, war.capacity)))


def texts_of(war: War) -> Texts | None:
    """Texts that may be put; a text's guarantee stands in the place of the war's, the guarantors count on."""
    if not war.texts:
        return None
    terms = [(0.0,) * len(war.issues) if one.truce else one.terms for one in war.texts]  # a truce has none
    given = [war.guarantee if one.guarantee is None else one.guarantee for one in war.texts]
    return Texts(
        terms=jnp.asarray([[share or 0.0 for share in of] for of in terms], jnp.float64),
        held=jnp.asarray([[float(share is None) for share in of] for of in terms]),
        guarantee=jnp.asarray([guaranteed(war, share) for share in given], jnp.float64),
        refused_attacker=number(math.log(war.text_refused_A)),
        refused_defender=number(math.log(war.text_refused_D)),
    )


def guaranteed(war: War, share: float) -> float:
    """Guarantee and guarantors together."""
    return float(together(np.array([share]), [(np.array([s]), np.array([b])) for s, b in war.guarantors])[0])


def effort_of(war: War) -> Effort | None:
    """Numbers of the attacker's effort; with one node the oracle draws nothing from reserves."""
    if war.means == "fixed":
        return None
    runway = math.inf if war.R == 1 else war.runway
    return Effort(*(number(value) for value in (runway, war.e_min, war.s_star, war.capacity, war.elasticity_A)))


def line_of(war: War) -> Line | None:
    """Measures of a front that is an area."""
    if war.front_law == "steps":
        return None
    ends_here = np.array([ends_at(war, k) for k in range(war.N + 1)])
    return Line(
        base=number(war.base),
        cell=number(war.cell),
        start=number(start_cell(war)),
        sd=number(war.sigma),
        teaches=number(war.front_from),
        won=jnp.asarray(ends_here[:, 1]),
        lost=jnp.asarray(ends_here[:, 0]),
    )


def believers_of(war: War) -> Believers:
    """Nature, attacker, defender. Nature's odds are the same every month."""
    if len(set(war.theta)) != 1:
        raise ValueError("the engine's true odds are constant; vary odds_shift instead")
    hope = war.news_of_indulgence - 1.0 if war.mediator.present else 0.0
    means = (war.theta[0], war.battle_mean_A, war.battle_mean_D)
    strengths = (war.battle_strength_A, war.battle_strength_D)
    if war.front_law == "drift":
        means = (war.drift_true, war.drift_mean_A, war.drift_mean_D)
        strengths = (war.drift_strength_A, war.drift_strength_D)
    fields = {
        "battle_mean": means,
        "battle_looseness": (0.0, *(1.0 / strength for strength in strengths)),
        "strike_effect": (war.zeta_true, war.zeta_A, war.zeta_D),
        "stop_solvent": (war.forced_true[0], war.forced_A[0], war.forced_D[0]),
        "stop_exhausted": (war.forced_true[1], war.forced_A[1], war.forced_D[1]),
        "hope": (0.0, hope, 0.0),
    }
    fields["stop_looseness"] = (0.0, 1.0 / war.stop_strength_A, 1.0 / war.stop_strength_D)
    return Believers(**{name: jnp.asarray(values, jnp.float64) for name, values in fields.items()})


def mediator_of(war: War) -> Mediator:
    """The mediator; without one, conduct moves nobody's mind but partial deals come as before."""
    m = war.mediator
    if not m.present:
        m = dataclasses.replace(m, a=0.0, refuse=1.0, strike=1.0, forgives=0.0, f=0.0)
    return Mediator(
        settlement_chance=number(m.a),
        deal_sincere=number(war.rho_S if m.present else war.rho_F),
        deal_feigned=number(war.rho_F),
        refusal_factor=number(m.refuse),
        strike_factor=number(m.strike),
        forgives_strikes=number(m.forgives),
        flattery=number(m.f),
        punishment_value=number(m.v_pun),
        peace_value=number(m.v_peace),
        side_deal_value=number(m.b_M),
    )


def issues_of(war: War) -> Issues:
    """Weights and levels."""

    def column(field: str) -> jax.Array:
        return jnp.asarray([getattr(issue, field) for issue in war.issues], jnp.float64)

    return Issues(
        attacker=column("w_A"),
        defender=column("w_D"),
        status_quo=column("status_quo"),
        frozen=column("frozen"),
        reneging=column("ren"),
        base_reneging=number(war.ren_0),
        guarantee=number(guaranteed(war, war.guarantee)),
        attacker_leader_cost=number(war.lc_A),
        defender_leader_cost=number(war.lc_D),
        band=bands_of(war),
    )


def bands_of(war: War) -> tuple[jax.Array, jax.Array] | None:
    """Areas between which each issue lies; 0 to 1 for what is no land."""
    if war.front_law == "steps":
        return None
    low, high = zip(*(issue.band or (0.0, 1.0) for issue in war.issues), strict=True)
    return jnp.asarray(low, jnp.float64), jnp.asarray(high, jnp.float64)


def game_of(war: War) -> Game:
    """All numbers of the war."""
    present = war.mediator.present
    floors = war.floors or (-math.inf, -math.inf)
    relapse = war.ceasefire or (0.0, 0.0)
    return Game(
        months=months_of(war),
        believers=believers_of(war),
        attacker=Side(
            patience=number(war.delta_A),
            indulged=number(war.b if present else 0.0),
            partial_deal=number(war.gamma_A),
            wins=number(war.W_A),
            loses=number(0.0),
            stopped=number(war.stop_A),
            floor=number(floors[0]),
            relapse=number(relapse[0]),
        ),
        defender=Side(
            patience=number(war.delta_D),
            indulged=number(-war.psi if present else 0.0),
            partial_deal=number(war.gamma_D),
            wins=number(1.0),
            loses=number(war.W_D),
            stopped=number(war.stop_D),
            floor=number(floors[1]),
            relapse=number(relapse[1]),
        ),
        issues=issues_of(war),
        mediator=mediator_of(war),
        attacker_power=number(war.theta_N),
        exhausted_cost=number(war.c_exhausted),
        attending_cost=number(war.kappa),
        striking_cost=number(war.kappa_s),
        odds_when_exhausted=number(war.odds_when_exhausted),
        opening=number(war.gate.open if present else 0.0),
        discharge=number(war.gate.omega if present else 0.0),
        relax=number(war.gate.relax if present else 0.0),
        sincerity_at_start=number(war.mediator.mu0),
        chest_spacing=number(war.chest_spacing),
        precision=number(war.precision or 0.0),
        executive=None if war.gate.acts is None else (number(war.gate.acts * present), number(war.gate.v_act)),
        laxity=None if war.gate.laxity is None else number(war.gate.laxity * present),
        line=line_of(war),
        effort=effort_of(war),
        texts=texts_of(war),
        truce=truce_of(war),
    )


def seen_of(war: War, record: list[dict]) -> Seen:
    """The engine's reading of an oracle's record, one entry a month."""
    rows = []
    for seen in record:
        error = seen.get("error_rate", 0.0)
        front = np.ones(war.N + 1)
        if seen.get("position") is not None:
            front = np.zeros(war.N + 1)
            front[seen["position"]] = 1.0
        if seen.get("area") is not None:
            spread = math.sqrt(war.area_error**2 + war.cell**2 / 12)
            front = norm.pdf(seen["area"], war.base + war.cell * np.arange(war.N + 1), spread)
        stance = np.ones(4)
        for name, actions in (("attended", (0, 1, 0, 1)), ("strikes", (0, 0, 1, 1))):
            if seen.get(name) is not None:
                stance *= [1.0 - error if bool(action) == seen[name] else error for action in actions]
        talks = {None: (1.0, 1.0, 1.0), True: (error, 0.0, 1.0), False: (1.0 - error, 1.0, 0.0)}
        package = levels(war) - 1
        gate = [
            float(seen.get("package") in (None, g == package) and seen.get("gate") in (None, g))
            for g in range(levels(war))
        ]
        rows.append(
            Seen(
                front=front,
                up=np.array(float(seen.get("front") != "down")),
                down=np.array(float(seen.get("front") != "up")),
                stance=stance,
                talks=np.array(talks[seen.get("partial_deal")]),
                gate=np.array(gate if package == 2 else [gate[0], 1.0, gate[1]]),
                answers=answers_of(war, seen),
                truce=None if war.truce is None else np.eye(2)[int(bool(seen.get("truce")))],
            )
        )
    return jax.tree.map(lambda *leaves: jnp.asarray(np.stack(leaves), jnp.float64), *rows)


def answers_of(war: War, seen: dict) -> np.ndarray | None:
    """Probability of the answers seen: (side, text, whether the text is worth less than fighting on or not)."""
    if not war.texts:
        return None
    found, error = np.ones((2, len(war.texts), 2)), seen.get("answer_error", 0.0)
    for text, side, answer in seen.get("answers", ()):
        agrees = 0 if answer == "refuses" else 1
        found[("attacker", "defender").index(side), text, agrees] *= 1.0 - error
        found[("attacker", "defender").index(side), text, 1 - agrees] *= error
    return found


# --- The engine, month by month: values that `solve` keeps to itself, and the law's every state.

one_month_back = jax.jit(play, static_argnames=("lattice", "rules"))
solve_jitted = jax.jit(solve, static_argnames=("lattice", "rules", "first", "horizon", "sides", "undecided"))


@partial(jax.jit, static_argnames=("lattice", "rules"))
def one_month_on(
    game: Game, now: Months, mass: State, chosen: Play, believer: jax.Array, lattice: Lattice, rules: Rules
) -> tuple[Departures, Outcomes]:
    """One month of the law."""
    going = depart(mass, chosen, now, rules, None)
    return going, fought(kernels_of(game, now, believer, lattice), now.month, going.fighting, lattice)


@partial(jax.jit, static_argnames=("lattice", "rules", "start", "stop", "first"))
def forecast_jitted(
    game: Game, equilibrium: Equilibrium, mass: Mass, believer: jax.Array,
    lattice: Lattice, rules: Rules, start: int, stop: int, first: int,
) -> dict[str, jax.Array]:  # fmt: skip
    """Monthly reports, without beliefs."""
    return law.forecast(game, equilibrium, lattice, rules, mass, slice(start, stop), first, believer)


@partial(jax.jit, static_argnames=("lattice", "rules", "start", "first"))
def observe_jitted(
    game: Game, equilibrium: Equilibrium, mass: Mass, record: Seen,
    lattice: Lattice, rules: Rules, start: int, first: int,
) -> tuple[Mass, jax.Array]:  # fmt: skip
    """Posterior and log-likelihoods."""
    months = slice(start, start + record.up.shape[0])
    posterior, reports = law.observe(game, equilibrium, lattice, rules, mass, record, months, first)
    return posterior, reports["log_likelihood"]


solve_epochs_jitted = jax.jit(solve_epochs, static_argnums=0)
forecasts_jitted = jax.jit(forecasts, static_argnums=0)


def forecast_war(course: Course, games: tuple[Game, ...], record: Seen) -> dict[str, np.ndarray]:
    """A war through its epochs: monthly reports by view, and the record's log-likelihoods."""
    equilibria = solve_epochs_jitted(course, games)
    return jax.tree.map(np.asarray, forecasts_jitted(course, games, record, equilibria))


def nothing_seen(months: int, steps: int, dtype: jnp.dtype) -> Seen:
    """A record in which nothing was observed."""
    blank = Seen(
        front=jnp.ones((months, steps + 1)),
        up=jnp.ones(months),
        down=jnp.ones(months),
        stance=jnp.ones((months, 4)),
        talks=jnp.ones((months, 3)),
        gate=jnp.ones((months, 3)),
    )
    return jax.tree.map(lambda leaf: leaf.astype(dtype), blank)


@dataclass
class Engine:
    """One epoch, solved by the engine from month `first`. Arrays have shape (gate, chest, front, sincerity)."""

    lattice: Lattice
    rules: Rules
    game: Game
    first: int
    horizon: int
    equilibrium: Equilibrium

    @classmethod
    def of(cls, war: War, first: int = 0, exact: bool = True) -> Engine:
        """Solve an oracle's war with the engine."""
        return cls.solved(game_of(war), lattice_of(war), rules_of(war, exact), first, war.T)

    @classmethod
    def solved(
        cls, game: Game, lattice: Lattice, rules: Rules, first: int, horizon: int, beliefs: bool = False
    ) -> Engine:
        """Solve a game; `beliefs`: with each side's chance of winning and that nobody does."""
        solution = solve_jitted(game, lattice, rules, first, horizon, sides=SIDES if beliefs else (), undecided=beliefs)
        return cls(lattice, rules, game, first, horizon, solution)

    def now(self, t: int) -> Months:
        """Drivers of month t."""
        return jax.tree.map(lambda leaf: leaf[t], self.game.months)

    def play(self, t: int) -> Play:
        """Play of month t as `solve` keeps it."""
        return jax.tree.map(lambda leaf: leaf[t - self.first], self.equilibrium.play)

    def by_month(self) -> dict[int, tuple[tuple[State, State], Play]]:
        """(values, play) of every month, by calling `play` month by month instead of `solve`'s scan."""
        values = frozen_line(self.game, self.lattice, self.rules, self.horizon)
        months = {}
        for t in range(self.horizon - 1, self.first - 1, -1):
            values, chosen = one_month_back(
                self.game, self.now(t), values, self.equilibrium.settlement, lattice=self.lattice, rules=self.rules
            )
            months[t] = (values, chosen)
        return months

    def terms(self, chosen: Play) -> np.ndarray:
        """Bargained terms of a month, (gate, chest, front, sincerity, issue)."""
        pieces = self.equilibrium.settlement.segments.take(chosen.segment)
        return np.asarray(pieces.terms_start + (pieces.terms_end - pieces.terms_start) * chosen.position[..., None])

    def start(self) -> Mass:
        """The law at month 0."""
        return law.opening(self.game, self.lattice, self.rules, 0)

    def law(self, mass: State, first: int, until: int, believer: int) -> list[tuple[State, Departures, Outcomes]]:
        """(mass at the month's start, where it goes before the fighting, where the fighting takes it)."""
        months = []
        for t in range(first, until):
            going, after = one_month_on(
                self.game, self.now(t), mass, self.play(t), jnp.asarray(believer), self.lattice, self.rules
            )
            months.append((mass, going, after))
            mass = after.goes_on
        return months

    def observe(self, mass: Mass, record: Seen, start: int) -> tuple[Mass, jax.Array]:
        """The law conditioned on a record."""
        return observe_jitted(self.game, self.equilibrium, mass, record, self.lattice, self.rules, start, self.first)

    def forecast(self, mass: Mass, start: int, stop: int, believer: int) -> dict[str, jax.Array]:
        """Monthly reports of the law."""
        return forecast_jitted(
            self.game, self.equilibrium, mass, jnp.asarray(believer), self.lattice, self.rules, start, stop, self.first
        )

    def fronts(self, t: int) -> np.ndarray:
        """Fronts of the cells in month t."""
        return np.asarray(self.lattice.fronts(t))

    def place(self, t: int, state: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
        """Index of an oracle's state (front, chest, sincerity, gate) in the arrays of month t."""
        k, j, i, g = state
        return g, j, (k - 1) // 2 if self.lattice.law == "steps" else k - 1, i


def states_of(war: War, t: int) -> list[tuple[int, int, int, int]]:
    """The oracle's living states of month t."""
    return living(war, t)
