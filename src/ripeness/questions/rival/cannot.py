"""What a method cannot say of a scenario, in a sentence each."""

from __future__ import annotations

NO_CONFLICT = (
    "{} states no options and no order of states by preference, and the graph model forecasts states, not positions"
)
"""Why the graph model says nothing of a scenario."""
