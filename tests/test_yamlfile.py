"""YAML is read with the line of every key; whatever is wrong with it is told, never raised."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from barometer.faults.yaml_file import parse_bytes, parse_yaml, read_yaml


def told(text: str) -> list[tuple[str, int | None]]:
    return [(one.code, one.line) for one in parse_yaml(text, "file.yml").problems]


def test_a_key_knows_its_line_and_column() -> None:
    file = parse_yaml("a:\n  b: [1, {c: 2}]\n", "file.yml")

    assert file.mark(["a", "b"]) == (2, 3)
    assert file.mark(["a", "b", 1, "c"]) == (2, 11)


def test_a_key_that_is_not_there_has_the_line_of_what_it_belongs_to() -> None:
    assert parse_yaml("a:\n  b:\n    c: 1\n", "file.yml").line(["a", "b", "x", "y"]) == 2


def test_front_matter_counts_from_the_line_where_it_begins() -> None:
    assert parse_yaml("title: a\nsummary: b: c\n", "page.md", 2).problems[0].line == 3


def test_a_scalar_is_what_a_person_would_read(subtests: pytest.Subtests) -> None:
    for text, value in [
        ("NO", "NO"),
        ("on", "on"),
        ("yes", "yes"),
        ("true", True),
        ("null", None),
        ("", None),
        ("12", 12),
        ("'12'", "12"),
        ("012", "012"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("83.5", 83.5),
        ("83,5", "83,5"),
        ("1e5", "1e5"),
        (".inf", ".inf"),
        ("2026-11-23", "2026-11-23"),
        ("9" * 5000, "9" * 5000),
    ]:
        with subtests.test(text=text, value=value):
            assert parse_yaml(f"key: {text}", "file.yml").value == {"key": value}


def test_keys_are_always_text() -> None:
    assert parse_yaml("1: a\ntrue: b\n", "file.yml").value == {"1": "a", "true": "b"}


def test_the_same_key_written_in_two_ways_is_still_twice() -> None:
    assert told('1: a\n"1": b\n') == [("D406", 2)]


def test_what_cannot_be_read_is_told_at_its_line(subtests: pytest.Subtests) -> None:
    for text, expected in [
        ("a: b: c", ("D405", 1)),
        ("a: 'b\nc: d\n", ("D405", 1)),
        ("a: {b: c\n", ("D405", 1)),
        ("a:\n\tb: c\n", ("D404", 2)),
        ("a: &x {b: 1}\nc: *x\n", ("D407", 2)),
        ("a: !!python/name:os.system ''\n", ("D407", 1)),
        ("a: 1\n---\nb: 2\n", ("D405", 2)),
        ("? {a: 1}\n: b\n", ("D405", 1)),
        ("a: \x07\n", ("D405", 1)),
    ]:
        with subtests.test(text=text, expected=expected):
            assert told(text) == [expected]


def test_a_slip_is_told_with_its_cause_and_cure(subtests: pytest.Subtests) -> None:
    for text, line, said in [
        ("a: 1\norder:3\nb: 2\n", 2, "Sæt et almindeligt mellemrum efter kolon: order: 3"),
        ("order:\xa03\nb: 2\n", 1, "Sæt et almindeligt mellemrum efter kolon: order: 3"),
        ('a: ""Målinger" i dag"\n', 1, 'Der står " inde i teksten. Brug » og «'),
        ('a: {da: "en "god" dag", en: "b"}\n', 1, 'Der står " inde i teksten.'),
        ('a: {da: "x" en: "y"}\n', 1, "et komma mangler mellem to led"),
        ("a: “En god dag.”\n", 1, 'Skriv "En god dag.".'),
        ("a: [»En dag«]\n", 1, 'Skriv "En dag".'),
    ]:
        with subtests.test(text=text, line=line, said=said):
            (problem,) = parse_yaml(text, "file.yml").problems

            assert (problem.code, problem.line) == ("D405", line)
            assert said in problem.message.da


def test_quotation_marks_inside_a_text_are_left_alone(subtests: pytest.Subtests) -> None:
    for value in [
        "»Godt« og »skidt«",
        '"»Hele titlen«"',
        "‘Ja’ sagde hun",
        "Bogen »Dagen«",
        "don’t",
    ]:
        with subtests.test(value=value):
            assert told(f"a: {value}\n") == []


def test_a_file_of_endless_depth_is_told_and_crashes_nothing(subtests: pytest.Subtests) -> None:
    for text in ["[" * 100_000, "- " * 100_000, "{a: " * 50_000, "? " * 100_000]:
        with subtests.test(text=text):
            assert [code for code, _ in told(text)] == ["D405"]


def test_bytes_that_are_not_text_are_told_at_their_line() -> None:
    file = parse_bytes("a: b\nc: æ\n".encode("latin-1"), "file.yml")

    assert [(one.code, one.line) for one in file.problems] == [("D403", 2)]


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    file = parse_bytes(b"\xef\xbb\xbfa: 1\r\nb:\r\n  c: 2\r\n", "file.yml")

    assert file.value == {"a": 1, "b": {"c": 2}}
    assert file.line(["b", "c"]) == 3


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert [one.code for one in read_yaml(tmp_path / "none.yml").problems] == ["D401"]
    assert [one.code for one in read_yaml(tmp_path).problems] == ["D401"]


PLAIN = st.recursive(
    st.booleans() | st.integers(-(10**9), 10**9) | st.text("abcæøå ,:#{}'\"NO1", max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc1", min_size=1), inner, max_size=3)
    ),
    max_leaves=12,
)


class WithoutReferences(yaml.SafeDumper):
    """Writes a value out each time, as an editor does."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 (the name is PyYAML's)
        return True


@settings(deadline=None)
@given(value=st.dictionaries(st.text("abc", min_size=1), PLAIN, max_size=4))
def test_what_is_written_is_read_again(value: dict[str, object]) -> None:
    text = yaml.dump(value, Dumper=WithoutReferences, allow_unicode=True)

    assert parse_yaml(text, "file.yml").value == value


@given(text=st.text(max_size=80))
def test_no_text_becomes_an_exception(text: str) -> None:
    file = parse_yaml(text, "file.yml")

    assert all(one.line for one in file.problems)


@given(content=st.binary(max_size=80))
def test_no_bytes_become_an_exception(content: bytes) -> None:
    parse_bytes(content, "file.yml")


def test_what_a_clear_slip_broke_is_read_as_it_was_meant_and_told_with_the_rest() -> None:
    read = parse_yaml("a: b: it's c\nd:e\nf: <b>g</b>\n", "x.yml")

    assert [(one.code, one.line) for one in read.problems] == [
        ("D405", 1),
        ("D405", 2),
        ("P501", 3),
    ]
    assert read.value == {"a": "b: it's c", "d": "e", "f": "<b>g</b>"}
    assert parse_yaml("a: [b\nc: d\n", "x.yml").value is None
