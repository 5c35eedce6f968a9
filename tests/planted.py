"""Faults that are planted in a small project: what is done to it, and what must be told of it."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from barometer.faults.report import Fault
from barometer.pages.checks import check_content
from barometer.pages.page import read_pages
from barometer.publish.permanence import check_moved_addresses
from barometer.site import read_project
from tests.small import DANISH, ENGLISH, write

PAGE = "docs/roles/example.md"
ENGLISH_PAGE = "docs/roles/example.en.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
OTHER = """- page: roles/example
  text: {da: 99 procent, en: 99 per cent}
  reason: {da: Et tal der ikke er der, en: A number that is not there}
"""
Plant = Callable[[Path], object]


@dataclass(frozen=True)
class Planted:
    """One fault: how it gets there, and the code, file and line that must be told."""

    plant: Plant
    code: str
    file: str = PAGE
    line: int | None = None


def page(root: Path, name: str, danish: str = DANISH, english: str = ENGLISH) -> None:
    """A pair of pages below `docs/`, its links as deep as it lies."""
    home = "../" * name.count("/") + "index.md"
    write(root, f"docs/{name}.md", danish.replace("../index.md", home))
    write(root, f"docs/{name}.en.md", english.replace("../index.md", home))


def body(text: str) -> Plant:
    """Put a text in the place of the running text of both pages of the pair."""
    return lambda root: page(
        root,
        "roles/example",
        DANISH.replace("Teksten", text),
        ENGLISH.replace("The text", text),
    )


def head(before: str, after: str) -> Plant:
    """Change the head of the Danish page."""
    return lambda root: page(root, "roles/example", DANISH.replace(before, after, 1))


def data(name: str, before: str, after: str) -> Plant:
    """Change the first place of a file of `data/`."""

    def plant(root: Path) -> None:
        text = (root / "data" / name).read_text("utf-8")
        assert before in text
        (root / "data" / name).write_text(text.replace(before, after, 1), "utf-8")

    return plant


def after(path: Path, text: str) -> None:
    """A text at the end of a file."""
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def file(name: str, content: str | bytes) -> Plant:
    """A file with that content."""

    def plant(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content.encode() if isinstance(content, str) else content)

    return plant


def link(name: str, target: str) -> Plant:
    """A symbolic link, in the place of what may lie there."""

    def plant(root: Path) -> None:
        (root / name).unlink(missing_ok=True)
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)

    return plant


def pair(name: str, danish: str = DANISH) -> Plant:
    """A pair of pages of that name."""
    return lambda root: page(root, name, danish)


def both(*plants: Plant) -> Plant:
    """One plant after the other."""

    def plant(root: Path) -> None:
        for one in plants:
            one(root)

    return plant


def named(slug: str) -> str:
    """The Danish page with an address word of its own."""
    return DANISH.replace("reviewed:", f"slug: {slug}\nreviewed:", 1)


def elsewhere(root: Path) -> None:
    """The folder of pages elsewhere, and a link in its place."""
    (root / "docs").rename(root / "elsewhere")
    (root / "docs").symlink_to("elsewhere")


LINKS = {
    "a page that leads out of the project": Planted(
        link("docs/roles/out.md", "/etc/hostname"), "P105", "docs/roles/out.md"
    ),
    "a page that leads to a neighbour": Planted(
        link("docs/roles/out.md", "example.md"), "P105", "docs/roles/out.md"
    ),
    "a page that leads to itself": Planted(
        link("docs/roles/self.md", "self.md"), "P105", "docs/roles/self.md"
    ),
    "a page that leads nowhere": Planted(
        link("docs/roles/dead.md", "gone.md"), "P105", "docs/roles/dead.md"
    ),
    "a folder that leads to itself": Planted(
        link("docs/roles/loop", "."), "P105", "docs/roles/loop"
    ),
    "a folder that leads out": Planted(link("docs/roles/etc", "/etc"), "P105", "docs/roles/etc"),
    "all pages behind a link": Planted(elsewhere, "P105", "docs"),
    "a picture that leads out": Planted(
        link("docs/assets/x.png", "/etc/passwd"), "P105", "docs/assets/x.png"
    ),
    "a data file that leads out": Planted(
        link("data/themes.yml", "/etc/passwd"), "P105", "data/themes.yml"
    ),
    "a kept version that leads out": Planted(
        link("data/archive/1.0.0/hosts.csv", "/etc/passwd"),
        "P105",
        "data/archive/1.0.0/hosts.csv",
    ),
    "a template that leads out": Planted(
        link("overrides/coi/x.html", "/etc/passwd"), "P105", "overrides/coi/x.html"
    ),
    "a link in the text to a file outside docs": Planted(
        body("[a](../../data/terms.yml)"), "P401", line=14
    ),
    "a picture in the text from outside docs": Planted(
        body("![a](../../../../../etc/passwd)"), "P401", line=14
    ),
}
ENCODINGS = {
    "a page in UTF-16": Planted(file(PAGE, DANISH.encode("utf-16")), "P101", line=1),
    "a page in Latin-1": Planted(
        file(PAGE, DANISH.replace("Teksten", "Æble").encode("latin-1")), "P101"
    ),
    "a NUL in a page": Planted(body("Tek\x00sten"), "P503", line=14),
    "half a surrogate in a page": Planted(
        file(PAGE, DANISH.encode() + b"\xed\xa0\x80"), "P101", line=19
    ),
    "bytes that are no text": Planted(file(PAGE, bytes(range(256)) * 9), "P101"),
    "an empty file": Planted(file(PAGE, ""), "P201", line=1),
    "letters of two signs": Planted(body("Ma\u030al"), "P503", line=14),
    "text that runs backwards": Planted(body("\u202e38\u202c personer"), "P503", line=14),
    "an isolate that turns text": Planted(body("\u2067a\u2069"), "P503", line=14),
    "a sign without width": Planted(body("Tek\u200bsten"), "P503", line=14),
    "a soft hyphen in a number": Planted(body("8\u00ad3 procent"), "P503", line=14),
    "a mark of byte order inside": Planted(body("Tek\ufeffsten"), "P503", line=14),
    "a tag sign": Planted(body("Tekst\U000e0041"), "P503", line=14),
    "a Cyrillic letter in a word": Planted(body("T\u0435ksten"), "P503", line=14),
    "a Greek letter in a word": Planted(body("Tekst\u03bfn"), "P503", line=14),
    "a Cyrillic letter in an address": Planted(
        body("[a](https://www.c\u043ei.dk/)"), "P503", line=14
    ),
    "wide digits": Planted(body("\uff18\uff13 procent"), "P503", line=14),
    "Arabic digits": Planted(body("\u0668\u0663 procent"), "P503", line=14),
    "backwards text in a title": Planted(head("Eksempel", "Eks\u202eempel"), "D405", line=2),
    "a control sign behind a backslash": Planted(
        head("title: Eksempel", 'title: "Eks\\x01empel"'), "D405", line=2
    ),
    "backwards text behind a backslash": Planted(
        head("title: Eksempel", 'title: "Eks\\u202eempel"'), "D405", line=2
    ),
    "a letter of two signs in data": Planted(
        data("themes.yml", "da: ", "da: a\u030a"), "P503", "data/themes.yml"
    ),
    "backwards text in data": Planted(
        data("themes.yml", "da: ", "da: \u202e"), "D405", "data/themes.yml"
    ),
    "backwards text in the table": Planted(
        data("observations.csv", "\n", "\n\u202e"), "D111", "data/observations.csv", 2
    ),
    "a data file in UTF-16": Planted(
        lambda root: file(
            "data/themes.yml", (root / "data/themes.yml").read_text().encode("utf-16")
        )(root),
        "D403",
        "data/themes.yml",
    ),
    "a NUL in a data file": Planted(
        data("themes.yml", "da: ", "da: \x00"), "D405", "data/themes.yml"
    ),
}
NAMES = {
    "a twin in capitals": Planted(pair("roles/Example"), "P104", "docs/roles/Example.md"),
    "a name of Windows": Planted(pair("roles/con"), "P104", "docs/roles/con.md"),
    "a folder with a name of Windows": Planted(
        pair("roles/aux/index"), "P104", "docs/roles/aux/index.md"
    ),
    "a name of 200 letters": Planted(
        pair("roles/" + "a" * 200), "P104", f"docs/roles/{'a' * 200}.md"
    ),
    "a folder called x.md": Planted(
        lambda root: (root / "docs/roles/x.md").mkdir(), "P102", "docs/roles/x.md"
    ),
    "a name with a colon": Planted(pair("roles/a:b"), "P104", "docs/roles/a:b.md"),
    "a name with a full stop at its end": Planted(pair("roles/a."), "P104", "docs/roles/a..md"),
    "a name with a per cent sign": Planted(pair("roles/a%2e"), "P104", "docs/roles/a%2e.md"),
    "a name in letters of two signs": Planted(
        pair("roles/a\u030ar"), "P104", "docs/roles/a\u030ar.md"
    ),
    "a name with a new line": Planted(pair("roles/a\nb"), "P104", "docs/roles/a\nb.md"),
    "a language that the site does not have": Planted(
        file("docs/roles/example.sv.md", DANISH), "P104", "docs/roles/example.sv.md"
    ),
    "a picture in capitals": Planted(
        file("docs/assets/Logo.png", b"\x89PNG\r\n\x1a\n"), "P104", "docs/assets/Logo.png"
    ),
    "a folder without a front page": Planted(
        pair("roles/new/page"), "P112", "docs/roles/new/page.md"
    ),
    "the address of another page": Planted(
        both(pair("barometer/one", named("to")), pair("barometer/two", named("to"))),
        "P111",
        "docs/barometer/two.md",
    ),
    "a new title that moves a published page": Planted(
        both(
            file("data/published.txt", "en/roles/example/\nroller/eksempel/\n"),
            head("title: Eksempel", "title: Noget andet"),
        ),
        "B201",
        line=2,
    ),
    "a published page that is deleted": Planted(
        file("data/published.txt", "roller/den-gamle/\nroller/eksempel/\n"),
        "B201",
        "data/published.txt",
        line=1,
    ),
    "the address of an indicator": Planted(
        pair("barometer/one", named("innovative-arbejdspladser")),
        "P111",
        "data/indicators/innovative_workplaces.yml",
    ),
    "the address of the English front page": Planted(pair("en/index"), "P111", "docs/en/index.md"),
    "the address of the data": Planted(pair("data/index"), "P111", "docs/data/index.md"),
    "the address of the site's code": Planted(pair("assets/index"), "P111", "docs/assets/index.md"),
    "a folder that the engine passes over": Planted(
        pair("templates/index"), "P111", "docs/templates/index.md"
    ),
}
STRAY: Mapping[str, str | bytes] = {
    "evil.html": "<script>alert(1)</script>",
    "assets/evil.js": "alert(1)",
    "assets/evil.css": "body{display:none}",
    "CNAME": "evil.example",
    "robots.txt": "Disallow: /",
    "sitemap.xml": "<urlset/>",
    "roles/numbers.csv": "a,b",
    "data/v1/index.json": "{}",
    "assets/paper.pdf": "%PDF-1.7",
    "assets/tool.wasm": "\0asm",
    "picture.png": b"\x89PNG\r\n\x1a\n",
}
KINDS = {
    **{
        f"a file {name}": Planted(file(f"docs/{name}", content), "P107", f"docs/{name}")
        for name, content in STRAY.items()
    },
    "a page among kept versions": Planted(
        file("data/archive/1.0.0/evil.html", "<p>"), "P107", "data/archive/1.0.0/evil.html"
    ),
    "a program among the data": Planted(file("data/evil.py", "1"), "P107", "data/evil.py"),
    "HTML that is called a picture": Planted(
        file("docs/assets/x.png", "<script>alert(1)</script>"), "P110", "docs/assets/x.png"
    ),
    "a page of 70 kB": Planted(body("ord og " * 10_000), "P108"),
    "a picture of 2 MB": Planted(
        file("docs/assets/x.png", b"\x89PNG\r\n\x1a\n" + bytes(2_000_000)),
        "P108",
        "docs/assets/x.png",
    ),
}
DRAWINGS: Mapping[str, str] = {
    "a script": SVG.format("<script>alert(1)</script>"),
    "a handler": SVG.format('<path onload="alert(1)"/>'),
    "a handler on its root": SVG.format("").replace("viewBox", "onload='alert(1)' viewBox"),
    "foreign content": SVG.format("<foreignObject><p/></foreignObject>"),
    "a picture from elsewhere": SVG.format('<image href="https://evil.example/x.png"/>'),
    "a link that runs": SVG.format('<a href="javascript:alert(1)"><path/></a>'),
    "a shape from elsewhere": SVG.format('<use href="https://evil.example/x.svg#a"/>'),
    "an old link to elsewhere": SVG.format('<use xlink:href="data:,x"/>').replace(
        "viewBox", 'xmlns:xlink="http://www.w3.org/1999/xlink" viewBox'
    ),
    "a style": SVG.format("<style>@import 'https://evil.example/x.css'</style>"),
    "an attribute that fetches": SVG.format('<path fill="url(https://evil.example/x)"/>'),
    "a change of address": SVG.format('<set attributeName="href" to="javascript:alert(1)"/>'),
    "an entity": "<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format("<text>&a;</text>"),
    "a bomb of entities": "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg>&b;</svg>",
    "a style sheet from elsewhere": "<?xml-stylesheet href='//evil.example'?>" + SVG.format(""),
    "no XML": "<svg",
    "an element of HTML": '<html xmlns="http://www.w3.org/1999/xhtml"><script/></html>',
}
DRAWN = {
    f"a drawing with {name}": Planted(
        file("docs/assets/x.svg", drawing), "P109", "docs/assets/x.svg"
    )
    for name, drawing in DRAWINGS.items()
}
MARKUP: Mapping[str, str] = {
    "a script": "<script>alert(1)</script>",
    "a script in odd letters": "<ScRiPt/x>alert(1)</sCrIpT>",
    "a handler": "<img src=x onerror=alert(1)>",
    "a drawing": "<svg onload=alert(1)>",
    "a drawing with an animation": "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "mathematics": "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "a frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "an object": "<object data='data:text/html,x'></object>",
    "an embedded thing": "<embed src='//evil.example'>",
    "a form": "<form action='https://evil.example'><input name=a></form>",
    "a style": "<style>body{display:none}</style>",
    "a base": "<base href='https://evil.example/'>",
    "a refresh": "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "a style sheet": "<link rel=stylesheet href=//evil.example>",
    "a video": "<video><source onerror=alert(1)></video>",
    "details that open": "<details open ontoggle=alert(1)>",
    "a template": "<template><script>alert(1)</script></template>",
    "an instruction": "a <?php echo 1 ?>",
    "a declaration": "a <!DOCTYPE html>",
    "raw characters": "a <![CDATA[<script>]]>",
    "a comment that ends early": "\n<!-- --><script>alert(1)</script> -->\n",
    "a comment that is none": "\n<!--> <script>alert(1)</script> -->\n",
    "a comment with an odd end": "\n<!-- a --!> <script>alert(1)</script> -->\n",
    "HTML in a heading": "\n## <b>a</b> {#b}\n",
    "HTML in a link": "[<img src=x onerror=alert(1)>](../index.md)",
    "HTML in a title of a sheet": "\n/// worksheet | <img src=x onerror=alert(1)>\n1. a\n///\n",
}
ADDRESSES: Mapping[str, str] = {
    "a script": "[a](javascript:alert(1))",
    "a script in odd letters": "[a](JaVaScRiPt:alert(1))",
    "a script behind a sign": "[a](&#106;avascript:alert(1))",
    "a script behind a colon's name": "[a](javascript&colon;alert(1))",
    "a script by reference": "[a][b]\n\n[b]: javascript:alert(1)\n",
    "a script as a short link": "<javascript:alert(1)>",
    "old Basic": "[a](vbscript:msgbox)",
    "data": "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "a file": "[a](file:///etc/passwd)",
    "a blob": "[a](blob:https://evil.example/1)",
}
ELSEWHERE: Mapping[str, tuple[str, str]] = {
    "an address without a scheme": ("[a](//evil.example)", "P404"),
    "an address with a backslash": ("[a](/\\evil.example)", "P404"),
    "a script over two lines": ("[a](<java\nscript:alert(1)>)", "P409"),
    "a picture with a script": ("![a](javascript:alert(1))", "P411"),
    "a picture of data": ("![a](data:image/svg+xml,x)", "P411"),
    "a handler on a word": ("*a*{onclick=alert(1)}", "P502"),
    "a style on a word": ("*a*{style=color:red}", "P502"),
    "an address on a word": ("*a*{href=javascript:alert(1)}", "P502"),
    "a handler in a link": ("[*a*{onclick=alert(1)}](../index.md)", "P502"),
    "a handler on code": ("`a`{onclick=alert(1)}", "P502"),
    "300 open brackets": ("[" * 300, "P504"),
    "300 open signs": ("<" * 300, "P504"),
}
TEXTS = {
    **{f"{name} in the text": Planted(body(text), "P501") for name, text in MARKUP.items()},
    **{f"a link to {name}": Planted(body(text), "P402") for name, text in ADDRESSES.items()},
    **{name: Planted(body(text), code) for name, (text, code) in ELSEWHERE.items()},
    "two hundred headings": Planted(
        body("\n" + "".join(f"\n## a {{#a{n}}}\n" for n in range(200))), "P306"
    ),
}
AHEAD = """
zz_next:
  date: 2099-01-01
  hour: "09:00"
  title: {da: Næste, en: Next}
  text: {da: Den kommer., en: It will come.}
  editions: ["3", "4"]
"""
MEANINGS = {
    "English on a Danish page": Planted(
        head("Teksten", "The text of this page is written in English and it is not for the Danes"),
        "P606",
        line=14,
    ),
    "a figure of which all is withheld": Planted(
        lambda root: after(root / "data/releases.yml", AHEAD),
        "R107",
        "data/indicators/novelty.yml",
    ),
    "a source in one language only": Planted(
        head("Teksten", "Teksten.[^coi_about]"), "P604", line=14
    ),
    "releases as a list": Planted(
        file("data/releases.yml", "- a\n"), "R105", "data/releases.yml", 1
    ),
    "a heading that the site adds itself": Planted(
        pair("barometer/innovative-workplaces", DANISH.replace("#use", "#sources")),
        "P305",
        "docs/barometer/innovative-workplaces.md",
    ),
    "a phrase without a value": Planted(
        data("phrases.yml", "at_least: 86, at_most: 94", "at_least: 94, at_most: 86"),
        "V601",
        "data/phrases.yml",
    ),
    "a phrase of two meanings": Planted(
        data("phrases.yml", "fire femtedele", "ni ud af ti"), "V602", "data/phrases.yml"
    ),
    "an import from an unknown source": Planted(
        data("imports.yml", "source: dst_oin01dk", "source: nobody"), "D304", "data/imports.yml", 29
    ),
    "a term from an unknown source": Planted(
        data("terms.yml", "source: coi_about", "source: nobody"), "D304", "data/terms.yml"
    ),
    "a finding that is false": Planted(
        data("indicators/innovative_workplaces.yml", "da: 83 procent", "da: 38 procent"),
        "V",
        "data/indicators/innovative_workplaces.yml",
    ),
    "an exception that excuses nothing": Planted(
        lambda root: (root / "data/other_numbers.yml").write_text(OTHER, "utf-8"),
        "V504",
        "data/other_numbers.yml",
    ),
}
HEADS = {
    "a script in a title": Planted(
        head("title: Eksempel", "title: a <script>alert(1)</script>"), "P501", line=2
    ),
    "a handler in a summary": Planted(
        head("alle sitets regler", "alle <img src=x onerror=alert(1)>"), "P501", line=3
    ),
    "a tag of Python in a head": Planted(
        head("title: Eksempel", "title: !!python/object/apply:os.system [id]"), "D407", line=2
    ),
    "an anchor in a head": Planted(
        head("title: Eksempel", "title: &a Eksempel\nshort: *a"), "D407"
    ),
    "an address with signs": Planted(
        head("reviewed:", "slug: ../../evil\nreviewed:"), "D416", line=4
    ),
}
YAML: Mapping[str, tuple[str, str]] = {
    "a tag of Python": ("a: !!python/object/apply:os.system [id]\n", "D407"),
    "a tag of its own": ("a: !evil b\n", "D407"),
    "binary": ("a: !!binary aGVq\n", "D415"),
    "a bomb of references": ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "D407"),
    "a reference to itself": ("a: &a [*a]\n", "D407"),
    "a merged key": ("a:\n  <<: {da: x, en: y}\n", "D410"),
    "a key twice": ("a: {da: x, en: y}\na: {da: x, en: y}\n", "D406"),
    "a list as a key": ("? [a, b]\n: c\n", "D405"),
    "10,000 open brackets": ("a: " + "[" * 10_000, "D405"),
    "two documents": ("a: {da: x, en: y}\n---\nb: 1\n", "D405"),
    "a script in a text": ("a: {da: '<script>alert(1)</script>', en: y}\n", "P501"),
    "a list of the whole": ("- a\n- b\n", "D409"),
    "only a word": ("a\n", "D409"),
}
FILES = {
    **{
        f"{name} in data": Planted(file("data/themes.yml", text), code, "data/themes.yml")
        for name, (text, code) in YAML.items()
    },
    "a conflict in data": Planted(
        data("themes.yml", "\n", "\n<<<<<<< a\n=======\n>>>>>>> b\n"), "P120", "data/themes.yml", 2
    ),
    "a conflict in what no program reads": Planted(
        data("README.md", "\n", "\n<<<<<<< a\n=======\n>>>>>>> b\n"), "P120", "data/README.md", 2
    ),
    "a conflict in the table": Planted(
        data("observations.csv", "\n", "\n<<<<<<< a\n=======\n>>>>>>> b\n"),
        "P120",
        "data/observations.csv",
        2,
    ),
    "an address that ends early": Planted(
        data("sources.yml", "address: https://", 'address: https://x"onclick='),
        "D416",
        "data/sources.yml",
    ),
    "an address that runs": Planted(
        data("sources.yml", "address: https://", "address: javascript:alert(1)//"),
        "D416",
        "data/sources.yml",
    ),
    "an address with Markdown": Planted(
        data("sources.yml", "address: https://", "address: https://x) [b](c "),
        "D416",
        "data/sources.yml",
    ),
    **{
        f"a cell that begins with {sign!r}": Planted(
            data("observations.csv", "\n", f"\n{sign}cmd|x,DK,1,total,all,1,,,coi\n"),
            code,
            "data/observations.csv",
            2,
        )
        for sign, code in {"=": "D206", "+": "D206", "-": "D206", "@": "D206", "\t": "D210"}.items()
    },
    "HTML in a cell": Planted(
        data("observations.csv", "\n", "\n<script>,DK,1,total,all,1,,,coi\n"),
        "D209",
        "data/observations.csv",
        2,
    ),
}


OF_ALL = frozenset(("B201", "P120", "P111", "P305", "P604", "P606"))
"""What only the whole project shows: addresses, translations and the data behind pages."""


def told_of(root: Path, wanted: Planted) -> tuple[Fault, ...]:
    """What is told of the project; of pages alone where the fault is one of pages alone."""
    of_pages = wanted.code.startswith("P1") or wanted.file.startswith("docs/")
    if of_pages and wanted.code not in OF_ALL:
        return tuple(_of_pages(root))
    project = read_project(root, "/")
    return (*project.problems, *check_moved_addresses(project.site))


def _of_pages(root: Path) -> Iterator[Fault]:
    read = list(read_pages(root))
    yield from (problem for one in read for problem in one.problems)
    pages = {(one.page.key, one.page.language): one.page for one in read if one.page}
    yield from check_content(root, pages, ())


def no_access(root: Path) -> None:
    """A page that may not be read."""
    (root / PAGE).chmod(0)


ALL: Mapping[str, Planted] = {
    **LINKS,
    **ENCODINGS,
    **NAMES,
    **KINDS,
    **DRAWN,
    **TEXTS,
    **MEANINGS,
    **HEADS,
    **FILES,
    **({"a page without access": Planted(no_access, "P102")} if os.geteuid() else {}),
}
