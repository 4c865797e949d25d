"""See that there is a LibreOffice to open documents with: one there is, or Debian's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = ("libreoffice-writer-nogui", "libreoffice-impress-nogui")


def find_office() -> str | None:
    """The path of LibreOffice on this machine."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _from_debian() -> bool:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["apt-get", "update", "-qq"], install)
    return all(subprocess.run(step, env=environment).returncode == 0 for step in steps)


def main() -> int:
    """Install LibreOffice unless it is there; 1 where that cannot be done from here."""
    if find_office() or _from_debian():
        return 0
    print(
        "No LibreOffice to open documents with: they are made, but not opened. Install one "
        f"(Debian, as root: apt-get install --no-install-recommends {' '.join(PACKAGES)}; "
        "elsewhere from libreoffice.org) and run make documents again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
