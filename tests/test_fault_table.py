"""Every planted fault is told, every message has one, and no check can be switched off unseen."""

import importlib

import pytest

from barometer.faults.report import message_codes
from barometer.pages.document import parse_document, split_id
from tests.check_mutation import replaced, results
from tests.conftest import ROOT
from tests.fault_table import Outcome, cases, outcome, report

THIS = "test_fault_table.py"
ELSEWHERE = {
    "M100": "the engine itself breaks down, which no planted fault has brought about",
    "D299": "the hundred-and-first fault of a table: tests/test_data_read.py",
    "D419": "the last resort for findings without a sentence of their own",
}
"""Codes that no small planted fault brings about."""


def test_every_code_has_a_planted_fault_or_is_tried_by_name() -> None:
    planted = {case.code for case in cases()}
    files = [file for file in (ROOT / "tests").glob("test_*.py") if file.name != THIS]
    tried = "\n".join(file.read_text("utf-8") for file in files)
    left = [code for code in message_codes() if code not in planted and code not in tried]

    assert set(left) <= set(ELSEWHERE)


def test_there_are_more_faults_than_the_bar_asks_for() -> None:
    assert len(list(cases())) >= 500


def test_the_report_shows_what_was_told_of_each() -> None:
    some = [outcome(next(case for case in cases() if case.kind == kind)) for kind in ("sentences",)]
    text = report(some)

    assert "1 planted faults: 1 told, 0 silent, 0 told as something else, 0 tracebacks." in text
    assert isinstance(some[0], Outcome)
    assert some[0].case.code in text


def test_a_check_is_off_whatever_else_is_loaded_and_on_again_after() -> None:
    importlib.import_module("tests.test_exports_dcat")  # holds namespaces of rdflib
    once = parse_document("## a", 1)
    with replaced(split_id, lambda heading: (heading, "off")):
        assert parse_document("## a", 1).headings[0].id == "off"

    assert parse_document("## a", 1) == once


@pytest.mark.nightly
def test_every_planted_fault_is_told() -> None:
    assert [one for one in map(outcome, cases()) if one.how != "told"] == []


@pytest.mark.nightly
def test_no_check_can_be_switched_off_unseen() -> None:
    found = results()

    assert [name for name, how in found.items() if how == "MISSED"] == []
    assert sum(how == "noticed" for how in found.values()) > 100
