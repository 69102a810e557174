#!/usr/bin/env python3
"""Sets Sardino up, shows it, tests it, packs it.

    python3 build.py setup              QGIS and the model's environment
    python3 build.py demo               segments the sample scenes through QGIS; pictures in demo-output/
    python3 build.py qgis               opens QGIS with the plugin and the sample scenes
    python3 build.py test [--fast] ...  all tests; further words go to pytest
    python3 build.py test --qgis 3.40   the plugin's tests in a newer QGIS (3.40, 3.44); needs root on Debian
    python3 build.py check              style, types, security, secrets, manifest
    python3 build.py bench segment ...  measures; further words go to the benchmark
    python3 build.py translations       brings the .ts files up to date with the sources, and compiles them
    python3 build.py docs               the documentation's site in site/, the plugin's help pages
    python3 build.py package            the plugin's zip in dist/

Standard library only, Python 3.9 or newer; the parts are in ``tools/``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tools import checks, debian_root, demo, docs, environments, packaging, runners, system, translations
from tools.shell import Stop, run, say, stop

COMMANDS = ("setup", "demo", "qgis", "test", "check", "bench", "translations", "docs", "package")
TAKES_MORE = ("qgis", "test", "bench")
BENCHMARKS = ("finetune", "overviews", "segment")


def main(words: Sequence[str]) -> int:
    """Runs one command; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="build.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="...")
    known = parser.parse_args(words)
    if known.words and known.command not in TAKES_MORE:
        parser.error(f"{known.command} takes no further words: {' '.join(known.words)}")
    try:
        _run(known.command, known.words)
    except Stop as error:
        say(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130
    return 0


def _run(command: str, words: list[str]) -> None:
    if command == "package":
        package = packaging.make_package()
        say(f"{package} ({package.stat().st_size / 1e6:.1f} MB)")
        return
    if command == "docs":
        if not docs.build():
            stop("The documentation could not be built.")
        say(f"{docs.SITE.name}/index.html")
        return
    system.ensure_system_packages()
    if command == "translations":
        translations.update()
        return
    translations.ensure_compiled()
    environments.ensure_backend()
    if command == "setup":
        say("Ready. Next: python3 build.py demo")
    elif command == "demo":
        demo.run_demo()
    elif command == "qgis":
        demo.open_qgis(words)
    elif command == "test":
        _test(words)
    elif command == "check":
        checks.run_checks()
    elif command == "bench":
        _bench(words)


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


def _bench(words: list[str]) -> None:
    name, *rest = words or ["segment"]
    if name not in BENCHMARKS:
        stop(f"There is no benchmark {name!r}; there are: {', '.join(BENCHMARKS)}")
    run([environments.ensure_dev_tools(), "-m", f"benchmarks.{name}", *rest])


if __name__ == "__main__":
    if sys.version_info < (3, 9):  # noqa: UP036 - a clear word for whoever has an older one
        sys.exit("build.py needs Python 3.9 or newer.")
    sys.exit(main(sys.argv[1:]))
