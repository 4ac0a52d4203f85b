"""A text that is put to two sides: who says yes, what it is worth, and where the probability goes, by hand."""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np
import pytest

from ripeness.model.talks.answers import Answers, agreement, answered, met


def state(value: float) -> jnp.ndarray:
    return jnp.full((1, 1, 1, 1), value)


def put(text: tuple, plain: tuple, a_no: tuple, d_no: tuple, mandate: float = 1.0, precision: float | None = None):
    """(defender's yes, attacker's yes, worth to the attacker, worth to the defender)."""
    pairs = [tuple(state(value) for value in pair) for pair in (text, plain, a_no, d_no)]
    sharp = None if precision is None else jnp.asarray(precision)
    given, worth = answered(*pairs, mandate=jnp.asarray(mandate), precision=sharp)
    return tuple(float(one[0, 0, 0, 0]) for one in (given.defender, given.attacker, *worth))


PLAIN = (0.5, 0.4)


@pytest.mark.parametrize(
    ("what", "text", "a_no", "d_no", "expected"),
    [
        ("both gain, and both sign", (0.6, 0.5), PLAIN, PLAIN, (1, 1, 0.6, 0.5)),
        ("the attacker loses by it and refuses at no price", (0.4, 0.9), PLAIN, PLAIN, (1, 0, 0.5, 0.4)),
        (
            "... but where refusing costs it more than the text it signs",
            (0.4, 0.9),
            (0.3, 0.4),
            PLAIN,
            (1, 1, 0.4, 0.9),
        ),
        ("the defender would lose by it and refuses", (0.9, 0.1), PLAIN, (0.5, 0.35), (0, 1, 0.5, 0.35)),
        ("... unless refusing costs it more", (0.9, 0.1), PLAIN, (0.5, 0.05), (1, 1, 0.9, 0.1)),
        (
            "the defender says yes to what it would not want, because the attacker will refuse",
            (0.4, 0.1),
            (0.45, 0.42),
            (0.5, 0.35),
            (1, 0, 0.45, 0.42),
        ),
        ("a tie is a yes", PLAIN, PLAIN, PLAIN, (1, 1, 0.5, 0.4)),
    ],
)
def test_who_says_yes_reading_ahead(what: str, text: tuple, a_no: tuple, d_no: tuple, expected: tuple) -> None:
    if "loses by it and refuses" in what or "will refuse" in what:
        assert text[0] < a_no[0]
    assert put(text, PLAIN, a_no, d_no) == pytest.approx(expected)


def test_what_both_accept_is_signed_with_the_mandate_else_the_month_goes_on() -> None:
    """0.25 (0.9, 0.8) + 0.75 (0.5, 0.4) = (0.6, 0.5)."""
    assert put((0.9, 0.8), PLAIN, PLAIN, PLAIN, mandate=0.25) == pytest.approx((1, 1, 0.6, 0.5))


def test_with_a_precision_a_yes_has_the_logit_of_what_it_gains() -> None:
    yes_d, yes_a, *_ = put((0.52, 0.43), PLAIN, PLAIN, PLAIN, precision=50.0)
    gain_d = 1 / (1 + np.exp(-50 * 0.02)) * 0.43 + (1 - 1 / (1 + np.exp(-50 * 0.02))) * 0.4 - 0.4
    assert yes_a == pytest.approx(1 / (1 + np.exp(-50 * 0.02)))
    assert yes_d == pytest.approx(1 / (1 + np.exp(-50 * gain_d)))


def test_mass_that_meets_texts_signs_refuses_or_goes_on() -> None:
    """Of .6 that attends: text 1 (.2, both yes, mandate .5), text 2 (.3, the defender refuses), .3 of nothing."""
    yes, no = state(1.0), state(0.0)
    both, refused = Answers(yes, yes), Answers(no, yes)
    fighting = (state(0.1), state(0.6), state(0.2), state(0.1))
    answers = ((both, refused), (refused, Answers(yes, no)))
    signed, going = met(fighting, answers, jnp.array([0.2, 0.3]), jnp.array([0.5, 1.0]))
    found = [float(one[0, 0, 0, 0]) for one in (*signed, *going)]
    #   signed by text      stays, attends,  bombs away, attends and bombs   A refused (without, with bombs)  D refused
    expected = [0.06, 0.0, 0.1, 0.6 - 0.06 - 0.18, 0.2, 0.1 - 0.02 - 0.03, 0.0, 0.03, 0.18, 0.02]
    assert found == pytest.approx(expected)
    assert sum(found) == pytest.approx(1.0)


def test_an_answer_of_the_record_weighs_states_by_whether_the_text_beats_fighting_on() -> None:
    fighting_on = jnp.array([0.2, 0.5, 0.5 + 1e-5]).reshape(1, 1, 3, 1)
    worth = [jnp.full((3, 1), 0.5)]
    refused = jnp.array([[0.9, 0.1]])
    assert np.asarray(agreement(worth, fighting_on, refused)).ravel() == pytest.approx([0.1, 0.1, 0.9])
