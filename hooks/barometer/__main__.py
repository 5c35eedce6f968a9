"""The commands behind the Makefile: `barometer build`, `check`, `serve`, `import` and so on.

Each command imports what it needs itself: `barometer new` must not wait for pandas, matplotlib and
the rest of a build.
"""

import gc
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from barometer.cache import write_file
from barometer.editors.git import MAIN
from barometer.faults.report import ExitCode, Fault, annotations, make_fault, phrase, report
from barometer.faults.settings import IS_SHOWN, SITE_URL, ill_formed_settings, in_ci, read_setting
from barometer.pages.site import DEFAULT_ADDRESS, Site

PORT = 8000


@click.group(help="COI's knowledge site")
def commands() -> None:
    """The group that every command belongs to."""


def main(arguments: Sequence[str] | None = None) -> ExitCode:
    """Run one command in the working folder and give its exit code."""
    if wrong := ill_formed_settings():
        faults = [make_fault(f"M111/{name}", name, None, set=one) for name, one in wrong.items()]
        print(report(faults), file=sys.stderr)
        return ExitCode.CONFIGURATION
    gc.disable()  # a command that ends anyway need not be walked through again and again
    try:
        code = commands.main(arguments, prog_name="barometer", standalone_mode=False)
    except click.ClickException as error:
        print(f"Brug / Use: barometer [{' | '.join(commands.commands)}]", file=sys.stderr)
        error.show()
        return ExitCode(error.exit_code)
    except click.Abort:
        return ExitCode.MACHINE
    finally:
        gc.enable()
    return ExitCode(code or 0)


def _address() -> str:
    return read_setting(SITE_URL, DEFAULT_ADDRESS)


def _read_site(root: Path) -> Site | None:
    """The project as read and found right; else its faults are told."""
    from barometer.site import read_project

    project = read_project(root, _address())
    if project.site is None:
        print(report(project.problems, waiting=project.waiting), file=sys.stderr)
    return project.site


@commands.command("build")
@click.option("--site", default="site", help="the folder to build into")
def build_command(site: str) -> ExitCode:
    """Build the site; an earlier one stays until the new one is whole."""
    from barometer.publish.build import build_site

    return build_site(Path.cwd(), Path(site).resolve())


@commands.command("check")
def check_command() -> ExitCode:
    """Read data and pages and tell every fault."""
    from barometer.editors.advice import advice_since
    from barometer.faults.report import notices
    from barometer.site import inspect_project

    found = inspect_project(Path.cwd(), _address())
    if found.faults:
        told = report(found.faults, waiting=found.waiting)
        print(told, annotations(found.faults), sep="\n", file=sys.stderr)
        return ExitCode.CONTENT
    in_summary = in_ci()
    advised = [] if in_summary else advice_since(Path.cwd(), MAIN, "main", "HEAD")
    if said := notices([*found.warnings, *advised]):
        print(said, file=sys.stderr)
    print("Ingen fejl. / No faults.")
    return ExitCode.GOOD


@commands.command("serve")
@click.option("--port", type=int, help="where the site is shown; 8000, or the next that is free")
def serve_command(port: int | None) -> ExitCode:
    """Build, show, and build again at every change."""
    from barometer.publish.build import engine_command, free_port

    root = Path.cwd()
    wanted = port or PORT
    free = free_port(wanted)
    if free != wanted:
        da = f"Port {wanted} er optaget af et andet program."
        en = f"Port {wanted} is taken by another program."
        print(f"{da} / {en} make serve PORT={free}", file=sys.stderr)
        if port:
            return ExitCode.MACHINE
    url = f"http://127.0.0.1:{free}/"
    environment = {**os.environ, SITE_URL: url, "NO_MKDOCS_2_WARNING": "1", IS_SHOWN: "1"}
    print(f"Siden vises på / The site is shown at {url} (Ctrl+C stopper / stops)", flush=True)
    command = engine_command(root, "serve", root / "site", free)
    try:
        return ExitCode(subprocess.run(command, cwd=root, env=environment, check=False).returncode)  # noqa: S603
    except KeyboardInterrupt:
        return ExitCode.GOOD


@commands.command("import")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="show what would change")
@click.option("--replace", is_flag=True, help="remove rows that the file lacks")
def import_command(file: str, *, dry_run: bool, replace: bool) -> ExitCode:
    """Take a file of new values into data/."""
    from barometer.data.intake import import_values

    return import_values(Path.cwd(), Path(file), dry=dry_run, replace=replace)


@commands.command("new")
@click.argument("kind")
@click.argument("name")
def new_command(kind: str, name: str) -> ExitCode:
    """Make the files of a new page, guide, trend, case or indicator."""
    from barometer.data.releases import build_time
    from barometer.editors.templates import (
        NEW_KINDS,
        new_indicator,
        new_page,
        report_new_files,
        write_new_files,
    )

    if kind not in NEW_KINDS:
        raise click.BadParameter(", ".join(NEW_KINDS), param_hint="KIND")
    root = Path.cwd()
    made = new_indicator(root, name) if kind == "indicator" else None
    made = made or new_page(root, kind, name, build_time().date())
    if made.problems:
        print(report(made.problems, ending=phrase("write/nothing_made")), file=sys.stderr)
        return ExitCode.CONTENT
    write_new_files(root, made)
    print(report_new_files(made))
    return ExitCode.GOOD


@commands.command("move")
@click.argument("old")
@click.argument("new")
def move_command(old: str, new: str) -> ExitCode:
    """Move a page, with its redirects and every link to it, in both languages."""
    from barometer.editors.moves import move_page

    site = _read_site(Path.cwd())
    return _change(site, move_page(site, old, new)) if site else ExitCode.CONTENT


@commands.command("delete")
@click.argument("page")
def delete_command(page: str) -> ExitCode:
    """Delete a page; its addresses and links lead to the page above."""
    from barometer.editors.moves import delete_page

    site = _read_site(Path.cwd())
    return _change(site, delete_page(site, page)) if site else ExitCode.CONTENT


def _change(site: Site, edits: Mapping[str, bytes | None] | Fault) -> ExitCode:
    """Write the new files and name them; where that brings a fault, all is put back."""
    from barometer.site import inspect_project

    if isinstance(edits, Fault):
        print(report([edits], ending=phrase("write/nothing_made")), file=sys.stderr)
        return ExitCode.CONTENT
    files = {name: site.root / name for name in edits}
    before = {name: file.read_bytes() if file.exists() else None for name, file in files.items()}
    changed = {name: text for name, text in edits.items() if text != before[name]}
    _write(site.root, changed)
    if found := inspect_project(site.root, _address()).faults:
        _write(site.root, before)
        print(report(found, ending=phrase("write/nothing_made")), file=sys.stderr)
        return ExitCode.CONTENT
    for name, text in sorted(changed.items()):
        print(f"  {name}: {'slettet / deleted' if text is None else 'skrevet / written'}")
    return ExitCode.GOOD


def _write(root: Path, files: Mapping[str, bytes | None]) -> None:
    for name, content in files.items():
        if content is None:
            (root / name).unlink(missing_ok=True)
        else:
            write_file(root / name, content)


@commands.command("fix")
def fix_command() -> ExitCode:
    """Put right what has one right answer: spaces, empty lines, quotation marks, order."""
    from barometer.editors.repairs import repair_files, show_repairs

    root = Path.cwd()
    found = repair_files(root)
    _write(root, {name: after.encode() for name, (_, after) in found.items()})
    print(show_repairs(found) or "Intet at rette. / Nothing to repair.", *found, sep="\n")
    return ExitCode.GOOD


@commands.command("summary")
@click.option("--base", default=MAIN, help="the branch that the proposal is for")
@click.option("--preview", help="write only the page that leads into this built site")
def summary_command(base: str, preview: str | None) -> ExitCode:
    """Tell what a proposal changes, as Markdown."""
    from barometer.editors.proposal import read_proposal
    from barometer.editors.summary import preview_page, summary_markdown
    from barometer.faults.report import make_fault, notices
    from barometer.site import inspect_project

    root = Path.cwd()
    proposal = read_proposal(root, base, inspect_project(root, _address()))
    if proposal is None:
        print(make_fault("E105", ".git", None, base=base).told(), file=sys.stderr)
        return ExitCode.CONFIGURATION
    if preview:
        page = preview_page(proposal)
        Path(preview, "forslag.html").write_text(page, encoding="utf-8", newline="\n")
        return ExitCode.GOOD
    print(summary_markdown(proposal))
    if said := notices(proposal.advice) if in_ci() else "":
        print(said, file=sys.stderr)
    return ExitCode.GOOD


@commands.command("figures")
@click.argument("before")
@click.argument("after")
@click.argument("folder")
def figures_command(before: str, after: str, folder: str) -> ExitCode:
    """Show the figures of two built sites that differ, side by side."""
    from barometer.editors.summary import compare_pictures

    names = compare_pictures(Path(before), Path(after), Path(folder))
    print("\n".join(names) or "Ingen figurer er ændret. (No figure has changed.)")
    return ExitCode.GOOD


@commands.command("schemas")
def schemas_command() -> ExitCode:
    """Write the schemas that VS Code completes from anew."""
    from barometer.editors.schemas import SCHEMAS, write_schemas

    write_schemas(Path.cwd())
    print(f"{SCHEMAS}: skrevet / written")
    return ExitCode.GOOD


@commands.command("release")
@click.option("--site", default="site", help="the folder to build into")
def release_site(site: str) -> ExitCode:
    """Build, keep the version in `data/archive/`, build again with it, and note the addresses."""
    from barometer.publish.build import build_site

    for step in (build_site, archive_release, build_site, record_addresses):
        code = step(Path.cwd(), Path(site).resolve())
        if code is not ExitCode.GOOD:
            return code
    return ExitCode.GOOD


def archive_release(root: Path, built: Path) -> ExitCode:
    """Keep the files of a built site as the version that `releases.yml` says is out."""
    from barometer.data.releases import store_version
    from barometer.exports.downloads import write_deposit

    site = _read_site(root)
    if site is None:
        return ExitCode.CONTENT
    version = site.releases.version
    if version in {one.version for one in site.releases.archives}:
        print(f"Version {version} er gemt i forvejen. / Version {version} is kept already.")
        return ExitCode.GOOD
    if not version:
        print("data/releases.yml nævner ingen version. / names no version.", file=sys.stderr)
        return ExitCode.CONTENT
    folder = store_version(root, built, version, site.dataset.observations)
    write_deposit(site, root)
    print(f"{folder.relative_to(root)}: gemt / kept")
    return ExitCode.GOOD


@commands.command("published")
@click.option("--site", default="site", help="the built site")
def published_command(site: str) -> ExitCode:
    """Add the addresses of a built site to the list of those that were ever live."""
    return record_addresses(Path.cwd(), Path(site).resolve())


def record_addresses(root: Path, built: Path) -> ExitCode:
    """Add the addresses of a built site to the list, and tell how many are new."""
    from barometer.publish.permanence import PUBLISHED, record_published

    new = record_published(root, built)
    print(f"{PUBLISHED}: {new} nye adresser / new addresses")
    return ExitCode.GOOD


@commands.command("verify")
@click.argument("against", default="")
def verify_command(against: str) -> ExitCode:
    """Build twice and name every file that differs; AGAINST is a published list."""
    from barometer.publish.manifest import verify

    return verify(Path.cwd(), against)


@commands.command("unchanged")
@click.argument("site")
def unchanged_command(site: str) -> ExitCode:
    """Whether every file of a built site is the one that was listed when it was built."""
    from barometer.pages.addresses import SUMS
    from barometer.publish.manifest import differing_files, sums_of
    from barometer.publish.smoke import read_sums

    listed = read_sums(Path(site, SUMS).read_text(encoding="utf-8"))
    found = differing_files(listed, sums_of(Path(site)))
    for name in found:
        print(f"Ændret efter bygningen / Changed after the build: {name}", file=sys.stderr)
    return ExitCode.CONTENT if found else ExitCode.GOOD


@commands.command("same")
@click.argument("before")
@click.argument("after")
def same_command(before: str, after: str) -> ExitCode:
    """Name every file in which two built sites differ, page by page."""
    from barometer.publish.manifest import differing_files, sums_of

    found = differing_files(sums_of(Path(before)), sums_of(Path(after)))
    print("\n".join(found) or "Siderne er ens, byte for byte. / The sites are the same bytes.")
    return ExitCode.CONTENT if found else ExitCode.GOOD


@commands.command("due")
@click.argument("since")
def due_command(since: str) -> ExitCode:
    """The hour of the release to wait for, in seconds since 1970, or nothing."""
    from barometer.data.releases import build_time, due_release, read_releases

    read = read_releases(Path.cwd(), build_time())
    if read.problems:
        print(report(read.problems), file=sys.stderr)
        return ExitCode.CONTENT
    began = datetime.fromisoformat(since)
    moment = due_release(read.releases.releases, began, datetime.now(UTC))
    print(int(moment.timestamp()) if moment else "")
    return ExitCode.GOOD


@commands.command("reviews")
def reviews_command() -> ExitCode:
    """Pages to review within a month."""
    from barometer.data.releases import build_time
    from barometer.pages.site import reviews

    site = _read_site(Path.cwd())
    if site is None:
        return ExitCode.CONTENT
    print(reviews(site.pages, build_time().date()), end="")
    return ExitCode.GOOD


@commands.command("older")
def older_command() -> ExitCode:
    """Sentences about an edition that a newer one has followed."""
    from barometer.faults.report import notices
    from barometer.site import find_older

    site = _read_site(Path.cwd())
    if site is None:
        return ExitCode.CONTENT
    print(notices(find_older(site)) or "Ingen. / None.")
    return ExitCode.GOOD


@commands.command("links")
def links_command() -> ExitCode:
    """Links to other sites that do not answer."""
    from barometer.publish.permanence import external, report_links

    site = _read_site(Path.cwd())
    if site is None:
        return ExitCode.CONTENT
    print(report_links(external(site.pages, site.dataset)), end="")
    return ExitCode.GOOD


if __name__ == "__main__":
    sys.exit(main())
