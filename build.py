#!/usr/bin/env python3
"""Sets Sardino up, shows it, tests it, packs it.

    python3 build.py setup [--full]     QGIS and the model's environment; --full: with PyTorch
    python3 build.py demo               segments the sample scenes through QGIS; pictures in demo-output/
    python3 build.py qgis               opens QGIS with the plugin and the sample scenes
    python3 build.py test [--fast] ...  all tests; further words go to pytest
    python3 build.py test --qgis 3.40   the plugin's tests in a newer QGIS (3.40, 3.44); needs root on Debian
    python3 build.py soak --seeds 1 2   a user who does whatever comes to her mind, in a real QGIS
    python3 build.py check              style, types, security, secrets, manifest
    python3 build.py fuzz --minutes 20  gives the worker inputs that nobody thought of; --help says more
    python3 build.py bench segment ...  measures; further words go to the benchmark
    python3 build.py translations       brings the .ts files up to date with the sources, and compiles them
    python3 build.py lock [--upgrade]   versions and hashes of what the set-up installs, in resources/locks
    python3 build.py docs               the documentation's site in site/, the plugin's help pages
    python3 build.py package            the plugin's zip in dist/

Standard library only, Python 3.9 or newer. The parts are in ``tools/``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tools import (
    checks,
    debian_root,
    demo,
    docs,
    environments,
    fuzz,
    lock,
    packaging,
    runners,
    soak,
    system,
    translations,
)
from tools.shell import Stop, run, say, stop

BENCHMARKS = (
    "archive",
    "change",
    "engines",
    "explore",
    "finetune",
    "installers",
    "overviews",
    "plumbing",
    "results",
    "segment",
)


@dataclass(frozen=True)
class Command:
    """What a word after ``build.py`` does.

    Attributes:
        run: Runs the command with the words that follow.
        takes_more: Whether words may follow.
        prepare: What has to be there first.
    """

    run: Callable[[list[str]], None]
    takes_more: bool = False
    prepare: Callable[[], object] | None = None


def main(words: Sequence[str]) -> int:
    """Runs one command; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="build.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="...")
    known = parser.parse_args(words)
    command = COMMANDS[known.command]
    if known.words and not command.takes_more:
        parser.error(f"{known.command} takes no further words: {' '.join(known.words)}")
    try:
        if command.prepare is not None:
            command.prepare()
        command.run(known.words)
    except Stop as error:
        say(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130
    return 0


def _prepare() -> None:
    """Prepares QGIS, the translations and the model's environment with torch."""
    _prepare_qgis()
    environments.ensure_backend()


def _prepare_any() -> None:
    """Prepares QGIS, the translations and an environment that runs the model: Light where there is no GPU."""
    _prepare_qgis()
    environments.ensure_any_backend()


def _prepare_qgis() -> None:
    system.ensure_system_packages()
    translations.ensure_compiled()


def _setup(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="build.py setup", allow_abbrev=False)
    parser.add_argument("--full", action="store_true", help="with PyTorch, also where there is no GPU")
    if parser.parse_args(words).full:
        environments.ensure_backend()
    else:
        environments.ensure_any_backend()
    say("Ready. Next: python3 build.py demo")


def _package(_: list[str]) -> None:
    package = packaging.make_package()
    say(f"{package} ({package.stat().st_size / 1e6:.1f} MB)")


def _docs(_: list[str]) -> None:
    if not docs.build():
        stop("The documentation could not be built.")
    say(f"{docs.SITE.name}/index.html")


def _test(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="build.py test", add_help=False, allow_abbrev=False)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--qgis", choices=sorted(debian_root.SUITES))
    known, rest = parser.parse_known_args(words)
    environments.ensure_dev_tools()
    if known.qgis:
        debian_root.run_plugin_tests(known.qgis, rest, fast=known.fast)
        return
    environments.ensure_qgis_tests()
    environments.ensure_qt6()
    runners.run_suites(rest, fast=known.fast)


def _lock(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="build.py lock", allow_abbrev=False)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions of what is needed")
    lock.make(upgrade=bool(parser.parse_args(words).upgrade))


def _bench(words: list[str]) -> None:
    name, *rest = words or ["segment"]
    if name not in BENCHMARKS:
        stop(f"There is no benchmark {name!r}; there are: {', '.join(BENCHMARKS)}")
    run([environments.ensure_dev_tools(), "-m", f"benchmarks.{name}", *rest])


COMMANDS: dict[str, Command] = {
    "setup": Command(_setup, takes_more=True, prepare=_prepare_qgis),
    "demo": Command(lambda _: demo.run_demo(), prepare=_prepare_any),
    "qgis": Command(demo.open_qgis, takes_more=True, prepare=_prepare_any),
    "test": Command(_test, takes_more=True, prepare=_prepare),
    "soak": Command(soak.main, takes_more=True, prepare=_prepare),
    "check": Command(checks.run_checks, takes_more=True, prepare=_prepare),
    "fuzz": Command(fuzz.run_campaign, takes_more=True, prepare=_prepare),
    "bench": Command(_bench, takes_more=True, prepare=_prepare),
    "translations": Command(lambda _: translations.update(), prepare=system.ensure_system_packages),
    "lock": Command(_lock, takes_more=True),
    "docs": Command(_docs),
    "package": Command(_package),
}

if __name__ == "__main__":
    if sys.version_info < (3, 9):  # noqa: UP036 - a clear message for users of an older Python
        sys.exit("build.py needs Python 3.9 or newer.")
    sys.exit(main(sys.argv[1:]))
