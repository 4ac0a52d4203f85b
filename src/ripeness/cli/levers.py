"""``ripeness levers``: what policies of a scenario can change, in what range, and who holds it."""

from __future__ import annotations

from ripeness.cli.options import Json, ScenarioName, ViewName
from ripeness.scenarios.shipped import FLAGSHIP


def levers(scenario: ScenarioName = FLAGSHIP, view: ViewName = None, json: Json = False) -> None:
    """List a scenario's levers: name, title, owner, status quo, range and what each changes."""
    import ripeness
    from ripeness.cli.answering import print_json, print_page
    from ripeness.pages.choices import levers_of, levers_page
    from ripeness.schema.printed_form import marked

    argument = ripeness.load(scenario, view)
    if json:
        print_json(marked("levers", levers_of(argument)))
        return
    print_page(levers_page(argument))
