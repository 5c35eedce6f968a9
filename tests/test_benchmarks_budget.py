"""What a build may cost: held on a small generated site, exactly where sizes and files are meant.

Times are ratios with a wide margin, because other work on the machine moves them.
"""

from pathlib import Path

import pytest

from benchmarks.exact import Exact, exact
from benchmarks.generate import generate
from benchmarks.measure import Cost, measured, size
from benchmarks.ways import Way, ours

pytestmark = pytest.mark.nightly
PAGES, INDICATORS = 18, 3
GROWING = (80, 160, 320)
WARM_OF_COLD = 0.9
"""CPU seconds of a warm build against a cold one: at 36 pages most of either is starting up."""
GROWTH = 1.1
"""What one more page weighs in a larger site, the search among it; linear is 1."""


@pytest.fixture(name="ways", scope="module")
def _ways(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Way]:
    folder = tmp_path_factory.mktemp("budget")
    generate(folder / "pages", PAGES, INDICATORS)
    return {way.name: way for way in ours(folder)}


@pytest.fixture(name="cold", scope="module")
def _cold(ways: dict[str, Way]) -> Cost:
    return _built(ways["cold"])


def _built(way: Way) -> Cost:
    way.prepare(1)
    return measured(way.command, way.folder, way.also)


@pytest.fixture(name="touched", scope="module")
def _touched(ways: dict[str, Way], cold: Cost) -> Exact:
    assert cold
    return exact(ways, 2)


def test_a_warm_build_costs_much_less_than_a_cold_one(cold: Cost, touched: Exact) -> None:
    assert touched.seconds <= WARM_OF_COLD * cold.cpu, (
        f"warm {touched.seconds:.2f} CPU s, cold {cold.cpu:.2f}: "
        f"{touched.seconds / cold.cpu:.2f}, allowed {WARM_OF_COLD}"
    )


def test_a_warm_build_changes_nothing_and_imports_no_drawing_library(touched: Exact) -> None:
    assert not touched.warm
    assert not touched.loaded


def test_one_number_changes_pages_with_a_figure_alone(touched: Exact) -> None:
    assert touched.number
    assert touched.number <= touched.pages_with_figure  # those with another figure stay


def test_one_page_changes_exactly_itself_and_the_search_of_its_language(touched: Exact) -> None:
    assert [Path(one).suffix for one in touched.pages_edited] == [".html"]
    assert touched.page == touched.pages_edited | {"soeg/index.json", "soeg/texts.json"}


def test_the_output_grows_by_the_same_for_every_page(tmp_path: Path) -> None:
    weights = []
    for pages in GROWING:
        generate(tmp_path / f"{pages}/pages", pages, INDICATORS)
        way = next(way for way in ours(tmp_path / str(pages)) if way.name == "cold")
        _built(way)
        weights.append(size(way.folder / "site"))
    small, middle, large = weights
    before, after = ((b - a) / n for a, b, n in ((small, middle, 80), (middle, large, 160)))

    assert after <= GROWTH * before, (
        f"from {GROWING[1]} to {GROWING[2]} pages a language each costs {after:.0f} bytes, "
        f"before {before:.0f}; allowed {GROWTH} times as many"
    )
