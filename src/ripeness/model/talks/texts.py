"""Which texts lie on the table, and whether one of them is recognised by all whose word counts.

Equation:
    overlap(t) = overlap x [ 1 - prod over texts live in t (1 - rec_attacker x rec_defender x rec_mediator) ]
    live: from a text's own month on, until a text that replaces it has its month
    rec_mediator counts while there is a mediator; no text live in t: overlap alone

Sources: one text to negotiate from: Fisher & Ury 1981, Getting to Yes [idea, recalled]; the form is [R].
Reads: each text's month, the text that it replaces, how far each party recognises it; overlap.
Writes: share of meetings for which a common text exists, month by month.
Silent about: what the texts say (terms are bargained whatever the text), drafting, secret annexes. Recognition
    of one text does not depend on that of another. Push-back by those who have a voice but no seat enters
    as the text that replaces another. A text dated inside an epoch is foreseen from the epoch's beginning.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Bool, Float


def live(written: Sequence[int], replaced: Sequence[int | None], months: int) -> Bool[np.ndarray, "text month"]:
    """Whether each text lies on the table in each of the months 0 to `months` - 1.

    Parameters
    ----------
    written : month of each text, counted from the war's beginning; before it, negative.
    replaced : month of the first text that replaces it, or None.
    """
    now = np.arange(months)
    ends = [months if end is None else end for end in replaced]
    return np.array([(begin <= now) & (now < end) for begin, end in zip(written, ends, strict=True)], bool).reshape(
        len(written), months
    )


def common_text(
    recognised: Float[np.ndarray, "draw text"], on_the_table: Bool[np.ndarray, "text month"]
) -> Float[np.ndarray, "draw month"]:
    """Share of meetings for which a text exists that all recognise; 1 in months without a text.

    `recognised` : for each text, the product of what each party whose word counts recognises of it, 0 to 1.
    """
    counts = on_the_table[None, :, :]
    none = np.prod(np.where(counts, 1.0 - recognised[:, :, None], 1.0), axis=1)
    return np.where(np.any(on_the_table, axis=0, keepdims=True), 1.0 - none, 1.0)
