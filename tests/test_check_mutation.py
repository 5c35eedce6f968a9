"""No check can be switched off unseen: a planted fault that it told is then missed."""

import importlib

import pytest

from barometer.pages.document import parse_document
from barometer.pages.parser import classes
from tests.check_mutation import replaced, results


def test_a_check_is_off_whatever_else_is_loaded_and_on_again_after() -> None:
    importlib.import_module("tests.test_exports_dcat")  # holds namespaces of rdflib
    once = parse_document("a", 1)
    with replaced(classes, lambda _: ["other"]):
        assert parse_document("a", 1).passages[0].excused

    assert parse_document("a", 1) == once


@pytest.mark.nightly
def test_no_check_can_be_switched_off_unseen() -> None:
    found = results()

    assert [name for name, how in found.items() if how == "MISSED"] == []
    assert sum(how == "noticed" for how in found.values()) > 50
