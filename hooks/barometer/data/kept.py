"""A dataset found right is kept, so that the next build imports neither pandas nor pandera.

The file is named by a hash of everything that the result depends on: each file of `data/` that is
read, and the code and messages of this package. A kept file that cannot be read, or says something
else than its own checksum, counts as none; a folder that cannot be written is no fault.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from barometer.data.model import Dataset, Observation

_CODE = Path(__file__).parent.parent
_COLUMNS = Observation._fields


def key(root: Path) -> str:
    """The hash of the data and of the code that judges them."""
    digest = hashlib.sha256()
    for path in (*_data(root), *_code()):
        base = root if path.is_relative_to(root) else _CODE
        digest.update(f"{path.relative_to(base).as_posix()}\0{path.is_symlink()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def fetch(root: Path, name: str) -> Dataset | None:
    """The dataset kept under that name, or None."""
    try:
        text = _file(root, name).read_text(encoding="utf-8")
        checksum, _, body = text.partition("\n")
        if checksum != hashlib.sha256(body.encode()).hexdigest():
            return None
        return _opened(json.loads(body))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ValidationError):
        return None


def keep(root: Path, name: str, dataset: Dataset) -> None:
    """Write the dataset under that name, whole or not at all."""
    body = json.dumps(_closed(dataset), ensure_ascii=False, separators=(",", ":"))
    text = f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}"
    target = _file(root, name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _written(target, text)
        for old in sorted(target.parent.glob("*.json")):
            if old != target:
                old.unlink(missing_ok=True)
    except OSError:
        return


def _written(target: Path, text: str) -> None:
    handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _closed(dataset: Dataset) -> Mapping[str, Any]:
    """Observations as columns, which is a third of the size and of the time."""
    rows = dataset.observations
    columns = {name: [getattr(row, name) for row in rows] for name in _COLUMNS}
    rest = dataset.model_dump(mode="json", by_alias=True, exclude={"observations"})
    return {"columns": columns, "rest": rest}


def _opened(kept: Mapping[str, Any]) -> Dataset:
    columns = [kept["columns"][name] for name in _COLUMNS]
    rows = tuple(map(Observation._make, zip(*columns, strict=True)))
    rest = Dataset.model_validate({**kept["rest"], "observations": ()})
    return rest.model_copy(update={"observations": rows})


def _file(root: Path, name: str) -> Path:
    return root / ".cache" / "dataset" / f"{name}.json"


def _data(root: Path) -> Iterator[Path]:
    folder = root / "data"
    found = [path for path in folder.rglob("*") if path.suffix in {".csv", ".yml", ".yaml"}]
    yield from sorted(path for path in found if path.is_file())


def _code() -> Iterator[Path]:
    yield from sorted(path for path in _CODE.glob("*.py"))
    yield from sorted((_CODE / "data").glob("*.py"))
    yield from sorted((_CODE / "prose").glob("*.py"))
    yield from sorted((_CODE / "releases").glob("*.py"))
    yield from sorted((_CODE / "messages").glob("*.yml"))
