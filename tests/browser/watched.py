"""Pages that are watched: a test fails on any console error, script error, or request that leaves the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

Scheme = Literal["light", "dark"]


@contextmanager
def watched(
    browser: Browser, path: Path, *, width: int = 1200, height: int = 860, scheme: Scheme = "light", script: bool = True
) -> Iterator[Page]:
    """Open a file in a fresh profile; on leaving, assert that it kept to itself and had no errors."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=script
    )
    page = context.new_page()
    found: list[str] = []
    page.on("console", lambda message: found.append(f"console {message.type}: {message.text}"))
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    address = path.as_uri()

    def asked(request: Request) -> None:
        if not request.url.startswith(("data:", address)):
            found.append(f"request: {request.url}")

    page.on("request", asked)
    try:
        page.goto(address)
        yield page
    finally:
        context.close()
    assert found == []
