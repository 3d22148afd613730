"""Stands between weir and a control plane: sees every request, and can stop the world at one of them."""

import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

HOP = {"connection", "content-length", "transfer-encoding", "keep-alive"}
ANSWER_S = 60


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Whoever is killed leaves connections behind."""


class Between:
    """Forwards requests; `at` is asked before each and after each, and answers whether it goes on.

    `at(moment, number, method, path)` gets `"before"` or `"after"` and the number of the request, counted from 1. After a
    no the connection is closed without an answer.
    """

    def __init__(self, url, at=None):
        self.upstream = urlsplit(url)
        self.at = at or (lambda *_: True)
        self.seen, self.counting = [], threading.Lock()
        between = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Headers and body are sent apart; the second must not wait for an acknowledgement of the first.
            disable_nagle_algorithm = True

            def log_message(self, *_):
                pass

            def handle_any(self):
                between.forward(self)

            do_GET = do_PUT = do_POST = do_DELETE = handle_any

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def forward(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        method, path = handler.command, handler.path
        with self.counting:
            self.seen.append((method, path))
            number = len(self.seen)
        if not self.at("before", number, method, path):
            handler.close_connection = True
            return
        headers = {name: value for name, value in handler.headers.items() if name.lower() not in HOP}
        connection = HTTPConnection(self.upstream.hostname, self.upstream.port, timeout=ANSWER_S)
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if not self.at("after", number, method, path):
            handler.close_connection = True
            return
        try:
            handler.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP:
                    handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(content)))
            handler.end_headers()
            handler.wfile.write(content)
        except OSError:
            # Whoever asked is gone.
            handler.close_connection = True

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
