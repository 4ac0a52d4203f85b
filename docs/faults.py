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
WINNING = ("tests/engine/test_winning.py",)
TERMS = ("tests/laws/test_terms.py",)
TABLED = (
    "tests/laws/test_terms.py::test_a_deal_from_the_table_is_feasible_accepted_and_never_better_than_the_exact_one",
)
NASH = ("tests/agreement/test_theory_and_engine.py", "-k", "nash or ultimatum")
DRIVERS = ("tests/drivers",)
TALKS = ("tests/talks", "tests/terms")
EPOCHS = ("tests/compiler/test_epochs_by_hand.py", "tests/compiler/test_means_by_hand.py")
MEANS = EPOCHS[::-1]
CODED = ("tests/compiler/test_record_by_hand.py",)
LEVELS = ("tests/compiler/test_levels.py",)
POSTERIOR = ("tests/ensemble/test_posterior.py",)
WEIGHTS = ("tests/ensemble/test_weights.py",)
COMPUTED = ("tests/ensemble/test_computation.py",)
DATASET = ("tests/store/test_dataset.py",)
CHUNKS = ("tests/store/test_chunks.py",)
QUANTITY = ("tests/gradient/test_every_quantity.py",)
SAMPLED = ("tests/engine/test_sampled_records.py",)
HISTORIES = ("tests/engine/test_histories.py", "-k", "doors or terms or single")
GATED = ("tests/engine/test_histories.py::test_the_gate_of_a_drawn_war_moves_with_the_probabilities_of_the_kernel",)
PARTS = ("tests/statistics/test_streaming.py",)
MEASURED = ("tests/claims/test_every_measure.py",)
THINNED = ("tests/statistics/test_thinning.py",)
SURFACE = ("tests/ensemble/test_surface.py",)
TURNS = ("tests/ensemble/test_turns.py",)
PRIM = ("tests/search/test_prim.py",)
SALTELLI = ("tests/search/test_saltelli.py",)
RANKED = ("tests/gradient/test_ranking.py",)
DRIFT = ("tests/laws/test_drift.py",)
DRIFTS = (f"{PLAYED}[drift_in_substeps_between_ends]",)
EFFORT = ("tests/drivers/test_effort.py",)
ARMED = (f"{PLAYED}[effort_at_a_front_that_drifts]",)
CHAIN = ("tests/toys/test_chain.py",)
ANSWERED = ("tests/talks/test_answers.py",)
TEXTS = (f"{PLAYED}[texts]",)
TRUCE = ("tests/engine/test_truce.py",)
BACK = (
    "tests/engine/test_truce_brute_force.py::test_truces_begin_end_and_settle_in_every_state_as_the_oracle_has_it[bare-1]",
)
SIGNED = ("tests/engine/test_settlements.py", "-k", "signed_text")
GUARDED, ADDRESSED, SERVED, SLOW = (
    ("tests/web/test_guard.py",),
    ("tests/web/test_address.py",),
    ("tests/web/test_served_page.py",),
    ("tests/web/test_slow_pages.py",),
)
CALLED = ("tests/engine/test_settlements.py",)
ELICITED = ("tests/elicit/test_scores.py",)
INTERVIEWED = ("tests/prose/test_interview.py", "-k", "comes_back or today or seen or money")
ASSISTED = ("tests/assistant/test_server.py", "-k", "out_of_the_folder or links")
REACHED = ("tests/reach/test_reach_parts.py",)
REACH_ANSWERED = ("tests/reach/test_reach_answer.py",)
SEARCHED = ("tests/robust/test_robust_search.py",)
ASKED = ("tests/ask/test_ask.py",)
SURVIVED = ("tests/calibrate/test_prior_survival.py",)
PICTURED = ("tests/figures/test_figures.py", "-k", "kept")
LEDGER = ("tests/ledger/test_ledger.py",)
CHAINED = ("tests/ledger/test_chain.py",)
SCORED = ("tests/ledger/test_scores_of_forecasts.py",)
STATED = ("tests/ask/test_stated.py",)
KEPT = ("tests/engine/test_settlements.py", "-k", "commonest")


@dataclass(frozen=True)
class Fault:
    """One fault: what goes wrong, in which file, which text becomes which, and what pytest is asked to run."""

    what: str
    file: str
    right: str
    wrong: str
    tests: tuple[str, ...]


FAULTS = [
    # --- rivals ---
    Fault("the asymmetric rule: gains weigh more than losses", "rivals/elections.py", "np.where(difference > 0, HOPE * difference, difference)", "np.where(difference < 0, HOPE * difference, difference)", ("tests/rivals/test_challenge.py", "-k", "asymmetric")),
    Fault("the base rate beside the views: lowest and highest change places", "questions/panel/beside.py", 'figure(counted[at]["low"]), figure(counted[at]["high"])', 'figure(counted[at]["high"]), figure(counted[at]["low"])', ("tests/panel/test_panel_rivals.py",)),
    # --- kernels ---
    Fault("battle: the front above and the one below change places", "model/kernels/battle.py", "self.down[..., None] * beside[:, :, :-1] + self.up[..., None]", "self.up[..., None] * beside[:, :, :-1] + self.down[..., None]", KERNELS),
    Fault("battle: months of odd and of even fronts change places", "model/kernels/battle.py", "1 - self.odd", "self.odd", KERNELS),
    Fault("battle: up and down change places in everybody's eyes", "model/eyes.py", "up, down = (up, 1.0 - up) if", "up, down = (1.0 - up, up) if", DOORS),
    Fault("belief on the odds: a front further on counts as lost", "model/kernels/battle.py", "(month + front - start)", "(month - front + start)", KERNELS),
    Fault("belief on the odds: a long memory counts against itself", "model/kernels/battle.py", "(1.0 + month * looseness)", "(1.0 - month * looseness)", KERNELS),
    Fault("collapse: its hazard adds to going on", "model/kernels/collapse.py", "+ (1.0 - falls) *", "+ (1.0 + falls) *", KERNELS),
    Fault("collapse: bombing makes it less likely", "model/kernels/collapse.py", "hazard * (1.0 + strike_effect)", "hazard * (1.0 - strike_effect)", KERNELS),
    Fault("war chest: the package fills it", "model/kernels/war_chest.py", "lattice + shift[g]", "lattice - shift[g]", KERNELS),
    Fault("war chest: its lattice lies above the path", "model/kernels/war_chest.py", "- (nodes - 1.0 - above))", "+ (nodes - 1.0 - above))", KERNELS),
    Fault("war chest: full reserves count as exhausted", "model/kernels/war_chest.py", "1.0 - reserves / spacing", "1.0 + reserves / spacing", KERNELS),
    Fault("mind: what lowers sincerity raises it", "model/kernels/sincerity.py", "nodes + shift,", "nodes - shift,", KERNELS),
    Fault("mind: bombing is held to the attacker's credit", "model/kernels/sincerity.py", "shifts.no_deal + extra", "shifts.no_deal - extra", KERNELS),
    Fault("gate: relaxing and keeping change places", "model/kernels/gate.py", "self.relaxes * none + (1.0 - self.relaxes) * package", "self.relaxes * package + (1.0 - self.relaxes) * none", KERNELS),
    Fault("gate: executive action and none change places", "model/kernels/gate.py", "(1.0 - self.acts) * none + self.acts * values[1]", "(1.0 - self.acts) * values[1] + self.acts * none", KERNELS),
    Fault("rounding: a move lands on the other neighbour", "model/kernels/rounding.py", "(targets - low) / spacing", "(low - targets) / spacing + nodes - 1.0", KERNELS),
    Fault("rounding: the farther node is the likelier", "model/kernels/rounding.py", "1.0 - distance", "distance - 1.0", KERNELS),
    Fault("truce: the line is paid for whole every month", "model/kernels/truce.py", "(1.0 - patience) * line", "line", TRUCE),
    Fault("truce: it breaks down when it holds", "model/kernels/truce.py", "breakdown * plain + (1.0 - breakdown) * onward", "(1.0 - breakdown) * plain + breakdown * onward", TRUCE),
    Fault("truce: spending fills the reserves", "model/kernels/truce.py", "budget.income[:, None] - budget.planned", "budget.income[:, None] + budget.planned", TRUCE),
    Fault("truce: the package stays with the chance that it is lifted", "model/kernels/truce.py", "self.relax * by_gate[0] + (1.0 - self.relax) * by_gate[-1]", "self.relax * by_gate[-1] + (1.0 - self.relax) * by_gate[0]", TRUCE),
    Fault("truce: who stays pays for going back", "model/kernels/truce.py", "attacker * numbers.resume_attacker, defender * numbers.resume_defender", "numbers.resume_attacker, numbers.resume_defender", BACK),
    Fault("truce: broken down, it goes on", "solver/truces.py", "holds = truce - broken", "holds = truce", TRUCE),
    # --- mediator, stance ---
    Fault("mediator: side deals make it punish more", "model/talks/mediator.py", "(punishment_value - self.side_deal_value)", "(punishment_value + self.side_deal_value)", KERNELS),
    Fault("belief update: patience grows with every month", "model/talks/mediator.py", "log((1.0 - a) * (1.0 - sincere)", "log((1.0 + a) * (1.0 - sincere)", KERNELS),
    Fault("belief update: flattery offends", "model/talks/mediator.py", "jnp.maximum(1.0 - feigned, 1e-9)) + self.flattery", "jnp.maximum(1.0 - feigned, 1e-9)) - self.flattery", KERNELS),
    Fault("belief update: a forgiving mediator counts strikes double", "model/talks/mediator.py", "(1.0 - self.forgives_strikes)", "(1.0 + self.forgives_strikes)", KERNELS),
    Fault("mediator: it indulges below the margin", "model/talks/mediator.py", "self.threshold + INDULGENCE_MARGIN", "self.threshold - INDULGENCE_MARGIN", (*KERNELS, *DOORS)),
    Fault("mediator: the gate opens above the threshold", "model/talks/mediator.py", "below * jnp.maximum(opening, discharge) + (1.0 - below)", "(1.0 - below) * jnp.maximum(opening, discharge) + below", KERNELS),
    Fault("mediator: the side of a threshold is the wrong one", "model/talks/mediator.py", "- (nodes - spacing / 2)) / spacing", "- (nodes + spacing / 2)) / spacing", KERNELS),
    Fault("stance: the worst one is chosen", "model/talks/stance.py", "better = value > best", "better = value < best", (*DOORS,)),
    Fault("stance: a logit prefers what is worse", "model/talks/stance.py", "softmax(precision *", "softmax(-precision *", (f"{PLAYED}[logit_with_two_doors]",)),
    # --- tables, texts, envoy, passage ---
    Fault("tables: a meeting lowers the chance of a table", "model/talks/tracks.py", "(1.0 - meets * mandate)", "(1.0 + meets * mandate)", (*TALKS, "tests/compiler/test_war.py")),
    Fault("texts: recognition counts against a text", "model/talks/texts.py", "1.0 - recognised[:, :, None]", "recognised[:, :, None]", TALKS),
    Fault("texts: a text lives before it is written", "model/talks/texts.py", "(begin <= now) & (now < end)", "(begin > now) & (now < end)", TALKS),
    Fault("envoy: it learns away from the truth", "model/talks/envoy.py", "share[:, None] * (true - assumed)", "share[:, None] * (assumed - true)", TALKS),
    Fault("envoy: it takes the defender to ask for more", "model/talks/envoy.py", "return defender - error", "return defender + error", TALKS),
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
    Fault("weariness: a long war gets cheaper", "model/drivers/war_weariness.py", "cost + rise[:, None]", "cost - rise[:, None]", ("tests/agreement/test_war_weariness.py",)),
    Fault("weariness: one side tires by the other's numbers", "compiler/war.py", "war_weariness.{side}", "war_weariness.attacker", ("tests/agreement/test_war_weariness.py",)),
    Fault("war chest's path: revenue is spent", "model/drivers/war_chest.py", "reserves[:, month] + net[:, month]", "reserves[:, month] - net[:, month]", DRIVERS),
    # --- terms ---
    Fault("frontier: the knapsack is filled from the wrong end", "model/terms/frontier.py", "jnp.argsort(-gain", "jnp.argsort(gain", (*NASH, *TERMS)),
    Fault("frontier: what the attacker gains the defender gains too", "model/terms/frontier.py", "(v_start - v_end) / jnp", "(v_end - v_start) / jnp", (*NASH, *TERMS)),
    Fault("utility: reneging adds to what a deal is worth", "model/terms/utility.py", "(1.0 - risk) *", "(1.0 + risk) *", TERMS),
    Fault("utility: a leader is paid to sign", "model/terms/utility.py", "self.attacker - self.attacker_leader_cost", "self.attacker + self.attacker_leader_cost", TERMS),
    Fault("utility: where the war halts the defender likes what it lost", "model/terms/utility.py", "terms @ self.attacker, (1.0 - terms) @ self.defender", "terms @ self.attacker, terms @ self.defender", DOORS),
    Fault("reneging: a guarantee makes it likelier", "model/terms/reneging.py", "(1.0 - guarantee)", "(1.0 + guarantee)", TERMS),
    Fault("reneging: what is ceded makes a deal safer", "model/terms/reneging.py", "(base + terms @ by_issue)", "(base - terms @ by_issue)", TERMS),
    Fault("guarantors: they weaken each other", "model/terms/guarantors.py", "(1.0 - strength * backing)", "(1.0 + strength * backing)", TALKS),
    Fault("ripeness: the defender's reservation counts for the attacker", "model/terms/acceptance.py", "continuation) - d_defender", "continuation) + d_defender", (*NASH, *TERMS)),
    Fault("ripeness: an offer gains by what it gives away", "model/terms/acceptance.py", "line.v_start - line.slope * (u - line.u_start), -jnp.inf", "line.v_start + line.slope * (u - line.u_start), -jnp.inf", (*NASH, *TERMS)),
    Fault("ripeness: the gap is continued upwards where no terms suffice", "model/terms/acceptance.py", "v_last - mean_slope *", "v_last + mean_slope *", TERMS),
    Fault("Nash step: power moves the deal away from the attacker", "model/terms/bargain.py", "d_attacker + power * (", "d_attacker - power * (", (*NASH, *TERMS)),
    Fault("Nash step: the defender's reservation widens the room", "model/terms/bargain.py", "room = (line.v_start - d_defender)", "room = (line.v_start + d_defender)", (*NASH, *TERMS)),
    Fault("Nash step: a segment's score counts the attacker's gain alone", "model/terms/bargain.py", "+ (1.0 - power) *", "- (1.0 - power) *", (*NASH, *TERMS)),
    Fault("attacker offers: it asks for the least", "model/terms/bargain.py", "        u = u_high\n", "        u = u_low\n", NASH),
    Fault("defender offers: it gives the most", "model/terms/bargain.py", "    else:\n        u = u_low\n", "    else:\n        u = u_high\n", NASH),
    Fault("look-up: a state reads another row", "model/terms/table.py", "row * (NODES - 1) + column", "row * (NODES - 1) - column", (*NASH, *TERMS)),
    Fault("look-up: the worse candidate is taken", "model/terms/table.py", "(that > this)", "(that < this)", TABLED),
    # --- game ---
    Fault("month: war pays the attacker", "model/month.py", "flow_a = -now.attacker_cost", "flow_a = now.attacker_cost", DOORS),
    Fault("month: being bombed pays the defender", "model/month.py", "-now.defender_cost - now.struck_cost", "-now.defender_cost + now.struck_cost", DOORS),
    Fault("month: attending is paid for", "model/month.py", "* indulged - game.attending_cost", "* indulged + game.attending_cost", DOORS),
    Fault("month: impatience is patience", "model/month.py", "[f + d.patience * v", "[f - d.patience * v", DOORS),
    Fault("month: exhaustion keeps the attacker in the war", "model/eyes.py", "(eyes.stop_solvent + (eyes", "(eyes.stop_solvent - (eyes", DOORS),
    Fault("month: an exhausted attacker fights better", "model/eyes.py", "now.odds_shift + game.odds_when_exhausted", "now.odds_shift - game.odds_when_exhausted", DOORS),
    Fault("month: indulgence kills hope", "model/eyes.py", "hope = 1.0 + eyes.hope", "hope = 1.0 - eyes.hope", DOORS),
    Fault("month: laxity enforces", "model/month.py", "(1.0 - slack) * paid", "(1.0 + slack) * paid", DOORS),
    Fault("month: a settlement's gain is lost", "model/month.py", "value_a = d_a + settles", "value_a = d_a - settles", DOORS),
    Fault("month: a side gives up while it is doing well", "model/month.py", "on_a < a.floor", "on_a > a.floor", HALT),
    Fault("ceasefire: a relapse makes it better", "model/month.py", "(1.0 - game.defender.relapse)", "(1.0 + game.defender.relapse)", HALT),
    Fault("ceasefire: one wish is enough", "model/month.py", "(halt_a > d_a) & (halt_d > d_d)", "(halt_a > d_a) | (halt_d > d_d)", HALT),
    Fault("horizon: the line freezes on the other side", "model/eyes.py", "(fronts / lattice.steps)[:, None]", "(1.0 - fronts / lattice.steps)[:, None]", DOORS),
    Fault("law: who stays at war counts what ended", "solver/departures.py", "staying = mass - settled - ceased", "staying = mass - settled + ceased", LAW),
    Fault("law: an epoch turns the reserves over", "solver/law.py", "nodes + float(lattice.on_path)", "nodes - float(lattice.on_path)", LAW),
    Fault("law: a new mediator begins with the wrong odds", "model/eyes.py", "jnp.log(chance / (1.0 - chance))", "jnp.log((1.0 - chance) / chance)", LAW),
    Fault("record: a front that was not seen is kept", "solver/law.py", "one * seen.front[lattice.fronts(now.month)][:, None]", "one * (1.0 - seen.front[lattice.fronts(now.month)][:, None])", LAW),
    Fault("record: its likelihood counts against it", "solver/law.py", "jnp.log(jnp.maximum(total, IMPOSSIBLE)), -jnp.inf", "-jnp.log(jnp.maximum(total, IMPOSSIBLE)), -jnp.inf", LAW),
    Fault("belief: a forced stop is won by the attacker", "solver/belief.py", "return Outcomes(after, front_won=one, front_lost=nil, collapse=one, stop=nil)", "return Outcomes(after, front_won=one, front_lost=nil, collapse=one, stop=one)", WINNING),
    Fault("belief: the defender sees the war with the attacker's eyes", "solver/belief.py", "for side, kernels, chance in zip(sides, eyes, after.wins, strict=True)", "for side, kernels, chance in zip(sides, eyes[:1] * 2, after.wins, strict=True)", WINNING),
    Fault("belief: every state is played as if it stayed away", "solver/belief.py", "chosen = jnp.where(stances[0] == number, values, chosen)", "chosen = jnp.where(stances[0] == 0, chosen, chosen)", WINNING),
    Fault("belief: at the end the war is won", "solver/belief.py", "return cls((nil,) * sides", "return cls((nil + 1.0,) * sides", WINNING),
    Fault("belief: a window reaches a month further", "solver/belief.py", "within = place < stop - start", "within = place <= stop - start", WINNING),
    Fault("belief: between two months the later counts", "solver/belief.py", "(1.0 - share) * windows[left] + share * windows[left + 1]", "share * windows[left] + (1.0 - share) * windows[left + 1]", WINNING),
    Fault("disbelief: who is expelled still believes", "solver/disbelief.py", "jnp.full(below.shape[:2], expelled)", "jnp.full(below.shape[:2], 0.0 * expelled)", WINNING),
    Fault("disbelief: what counts is who still believes", "solver/disbelief.py", "one.reshape(-1) < thresholds", "one.reshape(-1) >= thresholds", WINNING),
    Fault("endings: land that is given counts as given back", "model/endings.py", "attacker, defender = gives > beyond, gives < -beyond", "attacker, defender = gives < -beyond, gives > beyond", CALLED),
    Fault("endings: half a cell is a whole one", "model/endings.py", "0.5 * game.line.cell", "game.line.cell", CALLED),
    Fault("endings: a text gives land against nothing held", "model/endings.py", "(game.texts.signed(held) @ measure - held @ measure)", "(game.texts.signed(held) @ measure)", CALLED),
    Fault("endings: a band measures where it ends", "model/endings.py", "return land * (high - low)", "return land * high", CALLED),
    Fault("endings: the surplus is shared at one half", "model/endings.py", "MOSTLY = 2.0", "MOSTLY = 1.0", CALLED),
    Fault("endings: a loss counts against the other's gain", "model/endings.py", "jnp.where(gain > slack, gain, 0.0)", "gain", CALLED),
    Fault("endings: the defender's gain is over the attacker's fighting on", "model/endings.py", "return u - played.attacker, v - played.defender", "return u - played.attacker, v - played.attacker", CALLED),
    Fault("deals: a bin reaches to the next step", "solver/deals.py", "(one[1:] + one[:-1]) / 2", "one[1:]", CALLED),
    Fault("deals: what is kept is told as all", "solver/deals.py", "rest = jnp.sum(mass) - jnp.sum(chance)", "rest = jnp.zeros(())", KEPT),
    Fault("deals: the furthest text is the nearest", "solver/deals.py", "found = jnp.argmin(apart, axis=0)", "found = jnp.argmax(apart, axis=0)", KEPT),
    Fault("deals: the government of signed texts is forgotten", "solver/deals.py", "aligned = aligned + jnp.einsum", "aligned = aligned + 0.0 * jnp.einsum", SIGNED),
    Fault("deals: what fighting on is worth is added to a text's gain", "solver/deals.py", "(one * (worth[text][:, None] - other)", "(one * (worth[text][:, None] + other)", SIGNED),
    Fault("performing: a part is what is gained without its mechanism", "solver/attending.py", "later[0] - later[1:4]", "later[1:4] - later[0]", PERFORMING),
    Fault("performing: staying away is what gives", "solver/attending.py", "jnp.maximum(attends, attends_bombing) - jnp.maximum(away, away_bombing)", "jnp.maximum(away, away_bombing) - jnp.maximum(attends, attends_bombing)", PERFORMING),
    Fault("performing: without pressure there are no side deals", "solver/attending.py", "game.attacker.indulged * deals", "game.attacker.indulged * deals * presses", PERFORMING),
    Fault("sampled wars: the front moves the other way", "solver/drawing.py", "np.where(rng.random(len(front)) < up, 1, -1)", "np.where(rng.random(len(front)) < up, -1, 1)", ("tests/transcripts", "-k", "gamblers or bargaining", "tests/engine/test_histories.py")),
    # --- a front that is an area, effort, texts ---
    Fault("drift: the spread is counted twice", "model/kernels/drift.py", "q = jnp.clip(v + x**2", "q = jnp.clip(2.0 * v + x**2", DRIFT),
    Fault("drift: a mean beyond what the spread holds is no chance", "model/kernels/drift.py", "jnp.clip(v + x**2, jnp.abs(x), 1.0)", "v + x**2", DRIFT),
    Fault("drift: no month gains more than half a cell", "model/kernels/drift.py", "(substeps * line.cell), -1.0, 1.0)", "(substeps * line.cell), -0.5, 0.5)", DRIFT),
    Fault("drift: the front moves the other way", "model/kernels/drift.py", "moves * 0.5 * (q + x), moves * 0.5 * (q - x)", "moves * 0.5 * (q - x), moves * 0.5 * (q + x)", DRIFT),
    Fault("drift: what shifts explain is learnt as drift", "model/kernels/drift.py", "* line.cell - carried", "* line.cell", DRIFTS),
    Fault("drift: a belief is as sure as nature", "model/kernels/drift.py", "line.sd**2 * (1.0 + looseness / (1.0 + seen * looseness))", "line.sd**2 * (1.0 + 0.0 * looseness)", DRIFT),
    Fault("drift: an end between two cells is met a cell early", "model/kernels/drift.py", "/ cell)[..., None] + 1.0, 0.0, 1.0)", "/ cell)[..., None] + 2.0, 0.0, 1.0)", DRIFT),
    Fault("drift: the front teaches from the war's first month", "model/kernels/drift.py", "jnp.maximum(month - line.teaches, 0.0)", "jnp.maximum(month, 0.0)", DRIFT),
    Fault("record of areas: the cell's width is no error", "compiler/front.py", "+ width**2 / 12.0", "+ 0.0 * width**2 / 12.0", DRIFT),
    Fault("land: it lies as if the front were a ladder", "model/terms/utility.py", "(areas[:, None] - low) / (high - low)", "(areas[:, None] - low) / high", DRIFTS),
    Fault("effort: reserves are spent in a month", "model/drivers/effort.py", "income + reserves / runway), least * planned)", "income + reserves), least * planned)", EFFORT),
    Fault("effort: what is missing is what is spent", "model/drivers/effort.py", "return 1.0 - xp.minimum(1.0,", "return xp.minimum(1.0,", EFFORT),
    Fault("effort: the defender's moves the front as the attacker's does", "model/drivers/effort.py", "means ** -exponent[:, None]", "means ** exponent[:, None]", EFFORT),
    Fault("treasury: income at every level is that of none", "model/kernels/treasury.py", "income = now.income[:, None]", "income = now.income[:1, None] + 0.0 * now.income[:, None]", ARMED),
    Fault("effort: the attacker's moves the front the other way", "model/eyes.py", "shift + game.effort.gain * jnp.log(treasury.effort)", "shift - game.effort.gain * jnp.log(treasury.effort)", ARMED),
    Fault("forced stop: the hope of one never fades", "model/eyes.py", "1.0 / (1.0 + now.month * eyes.stop_looseness)", "1.0 / (1.0 + 0.0 * now.month * eyes.stop_looseness)", ARMED),
    Fault("effort: a policy's effort is measured against its own", "compiler/war.py", "before_efforts if number and not listed else None", "None", CHAIN),
    Fault("effort: what is expected of the front forgets its shifts", "compiler/effort.py", "carried = np.cumsum(counted, axis=1) - counted", "carried = 0.0 * counted", CHAIN),
    Fault("texts: the attacker's yes is read against a month without a text", "model/talks/answers.py", "yes(agreed[0] - attacker_refused[0])", "yes(agreed[0] - plain[0])", ANSWERED),
    Fault("texts: the defender does not read ahead", "model/talks/answers.py", "yes(after_yes[1] - defender_refused[1])", "yes(agreed[1] - defender_refused[1])", ANSWERED),
    Fault("texts: a refusal costs the defender no pressure", "model/month.py", "*(one + game.defender.indulged for one in", "*(one + 0.0 * game.defender.indulged for one in", TEXTS),
    Fault("texts: who refused is the other side", "model/eyes.py", "(game.texts.refused_attacker, game.texts.refused_defender)", "(game.texts.refused_defender, game.texts.refused_attacker)", TEXTS),
    Fault("texts: what both accept is always signed", "model/talks/answers.py", "faced * mandate[text] * yes * second", "faced * yes * second", ANSWERED),
    Fault("answers: a refusal speaks for the text", "model/talks/answers.py", "jnp.where(worse, seen[text, 0], seen[text, 1])", "jnp.where(worse, seen[text, 1], seen[text, 0])", ANSWERED),
    # --- compiler ---
    Fault("priors: a high score gives a low value", "compiler/priors.py", "special.ndtr(scores[:, column])", "special.ndtr(-scores[:, column])", ("tests/compiler/test_priors.py", "tests/compiler/test_war.py")),
    Fault("priors: the two sides of a median change places", "compiler/priors.py", "np.where(score < 0, below, above)", "np.where(score < 0, above, below)", ("tests/compiler/test_priors.py",)),
    Fault("priors: a truncated quantity is spread the wrong way", "compiler/priors.py", "1.0 - 1e-12) * (high - low)", "1.0 - 1e-12) * (low - high)", ("tests/compiler/test_priors.py",)),
    Fault("epochs: the mediator of a superseded epoch is forgotten", "compiler/war.py", "renewed = renewed or (listed and", "renewed = (listed and", EPOCHS),
    Fault("epochs: what a policy finds is counted from the war's first day", "compiler/war.py", "min(number, len(scenario.epochs))", "max(number - len(scenario.epochs), 0)", MEANS),
    Fault("belief on collapse: the defender's fades at the attacker's strength", "compiler/war.py", "levels[f\"beliefs.{side}.collapse.strength\"]", "levels[\"beliefs.attacker.collapse.strength\"]", EPOCHS),
    Fault("belief on collapse: the attacker's news reaches the defender", "compiler/war.py", "levels[\"beliefs.news\"] if of_attacker else np.ones(levels.count)", "levels[\"beliefs.news\"]", EPOCHS),
    Fault("belief on collapse: what is promised frightens the defender", "compiler/war.py", "levels.get(\"aid.commitment\", 0.0) if of_attacker else np.zeros(levels.count)", "levels.get(\"aid.commitment\", 0.0)", EPOCHS),
    Fault("believers: a side that knows keeps its looseness", "compiler/parties.py", "none if knows else 1.0 / levels.get(f\"beliefs.{side}.{battle}.strength\", np.inf)", "1.0 / levels.get(f\"beliefs.{side}.{battle}.strength\", np.inf)", EPOCHS),
    Fault("believers: indulgence feeds the hope of one who knows", "compiler/parties.py", "none if levels.setting(\"beliefs.attacker_knows\") else levels[\"beliefs.news_of_indulgence\"] - 1.0", "levels[\"beliefs.news_of_indulgence\"] - 1.0", EPOCHS),
    Fault("winter: it comes a month late", "compiler/war.py", "(first + np.arange(horizon)) % 12 + 1", "(first + np.arange(horizon) - 1) % 12 + 1", MEANS),
    Fault("sides: who is beaten by a forced stop counts as having won", "compiler/parties.py", "\"loses\" if attacker else \"wins\"),\n        floor", "\"wins\" if attacker else \"loses\"),\n        floor", EPOCHS),
    Fault("sides: pressure on the defender pays the defender", "compiler/parties.py", "else -levels[\"mediator.presses_defender\"]", "else levels[\"mediator.presses_defender\"]", EPOCHS),
    Fault("mediator: executive action is worth what peace is", "compiler/parties.py", "levels.get(\"mediator.punishment_value\", 1.0))", "levels.get(\"mediator.peace_value\", 1.0))", EPOCHS),
    Fault("mediator: blame for the defender counts against the attacker", "compiler/parties.py", "+ levels[\"mediator.blames_defender\"]", "- levels[\"mediator.blames_defender\"]", EPOCHS),
    Fault("chest: its lattice is as fine as the last month needs", "compiler/war.py", "paths.reserves.max(axis=1)", "paths.reserves[:, -1]", MEANS),
    Fault("means: the power system is whole again with each epoch", "compiler/means.py", "np.ones(levels.count) if before is None else before.health[:, start]", "np.ones(levels.count)", MEANS),
    Fault("means: debt is forgiven with each epoch", "compiler/means.py", "np.zeros(levels.count) if before is None else before.debt[:, start]", "np.zeros(levels.count)", MEANS),
    Fault("means: the package leaves out what executive action took", "compiler/means.py", "most = acted if doors > 1 else shut", "most = shut", MEANS),
    Fault("means: executive action is enforced as laxly as the package", "compiler/means.py", "acted = further(shut, levels[\"sanctions.executive_direct\"], levels[\"sanctions.executive_secondary\"])", "acted = further(shut, levels[\"sanctions.executive_direct\"], enforced(levels[\"sanctions.executive_secondary\"], levels[\"gate.enforcement\"]))", MEANS),
    Fault("means: the package reaches no vessel", "compiler/means.py", "(hulls, acted), (fewer, package)]", "(hulls, acted), (hulls, package)]", MEANS),
    Fault("means: a stock that an epoch states is carried on instead", "compiler/means.py", "carried = None if levels.set_in(\"shadow_fleet.hulls\", name) else before", "carried = before", MEANS),
    Fault("means: reserves that an epoch states are carried on instead", "compiler/means.py", "carried = None if levels.set_in(\"war_chest.liquid_reserves\", name) else before", "carried = before", MEANS),
    Fault("means: what was punished before an epoch is what is expected now", "compiler/means.py", "[before.revenue, *before.punished]", "[before.revenue, *[before.revenue] * doors]", MEANS),
    Fault("means: an epoch's past is overwritten by what it expects", "compiler/means.py", "np.concatenate([before[:, :start], after], axis=1)", "np.concatenate([after[:, :1].repeat(start, axis=1), after], axis=1)", MEANS),
    Fault("means: borrowing is spent twice", "compiler/means.py", "(levels[\"war_chest.other_income\"] + levels[\"war_chest.borrowing\"])[:, None]\n    capacity", "(levels[\"war_chest.other_income\"] + 2.0 * levels[\"war_chest.borrowing\"])[:, None]\n    capacity", MEANS),
    Fault("means: aid of all donors arrives at the pace of the first", "compiler/means.py", "levels[f\"aid.flows.{flow}.lag\"]", "levels[f\"aid.flows.{next(iter(allocated))}.lag\"]", MEANS),
    Fault("record: what was coded counts as certain", "compiler/record.py", "1.0 - error if coded == done else error", "1.0 if coded == done else error", CODED),
    Fault("record: attendance is read where strikes were coded", "compiler/record.py", "(seen.strikes, strikes))", "(seen.strikes, attends))", CODED),
    Fault("record: a package that was seen may have been executive action", "compiler/record.py", "(0.0, 0.0, 1.0) if seen.package", "(0.0, 1.0, 1.0) if seen.package", CODED),
    Fault("record: no executive action means no package", "compiler/record.py", "(0.0, 1.0, 0.0) if seen.executive else (1.0, 0.0, 1.0)", "(0.0, 1.0, 0.0) if seen.executive else (1.0, 0.0, 0.0)", CODED),
    Fault("record: a month without a partial deal had one in talks", "compiler/record.py", "(0.0, 1.0) if seen.partial_deal else (1.0, 0.0)", "(0.0, 1.0) if seen.partial_deal else (1.0, 1.0)", CODED),
    Fault("record: the front is seen a step further on", "compiler/record.py", "== seen.position", "== seen.position + 1", CODED),
    Fault("records: the front's move is read from the month before", "compiler/records.py", "lasted.front[month + 1] > lasted.front[month]", "lasted.front[month] > lasted.front[max(month - 1, 0)]", CODED),
    Fault("records: executive action is coded as the package", "compiler/records.py", "\"executive\": bool(lasted.executive[month])", "\"executive\": bool(lasted.package[month])", CODED),
    Fault("records: a partial deal in talks is coded with errors", "compiler/records.py", "bool(lasted.partial_deal[month]) if attended else coded(False)", "coded(bool(lasted.partial_deal[month]))", CODED),
    Fault("records: a coder errs where none should", "compiler/records.py", "rng.random() >= error", "rng.random() > error", CODED),
    Fault("records: what was never observed is shown too", "compiler/records.py", "for name, value in told.items() if getattr(actual, name) is not None", "for name, value in told.items()", CODED),
    Fault("records: each series stands alone", "compiler/records.py", "known += fields", "known = fields", CODED),
    Fault("records: the file's own record is added to each", "compiler/records.py", "compile_record(scenario, levels, months) for", "compile_record(scenario, levels, {**scenario.record.months, **months}) for", CODED),
    Fault("levels: a moved number that is nil counts as never there", "compiler/levels.py", "path not in self.moved and isinstance", "isinstance", LEVELS),
    Fault("levels: what a lever states is taken for inherited", "compiler/levels.py", " or assumption.startswith(\"levers.\")", "", LEVELS),
    Fault("levels: a lever moves the first thing alone that it changes", "compiler/levels.py", "scenario.levers[lever.removeprefix(\"levers.\")].changes:", "scenario.levers[lever.removeprefix(\"levers.\")].changes[:1]:", LEVELS),
    Fault("priors: what is possible is judged by the field's support alone", "compiler/priors.py", "low, high = max(low, quantity.parameters[\"low\"]), min(high, quantity.parameters[\"high\"])", "pass", LEVELS),
    Fault("copula: correlated scores lean on the wrong independent ones", "compiler/copula.py", "factor[row, column] * independent[:, column]", "factor[row, column] * independent[:, row]", LEVELS),
    Fault("copula: a pair goes together one way only", "compiler/copula.py", "matrix[first, second] = matrix[second, first] = one.of_normal_scores", "matrix[max(first, second), min(first, second)] = -one.of_normal_scores", LEVELS),
    Fault("slopes: a number at the end of its support is moved beyond it", "compiler/slopes.py", "np.minimum(step, number.high - number.values), np.minimum(step, number.values - number.low)", "step, step", LEVELS),
    Fault("slopes: a slope up and one down cancel", "compiler/slopes.py", "(above + below) / (up + down)", "(above - below) / (up + down)", LEVELS),
    Fault("slopes: numbers of a later batch take the first's places", "compiler/slopes.py", "gradient[:, start + place]", "gradient[:, place]", LEVELS),
    Fault("slopes: a lever's range is in its own unit", "compiler/slopes.py", "(lever.high - lever.low) * lever.scale", "(lever.high - lever.low)", LEVELS),
    Fault("slopes: a bend is never told", "compiler/slopes.py", "np.abs(right - left) > KINK * size", "np.abs(right - left) > size / KINK", LEVELS),
    Fault("design: weights are taken at correlated scores", "ensemble/design.py", "self.source.log_weight(scores)", "self.source.log_weight(correlated(self.scenario, scores))", WEIGHTS),
    Fault("design: correlations are left out", "ensemble/design.py", "values_from_scores(names, correlated(self.scenario, scores))", "values_from_scores(names, scores)", WEIGHTS),
    Fault("design: blocks overlap", "ensemble/design.py", "start, stop = number * BLOCK, (number + 1) * BLOCK", "start, stop = number * BLOCK // 2, number * BLOCK // 2 + BLOCK", WEIGHTS),
    Fault("design: every block is the first", "ensemble/design.py", "self._whole[start:stop]", "self._whole[:BLOCK]", WEIGHTS),
    Fault("design: neighbouring seeds share their blocks", "ensemble/draws.py", "uniform_points(stop - start, len(self.mean) + 1, seed, start)", "uniform_points(stop - start, len(self.mean) + 1, seed + start // (stop - start))", WEIGHTS),
    Fault("design: given rows weigh by their logarithm", "ensemble/design.py", "Draws(self.values, np.log(self.weight))", "Draws(self.values, self.weight)", WEIGHTS),
    Fault("draws: weights are those of the other density", "ensemble/draws.py", "return prior - mixture", "return mixture - prior", WEIGHTS),
    Fault("draws: the prior's share is the learnt part's", "ensemble/draws.py", "np.log(self.prior_share) + prior, np.log1p(-self.prior_share) + learnt", "np.log1p(-self.prior_share) + prior, np.log(self.prior_share) + learnt", WEIGHTS),
    Fault("draws: the prior's share of the points is drawn from the learnt part too", "ensemble/draws.py", "np.where((pick >= 0.0)[:, None], found, normal)", "found", WEIGHTS),
    Fault("draws: a normal's density forgets its size", "ensemble/draws.py", "np.log(np.diag(factor)).sum() + 0.5", "0.5", WEIGHTS),
    Fault("draws: key numbers count twice", "ensemble/draws.py", "if place not in self.key]", "]", WEIGHTS),
    Fault("draws: a slice keeps the weights of the first", "ensemble/draws.py", "self.log_weight[which])", "self.log_weight[: len(self.log_weight[which])])", COMPUTED),
    Fault("posterior: all rows are taken for as heavy as each other", "ensemble/posterior.py", "excess = share[rows] / chance[rows]", "excess = np.ones(len(rows))", POSTERIOR),
    Fault("posterior: heavy rows are taken by lot too", "ensemble/posterior.py", "        for_certain |= more", "        return np.minimum(scaled, 1.0)", POSTERIOR),
    Fault("posterior: the prior's share weighs as the record's", "ensemble/posterior.py", "return -np.logaddexp(np.log(self.prior_share), of_record)", "return -of_record", POSTERIOR),
    Fault("posterior: the evidence is left out", "ensemble/posterior.py", "+ log_likelihood - self.log_evidence", "+ log_likelihood", POSTERIOR),
    Fault("posterior: more rows change the first", "ensemble/posterior.py", "np.random.default_rng((seed, len(self.scores)))", "np.random.default_rng((seed, stop))", POSTERIOR),
    Fault("posterior: every seed gives the same order", "ensemble/posterior.py", "np.random.default_rng((seed, len(self.scores)))", "np.random.default_rng(len(self.scores))", POSTERIOR),
    Fault("posterior: as many rows as equal draws behind them", "ensemble/posterior.py", "min(int(behind / BEHIND), MOST,", "min(int(behind), MOST,", POSTERIOR),
    Fault("posterior: a tail that cannot be trusted is hidden", "ensemble/posterior.py", " or khat(np.exp(log_weight - log_weight.max())) > UNSAFE", "", POSTERIOR),
    Fault("posterior: no row is drawn from the prior", "ensemble/posterior.py", "return self._priors_before(rows + 1) > self._priors_before(rows)", "return np.zeros(len(rows), bool)", POSTERIOR),
    Fault("posterior: rows of any content serve", "ensemble/proposal.py", "(kept.scenario_hash, kept.assumptions) == (scenario.content_hash(), names)", "kept.assumptions == names", POSTERIOR),
    Fault("posterior: what was learnt before stays beside a new proposal", "ensemble/learn.py", "rows.unlink(missing_ok=True)  # of what was learnt before", "pass", POSTERIOR),
    Fault("design: kept rows are drawn beyond their number", "ensemble/design.py", "kept and draws <= kept[0].most", "kept", POSTERIOR),
    Fault("learn: no more rounds follow where too few draws fit", "ensemble/learn.py", "len(seen) < 2 * ROUNDS", "len(seen) < ROUNDS", POSTERIOR),
    Fault("learn: every round asks for the same points", "ensemble/learn.py", "seed=1000 + len(seen)", "seed=1000", WEIGHTS),
    Fault("learn: rounds are weighed against the prior alone", "ensemble/learn.py", "[before - one.log_weight(scores) for one in proposals]", "[before - one.log_weight(scores) for one in proposals[:1]]", WEIGHTS),
    Fault("learn: what was learnt before does not begin", "ensemble/learn.py", "first = begin or prior", "first = prior", WEIGHTS),
    Fault("learn: the likelihood is tempered upwards", "ensemble/learn.py", "            high = middle\n        else:\n            low = middle", "            low = middle\n        else:\n            high = middle", WEIGHTS),
    Fault("mixture: what the draws say nothing clear of is fitted", "ensemble/mixture.py", "np.sqrt(many) > CLEAR", "np.sqrt(many) >= 0", ("tests/ensemble/test_weights.py::test_a_fit_keeps_the_prior_of_what_the_draws_say_nothing_clear_of",)),
    Fault("mixture: what was known before is forgotten", "ensemble/mixture.py", "np.where(clear, mean, base.mean)", "np.where(clear, mean, 0.0)", ("tests/ensemble/test_weights.py::test_what_was_learnt_before_stays_where_few_draws_say_nothing_clear_against_it",)),
    Fault("mixture: every normal has the spread of all", "ensemble/mixture.py", "(has * own + 0.5 * BELIEF * whole)", "(has * whole + 0.5 * BELIEF * whole)", WEIGHTS),
    Fault("mixture: the spread is a variance", "ensemble/mixture.py", "np.where(clear, np.sqrt(np.clip(variance, *VARIANCES)), base.spread)", "np.where(clear, np.clip(variance, *VARIANCES), base.spread)", ("tests/ensemble/test_weights.py::test_a_fit_keeps_the_prior_of_what_the_draws_say_nothing_clear_of",)),
    Fault("proposal: learning leaves correlations out", "ensemble/proposal.py", "values_from_scores(scenario.assumptions(), correlated(scenario, scores))", "values_from_scores(scenario.assumptions(), scores)", WEIGHTS),
    Fault("proposal: a view takes over what it changes", "ensemble/proposal_file.py", "if name in place_of and name not in changed}", "if name in place_of}", WEIGHTS),
    Fault("proposal: a view's key numbers keep the factors' first rows", "ensemble/proposal_file.py", "np.linalg.cholesky(covariances[:, rows][:, :, rows])", "theirs.factors[:, : len(rows), : len(rows)]", WEIGHTS),
    Fault("batches: what pads a batch is its first draw", "ensemble/batches.py", "np.concatenate([leaf, np.repeat(leaf[-1:], missing, axis=0)])", "np.concatenate([np.repeat(leaf[:1], missing, axis=0), leaf])", COMPUTED),
    Fault("batches: padding is handed out", "ensemble/batches.py", "lambda leaf: leaf[:count], jax.device_get", "lambda leaf: leaf, jax.device_get", COMPUTED),
    Fault("batches: a slice loses its last draw", "ensemble/batches.py", "min(start + size, count))", "min(start + size, count - 1))", COMPUTED),
    Fault("computation: batches are joined in the order of their haste", "ensemble/computation.py", "for part in parts]) for name", "for part in parts[::-1]]) for name", COMPUTED),
    Fault("computation: the reference bargains by table", "ensemble/computation.py", "exact = precision == \"float64\"", "exact = False", COMPUTED),
    Fault("forecast key: in whose eyes is left out", "ensemble/kept.py", "((\"in eyes\", self.in_eyes), (\"attending\", self.attending))", "((\"attending\", self.attending),)", COMPUTED),
    Fault("forecast key: how far a policy is carried is left out", "ensemble/asked.py", "            \"months\": None if self.nothing else self.months,\n", "", COMPUTED),
    Fault("forecast key: what attending gives is left out", "ensemble/kept.py", "((\"in eyes\", self.in_eyes), (\"attending\", self.attending))", "((\"in eyes\", self.in_eyes),)", COMPUTED),
    Fault("forecast key: the first draw is left out", "ensemble/forecast.py", "\"first draw\": str(marks[0]), ", "", COMPUTED),
    Fault("forecast key: versions are left out", "ensemble/forecast.py", "\"versions\": versions(), ", "", COMPUTED),
    Fault("dataset: the record counts twice", "store/dataset.py", "log_weight = log_prior_weight + (likelihood.sum(axis=1) if record else 0.0)", "log_weight = log_prior_weight + (2 * likelihood.sum(axis=1) if record else 0.0)", DATASET),
    Fault("dataset: a month counts what ends in it", "store/dataset.py", "total = np.concatenate([np.zeros_like(total[:, :, :1]), total], axis=2)", "total = np.concatenate([total, total[:, :, -1:]], axis=2)", DATASET),
    Fault("dataset: deals of the month itself are counted", "store/dataset.py", "deals = np.concatenate([np.zeros_like(deals[:, :1]), deals], axis=1)[:, :months]", "deals = deals[:, :months]", DATASET),
    Fault("dataset: terms are means over all endings", "store/dataset.py", ":shown, :3].sum(axis=-1)", ":shown].sum(axis=-1)", DATASET),
    Fault("dataset: terms forget the last month", "store/dataset.py", "means[:, -1], meaning", "means[:, -2], meaning", DATASET),
    Fault("dataset: the attacker's eyes are the defender's", "store/dataset.py", "eyes = [main if name == \"nature\" else views[name] for name in BELIEVERS]", "eyes = [main if name == \"nature\" else views[name] for name in (BELIEVERS[0], *BELIEVERS[:0:-1])]", DATASET),
    Fault("dataset: the wars that a mean is over are those without a record", "store/dataset.py", "going = ongoing[:, main] >= NEVER", "going = ongoing[:, -1] >= NEVER", DATASET),
    Fault("dataset: the year after the baseline is its first month", "store/dataset.py", "results[\"baseline_endings\"].astype(float).sum(axis=1)", "results[\"baseline_endings\"].astype(float)[:, 0]", DATASET),
    Fault("dataset: weights are shares of the heaviest", "store/dataset.py", "return weight / math.fsum(weight)", "return weight / weight.max()", DATASET),
    Fault("chunks: weights are shares of their own chunk", "store/chunks.py", "np.exp(columns[f\"log_{name}\"] - scale[name][0]) / scale[name][1] for name in SCALED}", "np.exp(columns[f\"log_{name}\"] - scale[name][0]) / np.exp(columns[f\"log_{name}\"] - scale[name][0]).sum() for name in SCALED}", CHUNKS),
    Fault("chunks: the draws of a chunk are numbered from nil", "store/chunks.py", "np.arange(start, start + forecast.sizes[\"draw\"])", "np.arange(forecast.sizes[\"draw\"])", CHUNKS),
    Fault("chunks: a gap is filled beyond its end", "store/chunks.py", "yield at, min(at + size, start)", "yield at, at + size", CHUNKS),
    Fault("chunks: two chunks may hold the same draws", "store/chunks.py", "if not before <= start < stop:", "if not start < stop:", ("tests/store/test_odd_folders.py", *CHUNKS)),
    Fault("solutions: fewer draws are served the last of more", "store/solutions.py", "label: one[: len(asked)]", "label: one[-len(asked) :]", ("tests/store/test_solutions.py",)),
    Fault("solutions: a mark is of the first number alone", "store/solutions.py", "hashlib.sha256(row.tobytes())", "hashlib.sha256(row[:1].tobytes())", ("tests/store/test_solutions.py",)),
    Fault("design table: rows keep the first block's numbers", "ensemble/design.py", "yield {**design.draws(start, stop).values, WEIGHT: design.weights(start, stop)}", "yield {**design.draws(0, stop - start).values, WEIGHT: design.weights(start, stop)}", ("tests/ensemble/test_design_table.py",)),
    Fault("forecast key: what a policy changes is left out", "ensemble/asked.py", "            \"settings\": self.scenario.settings(self.levers),\n", "", COMPUTED),
    Fault("statistics: a draw without weight counts in a mean in parts", "statistics/streaming.py", "self.weight = self.weight + np.sum(w, axis=0)", "self.weight = self.weight + np.sum(w > 0, axis=0)", PARTS),
    Fault("statistics: a binned value is lowered", "statistics/streaming.py", "np.ceil(np.clip(np.nan_to_num(values), 0.0, 1.0) * BINS)", "np.floor(np.clip(np.nan_to_num(values), 0.0, 1.0) * BINS)", PARTS),
    Fault("statistics: columns share their bins", "statistics/streaming.py", "place += np.arange(many) * (BINS + 1)", "place += np.arange(many) * 0", PARTS),
    Fault("statistics: a band's ends are its mean's", "statistics/streaming.py", "self.spread.found(LOW), self.spread.found(HIGH)", "self.spread.found(HIGH), self.spread.found(LOW)", PARTS),
    Fault("statistics: effective draws of parts are added", "statistics/streaming.py", "self.squares += float(np.sum(w * w))", "self.squares = float(np.sum(w * w))", PARTS),
    Fault("statistics: a log mean forgets its weights", "statistics/streaming.py", "np.asarray(logs, float) + np.log(np.asarray(weight, float))", "np.asarray(logs, float)", PARTS),
    Fault("statistics: a sample numbers each part anew", "statistics/streaming.py", "np.arange(self.seen, self.seen + len(given[0]), dtype=np.uint64)", "np.arange(len(given[0]), dtype=np.uint64)", PARTS),
    Fault("statistics: effective draws count weights once", "statistics/weighted.py", "float(np.sum(w)) ** 2 / squares", "float(np.sum(w)) / squares", ("tests/statistics/test_outcomes.py", *PARTS)),
    Fault("statistics: a quantile is the value before it", "statistics/weighted.py", "first = np.argmax(reached >= share * total * (1 - 1e-12), axis=0)", "first = np.maximum(np.argmax(reached >= share * total * (1 - 1e-12), axis=0) - 1, 0)", ("tests/statistics/test_outcomes.py",)),
    Fault("statistics: a missing value counts as nil", "statistics/weighted.py", "return v, np.where(np.isnan(v), 0.0, w)", "return np.nan_to_num(v), w", ("tests/statistics/test_outcomes.py",)),
    Fault("rank correlation: ties rank above each other", "statistics/rank_correlation.py", "(below + at / 2)[place]", "(below + at)[place]", ("tests/statistics/test_sensitivity.py", *PARTS)),
    Fault("rank correlation: spreads are added", "statistics/rank_correlation.py", "float(w @ dx**2) * float(w @ dy**2)", "float(w @ dx**2) + float(w @ dy**2)", ("tests/statistics/test_sensitivity.py", *PARTS)),
    Fault("rank correlation: luck does not count the assumptions", "statistics/rank_correlation.py", "math.log(2 * assumptions)", "math.log(2)", ("tests/statistics/test_sensitivity.py", *PARTS)),
    Fault("identification: what a series adds is what all so far add", "statistics/identification.py", "after - before for before, after in", "after for before, after in", ("tests/panel/test_pools.py", *PARTS)),
    Fault("identification: a mean of likelihoods is their sum", "statistics/identification.py", "np.log(np.mean(np.exp(total - highest)))", "np.log(np.sum(np.exp(total - highest)))", ("tests/panel/test_pools.py", *PARTS)),
    Fault("pools: a forecast's nil is a veto", "statistics/pools.py", "np.maximum(np.asarray(forecasts, float), LEAST)", "np.maximum(np.asarray(forecasts, float), 1e-300)", PARTS),
    Fault("tree: a split is judged by the lighter side alone", "statistics/tree.py", "inside = 2 * held_above * (w_above - held_above) / w_above + 2 * held_below * (w_below - held_below) / w_below", "inside = 2 * held_above * (w_above - held_above) / w_above", ("tests/claims/test_deciding.py",)),
    Fault("tree: a threshold belongs to the side above", "statistics/tree.py", "(x[:, column] > cuts[tenth, column])", "(x[:, column] >= cuts[tenth, column])", ("tests/claims/test_deciding.py",)),
    Fault("tree: luck is never asked", "statistics/tree.py", "if gains[place] <= np.quantile(lucky, LUCK):", "if gains[place] <= 0:", ("tests/claims/test_deciding.py",)),
    Fault("tree: the inner split lies on the other side", "statistics/tree.py", "there = (x[:, top.assumption] > top.threshold) == side", "there = (x[:, top.assumption] > top.threshold) != side", ("tests/claims/test_deciding.py",)),
    Fault("drawn records: wars that ended are shown too late", "solver/sampled_records.py", "kept, states = drawing.going(epoch.lattice)", "states = drawing.going(epoch.lattice)[1]\n        kept = np.arange(len(states))", SAMPLED),
    Fault("drawn records: punishment is that of the month's beginning", "solver/sampled_records.py", "noted[\"gate\"].append(np.stack(gates, axis=1)[kept])", "noted[\"gate\"].append(drawing.tables[\"gate\"][kept])", SAMPLED),
    Fault("drawn records: executive action counts as the package", "solver/sampled_records.py", "(gate == levels - 1)", "(gate > 0)", SAMPLED),
    Fault("drawn records: strikes are attendance", "solver/sampled_records.py", "strikes=conduct[war, :, 1]", "strikes=conduct[war, :, 0]", SAMPLED),
    Fault("drawn records: a new mediator keeps the old one's mind", "solver/sampled_records.py", "states = _passed(states, old, (games[number], epoch.lattice), epoch.new_mediator, epoch.rules, rng)", "states = _passed(states, old, (games[number], epoch.lattice), False, epoch.rules, rng)", SAMPLED),
    Fault("drawn records: an epoch hands every war the first one's state", "solver/sampled_records.py", "drawing.place(states, epoch.lattice)", "drawing.place(np.broadcast_to(states[:1], states.shape).copy(), epoch.lattice)", SAMPLED),
    Fault("drawn records: an epoch is played from its second month", "solver/sampled_records.py", "play = jax.tree.map(lambda leaf, at=month - first: leaf[at], played)", "play = jax.tree.map(lambda leaf, at=min(month - first + 1, stop - 1 - first): leaf[at], played)", SAMPLED),
    Fault("drawn records: the war's end is where it was a month before", "solver/sampled_records.py", "lattice.fronts(course.as_of))[states[:, 2]]", "lattice.fronts(course.as_of - 1))[states[:, 2]]", SAMPLED),
    Fault("sampled wars: bombing is as dangerous as quiet", "solver/drawing.py", "strikes, np.asarray(breaks.bombing)[self.gate, self.mind], np.asarray(breaks.quiet)[self.gate, self.mind]", "strikes, np.asarray(breaks.quiet)[self.gate, self.mind], np.asarray(breaks.quiet)[self.gate, self.mind]", HISTORIES),
    Fault("sampled wars: executive action takes what the package takes", "solver/drawing.py", "moved = draw(money[self.gate, self.chest], rng)", "moved = draw(money[np.where(self.gate > 0, lattice.gates - 1, 0), self.chest], rng)", HISTORIES),
    Fault("sampled wars: lax enforcement is strict", "solver/drawing.py", "(rng.random(len(mind)) < slack)", "(rng.random(len(mind)) < 0.0 * slack)", HISTORIES),
    Fault("sampled wars: enforcement is lax where the mediator's mind is another war's", "solver/drawing.py", "np.asarray(kernels.slack)[self.mind]", "np.asarray(kernels.slack)[self.mind[::-1]]", HISTORIES),
    Fault("sampled wars: executive action never relents", "solver/drawing.py", "stays = np.where(middle, 1.0 - relents, acts)", "stays = np.where(middle, 1.0, acts)", GATED),
    Fault("sampled wars: the package falls back to executive action", "solver/drawing.py", "rows[:, 1] = np.where(package, 0.0, (1.0 - opens) * stays)\n        rows[:, 0] = np.where(package, relaxes,", "rows[:, 1] = np.where(package, relaxes, (1.0 - opens) * stays)\n        rows[:, 0] = np.where(package, 0.0,", HISTORIES),
    Fault("sampled wars: executive action opens before the package", "solver/drawing.py", "(1.0 - opens) * stays)\n        rows[:, 0]", "stays)\n        rows[:, 0]", HISTORIES),
    Fault("sampled wars: terms are read from the other end", "solver/drawing.py", "return start + (end - start) * np.asarray(position)[:, None]", "return end + (start - end) * np.asarray(position)[:, None]", HISTORIES),
    Fault("sampled wars: a deal comes to who stays away", "solver/drawing.py", "np.where(attends[:, None], after(1), 0.0)", "after(1)", HISTORIES),
    Fault("derivative: months of war leave out the first", "solver/derivative.py", "above, below = above[course.as_of : at], below[course.as_of : at]", "above, below = above[course.as_of + 1 : at], below[course.as_of + 1 : at]", QUANTITY),
    Fault("derivative: a quantity of a month is read a month early", "solver/derivative.py", "return above[at] / below[at], likelihood", "return above[at - 1] / below[at - 1], likelihood", QUANTITY),
    Fault("derivative: terms are those of all issues' first", "solver/derivative.py", "ends = segments.terms_start[:, asked.issue], segments.terms_end[:, asked.issue]", "ends = segments.terms_start[:, 0], segments.terms_end[:, 0]", QUANTITY),
    Fault("derivative: terms stay where a stretch begins", "solver/derivative.py", "start[chosen.segment] + (end - start)[chosen.segment] * chosen.position", "start[chosen.segment]", QUANTITY),
    Fault("derivative: in a side's eyes also means in the record", "solver/derivative.py", "eyes = np.where(observed, NATURE, asked.believer)", "eyes = np.where(observed, asked.believer, NATURE)", QUANTITY),
    Fault("derivative: who attends is who is indulged", "solver/derivative.py", "return below - jnp.sum(conduct[\"stayed_away\"]), below", "return jnp.sum(conduct[\"attended_no_deal_in_reach\"]), below", QUANTITY),
    Fault("derivative: deals come only when no deal is in reach", "solver/derivative.py", "return game.mediator.deal_feigned * jnp.sum(attended), one", "return game.mediator.deal_feigned * jnp.sum(attended * (1.0 - _in_reach(chosen.gap, game, rules))), one", QUANTITY),
    Fault("derivative: the attacker's belief is the defender's", "solver/derivative.py", '{"attacker": ATTACKER, "defender": DEFENDER}', '{"attacker": DEFENDER, "defender": ATTACKER}', QUANTITY),
    Fault("derivative: within some months means ever", "solver/derivative.py", "min(at + course.belief_horizon, course.horizon)", "course.horizon", QUANTITY),
    Fault("derivative: the advantage is the defender's", "solver/derivative.py", "reported[\"attacker_value\"] - reported[\"defender_value\"]", "reported[\"defender_value\"] - reported[\"attacker_value\"]", QUANTITY),
    Fault("derivative: executive action is seen as the package", "solver/derivative.py", "3: (0, 1, -1)}", "3: (0, -1, 1)}", QUANTITY),
    Fault("derivative: the second epoch plays the first months of its own", "solver/derivative.py", "leaf[epoch.start : min(stop, course.as_of)], record)", "leaf[: max(min(stop, course.as_of) - epoch.start, 0)], record)", QUANTITY),
    Fault("thinning: those of the largest weight go", "statistics/thinning.py", "np.argsort(found, kind=\"stable\")", "np.argsort(-found, kind=\"stable\")", THINNED),
    Fault("thinning: the status quo of all is left out of the correction", "statistics/thinning.py", "(everyone + (moved - few))[1:]", "moved[1:]", THINNED),
    Fault("thinning: a draw's chances are raked one by one", "statistics/thinning.py", "found = found / np.maximum(found.sum(axis=1, keepdims=True), 1e-300)", "pass", THINNED),
    Fault("surface: what is between two runs is the lower one", "ensemble/surface.py", "return below + share * (self.pulls[above] - below)", "return below", SURFACE),
    Fault("surface: the shift stays in the odds", "ensemble/surface.py", "np.maximum(np.exp(odds) - SHIFT, 0.0)", "np.exp(odds)", SURFACE),
    Fault("surface: a preview starts from the policy that lies farthest", "ensemble/surface.py", "return min((self.status_quo, *known)", "return max((self.status_quo, *known)", SURFACE),
    Fault("surface: what is put back since the start stays", "ensemble/surface.py", "((1.0, levers), (-1.0, start.levers))", "((1.0, levers),)", SURFACE),
    Fault("previews: the error of one lever is that of several", "ensemble/previews.py", "error(means, self.surface.under(values, one))", "error(means, self.surface.under(values))", SURFACE),
    Fault("turns: a later request of anybody takes an earlier one's place", "ensemble/turns.py", "self._latest[asker] = one.ticket[1]", "self._latest.update(dict.fromkeys([asker, *self._latest], one.ticket[1]))", TURNS),
    Fault("turns: the least urgent goes first", "ensemble/turns.py", "min(self._waiting) != ticket", "max(self._waiting) != ticket", TURNS),
    Fault("measures: months of war count the month itself", "questions/claims/measures.py", "ongoing[:, :month].sum(axis=1)", "ongoing[:, : month + 1].sum(axis=1)", MEASURED),
    Fault("measures: the advantage is the defender's", "questions/claims/measures.py", "np.asarray(sides[0] - sides[1])", "np.asarray(sides[1] - sides[0])", MEASURED),
    Fault("measures: who attends is who stays away", "questions/claims/measures.py", "1.0 - _at(forecast, scenario, \"stayed_away\", month)", "_at(forecast, scenario, \"stayed_away\", month)", MEASURED),
    Fault("measures: endings in a side's eyes are nature's", "questions/claims/measures.py", "variable = \"ended_in_eyes\" if about.in_eyes_of else \"ended\"\n        eyes = {\"believer\": about.in_eyes_of} if about.in_eyes_of else {}", "variable, eyes = \"ended\", {}", MEASURED),
    Fault("measures: the past is read a month late", "questions/claims/measures.py", "past_month=int(places[0]))", "past_month=int(places[0]) - 1)", MEASURED),
    Fault("measures: the baseline's outlook counts the ceasefire as a settlement", "questions/claims/measures.py", "list(about.endings or SETTLEMENTS)).sum", "list(about.endings or (*SETTLEMENTS, \"ceasefire\"))).sum", MEASURED),
    Fault("measures: a month of the record counts back from the end", "questions/claims/measures.py", "    if month < 0:\n        raise NotHeld(\"this is not computed for months of the record\")\n", "", MEASURED),
    Fault("elicited: bins are counted from the other end", "statistics/elicited.py", 'value, side="left"))] += 1.0', 'value, side="left")) * -1 - 1] += 1.0', ELICITED),
    Fault("elicited: twice the divergence is once", "statistics/elicited.py", "stats.chi2.sf(2.0 * hits.sum()", "stats.chi2.sf(hits.sum()", ELICITED),
    Fault("elicited: an expert below the cut-off weighs", "statistics/elicited.py", "c * i if c >= cutoff else 0.0", "c * i if c <= 1.0 else 0.0", ELICITED),
    Fault("interview: a chance within some months is divided", "scenarios/interview/numbers.py", "-math.expm1(math.log1p(-chance) / months)", "chance / months", INTERVIEWED),
    Fault("interview: what is hoped today was hoped when the war began", "scenarios/interview/writing.py", "faded = 1.0 + told.age / told.fading", "faded = 1.0", INTERVIEWED),
    Fault("interview: reserves of today are those of the first month", "scenarios/interview/means_text.py", "(spending.middle - income.middle) * told.age", "0.0 * told.age", INTERVIEWED),
    Fault("assistant: a path out of the folder is read", "assistant/folder.py", "if not path.is_relative_to(self.root):", "if not path.is_absolute():", ASSISTED),
    Fault("reach: movement is in the lever's own unit", "questions/reach/held.py", "return abs(value - self.today) / (self.high - self.low)", "return abs(value - self.today)", REACHED),
    Fault("reach: so many of ten are the others", "questions/reach/target.py", "weight, self.tenths / 10.0)", "weight, 1.0 - self.tenths / 10.0)", REACHED),
    Fault("reach: a lever goes back though the target is missed", "questions/reach/search.py", "for place, one in enumerate(tried) if scores[place] >= 0.0]", "for place, one in enumerate(tried)]", ("tests/reach/test_reach_search.py",)),
    Fault("reach: halving keeps what was not enough", "questions/reach/search.py", "        return _between(few, many, high)", "        return _between(few, many, low)", ("tests/reach/test_reach_search.py",)),
    Fault("reach: what all draws call worse than nothing moved is told", "questions/reach/course.py", "setting if self._nearer(setting, {}) else {} for", "setting for", REACH_ANSWERED),
    Fault("reach: what was run before an interruption is run again", "ensemble/trials.py", "if arrays is None:", "if True:", REACH_ANSWERED),
    Fault("robust: a policy is beaten by its like", "questions/robust/search.py", "(by > values).any(axis=1)", "(by >= values).any(axis=1)", SEARCHED),
    Fault("robust: every search has the same seed", "questions/robust/search.py", "[seed, generation]", "[0, generation]", SEARCHED),
    Fault("ranking: sets without a figure weigh", "questions/gradient/ranking.py", "np.where(held, weight, 0.0) / max(float(weight[held].sum()), 1e-300)", "weight", RANKED),
    Fault("ranking: the step is the whole range", "questions/gradient/ranking.py", "step = TENTH * float(", "step = float(", RANKED),
    Fault("ranking: what lowers most comes last", "questions/gradient/ranking.py", "key=lambda row: -abs(row[\"effect\"])", "key=lambda row: -row[\"effect\"]", RANKED),
    Fault("ranking: a slope's elasticity leaves the number out", "questions/gradient/ranking.py", "(gradient[:, number] * values[:, number])) / smooth", "gradient[:, number]) / smooth", RANKED),
    Fault("saltelli: a set is moved in the wrong table", "questions/drivers/saltelli.py", "rows = np.repeat(a[None], len(sets) + 2, axis=0)", "rows = np.repeat(b[None], len(sets) + 2, axis=0)", SALTELLI),
    Fault("saltelli: a pair's interaction keeps one number's own share", "questions/drivers/saltelli.py", "return both - one - other", "return both - one", SALTELLI),
    Fault("saltelli: what is kept is run again", "questions/drivers/saltelli.py", "found = [*known[: len(a)]]", "found = []", SALTELLI),
    Fault("prim: luck is never asked", "statistics/prim.py", "if gain <= luck:", "if gain <= 0:", PRIM),
    Fault("prim: a peel goes on where nothing is gained", "statistics/prim.py", "if lacking[place] <= 1e-12:", "if lacking[place] <= -0.5:", PRIM),
    Fault("prim: coverage is counted against all draws", "statistics/prim.py", "held / float(data.w @ y)", "held / float(data.w.sum())", PRIM),
    Fault("prim: the second box is looked for among all draws", "statistics/prim.py", "outside &= ~inside", "outside &= True", PRIM),
    Fault("page: a name that another machine could hold is answered", "web/guard.py", "if name not in HOSTS:", "if name not in HOSTS and name.endswith(HOSTS):", GUARDED),
    Fault("page: a field that was left alone sets its lever", "web/address.py", "stated = {key: value for key, value in pairs if value}", "stated = {key: value or \"0\" for key, value in pairs}", ADDRESSED),
    Fault("page: chances at the ends of years are a month early", "web/answers.py", 'month.endswith("-01")', 'month.endswith("-12")', SERVED),
    Fault("page: what changes has the other sign", "web/answers.py", "(means[NOW] or 0.0) - (means[base] or 0.0)", "(means[base] or 0.0) - (means[NOW] or 0.0)", SERVED),
    Fault("page: what a lever could do is told at its worse end", "web/most.py", "chance, end = max(", "chance, end = min(", SLOW),
    Fault("page: a thought experiment is somebody's", "web/most.py", "if lever.anybodys and ends:", "if ends:", SLOW),
    Fault("page: of two policies beside each other, A is B", "web/slow.py", '{QUO: QUO, KEPT: "A", NOW: "B"}', '{QUO: QUO, KEPT: "B", NOW: "A"}', SLOW),
    Fault("page: a scenario is written though an answer is not understood", "web/prose.py", "elif wrong:", "elif not given.words:", SLOW),
    Fault("stated questions: what came before a question opened counts too", "questions/ask/chances.py", "np.clip((by - opened) / np.maximum", "np.clip(by / np.maximum", LEDGER),
    Fault("stated questions: the share of a cell lies at its lower end", "questions/ask/chances.py", "/ width + 0.5, 0.0, 1.0)", "/ width, 0.0, 1.0)", STATED),
    Fault("stated questions: talks are those of the month after", "questions/ask/chances.py", 'values[:, month], float)', 'values[:, month + 1], float)', STATED),
    Fault("ledger: a line that was put in is not noticed", "history/ledger.py", 'if line.get("before") != before:', 'if line.get("before") is None:', CHAINED),
    Fault("ledger: a line that was altered is not noticed", "history/ledger.py", "if stated != hash_of(line):", "if stated is None:", CHAINED),
    Fault("ledger: an open question may be resolved with no", "questions/ledger/resolve.py", "if day < by and (word == NO or at_the_day):", "if day < opens and (word == NO or at_the_day):", LEDGER),
    Fault("ledger: what is frozen after the fact counts for skill", "questions/ledger/score.py", 'for line, happened in events if not line["after_the_fact"]]', "for line, happened in events]", LEDGER),
    Fault("ledger: skill is said of one question", "questions/ledger/score.py", 'skill["count"] < scores.ENOUGH', 'skill["count"] < 1', SCORED),
    Fault("scores: what did not happen is scored", "statistics/scores.py", "log_score(np.asarray(happened, float), held)", "log_score(1.0 - np.asarray(happened, float), held)", SCORED),
    Fault("draws: their error is that of one draw", "statistics/weighted.py", "return float(np.sqrt(np.sum((w * (v - mean)) ** 2))) / total", "return float(np.sqrt(np.sum(w * (v - mean) ** 2) / total))", SCORED),
    Fault("population: draws count as if they came from nowhere", "statistics/population.py", "np.asarray(0.5 * (scores**2).sum(axis=1)[None] - 0.5 * apart)", "np.asarray(-0.5 * apart)", ("tests/statistics/test_population.py",)),
    Fault("back-tests: the month of the cut is still read", "questions/backtest/cut.py", "(record.get(\"months\") or {}).items() if at < month}", "(record.get(\"months\") or {}).items() if at <= month}", ("tests/backtest/test_cut.py",)),
    Fault("calibration: the true set does not share its weight", "questions/calibrate/replications.py", "below + np.random.default_rng(seed).random(len(below)) * same", "below", ("tests/calibrate/test_calibrate.py", "-k", "exact")),
    Fault("wars: by date, those that had not ended are learnt from", "questions/learnwars/scoring.py", "if cases.wars[i].over and cases.wars[i].ended < start])", "if cases.wars[i].began < start])", ("tests/learnwars/test_law.py", "-k", "date")),
    Fault("questions: before a day includes the day", "questions/ask/event.py", "return first - timedelta(days=1)", "return first", ASKED),
    Fault("questions: a named month means its first day", "questions/ask/event.py", "return date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1])", "return date(first.year, last_month, day or 1)", ASKED),
    Fault("questions: a state by its name is nobody", "questions/ask/event.py", "_without_articles(actor.name))}\\b\", actor.role, plain)", "_without_articles(actor.name))}\\b\", actor.name, plain)", ASKED),
    Fault("questions: no mechanism is missing", "questions/ask/event.py", "if why := missing_for(plain):", "if why := missing_for(\"\"):", ASKED),
    Fault("priors given survival: what was seen is still read", "questions/calibrate/survival.py", "{month: {} for month in data[\"record\"].get(\"months\") or {}}", "dict(data[\"record\"].get(\"months\") or {})", SURVIVED),
    Fault("priors given survival: every draw counts alike", "questions/calibrate/survival.py", "held.weight.values / held.weight.values.sum()", "np.full(held.sizes[\"draw\"], 1 / held.sizes[\"draw\"])", SURVIVED),
    Fault("priors given survival: below the base rates is inside", "questions/calibrate/survival.py", "min(lasted - rate[\"low\"], 0.0) + max", "max", SURVIVED),
    Fault("figure of the past: what ended is told as going on", "figures/past.py", "came = {True: ON, False: OVER, None: OPEN}", "came = {True: OVER, False: ON, None: OPEN}", PICTURED),
    Fault("figure of ranks: counts at the edge of the band lie outside", "figures/ranks.py", "not low <= one[\"count\"] <= high", "not low < one[\"count\"] < high", PICTURED),
    Fault("figure of coverage: the error is beside itself", "figures/coverage.py", "\"crps_drawn_again\": one[\"drawn_again\"],", "\"crps_drawn_again\": one[\"crps\"],", PICTURED),
    Fault("figure of base rates: the lower end is the upper", "figures/lasting.py", "{\"months\": one[\"months\"], \"low\": one[\"low\"], \"high\": one[\"high\"]} for one in found", "{\"months\": one[\"months\"], \"low\": one[\"high\"], \"high\": one[\"high\"]} for one in found", PICTURED),
    Fault("figure of the population: the law is told as learnt", "figures/population.py", "((LEARNT, \"learnt\"), (LAW, \"lognormal\"))", "((LAW, \"learnt\"), (LEARNT, \"lognormal\"))", PICTURED),
    Fault("wars: what is no number of a war is one that it turned into", "history/wars.py", "if into != NONE and not _WAR.fullmatch(into):", "if not into:", ("tests/history/test_wars.py",)),
    Fault("wars: a day that is not known lies before the beginning", "history/wars.py", "last = max(began, latest)", "last = latest", ("tests/history/test_wars.py",)),
    Fault("UCDP: a conflict of no type is left out", "history/ucdp.py", '"type_of_conflict", (), codes) in types', '"type_of_conflict", MISSING, codes) in types', ("tests/history/test_ucdp.py",)),
    Fault("base rates: the kinds of UCDP are not named", "questions/baserate/ask.py", "', '.join((*KINDS, *UCDP))", "', '.join(KINDS)", ("tests/baserate",)),
]  # fmt: skip
