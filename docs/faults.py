"""Faults that docs/mutate.py makes one at a time: a sign, an order, a side, in every part of the model.

Each says what goes wrong, in which file of src/ripeness, which text becomes which, and the tests that are asked, the
likeliest to notice first. A text must stand in its file exactly once; a test of tests/docs holds this.
"""

# ruff: noqa: E501
from __future__ import annotations

from dataclasses import dataclass

KERNELS = ("tests/laws/test_directions.py", "tests/laws/test_kernels.py")
TREE = "tests/engine/test_brute_force.py"
PLAYED = f"{TREE}::test_every_state_of_every_month_is_played_as_the_oracle_plays_it"
DOORS = (f"{PLAYED}[two_doors_lax_and_guaranteed]",)
LAW = (
    f"{TREE}::test_the_law_is_handed_to_another_chest_and_mind_as_by_hand",
    f"{TREE}::test_the_law_agrees_state_by_state_and_ending_by_ending[ceasefire_on_odd_steps-nature]",
    f"{TREE}::test_the_filter_agrees_month_by_month[nash-record0]",
)
HALT = (f"{PLAYED}[capitulation_and_ceasefire]",)
PERFORMING = ("tests/engine/test_performing.py",)
TERMS = ("tests/laws/test_terms.py",)
TABLED = (
    "tests/laws/test_terms.py::test_a_deal_from_the_table_is_feasible_accepted_and_never_better_than_the_exact_one",
)
NASH = ("tests/agreement/test_theory_and_engine.py", "-k", "nash or ultimatum")
DRIVERS = ("tests/drivers",)
TALKS = ("tests/talks", "tests/terms")


@dataclass(frozen=True)
class Fault:
    """One fault: what goes wrong, in which file, which text becomes which, and what pytest is asked to run."""

    what: str
    file: str
    right: str
    wrong: str
    tests: tuple[str, ...]


FAULTS = [
    # --- kernels ---
    Fault("battle: the front above and the one below change places", "model/kernels/battle.py", "self.down[:, :, None] * beside[:, :, :-1] + self.up[:, :, None]", "self.up[:, :, None] * beside[:, :, :-1] + self.down[:, :, None]", KERNELS),
    Fault("battle: months of odd and of even fronts change places", "model/kernels/battle.py", "1 - self.odd", "self.odd", KERNELS),
    Fault("battle: up and down change places in everybody's eyes", "model/month.py", "moves = (up, 1.0 - up) if", "moves = (1.0 - up, up) if", DOORS),
    Fault("belief on the odds: a front further on counts as lost", "model/kernels/battle.py", "(month + front - start)", "(month - front + start)", KERNELS),
    Fault("belief on the odds: a long memory counts against itself", "model/kernels/battle.py", "(1.0 + month * looseness)", "(1.0 - month * looseness)", KERNELS),
    Fault("collapse: its hazard adds to going on", "model/kernels/collapse.py", "+ (1.0 - falls) *", "+ (1.0 + falls) *", KERNELS),
    Fault("collapse: bombing makes it less likely", "model/kernels/collapse.py", "hazard * (1.0 + strike_effect)", "hazard * (1.0 - strike_effect)", KERNELS),
    Fault("war chest: the package fills it", "model/kernels/war_chest.py", "lattice + shift[g]", "lattice - shift[g]", KERNELS),
    Fault("war chest: its lattice lies above the path", "model/kernels/war_chest.py", "- (nodes - 1.0))", "+ (nodes - 1.0))", KERNELS),
    Fault("war chest: full reserves count as exhausted", "model/kernels/war_chest.py", "1.0 - reserves / spacing", "1.0 + reserves / spacing", KERNELS),
    Fault("mind: what lowers sincerity raises it", "model/kernels/sincerity.py", "nodes + shift,", "nodes - shift,", KERNELS),
    Fault("mind: bombing is held to the attacker's credit", "model/kernels/sincerity.py", "shifts.no_deal + extra", "shifts.no_deal - extra", KERNELS),
    Fault("gate: relaxing and keeping change places", "model/kernels/gate.py", "self.relaxes * none + (1.0 - self.relaxes) * package", "self.relaxes * package + (1.0 - self.relaxes) * none", KERNELS),
    Fault("gate: executive action and none change places", "model/kernels/gate.py", "(1.0 - self.acts) * none + self.acts * values[1]", "(1.0 - self.acts) * values[1] + self.acts * none", KERNELS),
    Fault("rounding: a move lands on the other neighbour", "model/kernels/rounding.py", "(targets - low) / spacing", "(low - targets) / spacing + nodes - 1.0", KERNELS),
    Fault("rounding: the farther node is the likelier", "model/kernels/rounding.py", "1.0 - distance", "distance - 1.0", KERNELS),
    # --- mediator, stance ---
    Fault("mediator: side deals make him punish more", "model/talks/mediator.py", "(punishment_value - self.side_deal_value)", "(punishment_value + self.side_deal_value)", KERNELS),
    Fault("belief update: patience grows with every month", "model/talks/mediator.py", "log((1.0 - a) * (1.0 - sincere)", "log((1.0 + a) * (1.0 - sincere)", KERNELS),
    Fault("belief update: flattery offends", "model/talks/mediator.py", "jnp.maximum(1.0 - feigned, 1e-9)) + self.flattery", "jnp.maximum(1.0 - feigned, 1e-9)) - self.flattery", KERNELS),
    Fault("belief update: a forgiving mediator counts strikes double", "model/talks/mediator.py", "(1.0 - self.forgives_strikes)", "(1.0 + self.forgives_strikes)", KERNELS),
    Fault("mediator: he indulges below the margin", "model/talks/mediator.py", "self.threshold + INDULGENCE_MARGIN", "self.threshold - INDULGENCE_MARGIN", (*KERNELS, *DOORS)),
    Fault("mediator: the gate opens above the threshold", "model/talks/mediator.py", "below * jnp.maximum(opening, discharge) + (1.0 - below)", "(1.0 - below) * jnp.maximum(opening, discharge) + below", KERNELS),
    Fault("mediator: the side of a threshold is the wrong one", "model/talks/mediator.py", "- (nodes - spacing / 2)) / spacing", "- (nodes + spacing / 2)) / spacing", KERNELS),
    Fault("stance: the worst one is chosen", "model/talks/stance.py", "better = value > best", "better = value < best", (*DOORS,)),
    Fault("stance: a logit prefers what is worse", "model/talks/stance.py", "softmax(precision *", "softmax(-precision *", (f"{PLAYED}[logit_with_two_doors]",)),
    # --- tables, texts, envoy, passage ---
    Fault("tables: a meeting lowers the chance of a table", "model/talks/tracks.py", "(1.0 - meets * mandate)", "(1.0 + meets * mandate)", (*TALKS, "tests/compiler/test_war.py")),
    Fault("texts: recognition counts against a text", "model/talks/texts.py", "1.0 - recognised[:, :, None]", "recognised[:, :, None]", TALKS),
    Fault("texts: a text lives before it is written", "model/talks/texts.py", "(begin <= now) & (now < end)", "(begin > now) & (now < end)", TALKS),
    Fault("envoy: he learns away from the truth", "model/talks/envoy.py", "share[:, None] * (true - assumed)", "share[:, None] * (assumed - true)", TALKS),
    Fault("envoy: he takes the defender to ask for more", "model/talks/envoy.py", "return defender - error", "return defender + error", TALKS),
    Fault("passage: the package passes where the vote is lost", "model/talks/passage.py", "permission * vote * signature", "permission * (1.0 - vote) * signature", TALKS),
    # --- drivers ---
    Fault("energy revenue: buyers pay the discount on top", "model/drivers/energy_revenue.py", "(1.0 - pressure.discount(discount))", "(1.0 + pressure.discount(discount))", DRIVERS),
    Fault("energy revenue: lawful cargoes are sold twice", "model/drivers/energy_revenue.py", "(sold - lawful) *", "(sold + lawful) *", DRIVERS),
    Fault("fleet: what is retired is gained", "model/drivers/shadow_fleet.py", "stock + acquired - lost * stock", "stock + acquired + lost * stock", DRIVERS),
    Fault("fleet: replacement doubles the loss", "model/drivers/shadow_fleet.py", "- replacement * np.minimum", "+ replacement * np.minimum", DRIVERS),
    Fault("sanctions: direct ones narrow the discount", "model/drivers/sanctions.py", "np.clip(base + self.direct", "np.clip(base - self.direct", DRIVERS),
    Fault("sanctions: secondary ones widen the quota", "model/drivers/sanctions.py", "base * (1.0 - self.secondary)", "base * (1.0 + self.secondary)", DRIVERS),
    Fault("sanctions: a level up takes from what is taken already", "model/drivers/sanctions.py", "(1.0 - shut.secondary) * (1.0 - secondary)", "(1.0 - shut.secondary) * (1.0 + secondary)", DRIVERS),
    Fault("aid: a shortfall lowers the hazard of collapse", "model/drivers/aid.py", "effect[:, None] * (1.0 - cover)", "effect[:, None] * (cover - 1.0)", DRIVERS),
    Fault("aid: it makes the war dearer", "model/drivers/aid.py", "(1.0 - relief[:, None] * cover)", "(1.0 + relief[:, None] * cover)", (*DRIVERS, "tests/compiler/test_war.py")),
    Fault("aid: intelligence helps the attacker", "model/drivers/aid.py", "(1.0 - intelligence) * effect", "intelligence * effect", DRIVERS),
    Fault("aid: believed commitment feeds hope", "model/drivers/aid.py", "(1.0 - credibility * commitment)", "(1.0 + credibility * commitment)", DRIVERS),
    Fault("belief on collapse: hope grows while none comes", "model/drivers/aid.py", "(1.0 + np.arange(months)[None, :] / strength", "(1.0 - 0.001 * np.arange(months)[None, :] / strength", DRIVERS),
    Fault("infrastructure: bombing mends it", "model/drivers/infrastructure.py", "now * (1.0 - damage *", "now * (1.0 + damage *", DRIVERS),
    Fault("infrastructure: air defence lets more through", "model/drivers/infrastructure.py", "(1.0 - air_defence)", "(1.0 + air_defence)", DRIVERS),
    Fault("infrastructure: a bombed network costs less", "model/drivers/infrastructure.py", "(1.0 - health) * season", "(health - 1.0) * season", DRIVERS),
    Fault("leaders: losing office is a prize", "model/drivers/leaders.py", "outcome - office_value * loss", "outcome + office_value * loss", DRIVERS),
    Fault("borrowing: it pays the debt back", "model/drivers/borrowing.py", "start[:, None] + borrowed", "start[:, None] - borrowed", DRIVERS),
    Fault("war chest's path: revenue is spent", "model/drivers/war_chest.py", "reserves[:, month] + net[:, month]", "reserves[:, month] - net[:, month]", DRIVERS),
    # --- terms ---
    Fault("frontier: the knapsack is filled from the wrong end", "model/terms/frontier.py", "jnp.argsort(-gain", "jnp.argsort(gain", (*NASH, *TERMS)),
    Fault("frontier: what the attacker gains the defender gains too", "model/terms/frontier.py", "(v_start - v_end) / jnp", "(v_end - v_start) / jnp", (*NASH, *TERMS)),
    Fault("utility: reneging adds to what a deal is worth", "model/terms/utility.py", "(1.0 - risk) *", "(1.0 + risk) *", TERMS),
    Fault("utility: a leader is paid to sign", "model/terms/utility.py", "self.attacker - self.attacker_leader_cost", "self.attacker + self.attacker_leader_cost", TERMS),
    Fault("utility: where the war halts the defender likes what he lost", "model/terms/utility.py", "terms @ self.attacker, (1.0 - terms) @ self.defender", "terms @ self.attacker, terms @ self.defender", DOORS),
    Fault("reneging: a guarantee makes it likelier", "model/terms/reneging.py", "(1.0 - guarantee)", "(1.0 + guarantee)", TERMS),
    Fault("reneging: what is ceded makes a deal safer", "model/terms/reneging.py", "(base + terms @ by_issue)", "(base - terms @ by_issue)", TERMS),
    Fault("guarantors: they weaken each other", "model/terms/guarantors.py", "(1.0 - strength * backing)", "(1.0 + strength * backing)", TALKS),
    Fault("ripeness: the defender's reservation counts for him", "model/terms/acceptance.py", "continuation) - d_defender", "continuation) + d_defender", (*NASH, *TERMS)),
    Fault("ripeness: an offer gains by what it gives away", "model/terms/acceptance.py", "line.v_start - line.slope * (u - line.u_start), -jnp.inf", "line.v_start + line.slope * (u - line.u_start), -jnp.inf", (*NASH, *TERMS)),
    Fault("ripeness: the gap is continued upwards where no terms suffice", "model/terms/acceptance.py", "v_last - mean_slope *", "v_last + mean_slope *", TERMS),
    Fault("Nash step: power moves the deal away from the attacker", "model/terms/bargain.py", "d_attacker + power * (", "d_attacker - power * (", (*NASH, *TERMS)),
    Fault("Nash step: the defender's reservation widens the room", "model/terms/bargain.py", "room = (line.v_start - d_defender)", "room = (line.v_start + d_defender)", (*NASH, *TERMS)),
    Fault("Nash step: a segment's score counts the attacker's gain alone", "model/terms/bargain.py", "+ (1.0 - power) *", "- (1.0 - power) *", (*NASH, *TERMS)),
    Fault("attacker offers: he asks for the least", "model/terms/bargain.py", "        u = u_high\n", "        u = u_low\n", NASH),
    Fault("defender offers: he gives the most", "model/terms/bargain.py", "    else:\n        u = u_low\n", "    else:\n        u = u_high\n", NASH),
    Fault("look-up: a state reads another row", "model/terms/table.py", "row * (NODES - 1) + column", "row * (NODES - 1) - column", (*NASH, *TERMS)),
    Fault("look-up: the worse candidate is taken", "model/terms/table.py", "(that > this)", "(that < this)", TABLED),
    # --- game ---
    Fault("month: war pays the attacker", "model/month.py", "flow_a = -now.attacker_cost", "flow_a = now.attacker_cost", DOORS),
    Fault("month: being bombed pays the defender", "model/month.py", "-now.defender_cost - now.struck_cost", "-now.defender_cost + now.struck_cost", DOORS),
    Fault("month: attending is paid for", "model/month.py", "* indulged - game.attending_cost", "* indulged + game.attending_cost", DOORS),
    Fault("month: impatience is patience", "model/month.py", "[f + d.patience * v", "[f - d.patience * v", DOORS),
    Fault("month: exhaustion keeps the attacker in the war", "model/month.py", "eyes.stop_solvent + (eyes", "eyes.stop_solvent - (eyes", DOORS),
    Fault("month: an exhausted attacker fights better", "model/month.py", "now.odds_shift + game.odds_when_exhausted", "now.odds_shift - game.odds_when_exhausted", DOORS),
    Fault("month: indulgence kills hope", "model/month.py", "hope = 1.0 + eyes.hope", "hope = 1.0 - eyes.hope", DOORS),
    Fault("month: laxity enforces", "model/month.py", "(1.0 - kernels.slack) *", "(1.0 + kernels.slack) *", DOORS),
    Fault("month: a settlement's gain is lost", "model/month.py", "value_a = d_a + settles", "value_a = d_a - settles", DOORS),
    Fault("month: a side gives up while it is doing well", "model/month.py", "on_a < a.floor", "on_a > a.floor", HALT),
    Fault("ceasefire: a relapse makes it better", "model/month.py", "(1.0 - game.defender.relapse)", "(1.0 + game.defender.relapse)", HALT),
    Fault("ceasefire: one wish is enough", "model/month.py", "(halt_a > d_a) & (halt_d > d_d)", "(halt_a > d_a) | (halt_d > d_d)", HALT),
    Fault("horizon: the line freezes on the other side", "solver/equilibrium.py", "lattice.fronts(month).astype(game.months.path.dtype) / lattice.steps", "1.0 - lattice.fronts(month).astype(game.months.path.dtype) / lattice.steps", DOORS),
    Fault("law: who stays at war counts what ended", "solver/law.py", "staying = mass - settled - ceased", "staying = mass - settled + ceased", LAW),
    Fault("law: an epoch turns the reserves over", "solver/law.py", "nodes + (lattice.chest - 1.0)", "nodes - (lattice.chest - 1.0)", LAW),
    Fault("law: a new mediator begins with the wrong odds", "solver/law.py", "jnp.log(chance / (1.0 - chance))", "jnp.log((1.0 - chance) / chance)", LAW),
    Fault("record: a front that was not seen is kept", "solver/law.py", "mass * seen.front[lattice.fronts(now.month)][:, None]", "mass * (1.0 - seen.front[lattice.fronts(now.month)][:, None])", LAW),
    Fault("record: its likelihood counts against it", "solver/law.py", "jnp.log(jnp.maximum(total, 1e-30))", "-jnp.log(jnp.maximum(total, 1e-30))", LAW),
    Fault("finish: the defender is beaten where he wins", "solver/belief.py", "share if side == \"attacker\" else 1.0 - share", "share if side == \"attacker\" else share", ("tests/laws/test_finish.py",)),
    Fault("endings: whose terms they are is turned round", "model/endings.py", "jnp.where(tilt > ATTACKERS_SHARE, 0, jnp.where(tilt < DEFENDERS_SHARE, 2, 1))", "jnp.where(tilt > ATTACKERS_SHARE, 2, jnp.where(tilt < DEFENDERS_SHARE, 0, 1))", LAW),
    Fault("performing: a part is what is gained without its mechanism", "solver/attending.py", "later[0] - later[1:4]", "later[1:4] - later[0]", PERFORMING),
    Fault("performing: staying away is what gives", "solver/attending.py", "jnp.maximum(attends, attends_bombing) - jnp.maximum(away, away_bombing)", "jnp.maximum(away, away_bombing) - jnp.maximum(attends, attends_bombing)", PERFORMING),
    Fault("performing: without pressure there are no side deals", "solver/attending.py", "game.attacker.indulged * deals", "game.attacker.indulged * deals * presses", PERFORMING),
    Fault("sampled wars: the front moves the other way", "solver/sample.py", "np.where(up, 1, -1)", "np.where(up, -1, 1)", ("tests/transcripts", "-k", "gamblers or bargaining", "tests/engine/test_histories.py")),
    # --- compiler ---
    Fault("priors: a high score gives a low value", "compiler/priors.py", "special.ndtr(scores[:, column])", "special.ndtr(-scores[:, column])", ("tests/compiler/test_priors.py", "tests/compiler/test_war.py")),
    Fault("priors: the two sides of a median change places", "compiler/priors.py", "np.where(score < 0, below, above)", "np.where(score < 0, above, below)", ("tests/compiler/test_priors.py",)),
    Fault("priors: a truncated quantity is spread the wrong way", "compiler/priors.py", "1.0 - 1e-12) * (high - low)", "1.0 - 1e-12) * (low - high)", ("tests/compiler/test_priors.py",)),
]  # fmt: skip
