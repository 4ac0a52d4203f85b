"""Pictures of what questions return: tidy tables, a sentence and a Vega-Lite specification each, one file a figure."""
