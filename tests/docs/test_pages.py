"""The pages made from the code are what the code says today, and their marks rest on tests that are there."""

from __future__ import annotations

import ast
import importlib.util
import json
import shlex
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from ripeness.cli.theory import models
from ripeness.pages.declarations import declarations
from ripeness.pages.docstrings import docstring

REPOSITORY = Path(__file__).parents[2]
TESTS, SOURCE = REPOSITORY / "tests", REPOSITORY / "src"


def loaded() -> ModuleType:
    """The generator, which lies beside the pages and in no package."""
    if (docs := str(REPOSITORY / "docs")) not in sys.path:  # it imports the makers of pages that lie beside it
        sys.path.append(docs)
    spec = importlib.util.spec_from_file_location("docs_generate", REPOSITORY / "docs" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


generate = loaded()


# --- Staleness -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", generate.PAGES)
def test_a_page_is_what_the_code_says_today(name: str) -> None:
    fix = f"docs/{name} is older than what it is made from. Run `make docs` (or .venv/bin/python docs/generate.py)"
    file = REPOSITORY / "docs" / name
    if not file.exists():
        pytest.fail(fix, pytrace=False)
    if file.read_text(encoding="utf-8") != generate.PAGES[name]():
        pytest.fail(fix, pytrace=False)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """The generator at work in an empty copy of the repository's folders."""
    for room in (*(f"model/{room}" for room in generate.ROOMS), "theory"):
        (tmp_path / "src" / "ripeness" / room).mkdir(parents=True)
    (tmp_path / "tests").mkdir()
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(generate, "REPOSITORY", tmp_path)
    monkeypatch.setattr(generate, "PACKAGE", tmp_path / "src" / "ripeness")
    monkeypatch.setattr(generate, "TESTS", tmp_path / "tests")
    monkeypatch.setattr(generate, "DOCS", tmp_path / "docs")
    return tmp_path


FOG = '''"""Fog *hides* the front_line.

Equation:
    seen = a * b

    and `a` is large
Sources: [R].
Reads: a, b.
Writes: seen.
Silent about: wind.
"""
'''


def test_a_new_mechanism_comes_onto_the_page_by_itself(elsewhere) -> None:
    (elsewhere / "src/ripeness/model/kernels/fog.py").write_text(FOG)
    (elsewhere / "src/ripeness/model/kernels/rounding.py").write_text('"""A device and no mechanism."""\n')
    page = generate.mechanisms_page()
    assert "### `kernels/fog`" in page and "rounding" not in page
    assert "```text\nseen = a * b\n\nand `a` is large\n```" in page
    assert "Fog \\*hides\\* the front\\_line." in page
    assert "**Silent about:** wind." in page


def test_a_mechanism_without_a_part_stops_the_page_and_is_named(elsewhere) -> None:
    (elsewhere / "src/ripeness/model/talks/fog.py").write_text(FOG.replace("Reads: a, b.\n", ""))
    with pytest.raises(ValueError, match=r"docstring of src/ripeness/model/talks/fog\.py: its headings are"):
        generate.mechanisms_page()


def test_an_unlisted_mechanism_is_marked_by_the_imports_of_the_tests_and_never_as_verified(elsewhere) -> None:
    (elsewhere / "src/ripeness/model/kernels/fog.py").write_text(FOG)
    assert generate.mark("kernels/fog").kind == generate.PROBLEMS
    (elsewhere / "tests" / "test_fog.py").write_text("from ripeness.model.kernels.fog import Fog\n")
    (elsewhere / "tests" / "test_mist.py").write_text("# ripeness.model.kernels.fog\n")
    marked = generate.mark("kernels/fog")
    assert (marked.kind, marked.tests) == (generate.LIGHTLY, ("tests/test_fog.py",))


MODEL_OF_FOG = '''"""Fog lifts.

Game:
    sun against fog
Assumes: a sun.
Result:
    it lifts
Paper's: all [P].
Ours: nothing.
Sources: Somebody 1900, Journal of Fog [P, recalled].
Silent about: wind.
"""
RATE = 1 / 3


def table(*, p_hat: float = 0.123456789, n: int = 3, cold: bool = False, wet: bool = True, rate: float = RATE):
    pass
'''


def test_a_new_model_comes_onto_the_page_with_the_command_that_computes_it(elsewhere) -> None:
    (elsewhere / "src/ripeness/theory/fog_lifts.py").write_text(MODEL_OF_FOG)
    page = generate.theory_page()
    assert "## `fog-lifts`" in page and "- Somebody 1900, Journal of Fog [P, recalled]\n" in page
    assert "ripeness theory fog-lifts --p-hat 0.123456789 --n 3 --no-cold --wet\n" in page


def test_writing_the_pages_brings_them_up_to_date(elsewhere) -> None:
    (elsewhere / "src/ripeness/model/kernels/fog.py").write_text(FOG)
    generate.main()
    assert {path.name for path in (elsewhere / "docs").iterdir()} == set(generate.PAGES)
    for name, page in generate.PAGES.items():
        assert (elsewhere / "docs" / name).read_text(encoding="utf-8") == page()


# --- Marks ---------------------------------------------------------------------------------------


def file_of(module: str) -> Path | None:
    """The file of a module of the package or of the tests, or None for a name or a module from elsewhere."""
    for folder in (SOURCE, TESTS):
        stem = folder.joinpath(*module.split("."))
        for path in (stem.with_suffix(".py"), stem / "__init__.py"):
            if path.exists():
                return path
    return None


@cache
def imported(path: Path) -> dict[str, Path]:
    """Modules of ours that a file imports when it runs, and their files."""
    found = {name: file_of(name) for name in generate.imported(path)}
    return {name: file for name, file in found.items() if file is not None}


def reached(path: Path) -> set[str]:
    """Modules that a file imports when it runs, and those that these import, and so on."""
    found: set[str] = set()
    waiting = [path]
    while waiting:
        for name, file in imported(waiting.pop()).items():
            if name not in found:
                found.add(name)
                waiting.append(file)
    return found


def test_imports_are_followed_when_they_run_and_not_when_only_a_type_checker_reads_them(tmp_path) -> None:
    assert "ripeness.model.kernels.battle" in reached(TESTS / "engine" / "test_brute_force.py")
    assert "ripeness.model.drivers.aid" not in reached(TESTS / "engine" / "test_brute_force.py")
    assert reached(SOURCE / "ripeness" / "scenarios/shipped.py") >= {"ripeness.schema", "ripeness.errors"}
    assert "ripeness.ensemble.forecast" not in reached(SOURCE / "ripeness" / "__init__.py")


MECHANISMS = generate.mechanisms()


@pytest.mark.parametrize("name", MECHANISMS)
def test_a_mark_names_tests_that_are_there_and_import_the_mechanism(name: str) -> None:
    marked = generate.mark(name)
    module = f"ripeness.model.{name.replace('/', '.')}"
    assert marked.kind in generate.KINDS
    assert marked.tests or marked.kind == generate.PROBLEMS
    for test in marked.tests:
        file = REPOSITORY / test
        assert file.exists(), f"{test}, which the declaration of {name} names, is not there"
        assert module in reached(file), f"{test} does not import {module}: mend its declaration"


@pytest.mark.parametrize("name", MECHANISMS)
def test_what_is_verified_against_the_tree_has_its_counterpart_in_the_tree(name: str) -> None:
    marked = generate.mark(name)
    assert bool(marked.oracle) == (marked.kind == generate.TREE)
    compared = reached(REPOSITORY / marked.tests[0]) if marked.tests else set()
    for counterpart in marked.oracle:
        stem, _, member = counterpart.partition(".")
        tree = ast.parse((TESTS / "oracle" / f"{stem}.py").read_text(encoding="utf-8"))
        names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        assert member in names, f"tests/oracle/{stem}.py has no {member}: mend the declaration of {name}"
        assert f"oracle.{stem}" in compared


def test_no_declaration_outlives_its_mechanism_and_every_mechanism_has_one() -> None:
    assert set(declarations(SOURCE / "ripeness")) == set(MECHANISMS)


def test_the_page_counts_its_marks() -> None:
    page = generate.mechanisms_page()
    for kind in generate.KINDS:
        told = page.count(f"**Mark:** {kind}")
        assert f"- *{kind}*: {generate.KINDS[kind]}: {told}." in page


def test_every_module_with_an_equation_in_its_docstring_is_on_the_page() -> None:
    files = [path for room in generate.ROOMS for path in (SOURCE / "ripeness" / "model" / room).glob("*.py")]
    with_equation = {f"{path.parent.name}/{path.stem}" for path in files if "\nEquation:\n" in docstring(path)}
    assert with_equation == set(MECHANISMS) and len(with_equation) >= 20


def test_the_commands_on_the_page_are_those_of_the_command_line(ripe_theory) -> None:
    """Each command line of the page computes what the model computes when no number is given."""
    for name, path in generate.models().items():
        words = shlex.split(generate.command(name, path))
        assert words[:3] == ["ripeness", "theory", name]
        assert ripe_theory(*words[2:]) == ripe_theory(name)
    assert set(generate.models()) == set(models("ripeness.theory"))


@pytest.fixture
def ripe_theory():
    """Run a model; return its JSON."""
    from typer.testing import CliRunner

    from ripeness.cli.main import app

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, ["theory", *words, "--json"])
        assert done.exit_code == 0, done.output
        return done.output

    return run


# --- The variables of a forecast -----------------------------------------------------------------


def test_the_page_of_variables_lists_those_of_a_computed_forecast_with_their_units_and_dimensions(computed) -> None:
    assert {"ongoing", "past_ripe", "terms"} <= set(computed.data_vars)
    page = generate.PAGES["variables.md"]()
    for name, one in computed.data_vars.items():
        row = f"| `{name}` | {one.attrs['long_name']} | {one.attrs['units']} | {', '.join(one.dims)} |"
        assert row in page, name
    for dimension in computed.dims:
        assert f"| `{dimension}` |" in page


def test_the_page_of_variables_says_under_which_name_each_quantity_is_asked_for() -> None:
    from ripeness.arrays import QUANTITIES

    page = generate.PAGES["variables.md"]()
    for name, one in QUANTITIES.items():
        lines = [line for line in page.splitlines() if f"`{name}`" in line]
        assert any(line.startswith(f"| `{one.variable or name}` |") for line in lines), name


# --- What commands print as JSON -----------------------------------------------------------------

PRINTED = {
    "run": ["run", "common-priors", "--draws", "1", "--horizon", "2", "--out", "mine"],
    "check": ["check", "ukraine-2026"],
    "evidence": ["check", "ukraine-2026", "--evidence"],
    "story": ["story", "gamblers-ruin"],
    "list": ["list"],
    "ask": ["ask", "the war ends by 2001", "common-priors", "--draws", "1"],
    "questions": ["ask"],
    "baserate": ["baserate", "--age", "48"],
    "levers": ["levers", "ukraine-2026"],
    "policies": ["policies", "ukraine-2026"],
    "design": ["design", "common-priors", "--draws", "2", "--out", "draws.csv"],
}


def strange(value: object, where: tuple[str, str], path: str = "") -> list[str]:
    """Return the places at which an object has other keys than the page lists for its form."""
    json_page = sys.modules["json_page"]
    listed = {key: (home, kind) for key, home, kind, _ in json_page.keys_of(where)}
    assert isinstance(value, dict)
    found = [f"{path}.{key}" for key in set(value) ^ set(listed)]
    for key in set(value) & set(listed):
        home, kind = listed[key]
        inner: list[tuple[str, str]] = []
        words = json_page.worded(kind, home, inner)
        if len(inner) != 1 or value[key] is None:
            continue
        of = value[key]
        each = of if words.startswith("list") else of.values() if words.startswith("by name") else [of]
        found += [place for one in each for place in strange(one, inner[0], f"{path}.{key}")]
    return found


@pytest.mark.parametrize("form", PRINTED)
def test_what_a_command_prints_has_the_keys_that_the_page_lists(ripe, form: str) -> None:
    json_page = sys.modules["json_page"]
    code, out, _ = ripe(*PRINTED[form], "--json")
    printed = json.loads(out)
    if form == "evidence":
        printed = printed["evidence"]
    assert code == 0 and printed.pop("schema") == f"ripeness/{form}/2"
    home, name, _ = json_page.COMMANDS[form]
    assert strange(printed, (home, name)) == []


def test_every_form_of_an_answer_is_on_the_page() -> None:
    import ripeness
    from ripeness.questions.result import Result
    from ripeness.schema.printed_form import marked

    for name in ripeness.__all__:
        getattr(ripeness, name)
    page = (REPOSITORY / "docs" / "json.md").read_text(encoding="utf-8")
    kinds = [one for one in Result.__subclasses__() if one.__module__.startswith("ripeness.")]
    assert len(kinds) >= 9
    assert [one for one in kinds if f"`{marked(one.question, {})['schema']}`" not in page] == []


def test_a_meaning_is_read_from_the_words_of_a_form() -> None:
    json_page = sys.modules["json_page"]
    keys = dict.fromkeys(("draws", "low", "high", "test"), ast.parse("int", mode="eval").body)
    told = "A form: it is a test: of words. draws : asked for. ``low``, ``high`` : None where the test : fails."
    form = json_page._form(told, keys, [])
    assert form.said == "A form: it is a test: of words."
    assert form.meanings["draws"] == "asked for" and form.meanings["high"].startswith("`null` where the test")
