"""What several folders of tests share: a scenario, a made-up forecast of it, and a way to run a command."""

from __future__ import annotations

import gc
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import synthetic
from ripeness.cli.main import main
from ripeness.cli.new import STARTER
from ripeness.ensemble.devices import KEPT_FROM
from ripeness.schema import Scenario
from ripeness.schema.load import load_scenario
from sharing_out import FIRST, group

# Most of a test's time goes into compiling a small war that runs once: so it takes a third of it, and is as exact.
COMPILED_FAST = (
    "--xla_backend_optimization_level=0",
    "--xla_cpu_use_fusion_emitters=false",
    "--xla_cpu_multi_thread_eigen=false",
    "--xla_cpu_parallel_codegen_split_count=1",
)
os.environ["XLA_FLAGS"] = " ".join((*COMPILED_FAST, os.environ.get("XLA_FLAGS", "")))
os.environ.setdefault(KEPT_FROM, "0.1")  # many small programs, which the other worker and the next run find

gc.set_threshold(20_000, 20, 20)  # tracing makes many objects that live on: with `freeze` below, an eighth of the time

QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile("busy machine", deadline=None, suppress_health_check=QUIET)
settings.load_profile("busy machine")  # how fast a machine is says nothing of what is tested


@pytest.hookimpl(optionalhook=True)  # without xdist nothing is shared out
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each group of tests to one worker, which computes their fixtures and compiles their programs once."""
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group(nodeid)

        def _assign_work_unit(self, node: Any) -> None:
            for one in reversed(FIRST):
                if one in self.workqueue:
                    self.workqueue.move_to_end(one, last=False)
            super()._assign_work_unit(node)

    return ByGroup(config, log)


def pytest_collection_finish() -> None:
    """Tests and libraries live to the end: the collector need not look at them each time that a program is traced."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def war() -> Scenario:
    """The starter scenario: three issues, two years of record, 36 months shown."""
    return load_scenario(STARTER)


@pytest.fixture
def made_up(war: Scenario):
    """A made-up forecast of it."""
    return synthetic.forecast(war)


@pytest.fixture
def ripe(monkeypatch, capsys, tmp_path):
    """Run a command as from a shell, in a folder of its own at 80 columns; return exit code, output and error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["ripeness", *arguments])
        code = 0
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
        written = capsys.readouterr()
        return code, written.out, written.err

    return command
