"""Design tables as files, CSV or Parquet: a column for each assumption, a row for each draw, and perhaps `weight`."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ripeness.errors import RunError
from ripeness.reading import open_file
from ripeness.schema.nearest import advice
from ripeness.store.files import reason, whole

if TYPE_CHECKING:
    import numpy as np
    import pyarrow

WEIGHT = "weight"
"""Column of the rows' weights before the record; left out, all rows weigh the same."""

MOST_NUMBERS = 2**27
"""Numbers that a table which is held whole may have (1 GiB)."""

KINDS = (".csv", ".parquet")


def write_table(path: Path, blocks: Iterable[Mapping[str, np.ndarray]], units: Mapping[str, str]) -> None:
    """Write blocks of columns as one table; never over a file that is there."""
    import pyarrow
    import pyarrow.csv
    import pyarrow.parquet

    _refuse_kind(path)
    if path.exists():
        raise RunError(f"{path} is there already and is left as it is", "Choose another name")
    fields = [pyarrow.field(name, pyarrow.float64(), metadata={"unit": unit}) for name, unit in units.items()]
    schema = pyarrow.schema(fields)
    checksums = {} if path.suffix == ".csv" else {"write_page_checksum": True}
    make = pyarrow.csv.CSVWriter if path.suffix == ".csv" else pyarrow.parquet.ParquetWriter
    try:
        with whole(path) as part, make(str(part), schema, **checksums) as writer:
            for block in blocks:
                writer.write_table(pyarrow.table({name: block[name] for name in units}, schema=schema))
    except OSError as error:
        raise RunError(f"{path} could not be written: {reason(error)}", "Name a place that you may write to") from error


def read_table(path: Path, names: Collection[str]) -> dict[str, np.ndarray]:
    """Columns of a table: all of `names`, and `weight` if it is there, every cell a finite number.

    Raises
    ------
    RunError : a file that cannot be read, a column that is missing or unknown, a cell that is no number.
    """
    _refuse_kind(path)
    try:
        table = _read(path)
    except FileNotFoundError:
        raise RunError(f"{path}: there is no such file", "Check the name and the folder") from None
    except RunError:
        raise
    except Exception as error:  # whatever is wrong with it
        raise RunError(
            f"{path} cannot be read as a table: {reason(error)}", "Write it with `ripeness design`"
        ) from None
    for name in names:
        if name not in table.column_names:
            raise RunError(
                f"{path} has no column {name!r}", "Add it; `ripeness design` writes a table with all columns"
            )
    for name in table.column_names:
        if name not in names and name != WEIGHT:
            fix = advice(name, (*names, WEIGHT), "column")
            raise RunError(f"{path}: column {name!r} is no assumption of the scenario", fix)
        if table.column_names.count(name) > 1:
            raise RunError(f"{path} has the column {name!r} twice", "Keep one of the two")
    if not table.num_rows:
        raise RunError(f"{path} has no rows", "Write one for each draw")
    return {name: _numbers(path, name, table[name]) for name in table.column_names}


def first_wrong(values: np.ndarray, fine: np.ndarray) -> tuple[int, str] | None:
    """Row, counted from 1, and value of the first that is not fine; None if all are."""
    import numpy as np

    wrong = np.flatnonzero(~fine)
    return (int(wrong[0]) + 1, f"{values[wrong[0]]:.6g}") if wrong.size else None


def _read(path: Path) -> Any:
    import pyarrow.csv
    import pyarrow.parquet

    if path.suffix == ".parquet":
        with open_file(path) as file:
            found = pyarrow.parquet.ParquetFile(file, page_checksum_verification=True)
            numbers = found.metadata.num_rows * found.metadata.num_columns
            if numbers > MOST_NUMBERS:  # a few kilobytes can hold as many, packed
                raise RunError(f"{path} holds {numbers} numbers, more than fit", f"Write at most {MOST_NUMBERS}")
            return found.read()
    _refuse_other_text(path)
    return pyarrow.csv.read_csv(path)


def _refuse_other_text(path: Path) -> None:
    """Refuse a table that is no text in UTF-8, with the line of the first byte that is none."""
    with open_file(path) as lines:
        for number, line in enumerate(lines, start=1):
            try:
                wrong = "\0" in line.decode("utf-8")
            except UnicodeDecodeError:
                wrong = True
            if wrong:
                what = f"{path}, line {number}: this is not text in UTF-8"
                raise RunError(what, "Save the table as CSV in UTF-8, or write it with `ripeness design`")


def _numbers(path: Path, name: str, column: pyarrow.ChunkedArray) -> np.ndarray:
    import numpy as np
    import pyarrow

    kind = column.type
    if pyarrow.types.is_floating(kind) or pyarrow.types.is_integer(kind):
        values = column.cast(pyarrow.float64()).to_numpy()
        if wrong := first_wrong(values, np.isfinite(values)):
            text = "empty" if column[wrong[0] - 1].as_py() is None else wrong[1]
            raise RunError(f"{path}, row {wrong[0]}, column {name!r}: {text} is not a number", "Write a number")
        return values
    for row, text in enumerate(_texts(column), start=1):
        if not _is_number(text):
            what = f"{path}, row {row}, column {name!r}: {text or 'empty'} is not a number"
            raise RunError(what, "Write a number, without a unit")
    raise RunError(f"{path}, column {name!r}: it holds {kind}, not numbers", "Write numbers")


def _texts(column: pyarrow.ChunkedArray) -> Iterator[str]:
    for one in column:
        value = one.as_py()
        yield "" if value is None else str(value)


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text)) and text not in ("True", "False")
    except ValueError:
        return False


def _refuse_kind(path: Path) -> None:
    if path.suffix not in KINDS:
        raise RunError(f"{path} is neither .csv nor .parquet", "Name a file that ends with one of the two")
