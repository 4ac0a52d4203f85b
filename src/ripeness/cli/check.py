"""``ripeness check``: is a scenario in order, and on what does it rest?"""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from ripeness.cli.options import Json, ScenarioName, ViewName
from ripeness.scenarios.shipped import FLAGSHIP


def check(
    file: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Also list what each number rests on, and what nobody uses.")
    ] = False,
    json: Json = False,
) -> None:
    """Check a scenario: every problem with its line, or what the scenario holds."""
    import ripeness
    from ripeness.cli.answering import print_json, print_page, show
    from ripeness.pages.check import check_page
    from ripeness.pages.evidence import evidence_page
    from ripeness.scenarios.shipped import locate, locate_view
    from ripeness.schema.inventory import checked
    from ripeness.schema.printed_form import marked

    scenario = ripeness.load(file, view)
    place = locate(file)
    found = checked(scenario, str(place), None if view is None else str(locate_view(file, view)))
    grounds = ripeness.evidence(scenario, beside=place.parent) if evidence else None
    if json:
        print_json(marked("check", {**found, **({"evidence": grounds.to_dict()} if grounds else {})}))
        return
    print_page(check_page(found))
    if grounds:
        show(grounds, partial(evidence_page, file=file), json=False)
