"""One word for one thing: forbidden forms and uneven terms are advice."""

from pathlib import Path

import pytest

from barometer.data.codebook import read_codebook
from barometer.data.model import Term, Topics
from barometer.editors.advice import data_blocks, text_advice
from barometer.faults.yaml_file import parse_yaml, read_yaml
from barometer.pages.document import parse_document
from barometer.pages.page import Pages, read_pages
from barometer.pages.prose import avoided, forbidden, used
from barometer.pages.site import Site
from barometer.text import LANGUAGES, Text
from tests.conftest import ROOT

pytestmark = pytest.mark.living

TERMS = {
    "spreading": Term(
        term=Text(da="spredning", en="spreading"),
        definition=Text(da="At en løsning tages i brug.", en="That a solution is used."),
        forms=Topics(da=("spredningen",), en=()),
        avoid=Topics(da=("udrulning",), en=("roll-out",)),
    ),
    "spreading-guide": Term(
        term=Text(da="spredningsguide", en="spreading guide"),
        definition=Text(da="En guide.", en="A guide."),
    ),
    "kl": Term(
        term=Text(da="KL", en="KL"), definition=Text(da="Kommunerne.", en="The municipalities.")
    ),
}
WRONG = {language: avoided(TERMS, language) for language in LANGUAGES}
HEAD = "---\ntitle: Eksempel\nsummary: En kort tekst, der er lang nok til at være et resumé.\n"


def _pages(root: Path, danish: str, english: str) -> Pages:
    folder = root / "docs/about"
    folder.mkdir(parents=True)
    dates = "reviewed: 2026-11-23\nreview_by: 2027-11-23\n"
    (folder / "a.md").write_text(f"{HEAD}{dates}---\n\n{danish}\n", encoding="utf-8")
    (folder / "a.en.md").write_text(f"{HEAD}---\n\n{english}\n", encoding="utf-8")
    return {(one.page.key, one.page.language): one.page for one in read_pages(root) if one.page}


def test_a_term_is_found_in_its_forms_and_not_inside_other_words(subtests: pytest.Subtests) -> None:
    for text, keys in [
        ("Spredningen begynder, og spredning fortsætter", ["spreading", "spreading"]),
        ("en spredningsguide", ["spreading-guide"]),
        ("spredningseffekt og a-spredning", []),
        ("KL, KL’s og kl. 8", ["kl", "kl"]),
    ]:
        with subtests.test(text=text, keys=keys):
            assert [one.key for one in used(TERMS, "da").find(text)] == keys


def test_the_longest_form_wins() -> None:
    assert [one.key for one in used(TERMS, "en").find("the Spreading guide")] == ["spreading-guide"]


def test_a_forbidden_form_is_told_at_its_line_with_the_word_to_use(tmp_path: Path) -> None:
    pages = _pages(tmp_path, "Først.\n\nUdrulning af løsninger.", "First.\n\nThe roll-out of it.")
    found = [
        one
        for page in pages.values()
        for one in forbidden(page.document.blocks, page.path, page.language, WRONG, TERMS)
    ]
    assert [(one.code, one.path, one.line) for one in found] == [
        ("S201", "docs/about/a.en.md", 8),
        ("S201", "docs/about/a.md", 10),
    ]
    assert "»spredning«" in found[1].message.da
    assert "‘spreading’" in found[0].message.en


def test_a_forbidden_form_in_a_name_of_another_language_is_left_alone() -> None:
    blocks = parse_document("Om *Udrulning*{lang=de}.", 1).blocks
    assert list(forbidden(blocks, "x.md", "da", WRONG, TERMS)) == []


def test_texts_of_data_are_held_to_the_same_signs_and_words() -> None:
    file = parse_yaml(
        'a:\n  title: {da: Udrulning, en: Roll}\n  note:\n    da: Den "nye"\n    en: New\n'
        "  avoid: {da: [udrulning], en: []}\n",
        "data/words.yml",
    )
    found = list(text_advice(file, WRONG, TERMS))
    assert [(one.code, one.line) for one in found] == [("S101", 4), ("S201", 2)]


def test_every_text_of_data_is_reached() -> None:
    file = read_yaml(ROOT / "data/terms.yml", "data/terms.yml")
    texts = [block.text for block in data_blocks(file, "en")]
    assert "anchoring" in texts
    assert "anchored" in texts
    assert "embeddedness" not in texts


def test_no_form_of_a_term_is_also_forbidden(site: Site) -> None:
    for language in LANGUAGES:
        terms = site.dataset.terms
        known = {form.casefold() for form in used(terms, language).forms}
        assert not known & {form.casefold() for form in avoided(terms, language).forms}


def test_a_title_of_a_source_has_our_signs_but_keeps_its_words() -> None:
    file = parse_yaml(
        "coi_a:\n  title: Udrulning - COI's plan\n  language: da\n", "data/sources.yml"
    )
    found = list(text_advice(file, WRONG, TERMS))
    assert [(one.code, one.line) for one in found] == [("S102", 2), ("S104", 2)]


def test_every_form_that_we_do_not_use_is_told(subtests: pytest.Subtests) -> None:
    terms = read_codebook(ROOT).terms
    for language in LANGUAGES:
        wrong = {language: avoided(terms, language)}
        for form in wrong[language].forms:
            with subtests.test(form=form):
                blocks = parse_document(f"Se {form}.", 1).blocks
                assert len(list(forbidden(blocks, "x.md", language, wrong, terms))) == 1
