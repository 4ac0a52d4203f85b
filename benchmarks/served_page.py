"""The page in a browser: when its first answer is there, and how long from a lever that is moved to what is drawn."""

from __future__ import annotations

import shutil
import subprocess
import time

import numpy as np
from measure import COMMAND, Row, median, spread

import ripeness
from ripeness.cli.new import STARTER

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu"]
READY = "#answer[aria-busy=false]"
PATIENCE_MS = 3_600_000
STEPS = 25

DRAG = """async ([name, at]) => {
  const one = document.querySelector(`[data-lever="${name}"] .slide`), answer = document.getElementById("answer");
  const began = performance.now();
  const drawn = new Promise((go) => answer.addEventListener("drawn", () => requestAnimationFrame(go), {once: true}));
  one.value = Number(one.min) + at * (one.max - one.min);
  one.dispatchEvent(new Event("input", {bubbles: true}));
  await drawn;
  return performance.now() - began;
}"""
"""Move a lever to a share of its range; milliseconds until the browser has drawn what comes first."""

QUICKLY = """async ([name, steps, pause]) => {
  const one = document.querySelector(`[data-lever="${name}"] .slide`), answer = document.getElementById("answer");
  let last = 0;
  const told = () => { last = performance.now(); };
  answer.addEventListener("drawn", told);
  for (let at = 1; at <= steps; at++) {
    one.value = Number(one.min) + (at / steps) * (one.max - one.min);
    one.dispatchEvent(new Event("input", {bubbles: true}));
    await new Promise((go) => setTimeout(go, pause));
  }
  const began = performance.now();
  while (performance.now() - began < 200) await new Promise((go) => setTimeout(go, 10));
  return Math.max(0, last - began);
}"""
"""Drag a lever over its range; milliseconds for which previews still came after the last step, of the first 200."""


def measure(quick: bool = False) -> list[Row]:
    """The flagship with 200 draws; quick: the starter's war with 16. What it needs is prepared first, untimed."""
    return measured(str(STARTER), 16) if quick else measured("ukraine-2026", 200)


def measured(scenario: str, draws: int) -> list[Row]:
    """A scenario with so many draws, in Chromium, where there is one and Playwright is installed."""
    what = "page of levers: from the command to the first answer, kept solutions"
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        return [Row(what, "s", None, 3.0, "playwright is not installed")]
    if CHROMIUM is None:
        return [Row(what, "s", None, 3.0, "no Chromium is installed")]
    loaded = ripeness.load(scenario)
    ripeness.Moving(loaded, draws, background=False).prepare()
    lever = next(name for name, one in loaded.levers.items() if not one.yes_or_no)
    started = time.perf_counter()
    command = [str(COMMAND), "serve", scenario, "--draws", str(draws), "--no-browser"]
    served = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert served.stdout is not None
        address = served.stdout.readline().split()[-1]
        listening = time.perf_counter() - started
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.goto(address)
            page.wait_for_selector(READY)
            ready = time.perf_counter() - started
            page.evaluate(DRAG, [lever, 0.5])
            shares = np.linspace(0.02, 0.98, STEPS)
            while page.evaluate("document.getElementById('state').textContent").startswith("About: computed"):
                time.sleep(0.5)  # until previews answer
                page.evaluate(DRAG, [lever, 0.5])
            seconds = [1e-3 * page.evaluate(DRAG, [lever, float(at)]) for at in shares]
            behind = page.evaluate(QUICKLY, [lever, STEPS, 20])
            browser.close()
    finally:
        served.terminate()
        served.wait(30)
    tenth = 1e3 * float(np.quantile(seconds, 0.9))
    return [
        Row(what, "s", ready, 3.0, f"the browser's start included; it listens after {listening:.2f} s"),
        Row("... a lever moved: until the preview is drawn", "ms", 1e3 * median(seconds), 50.0, spread(seconds, 1e-3)),
        Row("... the same, one in ten takes longer", "ms", tenth, 100.0, f"of {STEPS} moves of {lever}"),
        Row(f"... after a drag of {STEPS} steps, the last preview", "ms", behind, 200.0, "20 ms between two steps"),
    ]
