"""The commands behind the Makefile: `python -m barometer build|check|prose|serve|import|…`."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from barometer.data.take_in import take_in
from barometer.editors.new import KINDS, NOTHING_MADE, new_page, told, write
from barometer.problems import ExitCode, annotations, in_ci, report
from barometer.publish import build, engine
from barometer.state import DEFAULT_ADDRESS

MAIN = "origin/main"
PREVIEW = "forslag.html"


def main(arguments: Sequence[str] | None = None) -> ExitCode:
    """Run one command in the working folder and give its exit code."""
    chosen = _parser().parse_args(arguments)
    root = Path.cwd()
    if chosen.command == "build":
        return build(root, Path(chosen.site).resolve())
    if chosen.command == "serve":
        return _serve(root)
    if chosen.command == "prose":
        return _prose(root)
    if chosen.command == "import":
        return take_in(root, Path(chosen.file), dry=chosen.dry_run, replace=chosen.replace)
    if chosen.command == "new":
        return _new(root, chosen.kind, chosen.name)
    if chosen.command == "summary":
        return _summary(root, chosen.base, chosen.preview)
    if chosen.command == "schemas":
        return _schemas(root)
    if chosen.command == "owners":
        return _owners(root, chosen.organisation)
    if chosen.command == "datapackage":
        return _datapackage(root)
    if chosen.command in {"release", "published"}:
        return _release(root, Path(chosen.site).resolve(), whole=chosen.command == "release")
    return _check(root)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="barometer", description="COI's knowledge site")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="build the site").add_argument("--site", default="site")
    commands.add_parser("check", help="read data and pages and tell every fault")
    commands.add_parser("prose", help="show how easy each page is to read, and terms to look at")
    commands.add_parser("serve", help="build, serve, and build again at every change")
    incoming = commands.add_parser("import", help="take a file of new values into data/")
    incoming.add_argument("file")
    incoming.add_argument("--dry-run", action="store_true", help="show what would change")
    incoming.add_argument("--replace", action="store_true", help="remove rows the file lacks")
    told_of = commands.add_parser("summary", help="tell what a proposal changes, as Markdown")
    told_of.add_argument("--base", default=MAIN, help="the branch that it is for")
    told_of.add_argument("--preview", help="write only the page that leads into this built site")
    commands.add_parser("schemas", help="write the schemas that VS Code completes from anew")
    owners = commands.add_parser("owners", help="say which organisation's teams approve files")
    owners.add_argument("organisation")
    new = commands.add_parser("new", help="make the files of a new page or indicator")
    new.add_argument("kind", choices=KINDS)
    new.add_argument("name")
    commands.add_parser("datapackage", help="write data/datapackage.json anew")
    after = commands.add_parser("release", help="after a release: keep its files and addresses")
    after.add_argument("--site", default="site")
    noted = commands.add_parser("published", help="add the addresses of a built site to the list")
    noted.add_argument("--site", default="site")
    return parser


def _check(root: Path) -> ExitCode:
    from barometer.found import look
    from barometer.notices import notices
    from barometer.prose.advice import advice_since

    found = look(root, os.environ.get("SITE_URL", DEFAULT_ADDRESS))
    if found.faults:
        print(report(found.faults), annotations(found.faults), sep="\n", file=sys.stderr)
        return ExitCode.CONTENT
    advised = [] if in_ci() else advice_since(root, MAIN, "main", "HEAD")  # in CI the summary does
    if said := notices([*found.warnings, *advised]):
        print(said, file=sys.stderr)
    print("Ingen fejl. / No faults.")
    return ExitCode.GOOD


def _owners(root: Path, organisation: str) -> ExitCode:
    from barometer.editors.owners import FILE, organise
    from barometer.faults import fault

    if organise(root, organisation):
        print(f"{FILE}: @{organisation}")
        return ExitCode.GOOD
    print(fault("E106", FILE, None, name=organisation).told(), file=sys.stderr)
    return ExitCode.CONTENT


def _prose(root: Path) -> ExitCode:
    from barometer.content.page import read_pages
    from barometer.data import load
    from barometer.prose.report import prose_report

    dataset = load(root).dataset
    pages = {(one.page.key, one.page.language): one.page for one in read_pages(root) if one.page}
    print(prose_report(pages, dataset.terms if dataset else {}))
    return ExitCode.GOOD


def _serve(root: Path) -> ExitCode:
    from barometer.shown import SHOWN

    environment = {**os.environ, "SITE_URL": "http://127.0.0.1:8000/", "NO_MKDOCS_2_WARNING": "1"}
    environment |= {SHOWN: "1"}
    print("Siden vises på / The site is shown at http://127.0.0.1:8000/ (Ctrl+C stopper / stops)")
    command = engine(root, "serve", root / "site")
    try:
        return ExitCode(subprocess.run(command, cwd=root, env=environment, check=False).returncode)  # noqa: S603
    except KeyboardInterrupt:
        return ExitCode.GOOD


def _new(root: Path, kind: str, name: str) -> ExitCode:
    from barometer.editors.new_indicator import new_indicator
    from barometer.releases.clock import now

    made = new_indicator(root, name) if kind == "indicator" else None
    made = made or new_page(root, kind, name, now().date())
    if made.problems:
        print(report(made.problems, ending=NOTHING_MADE), file=sys.stderr)
        return ExitCode.CONTENT
    write(root, made)
    print(told(made))
    return ExitCode.GOOD


def _summary(root: Path, base: str, site: str | None) -> ExitCode:
    from barometer.editors.proposal import read_proposal
    from barometer.editors.summary import markdown
    from barometer.editors.summary_pages import preview
    from barometer.faults import fault
    from barometer.found import look
    from barometer.notices import notices

    found = look(root, os.environ.get("SITE_URL", DEFAULT_ADDRESS))
    proposal = read_proposal(root, base, found)
    if proposal is None:
        print(fault("E105", ".git", None, base=base).told(), file=sys.stderr)
        return ExitCode.CONFIGURATION
    if site:
        Path(site, PREVIEW).write_text(preview(proposal), encoding="utf-8", newline="\n")
        return ExitCode.GOOD
    print(markdown(proposal))
    if said := notices(proposal.advice) if in_ci() else "":
        print(said, file=sys.stderr)
    return ExitCode.GOOD


def _schemas(root: Path) -> ExitCode:
    from barometer.editors.schemas import FOLDER, write_schemas

    write_schemas(root)
    print(f"{FOLDER}: skrevet / written")
    return ExitCode.GOOD


def _release(root: Path, target: Path, *, whole: bool) -> ExitCode:
    from barometer.releases.command import note, release

    return release(root, target) if whole else note(root, target)


def _datapackage(root: Path) -> ExitCode:
    from barometer.data.package import FILE, write_package

    written = write_package(root)
    print(f"{FILE}: {'skrevet / written' if written else 'uændret / unchanged'}")
    return ExitCode.GOOD


if __name__ == "__main__":
    sys.exit(main())
