"""Stability of states against the definitions, written out move by move, and against published sets."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from ripeness.errors import DataError
from ripeness.rivals import conflict_file
from ripeness.rivals.conflict import Conflict
from ripeness.rivals.graph_model import CONCEPTS, graph_model
from ripeness.rivals.inverse import inverse
from rival_inputs import PRISONERS

CONFLICTS = ["prisoners_dilemma", "syria_iraq_water", "cuban_missile_crisis", "elmira", "milk_river"]


def brute_force(conflict: Conflict) -> dict[tuple[str, str], set[str]]:
    """Fang, Hipel & Kilgour's definitions in plain loops over texts of Y and N: nothing of the package's own search."""
    labels, people = conflict.labels, range(len(conflict.makers))
    rank = [dict(zip(labels, map(int, one), strict=True)) for one in conflict.rank]
    forbidden = {"both": "", "no_to_yes_only": "YN", "yes_to_no_only": "NY"}

    def moves(i: int, s: str) -> set[str]:
        found = set()
        for t in labels:
            changed = [k for k in range(len(s)) if s[k] != t[k]]
            own = changed and all(conflict.holder[k] == i for k in changed)
            if own and all(s[k] + t[k] != forbidden[conflict.moves[k]] for k in changed):
                found.add(t)
        return found

    reach = {(i, s): moves(i, s) for i in people for s in labels}
    better = {(i, s): {t for t in reach[i, s] if rank[i][t] > rank[i][s]} for i in people for s in labels}

    def sequences(i: int, start: str, steps: dict) -> set[str]:
        """All states that the others reach by moves in which nobody moves twice running."""
        found, waiting = set(), [(start, None)]
        seen = set(waiting)
        while waiting:
            s, last = waiting.pop()
            for j in people:
                if j not in (i, last):
                    for t in steps[j, s]:
                        found.add(t)
                        if (t, j) not in seen:
                            seen.add((t, j))
                            waiting.append((t, j))
        return found

    stable = {}
    for i in people:
        answer = {s: sequences(i, s, reach) for s in labels}
        credible = {s: sequences(i, s, better) for s in labels}
        hurts = lambda t, s, i=i: rank[i][t] <= rank[i][s]  # noqa: E731
        stable[i, "Nash"] = {s for s in labels if not better[i, s]}
        stable[i, "GMR"] = {s for s in labels if all(any(hurts(t, s) for t in answer[u]) for u in better[i, s])}
        stable[i, "SMR"] = {
            s
            for s in labels
            if all(any(hurts(t, s) and all(hurts(v, s) for v in reach[i, t]) for t in answer[u]) for u in better[i, s])
        }
        stable[i, "SEQ"] = {s for s in labels if all(any(hurts(t, s) for t in credible[u]) for u in better[i, s])}
    return {(conflict.makers[i], concept): held for (i, concept), held in stable.items()}


def agree(conflict: Conflict) -> None:
    table = graph_model(conflict).table()
    told = brute_force(conflict)
    for (maker, concept), held in told.items():
        rows = table[(table.maker == maker) & (table.concept == concept) & table.stable]
        assert set(rows.state) == held, (maker, concept)


@pytest.mark.parametrize("name", CONFLICTS)
def test_the_five_conflicts_are_stable_where_the_definitions_say(peers, name: str) -> None:
    agree(conflict_file.read(peers / "gmcr" / f"{name}.json"))


def made_up(seed: int) -> Conflict:
    """Three decision makers, five options with directions, some states missing, preferences with ties."""
    rng = np.random.default_rng(seed)
    states = np.array([one for one in product((False, True), repeat=5) if rng.random() < 0.8])
    moves = tuple(rng.choice(["both", "both", "no_to_yes_only", "yes_to_no_only"], 5))
    rank = np.stack([np.unique(rng.integers(0, 12, len(states)), return_inverse=True)[1] for _ in range(3)])
    return Conflict("made up", ("a", "b", "c"), tuple("vwxyz"), np.array([0, 0, 1, 1, 2]), moves, states, rank)


@pytest.mark.parametrize("seed", range(12))
def test_made_up_conflicts_are_stable_where_the_definitions_say(seed: int) -> None:
    agree(made_up(seed))


def test_the_prisoners_dilemma_has_its_published_equilibria() -> None:
    """Mutual defection by Nash; mutual silence besides by GMR, SMR and SEQ (Fang, Hipel & Kilgour 1993, recalled)."""
    found = graph_model(conflict_file.parse("prisoners.json", PRISONERS.encode()))
    assert found.equilibria("Nash") == ("NN",)
    assert all(set(found.equilibria(one)) == {"NN", "YY"} for one in ("GMR", "SMR", "SEQ"))


def test_elmira_has_its_published_equilibria(peers) -> None:
    """States 5, 8 and 9 (abandon) by all, 1 and 4 by GMR and SMR (Hipel, Fang, Kilgour & Haight 1993, recalled)."""
    found = graph_model(conflict_file.read(peers / "gmcr" / "elmira.json"))
    abandon = {"NNNYN", "YNNYN", "NNNYY", "YNNYY"}
    strong = {"NYNNY", "YNYNY"} | abandon
    assert set(found.equilibria("Nash")) == set(found.equilibria("SEQ")) == strong
    assert set(found.equilibria("GMR")) == set(found.equilibria("SMR")) == strong | {"NYNNN", "YNYNN"}


@pytest.mark.parametrize("seed", range(6))
def test_the_least_lift_makes_a_state_stable_and_one_rank_less_does_not(seed: int) -> None:
    """By trying: the state is put at each higher rank in turn, and the definitions asked anew."""
    base = made_up(seed)
    for k in (0, len(base.states) // 2, len(base.states) - 1):
        label = base.labels[k]
        for one in inverse(base, label).conditions:
            i = base.makers.index(one.maker)
            for level in range(base.rank[i][k], base.rank[i].max() + 1):
                rank = base.rank.copy()
                rank[i][k] = level
                lifted = Conflict(base.title, base.makers, base.options, base.holder, base.moves, base.states, rank)
                held = label in brute_force(lifted)[one.maker, one.concept]
                assert held == (level >= base.rank[i][k] + one.places), (one, level)
            if one.places:
                equal = base.labels.index(one.as_good_as)
                assert base.rank[i][equal] == base.rank[i][k] + one.places


def test_an_inverse_question_names_who_moves_away() -> None:
    conflict = conflict_file.parse("prisoners.json", PRISONERS.encode())
    shown = inverse(conflict, "YY").summary()
    assert shown.loc["Nash", "moves away"] == "First, Second" and bool(shown.loc["SEQ", "equilibrium"])
    with pytest.raises(DataError, match="'YYY' is no state"):
        inverse(conflict, "YYY")


def test_a_conflict_with_too_many_moves_is_refused_before_memory_is() -> None:
    states = np.array(list(product((False, True), repeat=13)))
    order = np.arange(len(states))[None]
    huge = Conflict("huge", ("one",), tuple("abcdefghijklm"), np.zeros(13, int), ("both",) * 13, states, order)
    with pytest.raises(DataError, match="67,108,864 moves"):
        graph_model(huge)


def test_states_are_listed_with_ranks() -> None:
    rows = conflict_file.parse("prisoners.json", PRISONERS.encode()).table().set_index("state")
    assert rows.loc["NY", "rank of First"] == 1 and rows.loc["NY", "rank of Second"] == 4
    assert bool(rows.loc["NY", "Second is silent"]) and CONCEPTS == ("Nash", "GMR", "SMR", "SEQ")
