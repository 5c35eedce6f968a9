"""A folder served on this machine: plainly, or packed as a good host serves a site."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".webmanifest", ".txt"}


class Plain(SimpleHTTPRequestHandler):
    """Files as they lie, which a browser keeps: a test's site changes no more."""

    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        """Answer until the browser is gone, which it need not tell."""
        with suppress(ConnectionResetError):
            super().handle()

    def end_headers(self) -> None:
        """Say so in each answer."""
        self.send_header("Cache-Control", "max-age=31536000")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: a test's server has no reader."""


class Packed(Plain):
    """Answers with `Content-Encoding: br` what is worth packing."""

    def do_GET(self) -> None:
        """Send a file, or the site's own page for what is not there."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        status = 200 if file.is_file() else 404
        file = file if status == 200 else Path(self.directory) / "404.html"
        body = packed(file) if file.suffix in PACKED else file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        if file.suffix in PACKED:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(body)


@cache
def packed(file: Path) -> bytes:
    """What a file weighs on the wire."""
    return bytes(brotli.compress(file.read_bytes(), quality=9))


@contextmanager
def serving(folder: Path, handler: type[Plain] = Plain) -> Iterator[str]:
    """Serve a folder while the block runs; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
