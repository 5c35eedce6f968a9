"""The messages about sentences: word for word, each with a page of help, none without a use."""

from typing import Any

import pytest
import yaml

from barometer.faults.report import messages
from tests.sentence_data import ROOT, all_problems, page

GOLDEN: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/faults/sentences.yml").read_text("utf-8")
)
KEYS = [key for key in messages() if key.startswith("V")]
CODES = sorted({key.partition("/")[0] for key in KEYS})
FILE_CODES = {"V504", "V601", "V602"}


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['code']} {case['body'][:40]}")
def test_a_message_reads_word_for_word(case: dict[str, Any]) -> None:
    pages = [page(case["body"], case.get("language", "da"), case.get("summary", ""))]
    if "english" in case:
        pages.append(page(case["english"], "en"))
    found = {(one.code, one.message.da, one.message.en) for one in all_problems(*pages)}

    assert (case["code"], case["da"], case["en"]) in found


def test_every_code_of_a_page_has_its_words_on_record() -> None:
    assert set(CODES) - FILE_CODES <= {case["code"] for case in GOLDEN}
