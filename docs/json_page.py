"""The page of what commands print as JSON, made from the types that describe it; they are read as text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ripeness.schema.printed_form import marked

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "ripeness"

COMMANDS = {
    "run": ("questions/summary/summary", "Summary", "`ripeness run` and `ripeness show`"),
    "claims": ("questions/claims/verdict", "Report", "`ripeness claims`"),
    "plans": ("questions/plans/result", "PlansReport", "`ripeness plans`"),
    "plans --sign": ("questions/plans/signing", "Signing", "`ripeness plans --sign PLAN`"),
    "whatif": ("questions/whatif/comparison", "Whatif", "`ripeness whatif`"),
    "panel": ("questions/panel/weighing", "Panel", "`ripeness panel`"),
    "rival": ("questions/rival/found", "RivalFound", "`ripeness rival`"),
    "explain": ("questions/explain/causes", "Explained", "`ripeness explain`"),
    "ask": ("questions/ask/ask", "Answer", "`ripeness ask QUESTION`"),
    "drivers": ("questions/drivers/result", "Drivers", "`ripeness drivers`"),
    "discover": ("questions/discover/ask", "Discovered", "`ripeness discover`"),
    "questions": ("pages/stated", "StatedQuestions", "`ripeness ask` without a question"),
    "answers": ("questions/ask/ask", "Answers", "`ripeness ask --chances`"),
    "ledger": ("questions/ledger/score", "Scored", "`ripeness ledger score` and `ripeness ledger show`"),
    "ledger freeze": ("questions/ledger/freeze", "FrozenTold", "`ripeness ledger freeze`"),
    "ledger resolve": ("questions/ledger/resolve", "ResolvedTold", "`ripeness ledger resolve`"),
    "reach": ("questions/reach/found", "ReachFound", "`ripeness reach TARGET`"),
    "robust": ("questions/robust/found", "RobustFound", "`ripeness robust`"),
    "baserate": ("questions/baserate/ask", "BaseRates", "`ripeness baserate`"),
    "elicit": ("questions/elicit/ask", "Elicited", "`ripeness elicit FILE`"),
    "backtest": ("questions/backtest/ask", "Backtests", "`ripeness backtest`"),
    "calibrate": ("questions/calibrate/ask", "Calibration", "`ripeness calibrate`"),
    "calibrate --survival": ("questions/calibrate/survival", "PriorSurvival", "`ripeness calibrate --survival`"),
    "calibrate --front": ("questions/calibrate/front", "FrontCoverage", "`ripeness calibrate --front`"),
    "learn-wars": ("questions/learnwars/ask", "Learning", "`ripeness learn-wars`"),
    "gradient": ("questions/gradient/ranking", "Slopes", "`ripeness gradient`"),
    "story": ("questions/story/chronicle", "Chronicle", "`ripeness story`"),
    "check": ("schema/inventory", "Checked", "`ripeness check`; with `--evidence` also `evidence`, the form below"),
    "check-refused": (
        "schema/inventory",
        "Refused",
        "`ripeness check` of a file that is not in order, with exit code 2",
    ),
    "evidence": ("questions/evidence/ask", "Grounds", "`evidence` of `ripeness check --evidence`"),
    "list": ("pages/listing", "Listing", "`ripeness list`"),
    "levers": ("pages/choices", "Levers", "`ripeness levers`"),
    "policies": ("pages/choices", "Policies", "`ripeness policies`"),
    "design": ("cli/design", "Designed", "`ripeness design`"),
    "learn": ("cli/learn", "LearntTold", "`ripeness learn`"),
}
"""By the name of the form: where the type that describes it stands, its name, and who prints it."""

TOLD = """Every command takes `--json` and then prints one JSON object and nothing else. Its first key, `schema`, is
`ripeness/COMMAND/VERSION`: the version grows when a key goes or changes its meaning; new keys may come at any time.
From Python, `to_dict()` of an answer is the same object. Numbers that do not exist are `null`, never NaN. Shares and
probabilities lie between 0 and 1; months are `YYYY-MM`. `ripeness schema` prints a JSON Schema of scenario files
instead and names it in `$schema`."""

COMMON = {
    "scenario": "its name",
    "as_of": "the month in which the forecast is made",
    "names": "what each actor is called",
    "policy": "its name; `status-quo` where nothing is adopted",
    "months_ahead": "counted from `as_of`",
    "draws": "sets of assumptions",
    "uncertain": "numbers that are drawn",
    "effective_sample_size": "how many equally weighted draws they are worth",
    "record": "whether what was seen of the war weighs the draws",
    "partial": "whether it was interrupted and rests on what was finished",
    "mean": "over the sets of assumptions, by weight",
    "p10": "one set of assumptions in ten lies below",
    "p90": "one set of assumptions in ten lies above",
    "rank_correlation": "with the result, over the draws",
    "warnings": "in sentences",
}
"""Meanings of keys that many forms share, where a form does not say its own."""

PLAIN = {"str": "text", "int": "whole number", "float": "number", "bool": "true or false", "Any": "anything"}
Where = tuple[str, str]
"""A module, by its path without suffix, and the name of a type in it."""


@dataclass(frozen=True)
class Form:
    """A type that describes a JSON object: what it says of itself, and its keys with their types and meanings."""

    said: str
    keys: dict[str, ast.expr]
    meanings: dict[str, str]
    bases: list[Where] = field(default_factory=list)


@cache
def module(name: str) -> ast.Module:
    """Return a module of the package as a tree."""
    return ast.parse((PACKAGE / f"{name}.py").read_text(encoding="utf-8"))


def find(where: Where) -> tuple[str, Form | ast.expr | None]:
    """Return the module in which a name is defined, and the form or the alias that it stands for."""
    home, name = where
    for place, node in enumerate(module(home).body):
        if isinstance(node, ast.ClassDef) and node.name == name:
            keys = {one.target.id: one.annotation for one in node.body if isinstance(one, ast.AnnAssign)}  # type: ignore[union-attr]
            bases = [(home, base.id) for base in node.bases if isinstance(base, ast.Name) and base.id != "TypedDict"]
            return home, _form(ast.get_docstring(node) or "", keys, bases)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            if isinstance(node.value, ast.Call):  # TypedDict("Name", {...}), for keys that are words of Python
                listed = node.value.args[1]
                assert isinstance(listed, ast.Dict)
                keys = {ast.literal_eval(key): one for key, one in zip(listed.keys, listed.values, strict=True)}  # type: ignore[arg-type]
                below = module(home).body[place + 1]
                return home, _form(ast.literal_eval(below.value), keys, [])  # type: ignore[attr-defined]
            return home, node.value
    for node in ast.walk(module(home)):
        if isinstance(node, ast.ImportFrom) and name in {one.name for one in node.names}:
            return find(((node.module or "").removeprefix("ripeness.").replace(".", "/"), name))
    return home, None


def _form(docstring: str, keys: dict[str, ast.expr], bases: list[Where]) -> Form:
    """Part a docstring into what it says of the whole and the meanings of keys: `name, other : meaning.`"""
    text = " ".join(re.sub(r"\n(Attributes|-+)(?=\n)", "\n", docstring).split())
    name = "|".join(sorted(map(re.escape, keys), key=len, reverse=True))
    one = rf"`{{0,2}}(?:{name})`{{0,2}}"
    names, quoted = rf"{one}(?:(?:, | and ){one})*", rf"`+(?:{name})`+"
    heads = list(re.finditer(rf"(?:^|(?<=[.;] ))({names}) ?: |({quoted}) ?: ", text))
    meanings = {}
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=False):
        meaning = text[head.end() : end].strip().rstrip(".;")
        for key in re.findall(rf"\b(?:{name})\b", head[1] or head[2]):
            meanings[key] = _said(meaning)
    return Form(_said(text[: heads[0].start() if heads else None]), keys, meanings, bases)


def _said(text: str) -> str:
    """Return words of a docstring as JSON and Markdown have them."""
    return re.sub(r"\bNone\b", "`null`", text.replace("``", "`").strip())


def keys_of(where: Where) -> Iterator[tuple[str, str, ast.expr, str]]:
    """Yield each key of a form, those it inherits first: its name, the module to read its type in, type, meaning."""
    home, form = find(where)
    assert isinstance(form, Form), where
    for base in form.bases:
        yield from keys_of(base)
    for key, kind in form.keys.items():
        yield key, home, kind, form.meanings.get(key, "")


def worded(kind: ast.expr, home: str, seen: list[Where]) -> str:
    """Return a type in words; the forms that it names are added to `seen`."""
    match kind:
        case ast.Constant(value=None):
            return "null"
        case ast.Constant(value=str(text)):
            return worded(ast.parse(text, mode="eval").body, home, seen)
        case ast.BinOp(left=left, right=right):
            return f"{worded(left, home, seen)} or {worded(right, home, seen)}"
        case ast.Subscript(value=ast.Name(id="list"), slice=inner):
            return f"list of {worded(inner, home, seen)}"
        case ast.Subscript(value=ast.Name(id="dict" | "Mapping"), slice=ast.Tuple(elts=[_, inner])):
            return f"by name: {worded(inner, home, seen)}"
        case ast.Name(id=name) if name in PLAIN:
            return PLAIN[name]
        case ast.Name(id=name):
            place, found = find((home, name))
            if isinstance(found, Form):
                where = (place, name)
                if where not in seen:
                    seen.append(where)
                return f"*{name}*"
            if found is not None:
                return worded(found, place, seen)
    raise ValueError(f"{home}: docs/json_page.py has no words for the type {ast.unparse(kind)}")


def reached(where: Where) -> list[Where]:
    """Return a form and every form that it leads to, in the order in which they are met."""
    seen = [where]
    for one in seen:
        for _, home, kind, _ in keys_of(one):
            worded(kind, home, seen)
    return seen


def json_page() -> str:
    """Return the page as Markdown, without its head: a section a command, then the forms that several use."""
    forms = {command: reached((home, name)) for command, (home, name, _) in COMMANDS.items()}
    met = [one for listed in forms.values() for one in listed]
    shared = [one for one in dict.fromkeys(met) if met.count(one) > 1 and one not in {f[0] for f in forms.values()}]
    parts = []
    for command, (_, _, printed) in COMMANDS.items():
        top, *inner = forms[command]
        parts.append(f"## `{command}`\n\nPrinted by {printed}: `{marked(command, {})['schema']}`.\n\n{_section(top)}")
        parts += [f"### {one[1]} (`{command}`)\n\n{_section(one)}" for one in inner if one not in shared]
    parts.append("## Used by several commands")
    parts += [f"### {one[1]}\n\n{_section(one)}" for one in shared]
    return "\n\n".join(parts)


def _section(where: Where) -> str:
    """Return what a form says of itself, and its keys."""
    _, form = find(where)
    assert isinstance(form, Form)
    rows = []
    for key, home, kind, meaning in keys_of(where):
        forms: list[Where] = []
        value = worded(kind, home, forms)
        rows.append(f"| `{key}` | {value} | {_cell(meaning or ('' if forms else COMMON.get(key, '')))} |")
    said = [form.said] if form.said else []
    return "\n\n".join([*said, "\n".join(["| key | value | meaning |", "|---|---|---|", *rows])])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
