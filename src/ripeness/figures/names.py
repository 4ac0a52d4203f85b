"""Which figures there are, by question."""

from __future__ import annotations

from ripeness.questions.arguments import checked

FIGURES: dict[str, tuple[str, ...]] = {
    "run": ("survival", "agreement", "wars", "endings", "terms", "reach", "talks", "front", "assumptions"),
    "whatif": ("difference", "parting"),
    "plans": ("plans",),
    "panel": ("rivals", "methods"),
    "rival": ("moves", "shifts", "stability"),
    "drivers": ("drivers",),
    "discover": ("discover",),
    "reach": ("owners",),
    "robust": ("tradeoffs",),
    "ledger": ("ledger", "reliability"),
    "backtest": ("past",),
    "calibrate": ("ranks",),
    "calibrate --front": ("coverage",),
    "baserate": ("lasting",),
    "learn-wars": ("population",),
}
"""By question: the names of its figures, which are those of the files of this folder that make them."""


@checked
def figure_names(question: str) -> tuple[str, ...]:
    """Return the names of a question's figures; none for a question without.

    >>> import ripeness
    >>> ripeness.figure_names("whatif")
    ('difference', 'parting')
    """
    return FIGURES.get(question, ())
