"""The documentation: a site for the web, and the same pages as small HTML files for the plugin's zip."""

from __future__ import annotations

import re

from tools import environments
from tools.shell import ROOT, clean_environment, run

SITE = ROOT / "site"
HELP = ROOT / "resources" / "help"

_CODE = re.compile(r"""^\s+code\s*=\s*["']([a-z_]+)["']""", re.MULTILINE)
_ENTRY = re.compile(r"^### `([a-z_]+)`$", re.MULTILINE)


def build() -> bool:
    """Builds site and help; False if a page or a link is faulty; MkDocs prints the fault."""
    return build_help() and _mkdocs("mkdocs.yml")


def build_help() -> bool:
    """Builds the plugin's help pages; False if a page is faulty."""
    if not _mkdocs("docs/help.yml"):
        return False
    for sitemap in HELP.glob("sitemap.xml*"):  # for search engines; its date would change the bytes each day
        sitemap.unlink()
    return True


def missing_entries() -> list[str]:
    """Sentences about differences between error codes and entries of the troubleshooting page."""
    codes = error_codes()
    entries = _ENTRY.findall((ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8"))
    missing = [f"no entry for the error code {code}" for code in sorted(codes - set(entries))]
    return missing + [f"entry for an unknown code: {entry}" for entry in entries if entry not in codes]


def error_codes() -> set[str]:
    """The codes of all error classes of plugin and model."""
    files = [path for folder in ("plugin", "model") for path in (ROOT / folder).rglob("*.py")]
    return {code for path in files for code in _CODE.findall(path.read_text(encoding="utf-8"))}


def _mkdocs(configuration: str) -> bool:
    python = environments.ensure_docs()
    # The theme's makers announce a successor at each run. The version is pinned, so ignore that.
    env = clean_environment(NO_MKDOCS_2_WARNING="1", PYTHONDONTWRITEBYTECODE="1")
    command = [python, "-m", "mkdocs", "build", "--strict", "--clean", "-f", configuration]
    return run(command, env=env, check=False) == 0
