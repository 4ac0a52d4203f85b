"""Files of other communities: read as they are written, written back without loss, refused with file, line and
remedy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ripeness.errors import DataError
from ripeness.rivals import actors_file, conflict_file, exchange_file, ktab_file
from rival_inputs import EC_CARS, PRISONERS, SEVEN_ACTORS, TWO_ACTORS

ACTORS = "Actor;Capability;Position;Salience\n"
READERS = {
    ".csv of KTAB": (ktab_file, SEVEN_ACTORS),
    "table of actors": (actors_file, EC_CARS),
    "exchange": (exchange_file, TWO_ACTORS),
    "conflict": (conflict_file, PRISONERS),
}


def test_every_shared_file_is_read_and_written_back_byte_for_byte(peers: Path) -> None:
    found = 0
    for folder, reader in (
        ("ktab", ktab_file), ("bdm", actors_file), ("exchange", exchange_file), ("gmcr", conflict_file),
    ):  # fmt: skip
        for path in sorted((peers / folder).glob("*")):
            if "license" not in path.name:
                assert reader.write(reader.read(path)) == path.read_bytes(), path
                found += 1
    assert found == 17


def test_every_shared_file_written_plainly_says_the_same(peers: Path) -> None:
    for folder, reader in (("ktab", ktab_file), ("exchange", exchange_file), ("gmcr", conflict_file)):
        for path in sorted((peers / folder).glob("*")):
            if "license" not in path.name:
                read = reader.read(path)
                again = reader.parse(path.name, reader.write(replace(read, source=b"")))
                told = {"title": read.title} | ({} if folder == "gmcr" else {"issues": read.issues})
                assert replace(again, **told).same(read), path


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_ends_of_lines_and_encodings_do_not_matter(kind: str, end: str, encoding: str) -> None:
    reader, text = READERS[kind]
    words = {"Actor-1": "Côte d`Or", "Greece": "Grèce", "First": "Zoë", "SA": "É"}
    accented = text
    for word, other in words.items():
        accented = accented.replace(word, other)
    plain = reader.parse("a.csv", accented.encode())
    other = reader.parse("a.csv", accented.rstrip().replace("\n", end).encode(encoding))
    assert other.same(plain)
    assert reader.write(other) == other.source


def test_a_changed_file_is_written_with_the_change_only() -> None:
    read = actors_file.parse("cars.csv", EC_CARS.encode())
    read.position[1, 0] = 9.5
    assert actors_file.write(read).decode() == EC_CARS.replace("Belgium,0.08,7,", "Belgium,0.08,9.5,").replace(
        "Denmark,0.05,4,1.0", "Denmark,0.05,4,1"
    )


@pytest.mark.parametrize("separator", ["\t", ";", "|", ","])
def test_separators_padding_quotes_and_comments_mean_nothing(separator: str) -> None:
    rows = [["# a comment"], ["Name", "Note", "Salience", "POSITION", "Power"], [], ['"North"', "", " 0.5 ", "1", "2"]]
    rows += [["  South  ", '"x"', '"1"', "3", "4"], ["#", "another"]]
    read = actors_file.parse("a.csv", "\n".join(separator.join(row) for row in rows).encode())
    assert read.actors == ("North", "South")
    assert read.position.tolist() == [[1], [3]] and read.salience.tolist() == [[0.5], [1]]
    assert read.capability.tolist() == [[2], [4]]


def test_decimal_commas_are_read_where_a_comma_parts_no_cells() -> None:
    read = actors_file.parse("a.csv", (ACTORS + "A;1,5;0,250;0,5\nB;2;4,75;,5\n").encode())
    assert read.capability[0, 0] == 1.5 and read.position.tolist() == [[0.25], [4.75]] and read.salience[1, 0] == 0.5
    quoted = actors_file.parse("a.csv", b'Actor,Capability,Position,Salience\nA,"1,5",1,1\nB,1,2,1\n')
    assert quoted.capability[0, 0] == 1.5


def test_a_spreadsheets_line_on_its_separator_is_passed_over() -> None:
    plain = ktab_file.parse("a.csv", SEVEN_ACTORS.encode())
    read = ktab_file.parse("a.csv", ("sep=,\n" + SEVEN_ACTORS).encode())
    assert read.same(plain) and ktab_file.write(read) == read.source


def test_text_as_windows_writes_it_is_read() -> None:
    """0x92 is an apostrophe in Windows' extension of Latin-1, and no text in Latin-1 itself."""
    read = actors_file.parse(
        "a.csv", EC_CARS.replace("Greece", "GREECE").encode().replace(b"GREECE", b"C\xf4te d\x92Or")
    )
    assert read.actors[-1] == "Côte d\N{RIGHT SINGLE QUOTATION MARK}Or"


def test_cells_that_need_quotes_get_them() -> None:
    read = ktab_file.parse("a.csv", SEVEN_ACTORS.encode())
    odd = replace(read, actors=('A, "the" first', *read.actors[1:]), source=b"")
    assert ktab_file.parse("a.csv", ktab_file.write(odd)).actors[0] == 'A, "the" first'
    two = exchange_file.parse("a.csv", TWO_ACTORS.replace("'Actor-1'\t''", "'Côte d''Ivoire'\t''").encode())
    assert two.descriptions[0] == "Côte d'Ivoire"
    assert exchange_file.parse("a.csv", exchange_file.write(replace(two, source=b""))).same(two)


WRONG = {
    "ktab number": (ktab_file, SEVEN_ACTORS.replace(",7,3,", ",8,3,"), "line 9: 8 actors are announced in line 1"),
    "ktab position": (ktab_file, SEVEN_ACTORS.replace(" 90.89", "190.89"), "line 5: the position on Pstn2 is 190.89"),
    "ktab salience": (ktab_file, SEVEN_ACTORS.replace(" 13.55", "83.55"), "line 5: the saliences of SActor-02 sum to"),
    "ktab twice": (ktab_file, SEVEN_ACTORS.replace("SActor-03", "SActor-01"), "line 6: SActor-01 stands there twice"),
    "ktab missing": (ktab_file, SEVEN_ACTORS.replace(" 63.224,", ","), "line 7: power is missing. Write it in cell 3"),
    "ktab word": (ktab_file, SEVEN_ACTORS.replace(" 63.224,", "much,"), "line 7: power is 'much', which is no number"),
    "ktab comma": (ktab_file, SEVEN_ACTORS.replace("SActor-04,", "SActor-04,x,"), "line 7: '22.59' stands beyond"),
    "ktab empty": (ktab_file, " \n", "line 1: there is nothing"),
    "ktab half": (ktab_file, SEVEN_ACTORS.replace(",7,3,", ",7.5,3,"), "line 1: the number of actors is 7.5"),
    "ktab quote": (ktab_file, SEVEN_ACTORS.replace(' Random Spatial Actor,  63', '"Random, 63'), "line 7: a quote"),
    "columns": (actors_file, EC_CARS.replace("Salience", "Weight"), "line 1: no column is called salience"),
    "shares": (actors_file, EC_CARS.replace("10,0.9", "10,90"), "line 8: the salience is 90, outside 0 to 1"),
    "thousands": (actors_file, ACTORS + "A;1,250;1;1\nB;1;2;1", "line 2: the capability is 1,250, whose comma may"),
    "one": (actors_file, ACTORS + "A;1;1;1", "line 2: 1 actors follow"),
    "nobody": (actors_file, ACTORS + "A;1;1;0\nB;0;2;1", "line 1: no actor has both"),
    "utf-16": (actors_file, EC_CARS.encode("utf-16"), "line 1: this is text in UTF-16"),
    "binary": (actors_file, EC_CARS.replace("Ireland", "Ire\x00land"), "line 9: a character that is no text"),
    "mark": (exchange_file, TWO_ACTORS.replace("'#P'\t'Issue-2'", "'#X'\t'Issue-2'"), "line 6: the line begins with"),
    "unknown": (exchange_file, TWO_ACTORS.replace("'Actor-2'\t'Issue-1'", "'Actor-3'\t'Issue-1'"), "line 11: Actor-3"),
    "outside": (exchange_file, TWO_ACTORS.replace("0.0\t90", "101\t90"), "line 10: the position on Issue-2 is 101"),
    "no json": (conflict_file, PRISONERS.replace('"moves": "both"},', '"moves": "both"}'), "line 5: this is no JSON"),
    "key": (conflict_file, PRISONERS.replace('"title"', '"tilte"'), "line 2: 'tilte' is no key"),
    "nobody's": (conflict_file, PRISONERS.replace('by": "Second"', 'by": "Third"'), "line 5: controlled_by of Second"),
    "unranked": (conflict_file, PRISONERS.replace('["NN"], ["YN"]', '["NN"]'), "line 4: First does not rank YN"),
    "list": (conflict_file, PRISONERS.replace('["NY"]]', '[["NY"]]]'), "ranks ['NY'], which is no feasible state"),
    "no state": (conflict_file, PRISONERS.replace('["NY"]]', '["NX"]]'), "ranks 'NX', which is no feasible state"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_refused_with_file_line_and_remedy(case: str) -> None:
    reader, text, told = WRONG[case]
    with pytest.raises(DataError) as error:
        reader.parse("wrong.csv", text if isinstance(text, bytes) else text.encode())
    assert str(error.value).startswith("wrong.csv, line ") and told in str(error.value)
    assert error.value.fix


SPOILT = st.sampled_from(
    ["", ",", "\t", "'", '"', "\n", "-1", "nan", "1e999", "{", "[]", "null", "é", "\x00", "#D", "#", "9" * 400]
)


@settings(max_examples=150)
@given(
    st.sampled_from(list(READERS.values())), st.lists(st.tuples(st.floats(0, 1), SPOILT, st.integers(0, 9)), max_size=4)
)
def test_a_spoilt_file_is_read_or_refused_with_its_line(given_file, slips) -> None:
    reader, text = given_file
    for share, inserted, removed in slips:
        at = int(share * len(text))
        text = text[:at] + inserted + text[at + removed :]
    try:
        read = reader.parse("spoilt.csv", text.encode())
    except DataError as error:
        assert str(error).startswith("spoilt.csv, line ") and error.fix
    else:
        assert reader.write(read) == text.encode()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nowhere"):
        ktab_file.read(tmp_path / "nowhere.csv")
    with pytest.raises(DataError, match="folder"):
        ktab_file.read(tmp_path)


def test_a_layout_refuses_what_it_cannot_hold() -> None:
    two = exchange_file.parse("a.csv", TWO_ACTORS.encode())
    with pytest.raises(DataError, match="has several issues"):
        actors_file.write(two)
    with pytest.raises(DataError, match="run from 0 to 100"):
        ktab_file.write(replace(two, upper=np.array([100.0, 7.0])))
    with pytest.raises(DataError, match="no position on Issue-1"):
        ktab_file.write(replace(two, position=np.array([[np.nan, 1], [2, 3]])))


def test_numbers_survive_being_written() -> None:
    rng = np.random.default_rng(3)
    for _ in range(50):
        read = ktab_file.parse("a.csv", SEVEN_ACTORS.encode())
        share = rng.uniform(0, 1 / 3, read.salience.shape)
        odd = replace(read, capability=np.repeat(rng.uniform(0, 200, (7, 1)), 3, axis=1), salience=share, source=b"")
        again = ktab_file.parse("a.csv", ktab_file.write(odd))
        assert np.array_equal(again.capability, odd.capability) and np.abs(again.salience - share).max() < 1e-16
