"""What MkDocs and its i18n plugin leave open: menu, addresses, texts and the 404 page."""

from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from barometer import menu, navigation
from barometer.content.addresses import PageKey, key_of
from barometer.state import PageState, Site
from barometer.text import LANGUAGES, Language


def _site(config: MkDocsConfig) -> Site:
    return config.extra["barometer"]  # type: ignore[no-any-return]


def _language(config: MkDocsConfig) -> Language:
    plugin: Any = config.plugins["i18n"]
    return plugin.current_language or plugin.default_language  # type: ignore[no-any-return]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Menu and the texts of Markdown's extensions, in the language of this pass."""
    site, language = _site(config), _language(config)
    words = site.words["site"]
    config.nav = menu.tree(site, language)
    config.mdx_configs["footnotes"] = {"BACKLINK_TITLE": words["backlink"][language]}
    return config


@event_priority(-150)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Each page at its own language's address; runs after the i18n plugin has paired the files."""
    site, here = _site(config), _language(config)
    for key in site.made:
        if files.get_file_from_path(key.file(here)) is None:
            files.append(_made(site, key, config, here))
    for file in files.documentation_pages():
        for language, one in getattr(file, "alternates", {}).items():
            _move(one, site.address(key_of(_pair(one))[0], language), config)
    return files


def _made(site: Site, key: PageKey, config: MkDocsConfig, here: Language) -> File:
    """A page without a file, with what the i18n plugin gives the others."""
    pair = {one: _generated(site, key, config, one) for one in LANGUAGES}
    for language, file in pair.items():
        vars(file).update(
            alternates=pair,
            locale=language,
            locale_alternate_of=language,
            norm_src_uri=key.file("da"),
        )
    return pair[here]


def _generated(site: Site, key: PageKey, config: MkDocsConfig, language: Language) -> File:
    body = site.pages[(key, language)].body
    return File.generated(
        config, key.file(language), content=body, inclusion=InclusionLevel.NOT_IN_NAV
    )


def _pair(file: File) -> str:
    return str(getattr(file, "norm_src_uri", file.src_uri))


def _move(file: File, address: str, config: MkDocsConfig) -> None:
    file.dest_uri = f"{address}index.html"
    file.url = address or "./"
    file.abs_dest_path = str(PurePosixPath(config.site_dir) / file.dest_uri)


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Tell the page syntax which page it is on; an indicator's page gets its derived sections."""
    key = key_of(_pair(page.file))[0]
    state = PageState(_site(config), _language(config), key)
    config.mdx_configs["barometer.markdown"] = {"state": state}
    own = state.site.pages.get((key, state.language))
    return own.body if own and key in state.site.slugs else markdown


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, **_: object) -> Any:
    """What our templates say of a page beyond what MkDocs knows."""
    state = PageState(_site(config), _language(config), key_of(_pair(page.file))[0])
    context["coi"] = navigation.place(state)
    return context


def on_template_context(context: Any, *, config: MkDocsConfig, **_: object) -> Any:
    """The same for templates that belong to no page."""
    context["coi"] = navigation.nowhere(_site(config), _language(config))
    return context


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """The one 404 page serves both languages: the last pass must not overwrite it."""
    return "" if template_name == "404.html" and _language(config) != LANGUAGES[0] else output


@event_priority(-200)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Leave out the packed sitemap: it carries the hour of the build, and nobody needs it."""
    Path(config.site_dir, "sitemap.xml.gz").unlink(missing_ok=True)
