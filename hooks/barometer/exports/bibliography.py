"""BibTeX, RIS, CSL-JSON."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from barometer.cache import write_file
from barometer.pages.site import Site
from barometer.views.reuse import Citation, all_citations

CITATIONS = "data/citations/"

_SPECIAL = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\\": r"\textbackslash{}",
    }
)


def write_line(one: Citation) -> str:
    """The citation as a line of text."""
    return f"{one.plain}\n"


def write_bibtex(one: Citation) -> str:
    """An entry for LaTeX; signs that mean something there are escaped."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in one.authors),
        "title": f"{{{_tex(one.title)}}}",
        "publisher": _tex(one.publisher),
        "edition": _tex(one.edition),
        "version": one.version,
        "year": str(one.date.year) if one.date else "",
        "month": str(one.date.month) if one.date else "",
        "date": one.date.isoformat() if one.date else "",
        "url": one.address,
        "note": _tex(". ".join(filter(None, (one.edition, one.versioned, one.values)))),
        "langid": {"da": "danish", "en": "british"}[one.language],
    }
    kept = [Field(name, value) for name, value in fields.items() if value]
    name = f"{one.stem.replace('-', '_')}_{one.language}"
    return str(write_string(Library([Entry("misc", name, kept)])))


def _tex(words: str) -> str:
    return _line(words).translate(_SPECIAL)


def _line(words: str) -> str:
    """On one line: in these forms a new line begins a new field or record."""
    return " ".join(words.split())


def write_ris(one: Citation) -> str:
    """A record for EndNote, Zotero and their like."""
    import rispy

    record = {
        "type_of_reference": "DATA" if one.kind == "dataset" else "FIGURE",
        "authors": [_line(author) for author in one.authors],
        "title": _line(one.title),
        "publisher": _line(one.publisher),
        "edition": _line(one.edition),
        "language": one.language,
        "urls": [one.address],
        "notes": [_line(part) for part in (one.versioned, one.values) if part],
    }
    if one.date:
        record |= {"year": str(one.date.year), "date": one.date.strftime("%Y/%m/%d")}
    # The library numbers its records in a line of their own, which the format does not know.
    return str(rispy.dumps([record]).partition("\n")[2])


def write_csl(one: Citation) -> str:
    """A list of one item for programs that speak the Citation Style Language."""
    item: dict[str, object] = {
        "id": f"{one.stem}-{one.language}",
        "type": "dataset" if one.kind == "dataset" else "graphic",
        "title": one.title,
        "author": [{"literal": author} for author in one.authors],
        "publisher": one.publisher,
        "edition": one.edition,
        "URL": one.address,
        "language": one.language,
        "version": one.version,
    }
    if one.values:
        item["note"] = one.values
    if one.date:
        item["issued"] = {"date-parts": [[one.date.year, one.date.month, one.date.day]]}
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


FORMS: Mapping[str, Callable[[Citation], str]] = {
    "txt": write_line,
    "bib": write_bibtex,
    "ris": write_ris,
    "csl.json": write_csl,
}


def citation_file_name(one: Citation, form: str) -> str:
    """The stable name of a citation's file: `innovative-workplaces-default.da.bib`."""
    return f"{one.stem}.{one.language}.{form}"


def write_citations(site: Site, folder: Path) -> None:
    """Every citation in every form, below `data/citations/` of a built site."""
    for one in all_citations(site):
        for form, made in FORMS.items():
            write_file(folder / CITATIONS / citation_file_name(one, form), made(one).encode())
