"""The text of a small war: the gambler's ruin with uncertain odds and costs, a year shown."""

from __future__ import annotations

import re

from ripeness.scenarios.shipped import locate

CHANGES = {
    r"tail: 340 months.*": "tail: 12 months",
    r"horizon: 60 months.*": "horizon: 12 months",
    r"truth: .*": "truth: {battle_odds: {mean: 0.55, sd: 0.05, source: judgement}}",
    r"attacker: 0.4 %/month": "attacker: {median: 0.4 %/month, p10: 0.2 %/month, p90: 0.8 %/month, source: judgement}",
    r"^name: .*": "name: small",
}


def small_text() -> str:
    """The scenario's text."""
    text = locate("gamblers-ruin").read_text(encoding="utf-8")
    for pattern, replacement in CHANGES.items():
        text, found = re.subn(pattern, replacement, text, count=1, flags=re.M)
        assert found, pattern
    return text
