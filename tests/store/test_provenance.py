"""Provenance names what a forecast rests on."""

from ripeness.store.provenance import provenance


def test_provenance_holds_scenario_versions_seed_device_and_times(made_up):
    found = provenance(made_up, "a.yaml", {"draws": 200}, "2026-02-01T00:00:00+00:00", "2026-02-01T00:01:00+00:00")
    assert found["scenario"] == "starter"
    assert found["scenario_file"] == "a.yaml"
    assert found["scenario_hash"] == made_up.attrs["scenario_hash"]
    assert found["versions"] == {"ripeness": "0.1.0"}
    assert (found["seed"], found["device"], found["draws_finished"], found["partial"]) == (0, "cpu", 200, False)
    assert found["options"] == {"draws": 200}
    assert found["started"] < found["finished"]


def test_numbers_read_back_from_netcdf_are_plain(made_up):
    import numpy as np

    found = provenance(made_up.assign_attrs(seed=np.int64(7)), "", {}, "", "")
    assert found["seed"] == 7 and type(found["seed"]) is int
