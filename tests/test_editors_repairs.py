"""Repairs: what has one right answer is put right, nothing else, and only once."""

import re
import shutil
from pathlib import Path

import pytest

from barometer.__main__ import main
from barometer.data.dataset import load_dataset
from barometer.data.model import TABLE
from barometer.editors.repairs import repair, repair_files, show_repairs
from barometer.pages.document import parse_document
from tests.conftest import ROOT
from tests.planting import HEALTHY

HEAD = "---\ntitle: Eksempel\n---\n"
SLIPS = [
    ("docs/a.md", f"{HEAD}\nEn  tekst. \n", f"{HEAD}\nEn tekst.\n"),
    ("docs/a.md", f"{HEAD}\nA\n## B {{#b}}\nC", f"{HEAD}\nA\n\n## B {{#b}}\n\nC\n"),
    ("docs/a.md", f"{HEAD}\nAlle:\n- a\n- b\n", f"{HEAD}\nAlle:\n\n- a\n- b\n"),
    (
        "docs/a.md",
        f"{HEAD}\nA\n| a | b |\n| - | - |\n| 1 | 2 |\nB\n",
        f"{HEAD}\nA\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\nB\n",
    ),
    ("docs/a.md", f"{HEAD}\n##\u00a0Brug {{#use}}\n", f"{HEAD}\n## Brug {{#use}}\n"),
    ("docs/a.md", "---\ntitle: “A b”\n---\n\nA\n", '---\ntitle: "A b"\n---\n\nA\n'),
    ("docs/a.md", "---\ntitle: A: b\n---\n\nA\n", '---\ntitle: "A: b"\n---\n\nA\n'),
    ("docs/a.md", f"{HEAD}\nEU's og 'a' \"b c\".\n", f"{HEAD}\nEU’s og »a« »b c«.\n"),
    ("docs/a.md", f"{HEAD}\nDet er “b” og a.\n", f"{HEAD}\nDet er »b« og a.\n"),
    ("docs/a.en.md", f"{HEAD}\nIt's \"b\" `c's`.\n", f"{HEAD}\nIt’s ‘b’ `c's`.\n"),
    ("docs/a.md", "---\ntitle: EU's A\n---\n\nA\n", "---\ntitle: EU’s A\n---\n\nA\n"),
    ("data/a.yml", "\ufeffa: 1\r\nb: 2  \r\n\r\n", "a: 1\nb: 2\n"),
    ("data/a.yml", "redirects: {}\n  a/: b/\n", "redirects:\n  a/: b/\n"),
    ("data/a.yml", "# Ny\n[]\n- a: 1\n", "# Ny\n- a: 1\n"),
    (
        "data/sources.yml",
        "# S\nb:\n  c: 1\n\n# A\na:\n  c: 2\n",
        "# S\n# A\na:\n  c: 2\n\nb:\n  c: 1\n",
    ),
]
LEFT = [
    ("docs/a.md", f"{HEAD}\nEn linje  \nog en ny.\n"),
    ("docs/a.md", f"{HEAD}\n```\na  b \n## c\nd\n```\n"),
    ("docs/a.md", f"{HEAD}\n| a  | b |\n| -- | - |\n| 1  | 2 |\n"),
    ("docs/a.md", f"{HEAD}\nSkriv `a  b` her.\n"),
    ("docs/a.md", "---\ntitle: {a: b: c}\n---\n\nA\n"),
    ("docs/a.md", f'{HEAD}\n[a](b.md "C\'s") og 5" rør.\n'),
    ("docs/a.en.md", f"{HEAD}\nThe editors' and 'the \"readers' wishes.\n"),
    ("docs/a.md", f'{HEAD}\n[foto\'s "a"]{{lang=nl}}\n'),
    ("docs/a.md", f'{HEAD}\n/// note | "A"\nB\n///\n\n!!! note "B"\n    C.\n'),
    ("data/a.yml", "a: []\nb: {}\n"),
    ("data/a.yml", 'a: "» b «"\nc: |\n  x:  “y”\n'),
    ("data/a.yml", "[]\n"),
]


def test_a_slip_with_one_right_answer_is_put_right_and_all_else_is_left(
    subtests: pytest.Subtests,
) -> None:
    for name, wrong, right in SLIPS:
        with subtests.test(wrong=wrong):
            assert repair(name, wrong) == right
            assert repair(name, right) == right
    for name, text in LEFT:
        with subtests.test(text=text):
            assert repair(name, text) == text


@pytest.mark.living
def test_nothing_is_to_be_repaired_and_pages_without_their_empty_lines_get_them_back() -> None:
    assert repair_files(ROOT) == {}
    for path in sorted((ROOT / "docs").rglob("*.md"))[::4]:
        text = path.read_text("utf-8")
        _, front, body = text.split("---\n", 2)
        spoilt = re.sub(r"\n\n(?=#{2,} )|(?<=\})\n\n(?=\w)", "\n", body)
        spoilt = re.sub(r"(?m)^(\w.*?[.,]) ", r"\1  ", spoilt)
        mended = repair(path.name, f"---\n{front}---\n{spoilt}")

        assert repair(path.name, mended) == mended
        texts = [
            [passage.text for passage in parse_document(one, 1).passages]
            for one in (body, mended.split("---\n", 2)[2])
        ]
        assert texts[0] == texts[1]


def test_the_command_puts_rows_and_blocks_in_order_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(HEALTHY, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    main(["fix"])
    right = (tmp_path / TABLE).read_bytes()
    head, *rows = right.decode().splitlines()
    quoted = ['"' + row.replace(",", '","') + '"' for row in rows[::-1]]
    (tmp_path / TABLE).write_text("\r\n".join([head, *quoted]) + "\r\n", "utf-8")
    before = load_dataset(tmp_path).dataset
    capsys.readouterr()

    main(["fix"])

    assert (tmp_path / TABLE).read_bytes() == right
    assert TABLE in capsys.readouterr().out
    assert load_dataset(tmp_path).dataset == before
    assert repair_files(tmp_path) == {}


def test_a_block_at_the_end_of_a_long_file_is_shown_as_one_that_moves() -> None:
    block = "{0}:\n  title: {0}\n  language: da\n  date: '{1}'\n  read: excerpt\n"
    old = [block.format(f"s{n:03}", 2000 + n % 20) for n in range(200)]
    new = "s050_new:\n  title: New\n  publisher: A\n  address: https://a.dk\n  date: 2025-03-12\n"
    before = "\n".join([*old, new])
    after = repair("data/sources.yml", before)
    diff = show_repairs({"data/sources.yml": (before, after)})

    assert after.index(new) < after.index("s051:")
    assert len(diff.splitlines()) < 4 * len(new.splitlines())
