"""``ripeness list``: the scenarios that come with the package, and the runs in ./runs."""

from __future__ import annotations

import typer

from ripeness.cli.options import Json


def listing(json: Json = False) -> None:
    """List the scenarios that come with ripeness and the runs in ./runs."""
    import ripeness
    from ripeness.cli.answering import print_json, print_page
    from ripeness.pages.listing import Scenarios, listing_page, told, with_names
    from ripeness.scenarios.shipped import shipped, title, views
    from ripeness.schema.printed_form import marked

    scenarios: Scenarios = {
        name: {
            "title": title(path),
            "views": with_names(name, {view: title(file) for view, file in views(name).items()}),
        }
        for name, path in shipped().items()
    }
    runs = ripeness.runs()
    if json:
        print_json(marked("list", told(scenarios, runs)))
        return
    print_page(listing_page(scenarios, runs))
    for one in runs:
        if one.unreadable:
            typer.echo(one.unreadable, err=True)
