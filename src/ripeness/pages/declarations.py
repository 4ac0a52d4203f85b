"""What the mechanisms declare beside themselves, found by their files and read without an array library."""

from __future__ import annotations

from pathlib import Path
from runpy import run_path

from ripeness.model.declared import Declared

SUFFIX = "_declared"
"""How the file of a declaration is named after its mechanism's: `drivers/aid_declared.py` beside `drivers/aid.py`."""


def declarations(package: Path) -> dict[str, Declared]:
    """Return what each mechanism declares, by its name such as `drivers/aid`.

    Parameters
    ----------
    package : folder of the package. A mechanism without a declaration is not among what is returned.
    """
    files = sorted((package / "model").glob(f"*/*{SUFFIX}.py"))
    return {f"{path.parent.name}/{path.stem.removesuffix(SUFFIX)}": run_path(str(path))["DECLARED"] for path in files}
