"""How often a text is put and may be signed, and what an answer of the record weighs: by hand."""

from __future__ import annotations

import numpy as np
import pytest

import ripeness
from ripeness.compiler import texts
from ripeness.compiler.levels import levels_by_epoch

TOY = ripeness.load("yes-or-no").replace({"tracks.talks.mandate": 0.25, "calendar.as_of": "2000-04"})


def put(**recognised: float) -> tuple[np.ndarray, np.ndarray]:
    levels = {name: TOY.lever_value(name, value) for name, value in recognised.items()}
    found = texts.put(TOY, levels_by_epoch(TOY, {}, 1, levels)[-1], 6)
    assert found is not None
    return found[0][0, 5], found[1][0, 5]


def test_a_text_is_put_where_the_mediators_track_meets_with_its_recognition_and_signed_with_the_mandate() -> None:
    """Talks meet in half of the months, a quarter of the meetings may settle."""
    chance, mandate = put(fair=0.6, hard_on_defender=0.2)
    assert chance == pytest.approx([0.5 * 0.6, 0.0, 0.5 * 0.2]) and mandate == pytest.approx([0.25] * 3)


def test_texts_that_share_more_than_certainty_share_it_out() -> None:
    chance, _ = put(fair=1.0, hard_on_attacker=0.6)
    assert chance == pytest.approx([0.5 * 1 / 1.6, 0.5 * 0.6 / 1.6, 0.0])


def test_an_answer_weighs_both_cases_by_its_error_in_its_month_alone() -> None:
    """An error of a fifth: a refusal has probability .8 where the text is worth less than fighting on, .2 where not."""
    answers = [{"month": "2000-03", "text": "hard_on_attacker", "by": "a", "answer": "refuses", "source": "judgement"}]
    war = TOY.replace({"record.answers": answers, "record.answer_error": 0.2})
    seen = texts.seen_answers(war, levels_by_epoch(war, {}, 1, None)[0], 3)
    assert seen is not None and seen.shape == (1, 3, 2, 3, 2)
    assert seen[0, 2, 0, 1] == pytest.approx([0.8, 0.2])
    seen[0, 2, 0, 1] = 1.0
    assert (seen == 1.0).all()
