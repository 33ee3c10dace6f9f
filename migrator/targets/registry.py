"""Targets are found by their file."""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterable
from typing import TYPE_CHECKING

from migrator import targets
from migrator.errors import UsageError
from migrator.version import DISTRIBUTION

if TYPE_CHECKING:
    from migrator.writing.target import Target

#: What is written where nothing is named.
DEFAULT = ("markdown", "json")


def names() -> tuple[str, ...]:
    """The names of all targets, as `--to` takes them; no target is imported."""
    modules = pkgutil.iter_modules(targets.__path__)
    return tuple(module.name for module in modules if module.name != "registry")


def check_names(wanted: Iterable[str]) -> None:
    """Raises UsageError where a name is no target's, or a package that it needs is not there."""
    for name in wanted:
        if name not in names():
            raise UsageError(f"{name!r} is not a target; known are {', '.join(names())}")
        package = target(name).needs
        if package and importlib.util.find_spec(package) is None:
            raise UsageError(
                f"the target {name!r} needs one more package: pip install '{DISTRIBUTION}[{name}]'"
            )


def target(name: str) -> Target:
    """The target called `name`."""
    from migrator.writing.target import Target  # the names of targets are asked by every command

    module = importlib.import_module(f"{targets.__name__}.{name}")
    classes = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Target) and value.name == name
    ]
    unit: Target = classes[0]()
    return unit


def with_companions(wanted: Iterable[str]) -> tuple[str, ...]:
    """The targets `wanted` and those that go with them, each once."""
    return tuple(
        dict.fromkeys(name for want in wanted for name in (want, *target(want).companions))
    )
