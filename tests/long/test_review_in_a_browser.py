"""The review in a real browser: an element is chosen by a click, and becomes a line of site.yaml.

Needs Chromium with its driver (Debian: chromium-driver) and `pip install selenium`; skipped where
one is missing. `MIGRATOR_SCREENSHOTS=FOLDER` keeps pictures of what was seen."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from migrator.cli import main
from migrator.guard.loopback import Server
from migrator.review import app

selenium = pytest.importorskip("selenium", reason="selenium is not installed: no browser test")
DRIVER = shutil.which("chromedriver")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    not (DRIVER and CHROMIUM), reason="no Chromium with its driver: no browser test"
)
EXAMPLE = Path(__file__).parents[2] / "fixtures/example"


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1300,1000"):
        options.add_argument(word)
    options.add_argument(f"--user-data-dir={tmp_path / 'profile'}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.implicitly_wait(10)
    yield driver
    driver.quit()


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Server]:
    words = ["run", str(EXAMPLE), "-o", str(tmp_path / "out"), "--jobs", "1", "--quiet"]
    CliRunner().invoke(main, words)
    server = Server(app.opened(tmp_path / "out", tmp_path / "site.yaml").respond)
    thread = threading.Thread(target=server.serve)
    thread.start()
    yield server
    server.shutdown()
    thread.join()


def keep_picture(browser: Any, name: str) -> None:
    if folder := os.environ.get("MIGRATOR_SCREENSHOTS"):
        browser.save_screenshot(str(Path(folder) / f"{name}.png"))


def test_a_click_on_a_title_becomes_a_rule(browser: Any, review: Server, tmp_path: Path) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support import expected_conditions
    from selenium.webdriver.support.wait import WebDriverWait

    browser.get(review.url)
    keep_picture(browser, "report")
    browser.get(f"{review.url}pages/com-content-12.html")
    keep_picture(browser, "article")
    browser.find_element(By.LINK_TEXT, "Decide on this page").click()
    browser.find_element(By.CSS_SELECTOR, "input[value=title]").click()
    frame = browser.find_element(By.CSS_SELECTOR, "iframe.choose")
    browser.execute_script("arguments[0].scrollIntoView()", frame)
    script = (
        "const e = [...arguments[0].contentDocument.querySelectorAll('a,td')]"
        ".filter(e => !e.children.length && e.textContent.trim().startsWith('Lighting'))[0];"
        "const b = e.getBoundingClientRect(); return [b.left + 10, b.top + b.height / 2];"
    )
    left, top = browser.execute_script(script, frame)
    cover = browser.find_element(By.CSS_SELECTOR, ".cover")
    size = cover.size
    moved = ActionChains(browser).move_to_element_with_offset(
        cover, int(left - size["width"] / 2), int(top - size["height"] / 2)
    )
    moved.click().perform()
    keep_picture(browser, "choosing")
    assert "Lighting" in browser.find_element(By.CSS_SELECTOR, ".chosen").text
    shown = WebDriverWait(browser, 20)  # seconds; a click returns before the next page is there
    browser.find_element(By.CSS_SELECTOR, "form.element button:not([type])").click()
    shown.until(expected_conditions.title_contains("is the title"))
    keep_picture(browser, "proposal")
    browser.find_element(By.CSS_SELECTOR, "form.keep button").click()
    shown.until_not(expected_conditions.title_contains("is the title"))
    keep_picture(browser, "decisions")
    assert "article:\n  title:\n" in (tmp_path / "site.yaml").read_text("utf-8")
    faults = [e for e in browser.get_log("browser") if "favicon" not in e["message"]]
    assert not faults, faults
