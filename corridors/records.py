"""YAML files in: records read strictly, with every fault collected and named."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from corridors.errors import DefinitionFault, Fault

Model = TypeVar("Model", bound=BaseModel)
Value = TypeVar("Value")
MAX_BYTES = 2_000_000
SHOWN_CHARS = 80


class Collected(NamedTuple, Generic[Value]):
    """What could be read, and the faults of what could not."""

    value: Value
    faults: list[Fault]


@dataclass(frozen=True)
class _Unread:
    """A file that is not YAML at all."""

    fault: Fault


class _StrictLoader(yaml.SafeLoader):
    """Safe YAML that refuses a key given twice and aliases that could blow a file up."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} is given twice", node.start_mark
                )
        return super().construct_mapping(node, deep=deep)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.constructor.ConstructorError(
                None, None, "anchors and aliases are not used here", mark
            )
        return super().compose_node(parent, index)


def shown_path(path: Path) -> str:
    """A path as messages show it: its folder and its name."""
    return f"{path.parent.name}/{path.name}"


def _read_yaml(path: Path) -> object:
    """The content of a YAML file, or what is wrong with it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return _Unread(_fault(path, "", f"cannot be read: {error.strerror}", "add the file"))
    if len(content) > MAX_BYTES:
        return _Unread(_fault(path, "", f"is {len(content):,} bytes long", "split it"))
    try:
        return yaml.load(content.decode("utf-8"), Loader=_StrictLoader)  # noqa: S506 — a SafeLoader
    except UnicodeDecodeError as error:
        return _Unread(_fault(path, "", f"is not UTF-8 at byte {error.start}", "save it as UTF-8"))
    except RecursionError:
        return _Unread(_fault(path, "", "is nested too deeply", "flatten it"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return _Unread(_fault(path, f"line {line}", str(error.problem), "mend the YAML there"))
    except (yaml.YAMLError, ValueError) as error:
        return _Unread(_fault(path, "", str(error).replace("\n", " "), "mend the YAML"))


def read_record(path: Path, model: type[Model]) -> Collected[Model | None]:
    """One record from one YAML file."""
    content = _read_yaml(path)
    if isinstance(content, _Unread):
        return Collected(None, [content.fault])
    return _validate(path, "", content, model)


def read_records(path: Path, model: type[Model]) -> Collected[list[Model]]:
    """A list of records from one YAML file; a broken one is left out and named."""
    content = _read_yaml(path)
    if isinstance(content, _Unread):
        return Collected([], [content.fault])
    if content is None:
        return Collected([], [])
    if not isinstance(content, list):
        return Collected([], [_fault(path, "", "is not a list of records", "start each with -")])
    records: list[Model] = []
    faults: list[Fault] = []
    for index, item in enumerate(content):
        label = str(item.get("id", index)) if isinstance(item, dict) else str(index)
        record, found = _validate(path, label, item, model)
        faults.extend(found)
        if record is not None:
            records.append(record)
    return Collected(records, faults)


def _validate(
    path: Path, label: str, content: object, model: type[Model]
) -> Collected[Model | None]:
    try:
        return Collected(model.model_validate(content), [])
    except ValidationError as error:
        details = error.errors()
    return Collected(
        None, [_from_pydantic(path, label, content, d) for d in details if not _is_echo(d, details)]
    )


def _is_echo(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a list is only called too short because of faults inside it."""
    inside = (
        d for d in details if d is not detail and d["loc"][: len(detail["loc"])] == detail["loc"]
    )
    return detail["type"] == "too_short" and any(inside)


def _from_pydantic(path: Path, label: str, content: object, detail: ErrorDetails) -> Fault:
    field = ".".join(filter(None, (label, *_names(content, detail["loc"]))))
    given = repr(detail["input"])
    value = given if len(given) <= SHOWN_CHARS else given[: SHOWN_CHARS - 1] + "…"
    match detail["type"]:
        case "extra_forbidden":
            return _fault(
                path, field, f"unknown key, with the value {value}", "remove or respell it"
            )
        case "missing":
            return _fault(path, field, "is missing", "add it")
        case _:
            message = detail["msg"].removeprefix("Value error, ")
            return _fault(path, field, f"{message} (given: {value})", "correct the value")


def _names(content: object, location: tuple[int | str, ...]) -> Iterator[str]:
    """The steps to a field, items of a list by their ids where they have one."""
    for step in location:
        try:
            content = content[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            content = None
        named = content.get("id") or content.get("at") if isinstance(content, dict) else None
        yield str(named if isinstance(step, int) and named else step)


def _fault(path: Path, field: str, message: str, mend: str) -> DefinitionFault:
    return DefinitionFault(shown_path(path), field, message, mend)
