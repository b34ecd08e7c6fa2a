"""Finds a Chromium to test with, or brings one: a system one, else Playwright's, else Debian's package."""

import shutil
import sys
from pathlib import Path

from tests.machine import install_packages, succeeds

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking")


def find_chromium() -> str | None:
    """Returns the path of a Chromium on this machine, or None."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return _playwrights_own()


def bring_chromium() -> str:
    """Returns the path of a Chromium, installing one if there is none.

    Raises:
        RuntimeError: neither Playwright nor apt-get could install one.
    """
    if not _driver_runs():
        install_packages("libatomic1")  # what Playwright's own Node links to, missing on a minimal Debian
    if found := find_chromium():
        return found
    if succeeds(sys.executable, "-m", "playwright", "install", "--with-deps", "chromium") and (
        found := _playwrights_own()
    ):
        return found
    install_packages("chromium", "fonts-dejavu")
    if found := find_chromium():
        return found
    raise RuntimeError("No Chromium could be found or installed. Install one and run the tests again.")


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _driver_runs() -> bool:
    return succeeds(sys.executable, "-m", "playwright", "--version")


if __name__ == "__main__":
    sys.stdout.write(f"Chromium: {bring_chromium()}\n")
