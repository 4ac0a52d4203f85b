"""Where the data series lie: a folder that is named, or that RIPENESS_DATA names.

Sources: none. Reads: the environment. Writes: nothing.
Silent about: what the folder holds, which is looked at file by file.
"""

from __future__ import annotations

import os
from pathlib import Path

from ripeness.errors import DataError

VARIABLE = "RIPENESS_DATA"


def data_folder(named: str | Path | None = None) -> Path | None:
    """Return the folder of the data series, or None where none is named.

    Parameters
    ----------
    named : a folder; None for the one that the environment variable RIPENESS_DATA names.

    Raises
    ------
    DataError : what is named is no folder.
    """
    stated = os.environ.get(VARIABLE, "") if named is None else str(named)
    if not stated:
        return None
    folder = Path(stated)
    if not folder.is_dir():
        if named is None:
            raise DataError(f"{VARIABLE} names {stated}, which is no folder", "Name the data folder, or unset it")
        raise DataError(f"{stated} is no folder", "Name the data folder, or leave it out")
    return folder
