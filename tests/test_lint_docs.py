"""The rules' pages in docs/ are what the code says; QUIZGEN_WRITE_DOCS=1 in the environment writes them."""

from __future__ import annotations

import os
from pathlib import Path

from quizgen.rules.pages import all_rules, explain, index

DOCS = Path(__file__).parent.parent / "docs"


def test_pages_are_up_to_date() -> None:
    pages = {DOCS / "lint.md": index()}
    pages |= {DOCS / "lint" / f"{rule.code}.md": explain(rule) for rule in all_rules()}
    if os.environ.get("QUIZGEN_WRITE_DOCS"):
        (DOCS / "lint").mkdir(parents=True, exist_ok=True)
        for path in (DOCS / "lint").glob("*.md"):
            path.unlink()
        for path, text in pages.items():
            path.write_text(text, encoding="utf-8")
    stale = [
        path.name for path, text in pages.items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    assert not stale, "run: QUIZGEN_WRITE_DOCS=1 pytest tests/test_lint_docs.py"
    assert {path.stem for path in (DOCS / "lint").glob("*.md")} == {rule.code for rule in all_rules()}
