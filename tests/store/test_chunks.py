"""Chunks of a run: what is written comes back, draw by draw, with weights that are shares of all that is there."""

from __future__ import annotations

import numpy as np
import pyarrow.parquet
import pytest
import xarray as xr

from results_by_hand import dataset, results
from ripeness.errors import DataError, RunError
from ripeness.store.begun import SAID, begin, read_asked, refuse_other
from ripeness.store.chunks import Chunks
from ripeness.store.runs import read_forecast

CUTS = ((0, 3), (3, 4), (4, 9))
BEGUN = {name: kind() for name, kind in SAID.items()} | {"draws": 9, "chunk": 5, "horizon": 4}


@pytest.fixture(scope="module")
def whole(war) -> xr.Dataset:
    """Nine draws whose weights lie orders of magnitude apart."""
    arrays = results(war, draws=9)
    arrays["log_likelihood"] *= np.linspace(1, 60, 9, dtype=np.float32)[:, None, None]
    return dataset(war, arrays)


@pytest.fixture
def chunks(whole, tmp_path) -> Chunks:
    """The same in three chunks, written in another order than theirs."""
    begin(tmp_path / "run", BEGUN, {"scenario.yaml": "text"}, lambda folder: None)
    made = Chunks(tmp_path / "run")
    for start, stop in CUTS[::-1]:
        part = whole.isel(draw=slice(start, stop))
        share = part.weight / part.weight.sum()  # a chunk knows of its own draws alone
        made.write(start, part.assign(weight=share, prior_weight=part.prior_weight / part.prior_weight.sum()))
    return made


def test_what_is_read_back_is_what_a_forecast_in_one_piece_holds(chunks, whole) -> None:
    again = read_forecast(chunks.folder)
    assert again.sizes == whole.sizes and set(again.variables) == set(whole.variables)
    for name in whole.variables:
        if name in ("weight", "prior_weight"):
            np.testing.assert_allclose(again[name], whole[name], rtol=1e-12)
        else:
            np.testing.assert_array_equal(again[name].values, whole[name].values, err_msg=str(name))
    assert float(again.weight.sum()) == pytest.approx(1)


def test_chunks_are_told_in_the_order_of_their_draws(chunks) -> None:
    assert chunks.finished() == list(CUTS) and chunks.draws() == 9
    assert [part.sizes["draw"] for part in chunks.parts()] == [3, 1, 5]
    numbers = np.concatenate([chunks.table(*cut)["draw"].to_numpy() for cut in CUTS])
    assert numbers.tolist() == list(range(9))


def test_scalars_lie_in_a_table_with_their_units(chunks, whole, war) -> None:
    table = pyarrow.parquet.read_table(chunks.place / "000000004-000000009" / "draws.parquet")
    for name, quantity in war.assumptions().items():
        np.testing.assert_array_equal(table[name].to_numpy(), whole.assumption_value.sel(assumption=name)[4:])
        assert table.schema.field(name).metadata[b"unit"].decode() == quantity.unit
    np.testing.assert_array_equal(table["log_likelihood"].to_numpy(), whole.log_likelihood[4:])
    np.testing.assert_array_equal(table["log_prior_weight"].to_numpy(), whole.log_prior_weight[4:])


@pytest.mark.parametrize(
    "there, size, missing",
    [
        ([], 4, [(0, 4), (4, 8), (8, 9)]),
        ([(3, 4)], 2, [(0, 2), (2, 3), (4, 6), (6, 8), (8, 9)]),
        ([(0, 3), (4, 9)], 5, [(3, 4)]),
        ([(0, 9)], 5, []),
        ([(6, 9), (0, 2)], 10, [(2, 6)]),
    ],
)
def test_what_is_missing_is_what_no_chunk_holds(tmp_path, there, size, missing) -> None:
    made = Chunks(tmp_path)
    for start, stop in there:
        (made.place / f"{start:09d}-{stop:09d}").mkdir(parents=True)
    assert list(made.missing(9, size)) == missing


def test_a_chunk_that_is_there_stays_as_it_is(chunks, whole) -> None:
    file = chunks.place / "000000000-000000003" / "draws.parquet"
    before = file.read_bytes()
    chunks.write(0, whole.isel(draw=slice(3, 6)))
    assert file.read_bytes() == before and chunks.finished() == list(CUTS)
    assert not list(chunks.place.glob(".*"))


def test_what_a_killed_run_left_half_written_is_removed_and_no_chunk_is(chunks) -> None:
    (chunks.place / ".ripeness-left.part").mkdir()
    assert chunks.finished() == list(CUTS)
    chunks.clear()
    assert not list(chunks.place.glob(".*")) and chunks.finished() == list(CUTS)


def test_a_damaged_chunk_is_named_with_the_remedy(chunks) -> None:
    (chunks.place / "000000003-000000004" / "months.nc").write_bytes(b"no")
    with pytest.raises(DataError, match=r"000000003-000000004.months.nc .*--resume"):
        list(chunks.parts())


def test_a_run_is_continued_only_as_what_it_was_begun(chunks) -> None:
    assert read_asked(chunks.folder) == BEGUN == chunks.asked()
    refuse_other(chunks.folder, {"draws": 9, "seed": 1}, {"draws": 9})
    with pytest.raises(RunError, match="another seed: 1, not 2"):
        refuse_other(chunks.folder, {"draws": 9, "seed": 1}, {"draws": 9, "seed": 2})
    with pytest.raises(RunError, match="is not empty"):
        begin(chunks.folder, {}, {}, lambda folder: None)
    assert (chunks.folder / "scenario.yaml").read_text() == "text"
