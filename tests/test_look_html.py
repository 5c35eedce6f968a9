"""Valid HTML on every page and frame, by the Nu checker."""

from pathlib import Path

from tests.nu import errors


def test_every_page_is_valid_and_a_planted_fault_is_told_with_its_place(
    built: Path, tmp_path: Path
) -> None:
    planted = tmp_path / "planted.html"
    planted.write_text(
        '<!doctype html>\n<html lang="da"><title>x</title>\n<p id="a"><p id="a">', encoding="utf-8"
    )
    told = errors([*sorted(built.rglob("*.html")), planted])
    assert len(told) == 1, told
    assert "planted.html:3: Duplicate ID “a”" in told[0]
