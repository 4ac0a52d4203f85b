"""Answers made up by hand stand in a file of their own, for the figures' tests too."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parent)]
