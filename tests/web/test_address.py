"""The address of the page: every state has one, and says it whole."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ripeness
from ripeness.cli.new import STARTER
from ripeness.errors import RipenessError
from ripeness.schema.load import load_scenario
from ripeness.web.address import KEYS, Address, Adopted, read, tag
from ripeness.web.page import Page

WAR = ripeness.load("korea-1951")


def laid(view: str):
    return ripeness.load("korea-1951", view or None)


@st.composite
def adopted(draw) -> Adopted:
    names = draw(st.lists(st.sampled_from(list(WAR.levers)), unique=True))
    ranges = {name: (WAR.levers[name].low, WAR.levers[name].high) for name in WAR.levers if name in names}
    levers = {name: draw(st.floats(low, high)) + 0.0 for name, (low, high) in ranges.items()}
    return Adopted(draw(st.sampled_from(["status-quo", *WAR.policies])), levers)


@given(b=adopted(), a=adopted(), view=st.sampled_from(["", "outlast"]))
def test_what_an_address_says_is_read_back_as_it_was_to_the_last_digit(b, a, view):
    here = Address(b, a, view, tag(laid(view)))
    assert read(parse_qsl(here.query(laid(view)), keep_blank_values=True), laid) == here


def test_levers_that_were_not_touched_are_in_no_address():
    said = Address(Adopted(levers={"guarantee": 0.5})).query(WAR)
    assert parse_qsl(said) == [("s", tag(WAR)), ("guarantee", "0.5")]
    empty = [("b", ""), ("guarantee", ""), ("mandate", "0.35")]
    assert read(empty, laid).b.levers == {"mandate": 0.35}, "an empty field counts as not there; one that is set counts"


def test_the_order_in_which_levers_were_moved_makes_no_other_address():
    pairs = [("mandate", "0.9"), ("guarantee", "0.2"), ("a.text", "0.7")]
    assert read(pairs, laid) == read(pairs[::-1], laid)


def test_a_lever_may_be_called_like_a_key_of_the_address(tmp_path):
    text = STARTER.read_text(encoding="utf-8")
    for name, other in (("guarantee", "b"), ("mandate", "view")):
        text = text.replace(f"  {name}: {{title", f"  {other}: {{title").replace(
            f"levers: {{{name}:", f"levers: {{{other}:"
        )
    file = tmp_path / "war.yaml"
    file.write_text(text, encoding="utf-8")
    war = load_scenario(file)
    here = Address(Adopted(levers={"b": 0.5, "view": 0.25}), Adopted(levers={"b": 0.2}))
    assert set(here.b.levers) <= set(KEYS) & set(war.levers)
    assert read(here.pairs(), lambda view: war) == here


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("guarantee", "nan")], "'nan' is no number for guarantee"),
        ([("guarantee", "inf")], "'inf' is no number"),
        ([("guarantee", "1e999")], "is no number"),
        ([("guarantee", "0x1p3")], "is no number"),
        ([("guarantee", "0.95")], "outside the lever's range, 0 to 0.9"),
        ([("guarantee", "0.2"), ("guarantee", "0.3")], "says 'guarantee' twice"),
        ([("garantee", "0.2")], "Did you mean 'guarantee'"),
        ([("a.nothing", "1")], "no lever is called 'nothing'"),
        ([("b", "nobody")], "no policy is called 'nobody'"),
        ([("a", "<script>")], "no policy is called"),
        ([("view", "outlats")], "Did you mean 'outlast'"),
        ([("view", "../../../etc/passwd")], "there is no view"),
    ],
)
def test_what_an_address_cannot_say_is_named(pairs, said):
    served = Page("korea-1951")
    with pytest.raises(RipenessError) as wrong:
        read(pairs, served.laid)
    assert said in str(wrong.value)
    served.desk.close()


def test_a_named_policy_with_levers_on_top_is_handed_on_as_one():
    one = Adopted("sign-soon", {"text": 0.7})
    assert one.settings(WAR) == {"mandate": 0.9, "text": 0.7}
    assert Adopted("sign-soon").settings(WAR) == "sign-soon" and Adopted().settings(WAR) == "status-quo"
