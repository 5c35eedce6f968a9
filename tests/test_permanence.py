"""No address that was ever live is lost, and old ones lead on in the language of their address."""

import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from barometer.pages.addresses import ADDRESS_BOOK, ENGLISH_ROOT, AddressBook
from barometer.pages.site import Site, statement_address
from barometer.publish.permanence import (
    PUBLISHED,
    check_lost_addresses,
    check_moved_addresses,
    read_published,
    record_published,
    redirects,
    write_redirects,
)
from barometer.site import read_project
from tests.conftest import ROOT
from tests.small import DANISH, ENGLISH, small_project, write


def folder_with(root: Path, *files: str) -> Path:
    """A built site of empty files."""
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("", encoding="utf-8")
    return root


def led(site: Site, **redirects: str) -> Site:
    """The site with redirects of its own; `__` stands for a slash."""
    pairs = {old.replace("__", "/"): new for old, new in redirects.items()}
    return replace(site, book=AddressBook(segments=site.book.segments, redirects=pairs))


def test_the_short_address_leads_to_the_statement_of_the_sites_own_domain(
    built: Path, site: Site
) -> None:
    tree = html.parse(built / "was/index.html")

    statement = statement_address(site.url)

    assert tree.xpath("//a/@href") == [statement]
    (refresh,) = tree.xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == f"0; url={statement}"
    ours = statement_address("https://www.coi.dk/")
    assert ours == "https://was.digst.dk/www-coi-dk"
    other = statement_address("https://stat.example.org/innovation/")
    assert other == "https://was.digst.dk/stat-example-org"
    assert redirects(site)["was/"]


def test_every_page_links_to_the_statement(built: Path, site: Site) -> None:
    statement = statement_address(site.url)
    for name in ("index.html", "en/index.html", "om/tilgaengelighed/index.html"):
        assert f'href="{statement}"' in (built / name).read_text("utf-8")


def test_a_redirect_speaks_the_language_of_its_address_and_needs_no_script(
    site: Site, tmp_path: Path
) -> None:
    folder = folder_with(tmp_path, "roller/index.html", "en/roles/index.html")
    moved = led(site, gammel__="roller/", en__old__name__="en/roles/#what")
    assert list(write_redirects(moved, folder)) == []

    danish = html.parse(folder / "gammel/index.html").getroot()
    english = html.parse(folder / "en/old/name/index.html").getroot()

    assert (danish.get("lang"), english.get("lang")) == ("da", "en")
    assert danish.xpath("//a/@href") == ["../roller/"]
    assert english.xpath("//a/@href") == ["../../roles/#what"]
    assert english.xpath("//link[@rel='canonical']/@href") == [f"{site.url}en/roles/#what"]
    assert not danish.xpath("//script")


@pytest.mark.parametrize(
    ("redirects", "code"),
    [
        ({"gammel__": "findes-ikke/"}, "B202"),
        ({"gammel__": "aeldre/", "aeldre__": "roller/"}, "B202"),
        ({"roller__": "en/"}, "B203"),
        ({"..__ud__": "roller/"}, "B204"),
        ({"__": "roller/"}, "B204"),
    ],
)
def test_a_redirect_that_leads_nowhere_is_told(
    redirects: dict[str, str], code: str, site: Site, tmp_path: Path
) -> None:
    folder = folder_with(tmp_path, "roller/index.html", "en/index.html")

    found = [one.code for one in write_redirects(led(site, **redirects), folder)]

    assert found[:1] == [code]
    assert not (tmp_path.parent / "ud").exists()


def test_a_lost_page_or_file_is_told_with_its_address_and_line(tmp_path: Path) -> None:
    built = folder_with(tmp_path / "site", "index.html", "roller/index.html", "data/a.csv")
    write(tmp_path, ADDRESS_BOOK, "segments: {}\nredirects:\n")
    write(tmp_path, PUBLISHED, "# Every address that was ever live.\n")
    assert record_published(tmp_path, built) == 3
    assert list(check_lost_addresses(tmp_path, built)) == []
    for name in ("roller/index.html", "data/a.csv"):
        (built / name).unlink()

    told = list(check_lost_addresses(tmp_path, built))

    assert [one.place for one in told] == ["data/a.csv", "roller/"]
    assert [(one.path, one.line) for one in told] == [(PUBLISHED, 3), (ADDRESS_BOOK, 2)]
    assert all(one.place in one.message.da for one in told)
    assert "redirects" in told[1].message.en
    assert "redirects" not in told[0].message.en


def test_a_redirect_to_a_page_that_is_gone_is_told_before_the_build(site: Site) -> None:
    told = [
        one
        for one in check_moved_addresses(led(site, roller__gammel__="roller/vaek/"))
        if one.place == "roller/gammel/"
    ]

    assert [one.code for one in told] == ["B202"]
    assert "roller/gammel/: roller/" in told[0].message.da


def test_the_files_of_a_page_go_where_it_goes(tmp_path: Path) -> None:
    built = folder_with(tmp_path / "site", "index.html", "guide/index.html", "guide/ark.docx")
    write(tmp_path, PUBLISHED, "")
    record_published(tmp_path, built)
    for name in ("guide/index.html", "guide/ark.docx"):
        (built / name).unlink()

    assert list(check_lost_addresses(tmp_path, built, {"guide/"})) == []


def test_a_redirect_saves_a_lost_address(site: Site, tmp_path: Path) -> None:
    built = folder_with(tmp_path / "site", "index.html", "gammel/index.html", "roller/index.html")
    write(tmp_path, PUBLISHED, "")
    record_published(tmp_path, built)
    (built / "gammel/index.html").unlink()

    assert list(write_redirects(led(site, gammel__="roller/"), built)) == []
    assert list(check_lost_addresses(tmp_path, built)) == []


@pytest.mark.parametrize(
    ("head", "code", "place"),
    [
        ("title: Et nyt navn", "B201", "docs/roles/example.md"),
        ("title: Et nyt navn\nslug: eksempel", "", ""),
        ("title: Et nyt navn\nslug: noget-andet", "B201", "docs/roles/example.md"),
    ],
)
def test_a_page_that_a_new_title_moves_is_told_before_the_build(
    head: str, code: str, place: str, tmp_path: Path
) -> None:
    root = small_project(tmp_path)
    pages = ("./", "en/", "roller/eksempel/", "en/roles/example/", "embed/x/", "data/a.csv")
    write(root, PUBLISHED, "\n".join(sorted(pages)) + "\n")
    assert list(check_moved_addresses(read_project(root, "/").site)) == []

    write(root, "docs/roles/example.md", DANISH.replace("title: Eksempel", head))
    told = list(check_moved_addresses(read_project(root, "/").site))

    assert {(one.code, one.path) for one in told} == ({(code, place)} if code else set())
    assert all("»slug: eksempel«" in one.message.da for one in told)
    assert all(one.line == len(head.split("\n")) + 1 for one in told)


def test_a_redirect_settles_a_move_and_a_deleted_page_is_told_at_the_redirects(
    tmp_path: Path,
) -> None:
    root = small_project(tmp_path)
    write(root, PUBLISHED, "./\nroller/den-gamle/\n")
    (told,) = check_moved_addresses(read_project(root, "/").site)
    book = (root / ADDRESS_BOOK).read_text("utf-8")
    write(root, ADDRESS_BOOK, book + "  roller/den-gamle/: roller/\n")

    lines = book.splitlines()
    assert (told.code, told.path) == ("B201", ADDRESS_BOOK)
    assert lines[(told.line or 0) - 1] == "redirects:"
    assert list(check_moved_addresses(read_project(root, "/").site)) == []


def test_a_cited_page_of_the_earlier_site_needs_a_redirect(tmp_path: Path) -> None:
    root = small_project(tmp_path)
    book = (root / ADDRESS_BOOK).read_text("utf-8")
    write(root, ADDRESS_BOOK, book.replace('  om-coi/om-coi/: ""\n', ""))
    lines = (root / "data/sources.yml").read_text("utf-8").splitlines()

    (told,) = read_project(root, "https://other.example/").problems

    assert (told.code, told.path) == ("B207", "data/sources.yml")
    assert lines[(told.line or 0) - 1] == "  address: https://www.coi.dk/om-coi/om-coi/"
    assert "»om-coi/om-coi/:«" in told.message.da


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        ("https://www.coi.dk/nyheder/", ["P412"]),
        ("http://coi.dk/", ["P402"]),
        ("https://here.example/another-site/", []),
        ("https://innovationsbarometer.coi.dk/", []),
    ],
)
def test_a_page_links_to_no_whole_address_on_the_sites_own_host(
    target: str, codes: list[str], tmp_path: Path
) -> None:
    root = small_project(tmp_path)
    for suffix, text in ((".md", DANISH), (".en.md", ENGLISH)):
        linked = text.replace("../index.md", target)
        write(root, f"docs/roles/example{suffix}", linked)

    told = read_project(root, "https://here.example/site/").problems

    assert [one.code for one in told] == codes * 2


def test_the_list_only_grows_and_holds_nothing_that_changes_its_name(tmp_path: Path) -> None:
    built = folder_with(tmp_path / "site", "index.html", "assets/x.123.css", "search/i.json")
    record_published(tmp_path, built)
    (built / "index.html").unlink()
    folder_with(built, "ny/index.html")

    assert record_published(tmp_path, built) == 1
    assert set(read_published(tmp_path)) == {"./", "ny/"}


def test_the_list_is_kept_in_order_and_has_the_front_pages() -> None:
    known = list(read_published(ROOT))

    assert known == sorted(set(known))
    assert {"./", "en/", "was/", "data/feed.en.xml"} <= set(known)


def test_every_english_address_ever_published_answers(served: str) -> None:
    known = [one for one in read_published(ROOT) if one.startswith(ENGLISH_ROOT)]

    assert known
    for address in known:
        with urllib.request.urlopen(served + address) as answer:  # noqa: S310 - our own server
            assert answer.status == 200, address
