"""``ripeness policies``: the policies of a scenario, with titles and what each sets."""

from __future__ import annotations

from ripeness.cli.options import Json, ScenarioName, ViewName
from ripeness.scenarios.shipped import FLAGSHIP


def policies(scenario: ScenarioName = FLAGSHIP, view: ViewName = None, json: Json = False) -> None:
    """List a scenario's policies: name, title, who would have to act, and what each sets."""
    import ripeness
    from ripeness.cli.answering import print_json, print_page
    from ripeness.pages.choices import policies_of, policies_page
    from ripeness.schema.printed_form import marked

    argument = ripeness.load(scenario, view)
    if json:
        print_json(marked("policies", policies_of(argument)))
        return
    print_page(policies_page(argument))
