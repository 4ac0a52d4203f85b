"""``ripeness check``: is a scenario in order, and on what does it rest?"""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from ripeness.cli.options import Json, ScenarioName, ViewName
from ripeness.errors import ScenarioError
from ripeness.scenarios.shipped import FLAGSHIP

EVIDENCE = typer.Option("--evidence", help="Also list what each number rests on, and what nobody uses.")


def check(
    file: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    evidence: Annotated[bool, EVIDENCE] = False,
    json: Json = False,
) -> None:
    """Check a scenario: every problem with its line, or what the scenario holds."""
    import ripeness
    from ripeness.cli.answering import print_json, print_page, show
    from ripeness.pages.check import check_page
    from ripeness.pages.evidence import evidence_page
    from ripeness.scenarios.shipped import locate, locate_view
    from ripeness.schema.inventory import checked, refused
    from ripeness.schema.printed_form import marked

    try:
        scenario = ripeness.load(file, view)
    except ScenarioError as error:
        if not json:
            raise
        print_json(marked("check --refused", refused(error, file, view)))
        raise typer.Exit(error.exit_code) from None
    place = locate(file)
    found = checked(scenario, str(place), None if view is None else str(locate_view(file, view)))
    grounds = ripeness.evidence(scenario, beside=place.parent) if evidence else None
    if json:
        print_json(marked("check", {**found, **({"evidence": grounds.to_dict()} if grounds else {})}))
        return
    print_page(check_page(found))
    if grounds:
        show(grounds, partial(evidence_page, file=file), json=False)
