"""Amounts in words become digits: "two and a half years", "two thirds", "every other month", "900 million"."""

from __future__ import annotations

import re

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_SMALL = f"{_UNITS} seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
WORDS = {word: at for at, word in enumerate(_SMALL)} | {word: 10 * at for at, word in enumerate(_TENS, start=2)}
_ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()  # noqa: SIM905
ORDINALS = {"other": 2, "second": 2} | {word: at for at, word in enumerate(_ORDINALS, start=3)}
PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    f"{word}{s}": at for word, at in list(ORDINALS.items())[2:] for s in ("", "s")
}
WEEKS = 30.4375 / 7.0
"""Weeks in a month."""
_OFTEN = {
    "daily": 30.0, "weekly": WEEKS, "fortnightly": WEEKS / 2.0, "monthly": 1.0, "quarterly": 1.0 / 3.0,
    "yearly": 1.0 / 12.0, "annually": 1.0 / 12.0,
}  # fmt: skip
_A_MONTH = {"day": 30.4375, "week": WEEKS, "fortnight": WEEKS / 2.0, "month": 1.0, "quarter": 1.0 / 3.0, "year": 1 / 12}
"""How many of each there are in a month."""

_D = r"\d+\.?\d*"
_SPAN = "day|week|fortnight|month|quarter|year"
_OF_WORDS = re.compile(
    rf"\b(?:({'|'.join(_TENS)})[- ]({'|'.join(_SMALL[1:10])})|({'|'.join(sorted(WORDS, key=len, reverse=True))}))\b",
    re.I,
)
_HUNDREDS = re.compile(r"(?:(?<![\w.])(a|\d+\.?\d*)\s+)?\bhundred\b(?!\s*\d)", re.I)
_EVEN = re.compile(
    r"\b(?:an? )?(?:even(?: odds| chances?| bet)?|coin[- ]toss|toss[- ]up|toss of a coin|"
    r"fifty[- ]fifty|50[-/ ]50|as likely as not)\b",
    re.I,
)
_YARDSTICK = {
    "remote": "0 to 5 %", "a long shot": "0 to 5 %", "very unlikely": "10 to 20 %", "highly unlikely": "10 to 20 %",
    "unlikely": "25 to 35 %", "improbable": "25 to 35 %", "a realistic possibility": "40 to 50 %",
    "likely": "55 to 75 %", "probable": "55 to 75 %", "probably": "55 to 75 %", "very likely": "80 to 90 %",
    "highly likely": "80 to 90 %", "almost certain": "95 to 99 %", "almost certainly": "95 to 99 %",
}  # fmt: skip
"""Words of chance in the yardstick of the United Kingdom's intelligence analysts (PHIA) [recalled]; its almost certain
reaches to 100 %."""

_MEASURED = r"(months?|quarters?|years?|bn|billion|million|mn|trillion)"
_PARTS = re.compile(rf"\b(?:(an?|{_D})[ -])?({'|'.join(sorted(PARTS, key=len, reverse=True))})\b", re.I)
_EVERY = re.compile(
    rf"(?:(once|twice|one time|{_D} times)(?: or so)? (?:in )?)?(?:every|each|an?|per|in) "
    rf"(?:(half an?|{_D}|{'|'.join(sorted(ORDINALS, key=len, reverse=True))}) )?({_SPAN})s?",
    re.I,
)
_BETWEEN = re.compile(rf"(once|{_D}) (?:to|or) (twice|{_D})(?: times)? ((?:every|each|an?|per|in) .*)")
_APART = re.compile(rf"every ({_D}) (?:to|or) ({_D}) (.*)")


def of_words(text: str) -> str:
    """Return a text with its whole numbers in digits.

    >>> of_words("twenty-four; three hundred; a hundred")
    '24; 300; 100'
    """
    text = _OF_WORDS.sub(lambda one: str(sum(WORDS[word.lower()] for word in one.groups() if word)), text)
    return _HUNDREDS.sub(lambda one: f"{100 * float(1 if one[1] in (None, 'a', 'A') else one[1]):g}", text)


def in_halves(text: str) -> str:
    """Return a text in digits with halves of years and of billions as decimals.

    >>> in_halves("2 and a half years"), in_halves("a year and a half"), in_halves("half a year")
    ('2.5 years', '1.5 years', '0.5 year')
    """
    text = re.sub(rf"\b({_D}) and (?:a|1) half\b", lambda one: f"{float(one[1]) + 0.5:g}", text, flags=re.I)
    text = re.sub(
        rf"\b(an?|next|{_D}) {_MEASURED} and (?:a|1) half\b",
        lambda one: f"{_count(one[1]) + 0.5:g} {one[2]}{'' if one[2][-1:] in 'sn' else 's'}", text, flags=re.I,
    )  # fmt: skip
    return re.sub(rf"\b(?:1 )?half (?:an?|1) {_MEASURED}\b", r"0.5 \1", text, flags=re.I)


def in_ratios(text: str) -> str:
    """Return a text in digits with its fractions and even chances as ratios.

    >>> in_ratios("2 thirds"), in_ratios("a quarter"), in_ratios("half"), in_ratios("an even chance")
    ('2 in 3', '1 in 4', '1 in 2', '1 in 2')
    """
    text = _EVEN.sub("1 in 2", text)
    return _PARTS.sub(lambda one: f"{one[1] if one[1] and one[1][0].isdigit() else 1} in {PARTS[one[2].lower()]}", text)


def of_yardstick(text: str) -> str:
    """Return a word of chance as the range for which it stands; any other text as it is.

    >>> of_yardstick("Likely"), of_yardstick("very unlikely"), of_yardstick("30 %")
    ('55 to 75 %', '10 to 20 %', '30 %')
    """
    return _YARDSTICK.get(" ".join(text.lower().split()), text)


def without_word(text: str) -> str:
    """Return a text without a word of chance that a number follows, which says the same more exactly.

    >>> without_word("a long shot, perhaps one in twenty within a year")
    'one in twenty within a year'
    """
    word, comma, rest = text.partition(",")
    exact = re.sub(r"^\s*(?:perhaps|say|maybe)?\s*", "", rest)
    return exact if comma and " ".join(word.lower().split()) in _YARDSTICK else text


def share_of_months(text: str) -> str:
    """Return how often something happens as a share of months: at most all of them; a text of another kind as it is.

    >>> share_of_months("every other month"), share_of_months("3 times a year"), share_of_months("weekly")
    ('1 in 2', '1 in 4', '1 in 1')
    """
    said = " ".join(text.lower().split())
    if between := _BETWEEN.fullmatch(said):
        first, last = (one.replace("once", "1").replace("twice", "2") for one in between.group(1, 2))
        ends = [share_of_months(f"{one} times {between[3]}") for one in (first, last)]
    elif between := _APART.fullmatch(said):
        ends = [share_of_months(f"every {one} {between[3]}") for one in between.group(2, 1)]
    else:
        ends = []
    if ends and all(" in " in one for one in ends):
        return " to ".join(ends) if ends[0] != ends[1] else ends[0]
    if said in _OFTEN:
        return _of_all(_OFTEN[said])
    found = _EVERY.fullmatch(said)
    if found is None or not (found[1] or said.startswith(("every", "each", "once"))):
        return text
    times = (
        1.0 if found[1] in (None, "once", "one time") else 2.0 if found[1] == "twice" else float(found[1].split()[0])
    )
    apart = found[2] or "1"
    count = 0.5 if apart.startswith("half") else float(ORDINALS.get(apart, 0) or apart)
    return _of_all(times * _A_MONTH[found[3]] / count) if count > 0.0 else text


def _of_all(a_month: float) -> str:
    """Return the share of months in which what happens so often a month happens, as a ratio."""
    share = min(1.0, a_month)
    for whole in range(1, 121):
        if abs(share * whole - round(share * whole)) < 1e-9:
            return f"{round(share * whole)} in {whole}"
    return f"{share:.10g} in 1"


def _count(word: str) -> float:
    return 1.0 if word.lower() in ("a", "an", "next") else float(word)
