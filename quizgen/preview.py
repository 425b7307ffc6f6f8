"""A page on this machine that shows a project's decks and follows every build."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

EVENTS = "/-/events"
FRAME = "/-/"
HEARTBEAT = 15.0
"""Seconds after which a silent connection is sent a comment, so that a closed page is noticed."""

_PAGE = b"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>quizgen watch</title>
<style>html,body,iframe{margin:0;border:0;width:100%;height:100%;display:block}</style>
<iframe title="Preview" src="/index.html"></iframe>
<script>
const frame = document.querySelector("iframe");
new EventSource("/-/events").onmessage = () => frame.contentWindow.location.reload();
frame.addEventListener("load", () => { document.title = frame.contentDocument.title; });
</script></html>
"""


class Preview:
    """The server of one preview; `tell` makes every open page load anew."""

    def __init__(self, folder: Path, port: int) -> None:
        self._pages: list[queue.SimpleQueue[bool]] = []
        self._guard = threading.Lock()
        handler = partial(_Handler, preview=self, directory=str(folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._server.daemon_threads = True

    @property
    def address(self) -> str:
        """The address of the page, such as http://127.0.0.1:8123/-/ ."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{FRAME}"

    def tell(self) -> None:
        """Make every open page load anew."""
        with self._guard:
            for page in self._pages:
                page.put(True)

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Answer requests from another thread for as long as the block runs."""
        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._server.shutdown()
            self._server.server_close()
            with self._guard:
                for page in self._pages:
                    page.put(False)

    @contextmanager
    def _listening(self) -> Iterator[queue.SimpleQueue[bool]]:
        page: queue.SimpleQueue[bool] = queue.SimpleQueue()
        with self._guard:
            self._pages.append(page)
        try:
            yield page
        finally:
            with self._guard:
                self._pages.remove(page)


class _Handler(SimpleHTTPRequestHandler):
    """Serves the decks as files, the frame around them, and the stream of builds."""

    def __init__(self, *arguments: object, preview: Preview, directory: str) -> None:
        self._preview = preview
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]  # the server's own three

    def do_GET(self) -> None:
        """Answer one request."""
        if self.path == EVENTS:
            self._events()
        elif self.path == FRAME:
            self._send(_PAGE)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Add to every answer that it may not be kept."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # the name is the base class's
        """Say nothing of single requests."""

    def _send(self, content: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        with self._preview._listening() as page:
            try:
                while self._one(page):
                    pass
            except OSError:
                return

    def _one(self, page: queue.SimpleQueue[bool]) -> bool:
        try:
            if not page.get(timeout=HEARTBEAT):
                return False
            self.wfile.write(b"data: built\n\n")
        except queue.Empty:
            self.wfile.write(b": still here\n\n")
        self.wfile.flush()
        return True
