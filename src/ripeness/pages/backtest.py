"""Forecasts of the past and what came of them, on a page: no score without the count of hindsight."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.layout import Block, Column, Gap, Page, Prose, note, pictured, section, strong, table
from ripeness.questions.backtest.ask import Backtests, CutTold
from ripeness.questions.backtest.scoring import Interval, Outlook, Scores
from ripeness.questions.caution import FEW_DRAWS

LAWS = {"model": "this model", "lognormal": "log-normal law", "counted": "counted (Kaplan-Meier)"}
NAMED = 6
"""Hindsight numbers named at most."""


def backtest_page(result: Backtests) -> Page:
    """Return the page: whether the model loses to a law of durations, how much is hindsight, every forecast."""
    return tuple(_parts(result))


def verdict(scores: Scores) -> str:
    """Return how the model compares with the log-normal law, in a sentence."""
    ahead = next(one["ahead"] for one in scores["laws"] if one["law"] == "lognormal")
    value, low, high = ahead["value"], ahead["low"], ahead["high"]
    if value is None:
        return f"At {scores['horizon']} months no outcome is known: there is nothing to score."
    side = "better than" if value > 0 else "worse than"
    told = f"{scores['horizon']} months ahead the model scores {side} a log-normal law"
    of = f"{scores['outlooks']} forecasts of {_wars(scores['wars'])}"
    if low is None or high is None:
        return f"{told}: {value:+.3f} nats a forecast, {of}, which shows no skill either way."
    sure = low > 0 or high < 0
    chance = "" if sure else ", by no more than chance may make"
    return f"{told}{chance}: {value:+.3f} nats a forecast ({low:+.3f} to {high:+.3f}), {of}."


def _parts(result: Backtests) -> Iterator[Block]:
    for scores in result["scores"]:
        yield strong(verdict(scores))
    yield strong(_hindsight(result))
    if few := _few(result["outlooks"]):
        yield strong(few)
    yield Gap()
    yield pictured("past")
    for scores in result["scores"]:
        yield section(f"Scores, {scores['horizon']} months ahead", list(_scores(scores)))
    if result["cuts"]:
        yield section("What is hindsight", list(_cuts(result["cuts"])))
    yield section("Every forecast that the war goes on", [_outlooks(result["outlooks"])])
    yield note(
        "Log score: log of the chance given to what happened; higher is better. Brier score: squared error; lower is "
        "better. In brackets: nine in ten, where wars are drawn again. Laws of durations are learnt from all other "
        "wars, later ones too. Chances are given in full here, since they are scored."
    )


def _hindsight(result: Backtests) -> str:
    shares = [one["hindsight"] / max(one["numbers"], 1) for one in result["outlooks"]]
    low, high = min(shares), max(shares)
    span = f"{low:.0%}" if f"{low:.0%}" == f"{high:.0%}" else f"{low:.0%} to {high:.0%}"
    widened = max(one["widened"] for one in result["outlooks"])
    told = f"{widened} of them were widened" if widened else "none says what it was before, so that none was widened"
    return (
        f"HINDSIGHT: {span} of the numbers behind these forecasts rest on judgement without a date or on sources of "
        f"later dates; {told}. The scores say how well the model fits the past, and little of foresight."
    )


def _few(outlooks: list[Outlook]) -> str:
    """Return the warning where forecasts rest on fewer draws than one to quote needs, or nothing."""
    counted = [one["effective_draws"] for one in outlooks if one["effective_draws"] < FEW_DRAWS]
    if not counted:
        return ""
    return (
        f"CAUTION: the draws of {len(counted)} of these {len(outlooks)} forecasts count as fewer than {FEW_DRAWS} "
        f"equal ones (the fewest as {min(counted):.0f}): neither they nor their scores are to be quoted. "
        "Ask for more (--draws)."
    )


def _scores(scores: Scores) -> Iterator[Block]:
    columns = [Column("law"), Column("log score", right=True), Column("Brier score", right=True)]
    columns += [Column("model ahead", right=True)]
    rows = []
    for one in scores["laws"]:
        ahead = "" if one["law"] == "model" else _interval(one["ahead"], "+.3f")
        rows.append((LAWS[one["law"]], _interval(one["log"], ".3f"), _interval(one["brier"], ".3f"), ahead))
    yield table(columns, rows)
    unknown = f"; not scored, since the outcome is not known: {scores['open']}" if scores["open"] else ""
    yield Prose(f"{scores['went_on']:.0%} went on{unknown}.")
    if scores["slope"]["value"] is not None:
        yield Prose(f"Calibration slope {_interval(scores['slope'], '.2f')}: 1 is as bold as may be, below 1 too bold.")
        heads = [Column("chance given", right=True), Column("went on", right=True), Column("forecasts", right=True)]
        cells = [
            (f"{one['chance']:.0%}", f"{one['went_on']:.0%}", str(one["outlooks"])) for one in scores["reliability"]
        ]
        yield table(heads, cells)


def _cuts(cuts: list[CutTold]) -> Iterator[Block]:
    for one in cuts:
        counts = "; ".join(f"{why}: {count}" for why, count in one["hindsight"].items()) or "none"
        names = ", ".join(one["named"][:NAMED])
        more = f" and {len(one['named']) - NAMED} more" if len(one["named"]) > NAMED else ""
        widened = f" Widened: {', '.join(one['widened'])}." if one["widened"] else ""
        total = sum(one["hindsight"].values())
        head = f"{one['scenario']} as of {one['as_of']}: {total} of {one['numbers']} numbers ({counts})"
        yield Prose(f"{head}: {names}{more}.{widened}")


def _outlooks(outlooks: list[Outlook]) -> Block:
    columns = [
        Column("war"),
        Column("as of", whole=True),
        Column("ahead", right=True),
        Column("model", right=True),
        Column("log-normal", right=True),
        Column("counted", right=True),
        Column("went on"),
        Column("hindsight", right=True),
        Column("draws", right=True, alone="draws that count"),
    ]
    rows = []
    for one in outlooks:
        known = "not known" if one["went_on"] is None else "yes" if one["went_on"] else "no"
        counted = "-" if one["counted"] is None else f"{one['counted']:.0%}"
        share = f"{one['hindsight']}/{one['numbers']}"
        cells = (
            one["war"],
            one["as_of"],
            str(one["horizon"]),
            f"{one['chance']:.0%}",
            f"{one['lognormal']:.0%}",
            counted,
        )
        rows.append((*cells, known, share, f"{one['effective_draws']:.0f}"))
    return table(columns, rows)


def _interval(found: Interval, form: str) -> str:
    if found["value"] is None:
        return "-"
    if found["low"] is None:
        return f"{found['value']:{form}}"
    return f"{found['value']:{form}} ({found['low']:{form}} to {found['high']:{form}})"


def _wars(count: int) -> str:
    return "one war" if count == 1 else f"{count} wars"
