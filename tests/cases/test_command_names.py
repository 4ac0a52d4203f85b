"""A command or a scenario that there is not, and an option that takes a number, are answered with what to write."""

import pytest
from typer.main import get_command

from ripeness.cli.help import ELSEWHERE
from ripeness.cli.main import app


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("frecast",), "Did you mean `ripeness run`"),
        (("explian",), "Did you mean `ripeness explain`"),
        (("evidence",), "Did you mean `ripeness check --evidence`"),
        (("zzzzz",), "there is no command 'zzzzz'. `ripeness --help` lists the commands"),
        (("ledger", "scores"), "Did you mean `ripeness ledger score`"),
        (("levers", "korea"), "Did you mean 'korea-1951'"),
        (("run", "--draws", "abc"), "--draws takes a whole number. Write for example --draws 24."),
        (("theory", "smith-stam", "--p", "abc", "--k", "5", "--n", "10"), "--p takes a number"),
    ],
)
def test_what_there_is_not_is_answered_with_what_to_write(ripe, words: tuple[str, ...], told: str) -> None:
    code, out, said = ripe(*words)
    assert (code, out) == (2, "") and told in said and "Input should" not in said


def test_what_is_advised_is_there() -> None:
    known = set(get_command(app).commands)
    assert {words.split()[0] for words in ELSEWHERE.values()} <= known
    assert not set(ELSEWHERE) & known
