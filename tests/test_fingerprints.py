"""What kept pages are named by: a change counts where it shows, and nowhere is one missed."""

from dataclasses import replace

import pytest

from barometer.pages.addresses import PageKey
from barometer.pages.page import Page
from barometer.pages.site import PageState, Site
from barometer.site import PARTS
from barometer.text import Language
from barometer.views.rendering import hash_site, rendering_key


class Sealed(Page):
    """A page whose text may not be read."""

    def __getattribute__(self, name: str) -> object:
        """Everything but the text."""
        if name in {"body", "document"}:
            raise AssertionError(f"the text of {self.path} was read")
        return super().__getattribute__(name)


def _places(site: Site) -> list[tuple[str, PageState]]:
    return [
        (part, PageState(site, language, key))
        for (key, language), page in site.pages.items()
        for part in PARTS
        if f"[[{part}]]" in page.body
    ]


def _sealed(state: PageState) -> PageState:
    own = (state.key, state.language)
    pages = {
        at: page if at == own else Sealed(**vars(replace(page)))
        for at, page in state.site.pages.items()
    }
    return replace(state, site=replace(state.site, pages=pages))


def _with_number(site: Site, name: str) -> Site:
    rows = tuple(
        row._replace(value=row.value + 1) if row.indicator == name else row
        for row in site.dataset.observations
    )
    dataset = site.dataset.model_copy(update={"observations": rows})
    return replace(site, dataset=dataset)


def _names(site: Site, language: Language) -> dict[PageKey, str]:
    states = [PageState(site, language, key) for key, other in site.pages if other == language]
    return {one.key: rendering_key(one) for one in states}


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_number_changes_the_pages_that_name_its_indicator(site: Site, language: Language) -> None:
    name = "innovative_workplaces"
    changed = _with_number(site, name)
    before, after = _names(site, language), _names(changed, language)
    for (key, other), page in site.pages.items():
        if other == language and name in page.body:
            assert before[key] != after[key], key.path
    assert hash_site(changed).around == hash_site(site).around


def test_a_number_leaves_the_pages_alone_that_have_nothing_to_do_with_it(site: Site) -> None:
    before, after = (
        hash_site(site).values,
        hash_site(_with_number(site, "innovative_workplaces")).values,
    )
    same = [name for name in before if before[name] == after[name]]
    assert len(same) > len(before) / 2


def test_a_kept_version_makes_the_lists_of_versions_anew(site: Site) -> None:
    fewer = replace(site.releases, archives=site.releases.archives[1:])

    assert hash_site(replace(site, releases=fewer)).around != hash_site(site).around
