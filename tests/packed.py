"""A built site served as a good host serves it: packed with brotli, for the reader to keep."""

from functools import cache
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import brotli

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".webmanifest", ".txt"}


@cache
def _packed(file: Path) -> bytes:
    return bytes(brotli.compress(file.read_bytes(), quality=9))


class Packed(SimpleHTTPRequestHandler):
    """Answers with `Content-Encoding: br` what is worth packing."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, or the site's own page for what is not there."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        status = 200 if file.is_file() else 404
        file = file if status == 200 else Path(self.directory) / "404.html"
        body = _packed(file) if file.suffix in PACKED else file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        if file.suffix in PACKED:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: a test's server has no reader."""
