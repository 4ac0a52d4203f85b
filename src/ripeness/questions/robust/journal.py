"""What a search has tried, in a folder: optuna's journal, a line for each step, which outlives any kill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.reach.held import Held
from ripeness.questions.robust.search import chosen_of, needed, places
from ripeness.statistics.weighted import Numbers
from ripeness.store.files import as_json, make_folder, read_object, write_json

ASKED, JOURNAL, STUDY = "asked.json", "search.journal", "ripeness robust"
WRONG = "Name another folder, or ask as it was begun"


@dataclass
class Journal:
    """Values of settings, on disk as they are found; without a folder, in memory alone.

    Attributes
    ----------
    levers : of the search. names : of the values in words, one for each. folder : where it is kept, or None.
    """

    levers: Mapping[str, Held]
    names: Sequence[str]
    folder: Path | None = None
    _known: dict[tuple[int, ...], Numbers] = field(default_factory=dict)
    _study: Any = None

    @classmethod
    def opened(
        cls, levers: Mapping[str, Held], names: Sequence[str], folder: Path | None, asked: Mapping[str, Any]
    ) -> Journal:
        """Open the journal of a search, begun or gone on with.

        Raises
        ------
        RunError : the folder holds another search, or something else, or cannot be written to.
        """
        made = cls(levers, names, folder)
        if folder is None:
            return made
        make_folder(folder)
        stated = folder / ASKED
        if stated.exists():
            if as_json(read_object(stated, WRONG)["search"]) != as_json(asked["search"]):
                raise RunError(f"{folder} holds another search", WRONG)
        elif any(folder.iterdir()):
            raise RunError(f"{folder} holds something else", "Name an empty folder, or one that is not there yet")
        else:
            write_json(stated, asked)
        made._open(folder / JOURNAL)
        return made

    def _open(self, file: Path) -> None:
        optuna = needed()
        try:
            backend = optuna.storages.journal.JournalFileBackend(str(file))
            self._study = optuna.create_study(
                study_name=STUDY, storage=optuna.storages.JournalStorage(backend), load_if_exists=True,
                directions=["maximize"] * len(self.names),
            )  # fmt: skip
            for trial in self._study.get_trials(deepcopy=False):
                place = tuple(trial.params[name] for name in self.levers)
                self._known[place] = np.array(trial.user_attrs["found"], float)
        except (ValueError, KeyError, OSError) as error:
            raise RunError(
                f"{file} cannot be gone on with: {error}", "Name another folder; what it held is lost"
            ) from None

    def __len__(self) -> int:
        return len(self._known)

    def get(self, setting: Mapping[str, float]) -> Numbers | None:
        """Return what is known of a setting, or None."""
        return self._known.get(self._place(setting))

    def keep(self, setting: Mapping[str, float], found: Numbers, values: Sequence[float]) -> None:
        """Keep what was found of a setting.

        Parameters
        ----------
        found : all of it. values : its place in the search, one for each name.
        """
        place = self._place(setting)
        self._known[place] = found
        if self._study is None:
            return
        optuna = needed()
        self._study.add_trial(
            optuna.trial.create_trial(
                params=dict(zip(self.levers, place, strict=True)),
                distributions={
                    name: optuna.distributions.IntDistribution(0, len(places(lever)) - 1)
                    for name, lever in self.levers.items()
                },
                values=list(values),
                user_attrs={"found": found.tolist()},
            )
        )

    def _place(self, setting: Mapping[str, float]) -> tuple[int, ...]:
        return tuple(chosen_of(self.levers, setting).values())


@checked
def begun_as(folder: Path | str) -> dict[str, Any]:
    """Return how the search in a folder was begun: what was handed to `ripeness.robust` as `command`.

    Raises
    ------
    RunError : there is no search in it.
    """
    stated = Path(folder) / ASKED
    if not stated.is_file():
        raise RunError(f"{folder} holds no search", "Name the folder that `ripeness robust` printed")
    found: dict[str, Any] = read_object(stated, WRONG)["command"]
    return found
