"""Every variable of the machine is read in one place, and one of the wrong form is told by name."""

import ast

import pytest

from barometer.__main__ import main
from barometer.faults.settings import FORMS, ill_formed_settings
from tests.conftest import ROOT

ELSEWHERE = {"proposal.py", "sitecustomize.py", "settings.py"}
"""Who reads the machine's variables: GitHub's own, the second build of `make verify`, and here."""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "https://www.coi.dk"),
        ("SITE_URL", 'https://ex"ample.org/'),
        ("SITE_URL", "javascript:alert(1)/"),
        ("SITE_URL", "www.coi.dk/"),
        ("EDIT_URI", "https://github.com/a/b/edit/main/docs"),
        ("EDIT_URI", "edit/main/docs/"),
        ("SOURCE_DATE_EPOCH", "abc"),
        ("SOURCE_DATE_EPOCH", "2026-11-30"),
    ],
)
@pytest.mark.parametrize("command", ["check", "build", "serve"])
def test_a_wrong_setting_is_told_by_name_before_anything_is_done(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    name: str,
    value: str,
) -> None:
    monkeypatch.setenv(name, value)

    assert main([command]) == 2
    told = capsys.readouterr().err
    assert f"FEJL M111 {name}" in told
    assert value in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "http://127.0.0.1:8000/"),
        ("SITE_URL", "https://example.org/under/a/path/"),
        ("SITE_URL", ""),
        ("EDIT_URI", "https://github.com/a/b/edit/feature/x/docs/"),
        ("EDIT_URI", ""),
        ("SOURCE_DATE_EPOCH", "1796083200"),
    ],
)
def test_a_right_or_empty_setting_is_taken(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    for one in FORMS:
        monkeypatch.delenv(one, raising=False)
    monkeypatch.setenv(name, value)

    assert not ill_formed_settings()


def _asks(source: str) -> bool:
    """Whether a module asks for a variable, and does not only hand all of them on."""
    return any(
        isinstance(node, (ast.Attribute, ast.Subscript))
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "environ"
        for node in ast.walk(ast.parse(source))
    )


def test_variables_are_read_in_one_place() -> None:
    files = (ROOT / "hooks").rglob("*.py")
    readers = {one.name for one in files if _asks(one.read_text("utf-8"))}

    assert readers <= ELSEWHERE
