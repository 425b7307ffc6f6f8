"""Pins every dependency: plain pins in constraints.txt, hashed ones in requirements.txt and requirements-dev.txt.

Needs uv, which the dev extra brings. Without `--upgrade` the present pins stay as long as they fit.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMON = ("--universal", "--python-version", "3.11", "--no-header", "--no-annotate", "--no-emit-index-url", "--quiet")
EVERY_EXTRA = "--all-extras"


def compile_pins(output: str, *options: str) -> None:
    """Write the pins of pyproject.toml to `output`; raises CalledProcessError when nothing fits."""
    command = ["uv", "pip", "compile", "pyproject.toml", *COMMON, *options, "--output-file", output, *sys.argv[1:]]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Pin all extras first, then take these versions for the two files with hashes."""
    compile_pins("constraints.txt", EVERY_EXTRA)
    compile_pins("requirements.txt", "--generate-hashes", "--constraint", "constraints.txt", "--extra", "build")
    compile_pins("requirements-dev.txt", "--generate-hashes", "--constraint", "constraints.txt", EVERY_EXTRA)


if __name__ == "__main__":
    main()
