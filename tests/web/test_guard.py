"""Who may ask the page, and what a browser may do with what it says."""

from __future__ import annotations

import html
import re
import socket

import pytest
from made_up import KEY, computed, get, page

from ripeness.cli.new import STARTER
from ripeness.errors import RunError
from ripeness.web.guard import LONGEST_QUERY
from ripeness.web.server import Routes
from ripeness.web.serving import bound


@pytest.fixture(scope="module")
def routes():
    made = Routes(page(str(STARTER)))
    yield made
    made.page.desk.close()


def test_this_machine_is_answered_under_the_key(routes):
    for host in ("127.0.0.1:8000", "localhost:8000", "localhost"):
        assert get(routes, f"/{KEY}/alive", host=host)[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::1]:8000", "0.0.0.0:8000"])
def test_a_name_that_another_machine_could_hold_is_refused(routes, host):
    status, _, text = get(routes, f"/{KEY}/alive", host=host)
    assert status == 400 and "this machine only" in text


@pytest.mark.parametrize("path", ["/", "/alive", "/static/page.js", "/kez/alive", f"//{KEY}/alive", f"/{KEY}x/"])
def test_without_the_key_nothing_is_told(routes, path):
    assert get(routes, path)[0] == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_may_not_ask(routes, site):
    assert get(routes, f"/{KEY}/", sec_fetch_site=site)[0] == 403


@pytest.mark.parametrize("site", ["none", "same-origin"])
def test_a_reader_and_the_page_itself_may(routes, site):
    assert get(routes, f"/{KEY}/alive", sec_fetch_site=site)[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_the_page_is_only_read(routes, method):
    assert get(routes, f"/{KEY}/", method)[0] == 405


def test_an_address_that_is_too_long_or_wrong_is_refused_in_a_sentence(routes):
    assert get(routes, f"/{KEY}/alive?s={'x' * LONGEST_QUERY}")[0] == 400
    for query in ("guarantee=7", "guarantee=nan", "nothing=1", "b=nobody", "view=x", "guarantee=1&guarantee=0"):
        for path in ("", "preview", "answers", "tab/evidence", "report", "figure/survival.svg"):
            status, headers, text = get(routes, f"/{KEY}/{path}?{query}")
            assert status == 400 and headers["content-type"].startswith("text/plain"), (path, query)
            assert "Traceback" not in text and text.endswith(".")


def test_what_is_not_there_is_said_to_be_missing_and_no_file_of_the_machine_is_read(routes):
    for path in ("nothing", "static/../page.py", "static/%2e%2e/page.py", "static/..", "tab/other", "static/none.js"):
        assert get(routes, f"/{KEY}/{path}")[0] == 404


def test_every_answer_tells_the_browser_to_load_nothing_from_elsewhere(routes):
    paths = {
        f"/{KEY}/": 200, f"/{KEY}/static/page.js": 200, f"/{KEY}/static/page.css": 200, f"/{KEY}/none": 404, "/": 403,
        f"/{KEY}/?guarantee=7": 400,
    }  # fmt: skip
    for path, expected in paths.items():
        status, headers, _ = get(routes, path)
        assert status == expected
        policy = dict(one.split(" ", 1) for one in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'" and policy["script-src"] == "'self'" == policy["style-src"]
        assert policy["frame-ancestors"] == "'none'" and policy["require-trusted-types-for"] == "'script'"
        assert "unsafe" not in headers["content-security-policy"] and "http" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "set-cookie" not in headers and "access-control-allow-origin" not in headers


def test_the_page_holds_no_script_and_no_style_of_its_own_that_the_policy_would_forbid(routes):
    text = computed(routes, f"/{KEY}/?guarantee=0.4")
    assert re.findall(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", text) == []
    assert re.findall(r"(?:src|href|action)=\"(?!/key/|#)[^\"]*", text) == []
    pictures = re.findall(r'<noscript><img src="([^"]*)"', text)
    assert len(pictures) >= 5, "the pictures are there for a browser that runs no script"
    status, headers, drawn = get(routes, html.unescape(pictures[0]))
    assert status == 200 and headers["content-type"].startswith("image/svg") and "<svg" in drawn


def test_a_port_that_is_taken_is_a_complaint():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(RunError, match=r"port \d+ is taken.*Leave --port out"):
            bound(taken.getsockname()[1])


def test_the_page_listens_on_this_machine_alone():
    with bound(0) as one:
        assert one.getsockname()[0] == "127.0.0.1"


def test_serve_says_in_a_sentence_that_a_port_is_taken(ripe):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, out, err = ripe("serve", "gamblers-ruin", "--port", str(taken.getsockname()[1]), "--no-browser")
    assert code == 2 and out == "" and "is taken" in err and "Traceback" not in err
