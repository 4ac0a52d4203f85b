"""The folder of other communities' files, and small inputs that need no folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def peers() -> Path:
    """Return the folder with the files of other modelling software, or skip."""
    folder = Path(os.environ.get("RIPENESS_DATA", "")) / "peers"
    if not (os.environ.get("RIPENESS_DATA") and folder.is_dir()):
        pytest.skip("RIPENESS_DATA names no folder that holds peers/.")
    return folder
