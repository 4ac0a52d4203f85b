"""A claim that its levers cannot bring about is not testable here; one that they merely do not bring about fails."""

from __future__ import annotations

import pytest

import ripeness
from printing import printed
from ripeness.pages.claims import claims_page

POLICIES = {
    "squeeze": {"title": "a quarter of the exports unsold", "levers": {"secondary": 0.25}},
    "squeeze-at-work": {"title": "the same, where effort counts", "levers": {"secondary": 0.25, "gain": 150}},
    "at-work": {"title": "effort counts", "levers": {"gain": 150}},
}


def claim(a: str, b: str, **bounds: float) -> dict[str, object]:
    return {
        "says": "less revenue takes land from the attacker", "by": "ours", "kind": "cause",
        "holds_if": {"quantity": "area", "at": 24, "a": a, "b": b, **bounds},
    }  # fmt: skip


@pytest.fixture(scope="module")
def judged() -> ripeness.Scenario:
    toy = ripeness.load("effort-at-the-front")
    return toy.replace(
        {
            "policies": POLICIES,
            "claims": {
                "no-wire": claim("squeeze", "status-quo", less_by=100),
                "too-little": claim("squeeze-at-work", "at-work", less_by=600),
                "enough": claim("squeeze-at-work", "at-work", less_by=50),
                "beyond": claim("squeeze-at-work", "at-work", less_by=12500),
            },
        }
    )


@pytest.fixture(scope="module")
def found(judged: ripeness.Scenario) -> dict[str, dict]:
    return {one["id"]: one for one in ripeness.claims(judged).to_dict()["claims"]}


def test_levers_whose_ends_bring_too_little_make_a_claim_untestable(found: dict[str, dict]) -> None:
    one = found["no-wire"]
    assert one["verdict"] == "not testable here" and one["reach"]["asked"] == 100
    assert one["reach"]["largest"] == pytest.approx(0.0, abs=1.0)
    assert one["reach"]["moved"] == ["the attacker's income", "its reserves", "its effort"]
    assert one["reach"]["unmoved"][0] == "the front"


def test_what_the_ends_of_the_levers_would_bring_fails_where_the_policy_does_not(
    judged, found: dict[str, dict]
) -> None:
    """The whole of the exports unsold takes more than 600 km^2, a quarter of them less: by forecasts of one's own."""

    def area(**levers: float) -> float:
        return float(ripeness.forecast(judged, levers=levers, beliefs=False, in_eyes=False).area[0, 24])

    asked, ends = (area(gain=g) - area(gain=g, secondary=s) for g, s in ((150, 0.25), (500, 1)))
    assert 50 < asked < 600 < ends < 12500
    assert found["too-little"]["verdict"] == "fails" and found["too-little"]["reach"] is None
    assert found["enough"]["verdict"] == "holds"
    assert found["beyond"]["verdict"] == "not testable here"


def test_the_page_says_how_far_the_levers_go_and_what_they_move(judged) -> None:
    page = printed(claims_page(ripeness.claims(judged, "no-wire").to_dict()), 100)
    assert "Not testable here" in page and "the claim asks for 100 km^2" in " ".join(page.split())
