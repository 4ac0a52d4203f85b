"""Which tests go to one worker: those of a file, and of files that share compiled programs.

By a test's path alone: marks would have to reach whoever shares out the tests through its id, which neither pytest nor
xdist promises to leave as it was.
"""

from __future__ import annotations

FAMILIES = (
    ("agreement/test_theory_and_engine.py", "agreement/test_further_models.py"),
    ("engine/test_brute_force.py", "engine/test_winning.py", "engine/test_settlements.py"),
    ("docs/test_pages.py", "docs/test_statements.py"),
    ("figures/test_figures.py", "figures/test_drawn.py", "figures/test_html.py"),
    ("toys/test_toys.py", "toys/test_chain.py"),
    ("transcripts/test_told_wars.py", "transcripts/test_told_as_forecast.py", "cli/test_story_command.py"),
)
"""Files that share programs."""

FIRST = (
    "ensemble/test_flagship.py",
    "architecture/test_shapes.py",
    "engine/test_unread_months.py",
    "claims/test_reach.py",
    "fuzz/test_fuzz_folders.py",
    "compiler/test_texts_left_out.py",
    "statistics/test_population.py",
)
"""Groups of few tests that take many seconds. Groups of many tests come before those of few: these would come last, and
one worker would wait for the other."""

_NAMED_BY = {file: files[0] for files in FAMILIES for file in files}


def group(test: str) -> str:
    """Return the group of a test by its id; a worker takes a group as a whole."""
    file = test.partition("::")[0].removeprefix("tests/")
    return _NAMED_BY.get(file, file)
