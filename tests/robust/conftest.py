"""The views of a small war are those of the panel's own tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / "panel")]
