"""The parts that the site is built with, as a bill of materials in CycloneDX, from the lock."""

import json
import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

LOCK = "uv.lock"
FILE = "sbom.cdx.json"
SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
LICENCE = "MIT"

Package = Mapping[str, Any]


def write_sbom(root: Path, folder: Path) -> None:
    """Write it below the folder of a built site.

    A project without a lock has no such list, and its page of checks does not name one.
    """
    if not (root / LOCK).is_file():
        return
    lock = (root / LOCK).read_text(encoding="utf-8")
    (folder / FILE).write_bytes(sbom(lock))


def sbom(lock: str) -> bytes:
    """Every package that the site is built with, on any system; the same lock, the same bytes."""
    packages = tomllib.loads(lock)["package"]
    own = next(one for one in packages if "editable" in one["source"])
    reached = _reached(own, packages)
    document = {
        "$schema": SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, lock)}",
        "version": 1,
        "metadata": {"component": _application(own)},
        "components": [_library(reached[ref][0]) for ref in sorted(reached) if ref != _ref(own)],
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(reached[ref][1])} for ref in sorted(reached)
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _reached(own: Package, packages: Sequence[Package]) -> Mapping[str, tuple[Package, set[str]]]:
    """Every package by its address, and the addresses of those it asks for."""
    found: dict[str, tuple[Package, set[str]]] = {}
    waiting: list[tuple[Package, tuple[str, ...]]] = [(own, ())]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    while waiting:
        one, extras = waiting.pop()
        if (_ref(one), extras) in seen:
            continue
        seen.add((_ref(one), extras))
        needs = list(_needs(one, extras, packages))
        asked = found.setdefault(_ref(one), (one, set()))[1]
        asked |= {_ref(need) for need, _ in needs}
        waiting += needs
    return found


def _needs(
    package: Package, extras: tuple[str, ...], packages: Sequence[Package]
) -> Iterator[tuple[Package, tuple[str, ...]]]:
    """What a package asks for, with the extras that it is asked with."""
    optional = package.get("optional-dependencies", {})
    for asked in (*package.get("dependencies", ()), *(x for e in extras for x in optional[e])):
        for one in packages:
            same = asked.get("version", one["version"]) == one["version"]
            if one["name"] == asked["name"] and same:
                yield one, tuple(asked.get("extra", ()))


def _application(own: Package) -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": _ref(own),
        "name": own["name"],
        "version": own["version"],
        "licenses": [{"license": {"id": LICENCE}}],
    }


def _library(package: Package) -> dict[str, Any]:
    files = [package["sdist"]] if "sdist" in package else package.get("wheels", [])
    return {
        "type": "library",
        "bom-ref": _ref(package),
        "name": package["name"],
        "version": package["version"],
        "purl": _ref(package),
        "externalReferences": [_distribution(one) for one in files],
    }


def _distribution(file: Mapping[str, str]) -> dict[str, Any]:
    digest = file["hash"].removeprefix("sha256:")
    return {
        "type": "distribution",
        "url": file["url"],
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def _ref(package: Package) -> str:
    """A package's address in the form of package URLs."""
    kind = "pypi" if "registry" in package["source"] else "generic"
    return f"pkg:{kind}/{package['name']}@{package['version']}"
