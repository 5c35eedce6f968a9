"""The files of a set: their names, which never change, and what kind of file each is."""

from collections.abc import Iterator
from dataclasses import dataclass

from barometer.exports.facts import API, Facts, folder_of
from barometer.text import Language

JSON = "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Form:
    """A kind of file: `suffix` follows the set's name, or is the whole name where `fixed`.

    `media` is its media type, `european` its code in the EU's list of file types.
    """

    key: str
    suffix: str
    media: str
    european: str
    language: Language | None = None
    fixed: bool = False

    def file(self, name: str) -> str:
        """The file's name for a set."""
        return self.suffix if self.fixed else f"{name}{self.suffix}"


CSV = Form("csv", ".csv", "text/csv", "CSV")
CSV_DA = Form("csv_da", ".da.csv", "text/csv", "CSV", "da")
XLSX_DA = Form("xlsx", ".da.xlsx", XLSX, "XLSX", "da")
XLSX_EN = Form("xlsx", ".en.xlsx", XLSX, "XLSX", "en")
JSONSTAT_DA = Form("jsonstat", ".da.jsonstat.json", JSON, "JSON", "da")
JSONSTAT_EN = Form("jsonstat", ".en.jsonstat.json", JSON, "JSON", "en")
SDMX = Form("sdmx", ".sdmx.csv", "application/vnd.sdmx.data+csv", "CSV")
CODES = Form("codes", ".codes.csv", "text/csv", "CSV")
PACKAGE = Form("package", "datapackage.json", JSON, "JSON", fixed=True)
CSVW = Form("csvw", "csv-metadata.json", "application/csvm+json", "JSON_LD", fixed=True)

DATA = (CSV, CSV_DA, XLSX_DA, XLSX_EN, JSONSTAT_DA, JSONSTAT_EN, SDMX)
"""The forms that hold the values themselves."""


def file_of(facts: Facts, form: Form) -> str:
    """A file's address below the site's root."""
    return facts.folder + form.file(facts.name)


def answer(name: str, language: Language) -> str:
    """The API's answer about an indicator, below the site's root."""
    return f"{API}indicators/{name}.{language}.json"


def downloads(name: str, language: Language) -> Iterator[tuple[str, str]]:
    """Key of the words and address below the root of an indicator's files, for a reader."""
    for form in (*DATA, CODES, PACKAGE, CSVW):
        if form.language in (None, language):
            yield form.key, folder_of(name) + form.file(name)
    yield "api", answer(name, language)
