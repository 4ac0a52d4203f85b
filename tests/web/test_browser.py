"""The page in a real browser: it loads, answers, goes back, needs no script, fits a phone, and is silent."""

from __future__ import annotations

import gzip
import re
import shutil
import threading
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from made_up import KEY, MadeUp, page

import ripeness
from ripeness.cli.new import STARTER
from ripeness.web.server import Routes
from ripeness.web.serving import HOST, bound

played = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install 'ripeness[dev]'")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed, in which the page could be opened")

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip

READY = "#answer[aria-busy=false]"
PATIENCE_MS = 45_000
BESIDE = (
    "most",
    "compare?a=guarantees-first&mandate=0.9",
    "prose?q.attacker=Norland&q.dates=2026-01%3B+2024-03",
    "tab/robust",
)
"""Pages beside the levers; the last offers to compute what takes minutes."""

AXE = Path(__file__).parent / "axe.min.js.gz"
"""axe-core 4.14.1 by Deque Systems, as published; Mozilla Public License 2.0 (tests/web/AXE-LICENSE)."""


class Served:
    """A page that is served, and every engine that it asked."""

    def __init__(self, scenario: str = str(STARTER), draws: int = 64) -> None:
        import uvicorn

        self.engines: list[MadeUp] = []
        self.page = page(scenario, engine=self.engine)
        self.page.draws = draws
        self.socket = bound(0)
        self.address = f"http://{HOST}:{self.socket.getsockname()[1]}/{KEY}/"
        app = Routes(self.page).app()
        self.server = uvicorn.Server(
            uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
        )
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],), daemon=True)
        self.thread.start()

    def engine(self, *of) -> MadeUp:
        self.engines.append(MadeUp(*of))
        return self.engines[-1]

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join(5)
        self.page.desk.close()


@pytest.fixture(scope="module")
def served():
    made = Served()
    yield made
    made.close()


@pytest.fixture(scope="module")
def browser():
    with played.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def window(browser, served):
    """Open the page in a window of its own; nothing may be said on its console, and no other host asked."""
    opened, said, asked = [], [], []

    def open_(path: str = "", **more):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **more})
        opened.append(context)
        made = context.new_page()
        made.set_default_timeout(PATIENCE_MS)
        made.on("console", lambda one: said.append(f"{one.type}: {one.text}"))
        made.on("pageerror", lambda one: said.append(f"error: {one}"))
        made.on("request", lambda one: asked.append(one.url))
        made.goto(served.address + path)
        return made

    yield open_
    for one in opened:
        one.close()
    assert said == []
    assert [one for one in asked if not one.startswith(f"http://{HOST}:")] == []


def state(made) -> dict[str, list[str]]:
    """What the address says."""
    return parse_qs(urlsplit(made.url).query)


def says(made, text: str, where: str = "#says") -> None:
    """Wait until a place of the page says something."""
    made.locator(where).filter(has_text=text).wait_for()


def press(made, button: str, text: str, where: str) -> None:
    """Click until a place of the page says something: Chromium drops a click on a page that is not drawn yet."""
    told = made.locator(where).filter(has_text=re.compile(text))
    for _ in range(9):
        if made.locator(button).count():
            made.locator(button).click()
        with suppress(played.TimeoutError):
            return told.wait_for(timeout=PATIENCE_MS / 9)
    raise AssertionError(f"{button} was clicked, and the page does not say {text}: {made.inner_text(where)}")


def test_the_page_loads_with_pictures_and_changes_nothing_by_being_opened(window, served):
    made = window()
    made.wait_for_selector(READY)
    made.wait_for_selector("#figure-survival .picture svg")
    assert set(state(made)) == {"s"}, "no lever is in the address before one was touched"
    assert "nothing new adopted" in made.inner_text("#says")
    assert all(policy in ("status-quo", {}) for one in served.engines for _, policy in one.asked)
    assert made.locator("figure:visible .picture svg").count() == made.locator("figure:visible").count() >= 6


def test_a_lever_that_moves_changes_words_pictures_and_address_and_can_be_put_back(window):
    made = window()
    made.wait_for_selector(READY)
    before = made.inner_text("#says"), made.locator("#figure-survival svg").inner_html()
    made.fill("#l-guarantee", "0.6")
    says(made, "guarantee' set to 0.6", "#says")
    made.wait_for_selector(f"{READY}:not(.about)")
    assert state(made)["guarantee"] == ["0.6"]
    assert made.locator("#figure-survival svg").inner_html() != before[1]
    assert "security guarantee" in made.inner_text("#moved") and "status quo" in made.inner_text("#chances")
    made.click("[data-lever=guarantee] .back")
    says(made, "nothing new adopted", "#says")
    assert "guarantee" not in state(made) and made.inner_text("#says") == before[0]


def test_the_range_moves_by_keys_and_sets_the_number_and_r_puts_it_back(window):
    made = window()
    made.wait_for_selector(READY)
    slide = made.locator("[data-lever=guarantee] .slide")
    slide.focus()
    made.keyboard.press("End")
    assert made.input_value("#l-guarantee") == "0.9"
    made.keyboard.press("ArrowLeft")
    assert float(made.input_value("#l-guarantee")) == pytest.approx(0.9 - 0.9 / 20, abs=0.005)
    made.keyboard.press("r")
    assert made.input_value("#l-guarantee") == "" and float(slide.input_value()) == pytest.approx(0.1)


def test_the_back_button_goes_back_to_what_was_set_before(window):
    made = window("?guarantee=0.3")
    made.wait_for_selector(READY)
    made.fill("#l-guarantee", "0.7")
    made.keyboard.press("Tab")
    says(made, "guarantee' set to 0.7", "#says")
    made.go_back()
    says(made, "guarantee' set to 0.3", "#says")
    assert made.input_value("#l-guarantee") == "0.3" and state(made)["guarantee"] == ["0.3"]


def test_a_value_outside_the_range_is_told_and_nothing_is_asked(window):
    made = window()
    made.wait_for_selector(READY)
    made.fill("#l-guarantee", "5")
    made.wait_for_selector("#problem:visible")
    assert made.inner_text("#problem") == "security guarantee: 5 is not a value from 0 to 0.9."
    assert made.inner_text("#q-guarantee") == "0 to 0.9, status quo 0.1"


def test_a_policy_is_kept_as_a_and_compared_with(window):
    made = window("?guarantee=0.7")
    made.wait_for_selector(READY)
    made.click("#keep")
    made.wait_for_selector(READY)
    made.fill("#l-mandate", "0.9")
    says(made, "compared with A", "#chances")
    assert state(made)["a.guarantee"] == ["0.7"] and state(made)["guarantee"] == ["0.7"]
    made.wait_for_selector(f"{READY}:not(.about)")
    assert "--set" in made.inner_text("#command")
    made.click("#let-go")
    made.wait_for_selector(READY)
    assert not any(name.startswith("a") for name in state(made))


def test_a_drag_leaves_no_backlog_and_the_last_value_wins(window, served):
    made = window()
    made.wait_for_selector(READY)
    made.evaluate(
        """async () => { const one = document.querySelector('[data-lever=mandate] .slide');
        for (let at = 0; at < 25; at++) {
        one.value = 0.5 + at / 50; one.dispatchEvent(new Event('input', {bubbles: true}));
        await new Promise((go) => setTimeout(go, 20)); } }"""
    )
    began = time.monotonic()
    says(made, "may settle' set to 0.98", "#says")
    assert time.monotonic() - began < 20
    made.wait_for_selector(f"{READY}:not(.about)")
    asked = [policy for one in served.engines for kind, policy in one.asked if kind == "full" and "mandate" in policy]
    assert len([one for one in asked if one["mandate"] > 0.5]) <= 12, (
        "what was passed over is not computed on all draws"
    )


def test_a_quick_answer_draws_what_is_on_the_screen_and_the_rest_once_it_is_scrolled_to(window, monkeypatch):
    let = threading.Event()
    full = MadeUp.full
    monkeypatch.setattr(MadeUp, "full", lambda self, *given, **more: let.wait(60) and full(self, *given, **more))
    let.set()
    made = window(viewport={"width": 1280, "height": 400})
    made.wait_for_selector(READY)
    let.clear()  # the answer on all draws stays away, that on few draws is shown
    made.fill("#l-mandate", "0.77")
    says(made, "may settle' set to 0.77")
    far = made.locator("#figure-endings")
    assert far.evaluate("one => one.classList.contains('stale')")
    before = far.locator("svg").inner_html()
    far.scroll_into_view_if_needed()
    made.wait_for_selector("#figure-endings:not(.stale)")
    made.wait_for_function("before => document.querySelector('#figure-endings svg').innerHTML !== before", arg=before)
    assert made.get_attribute("#answer", "class") == "about"
    let.set()
    made.wait_for_selector(f"{READY}:not(.about)")


def test_without_a_script_the_page_is_a_form(window):
    made = window("?guarantee=0.5", java_script_enabled=False)
    made.wait_for_selector("#says p")
    assert "guarantee' set to 0.5" in made.inner_text("#says")
    pictures = made.locator("figure:visible img")
    assert made.locator(".slide:visible").count() == 0 and pictures.count() >= 6
    made.wait_for_load_state("load")
    assert all(pictures.evaluate_all("found => found.map((one) => one.naturalWidth)")), "each is there and is a picture"
    made.fill("#l-guarantee", "")
    made.fill("#l-mandate", "0.8")
    made.click("button[type=submit]")
    made.wait_for_selector("#says p")
    assert "may settle' set to 0.8" in made.inner_text("#says") and "guarantee' set" not in made.inner_text("#says")


@pytest.mark.parametrize("path", ["?guarantee=0.5&a=guarantees-first", "tab/evidence", *BESIDE])
def test_on_a_phone_nothing_scrolls_sideways_and_axe_finds_nothing(window, path):
    made = window(path, viewport={"width": 390, "height": 844})
    made.wait_for_selector(READY)
    made.wait_for_timeout(300)
    assert found_by_axe(made) == []
    made.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    made.wait_for_timeout(300)
    assert made.evaluate("document.documentElement.scrollWidth") == 390


def test_dark_and_light_are_told_apart_and_pictures_follow(window):
    grounds, inks = set(), set()
    for scheme in ("light", "dark"):
        made = window(color_scheme=scheme)
        made.wait_for_selector("#figure-survival .picture svg")
        grounds.add(made.evaluate("getComputedStyle(document.body).backgroundColor"))
        inks.add(made.evaluate("getComputedStyle(document.querySelector('#figure-survival svg text')).fill"))
    assert len(grounds) == 2 and len(inks) == 2


def test_on_paper_there_is_no_lever_to_pull_and_what_was_set_stands_there(window):
    made = window("?guarantee=0.5")
    made.wait_for_selector(READY)
    made.emulate_media(media="print")
    assert not made.is_visible("#levers") and not made.is_visible("nav") and made.is_visible("#moved")


def found_by_axe(made) -> list:
    """What keeps somebody out, as axe-core finds it."""
    session = made.context.new_cdp_session(made)  # a world of its own, so that the page's policy stays as it is
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})["executionContextId"]
    session.send("Runtime.evaluate", {"expression": gzip.decompress(AXE.read_bytes()).decode(), "contextId": world})
    run = "axe.run().then((found) => found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]))"
    answer = session.send(
        "Runtime.evaluate", {"expression": run, "contextId": world, "awaitPromise": True, "returnByValue": True}
    )
    return answer["result"].get("value", answer)


@pytest.mark.parametrize("path", ["?guarantee=0.5", "tab/evidence", *BESIDE])
def test_axe_finds_nothing_that_keeps_anybody_out_by_day_and_by_night(window, path):
    """On a phone it is asked above."""
    made = window(path)
    made.wait_for_selector(READY)
    for scheme in ("light", "dark"):
        made.emulate_media(color_scheme=scheme)
        made.wait_for_timeout(300)
        assert found_by_axe(made) == [], scheme


def test_a_tab_is_computed_when_it_is_opened_and_shows_itself_when_it_is_there(window):
    made = window("?guarantee=0.5")
    made.wait_for_selector(READY)
    made.click("nav >> text=What it rests on")
    made.wait_for_selector(READY)
    assert re.search(r"judgement", made.inner_text("#answer"))
    assert state(made)["guarantee"] == ["0.5"]


def test_until_what_is_set_is_computed_the_figures_are_said_to_be_of_what_was_set_before(window, monkeypatch):
    let, full, exact = threading.Event(), MadeUp.full, MadeUp.exact
    monkeypatch.setattr(MadeUp, "full", lambda self, *given, **more: let.wait(60) and full(self, *given, **more))
    monkeypatch.setattr(MadeUp, "exact", lambda self, *given, **more: let.wait(60) and exact(self, *given, **more))
    monkeypatch.setattr(MadeUp, "preview", lambda self, policy: None)
    let.set()
    opened = window()
    opened.wait_for_selector("#answer[aria-busy=false]")
    assert opened.locator("#before").is_hidden()
    let.clear()
    opened.fill("#l-mandate", "0.875")
    opened.wait_for_selector("#before:not([hidden])")
    assert opened.inner_text("#before") == "Below is still the answer to what was set before."
    let.set()
    opened.wait_for_selector("#answer[aria-busy=false]")
    assert opened.locator("#before").is_hidden() and opened.locator("#answer.before").count() == 0


@pytest.mark.parametrize("script", [True, False])
def test_what_takes_minutes_is_computed_and_stopped_by_a_button(window, served, monkeypatch, script):
    for key in [*served.page.desk.jobs]:
        served.page.desk.stop(key)
    served.page.desk.jobs.clear()
    begun = []

    def robust(scenario, *, draws, seed, progress):
        begun.append(scenario)
        for step in range(4000):
            progress("runs", 200 + step, 5400)
            time.sleep(0.02)

    monkeypatch.setattr(ripeness, "robust", robust)
    made = window("tab/robust", java_script_enabled=script)
    press(made, "text=Compute it", "of 5,400 runs", "#state")
    assert "act" not in state(made), "to load the page anew begins nothing"
    press(made, "text=Stop it", "It stops as soon as|It was stopped", "#answer")
    says(made, "It was stopped", "#answer")
    made.reload()
    assert len(begun) == 1 and made.is_visible("text=Compute it")


def test_what_it_would_take_fits_a_phone_and_wider_tables_show_that_they_go_on(browser):
    made = Served("ukraine-2026", 200)
    context = browser.new_context(viewport={"width": 390, "height": 844})
    opened = context.new_page()
    opened.goto(made.address + "tab/reach")
    box = opened.locator("#answer .box").first
    assert box.evaluate("one => [one.scrollWidth - one.clientWidth, one.querySelectorAll('th').length]") == [0, 5]
    assert "gradient" in box.evaluate("one => getComputedStyle(one).backgroundImage")
    context.close()
    made.close()
