"""What a method cannot say of a scenario, in a sentence each."""

from __future__ import annotations

NO_CONFLICT = (
    "{} states no options and no order of states by preference, and the graph model forecasts states, not positions"
)
"""Why the graph model says nothing of a scenario."""

NO_MONTHS = "rounds, turns and states have no dates"
"""Why no method that moves positions, nor the graph model, says whether a war goes on."""

NO_TERMS = "it counts how long wars lasted, not on what terms they ended"
NO_AGE = "the scenario records no month of this war, so that its age is made up"

ADD_ONE = "; --with ACTOR=POWER lets one more of the scenario's actors take part"
"""What lets a method of three actors and more answer about a scenario of two sides."""
