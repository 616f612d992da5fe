"""A stand-in for TensorFlow: answers Rasa's imports, computes nothing.

Rasa imports TensorFlow at start-up even when no component of the pipeline uses it: 1.7 GB on
disk, 350 MB in memory and half of the start-up time. This module answers `tensorflow`, its
submodules and its companions with placeholders that can be imported, named in annotations,
subclassed and used as decorators. Whatever really computes with them stops with one clear line.

To use components that need TensorFlow, uninstall `leadbell`'s stand-in and install TensorFlow.
"""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

__version__ = "0.0.0"
__path__ = []

_ANSWERED = ("tensorflow", "tensorflow_hub", "tensorflow_text", "keras")
_OURS = __name__


class TensorFlowMissing(ImportError):
    """A component that computes with TensorFlow was used."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} needs TensorFlow, which is not installed: remove the component from "
            "config.yml, or install TensorFlow in place of Leadbell's stand-in"
        )


class _PlaceholderType(type):
    """Makes a class whose every attribute, item and bitwise-or is a placeholder, too."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(f"{cls.__name__}.{name}")

    def __getitem__(cls, item: Any) -> Any:
        return cls

    def __or__(cls, other: Any) -> Any:
        return cls

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls.__module__ != _OURS:  # a real component, built upon a placeholder
            raise TensorFlowMissing(cls.__name__)
        if len(args) == 1 and callable(args[0]) and not kwargs:
            return args[0]  # used as a decorator
        return cls


def _placeholder(name: str) -> Any:
    return _PlaceholderType(name, (), {"__module__": _OURS})


class _StandInModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(f"{self.__name__}.{name}")


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if fullname.partition(".")[0] in _ANSWERED:
            return ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        module.__path__ = []


sys.meta_path.append(_Finder())


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return _placeholder(f"tensorflow.{name}")
