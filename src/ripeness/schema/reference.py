"""References: to an actor, an issue, or the source that a number rests on."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ValidationInfo, WithJsonSchema

from ripeness.schema.document import check_name, complaint, document_of
from ripeness.schema.nearest import advice

WORDS = ("judgement", "recalled")
"""What may stand for a source: the analyst's judgement, or something recalled but not at hand."""


def read_source(raw: Any, info: ValidationInfo, note: str | None = None) -> tuple[str, ...]:
    """Return one or more sources, each of which the scenario lists, or complain."""
    stated = raw if isinstance(raw, list) else [raw]
    if not stated:
        raise complaint("the list of sources is empty", "Write judgement, or a key of sources")
    return tuple(_read_one(one, info, note) for one in stated)


def _read_one(raw: Any, info: ValidationInfo, note: str | None) -> str:
    document = document_of(info)
    known = (*WORDS, *document.names("sources"))
    if not isinstance(raw, str):
        raise complaint(f"{raw!r} is not the name of a source", advice("", known, "source"))
    name, mark, paragraph = raw.partition("#")
    if name not in known:
        raise complaint(f"no source is called {name!r}", advice(name, known, "source"))
    if name == "recalled" and not note:
        raise complaint("a recalled source does not say what is recalled", "Add a note that says it")
    if mark:
        _check_paragraph(name, paragraph, document.data)
    return raw


def _check_paragraph(name: str, paragraph: str, data: Any) -> None:
    if name in WORDS or not (paragraph.isascii() and paragraph.isdecimal()) or len(paragraph) > 9 or int(paragraph) < 1:
        fix = "Write the source's key, # and the number of the paragraph, for example essay#1"
        raise complaint(f"{name}#{paragraph} does not name a paragraph", fix)
    source = data["sources"][name]
    last = source.get("paragraphs") if isinstance(source, dict) else None
    if isinstance(last, int) and int(paragraph) > last:
        raise complaint(f"{name} has no paragraph {paragraph}", f"Write a paragraph from 1 to {last}")


def _source(raw: Any, info: ValidationInfo) -> tuple[str, ...]:
    return read_source(raw, info, note=info.data.get("note") if info.data else None)


def _source_unless_stated(raw: Any, info: ValidationInfo) -> tuple[str, ...]:
    return read_source(raw, info, note="stated number by number")


_SOURCE_SCHEMA = WithJsonSchema(
    {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
)
Source = Annotated[tuple[str, ...], BeforeValidator(_source), _SOURCE_SCHEMA]
"""``judgement``, ``recalled``, a key of ``sources`` (optionally ``#paragraph``), or a list of these."""

SourceUnlessStated = Annotated[tuple[str, ...], BeforeValidator(_source_unless_stated), _SOURCE_SCHEMA]
"""The source of every number that states none."""


def _name(kind: str, *also: str) -> AfterValidator:
    def check(name: str, info: ValidationInfo) -> str:
        return check_name(name, kind, info, also)

    return AfterValidator(check)


Actor = Annotated[str, _name("actors")]
"""The name of one of the scenario's actors."""

PlanName = Annotated[str, _name("plans")]
"""The name of one of the scenario's plans."""

Lever = Annotated[str, _name("levers")]
"""The name of one of the scenario's levers."""

Issue = Annotated[str, _name("issues")]
"""The name of one of the scenario's issues."""

Text = Annotated[str, _name("texts.items")]
"""The name of one of the scenario's texts."""

NOBODY = "nobody"
"""Stands for the owner of a lever that is a thought experiment."""

ROLES = ("mediator_executive", "mediator_legislature", "payer", "defender", "attacker", NOBODY)


def _owners(raw: Any, info: ValidationInfo) -> tuple[str, ...]:
    stated = raw if isinstance(raw, list) else [raw]
    if not stated:
        raise complaint("the lever has no owner", f"Name who can pull it, or write {NOBODY}")
    for one in stated:
        if not isinstance(one, str):
            raise complaint(f"{one!r} is not the name of an owner", "Write the name of an actor, or a list of names")
        check_name(one, "actors", info, ROLES)
        if stated.count(one) > 1:
            raise complaint(f"{one} stands twice", "Name each owner once")
    if NOBODY in stated and len(stated) > 1:
        raise complaint("a lever that nobody can pull has no other owner", f"Take {NOBODY} out, or write it alone")
    return tuple(stated)


Owners = Annotated[tuple[str, ...], BeforeValidator(_owners), _SOURCE_SCHEMA]
"""Who can pull a lever: actors or roles of the game, each needed, or nobody (a thought experiment)."""
