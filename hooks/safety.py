"""A page shows and does no more: values are escaped, and what our core warns of stops the build."""

import logging

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority


def on_startup(**_: object) -> None:
    """What our core warns of counts as MkDocs' own: in strict mode it stops the build."""
    logging.getLogger("barometer").parent = logging.getLogger("mkdocs")


@event_priority(100)
def on_env(env: jinja2.Environment, *, config: MkDocsConfig, **_: object) -> jinja2.Environment:  # noqa: ARG001 - MkDocs names it
    """Every value in a template is text; what is HTML says so with `safe`."""
    env.autoescape = True
    return env
