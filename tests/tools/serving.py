"""How a loopback server answers when it packs text on the way out, as the municipality's server does."""

import gzip
from functools import lru_cache
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

TEXT = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}


@lru_cache(maxsize=256)
def _packed(file: Path, changed: int) -> bytes:
    return gzip.compress(file.read_bytes(), mtime=0)


class Packing(SimpleHTTPRequestHandler):
    """Answers from a folder, without a word to the terminal."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file; text goes packed."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() and self.path.partition("?")[0].endswith("/") else file
        if not file.is_file() or file.suffix not in TEXT:
            super().do_GET()
            return
        body = _packed(file, file.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(file))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
