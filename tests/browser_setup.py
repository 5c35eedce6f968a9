"""Find or fetch a Chromium for the browser tests, or say in one sentence what to do."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def system_browser() -> str | None:
    """The path of a Chromium that this machine already has."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def fetched_browser() -> str | None:
    """The path of the Chromium that Playwright has fetched."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and os.path.exists(path) else None  # noqa: PTH110 - a path, not a Path


def _fetch() -> None:
    command = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    if subprocess.run(command, check=False).returncode and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)


if __name__ == "__main__":
    if not (system_browser() or fetched_browser()):
        _fetch()
    if not (system_browser() or fetched_browser()):
        sys.exit(
            "Browserprøverne mangler Chromium: installér den "
            "(fx `sudo apt-get install chromium`), og kør igen. / "
            "The browser tests need Chromium: install it "
            "(such as `sudo apt-get install chromium`) and run again."
        )
