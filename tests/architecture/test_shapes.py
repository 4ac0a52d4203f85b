"""Every shape annotation of kernels, terms, talks and game holds when a war is played."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_arrays_have_the_shapes_that_annotations_say() -> None:
    script = Path(__file__).with_name("check_shapes.py")
    checked = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=600)
    assert checked.returncode == 0, checked.stderr[-6000:]
    assert "classes as annotated" in checked.stdout
