"""The examples in the documentation of every module are true."""

import doctest
import importlib
import pkgutil

import pytest

import regiokaart

MODULES = [
    module.name
    for module in pkgutil.walk_packages(regiokaart.__path__, "regiokaart.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    found = [finder.find(importlib.import_module(name)) for name in MODULES]
    assert sum(bool(each.examples) for module in found for each in module) > 10
