"""Tokens, client certificates, proxies, authorities, headers: how a run connects, and as whom."""

import select
import socket
import threading

import pytest
import trustme
from capture import Capture, app_mesh, server_tls

from weir_process import run_weir


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def certificate(authority):
    return authority.issue_cert("127.0.0.1", "localhost")


@pytest.fixture
def trusted(tmp_path, authority):
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


def get(home, url, *args, **env):
    return run_weir(home, "--endpoint", url, *args, "get", "mesh", env=env)


def test_token_of_a_variable_and_of_a_file(tmp_path):
    (tmp_path / "token").write_text("from-file\n")
    with Capture() as server:
        assert get(tmp_path, server.url, WEIR_TOKEN="from-env").returncode == 0
        assert get(tmp_path, server.url, "--token-file", tmp_path / "token", WEIR_TOKEN="from-env").returncode == 0
        sent = [one.headers["authorization"] for one in server.lists]
    assert sent == ["Bearer from-env", "Bearer from-file"]


def test_token_of_a_program_stands_in_the_users_settings_only(tmp_path):
    with Capture() as server:
        config = tmp_path / "config.toml"
        config.write_text(f'[context.t]\nendpoint = "{server.url}"\ntoken-command = ["echo", "made"]\n')
        done = run_weir(tmp_path, "-c", "t", "get", "mesh", env={"WEIR_CONFIG": config})
        assert done.returncode == 0, done.stderr
        assert server.api[0].headers["authorization"] == "Bearer made"
        config.write_text(f'[context.t]\nendpoint = "{server.url}"\ntoken-command = ["false"]\n')
        done = run_weir(tmp_path, "-c", "t", "get", "mesh", env={"WEIR_CONFIG": config})
        assert done.returncode == 3 and "C020" in done.stderr, done.stderr


def test_credentials_of_a_context_stay_with_its_endpoint(tmp_path):
    with Capture() as own, Capture() as other:
        config = tmp_path / "config.toml"
        (tmp_path / "token").write_text("secret")
        config.write_text(f'current-context = "t"\n[context.t]\nendpoint = "{own.url}"\ntoken-file = "{tmp_path}/token"\n')
        env = {"WEIR_CONFIG": config}
        assert run_weir(tmp_path, "get", "mesh", env=env).returncode == 0
        assert run_weir(tmp_path, "--endpoint", other.url, "get", "mesh", env=env).returncode == 0
        assert run_weir(tmp_path, "get", "mesh", env=env | {"WEIR_ENDPOINT": other.url}).returncode == 0
        assert own.api and all("authorization" in one.headers for one in own.api)
        assert len(other.lists) == 2 and not any("authorization" in one.headers for one in other.api)


def test_a_control_plane_that_wants_a_token_says_so(tmp_path):
    def strict(request):
        return app_mesh(request) if "authorization" in request.headers else (401, {}, b"who are you?")

    with Capture(strict) as server:
        done = get(tmp_path, server.url)
        assert done.returncode == 3 and "C023" in done.stderr and "who are you?" in done.stderr, done.stderr


def test_authorities(tmp_path, certificate, trusted):
    with Capture(tls=server_tls(certificate)) as server:
        refused = get(tmp_path, server.url)
        assert refused.returncode == 4 and "A011" in refused.stderr, refused.stderr
        assert not server.requests
        assert get(tmp_path, server.url, "--ca-cert", trusted).returncode == 0
        assert get(tmp_path, server.url, AWS_CA_BUNDLE=trusted).returncode == 0
        assert get(tmp_path, server.url, SSL_CERT_FILE=trusted).returncode == 0
        assert get(tmp_path, server.url, "--insecure").returncode == 0
        empty = tmp_path / "empty.pem"
        empty.write_text("")
        done = get(tmp_path, server.url, "--ca-cert", empty)
        assert done.returncode == 2 and "authorities" in done.stderr, done.stderr


def test_client_certificate(tmp_path, authority, certificate, trusted):
    own = authority.issue_cert("client@example.com")
    (tmp_path / "key.pem").write_bytes(own.private_key_pem.bytes())
    (tmp_path / "cert.pem").write_bytes(b"".join(blob.bytes() for blob in own.cert_chain_pems))
    with Capture(tls=server_tls(certificate, authority)) as server:
        refused = get(tmp_path, server.url, "--ca-cert", trusted)
        assert refused.returncode == 4, refused.stderr
        assert not server.requests
        done = get(tmp_path, server.url, "--ca-cert", trusted, "--client-cert", tmp_path / "cert.pem",
                   "--client-key", tmp_path / "key.pem")
        assert done.returncode == 0, done.stderr
        assert server.api


class Tunnel:
    """A proxy that passes requests on, and tunnels what is encrypted."""

    def __init__(self):
        self.asked = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def _accept(self):
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller):
        with caller:
            head = b""
            while b"\r\n\r\n" not in head:
                more = caller.recv(65536)
                if not more:
                    return
                head += more
            line = head.split(b"\r\n")[0].decode()
            self.asked.append(line)
            method, target, _ = line.split()
            if method == "CONNECT":
                self._tunnel(caller, target)
                return
            answer = b'{"meshes": [{"meshName": "behind"}]}' if "/meshes" in target else b"{}"
            if target.endswith("/meshes/behind"):
                answer = b'{"meshName": "behind", "spec": {}}'
            elif not target.endswith("/meshes?limit=100"):
                kind = target.split("?")[0].rsplit("/", 1)[1]
                answer = b'{"%s": []}' % kind.encode()
            head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(answer)
            caller.sendall(head + answer)

    def _tunnel(self, caller, target):
        host, port = target.rsplit(":", 1)
        with socket.create_connection(("127.0.0.1", int(port)), timeout=20) as there:
            caller.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            both = {caller: there, there: caller}
            while True:
                ready, _, _ = select.select(list(both), [], [], 20)
                if not ready:
                    return
                for one in ready:
                    data = one.recv(65536)
                    if not data:
                        return
                    both[one].sendall(data)


def test_proxy_of_a_flag_tunnels_what_is_encrypted(tmp_path, certificate, trusted):
    with Capture(tls=server_tls(certificate)) as server, Tunnel() as tunnel:
        done = get(tmp_path, server.url, "--proxy", tunnel.url, "--ca-cert", trusted)
        assert done.returncode == 0, done.stderr
        assert set(tunnel.asked) == {f"CONNECT 127.0.0.1:{server.port} HTTP/1.1"}
        assert server.api


def test_proxy_of_a_variable_and_its_exceptions(tmp_path):
    with Tunnel() as tunnel:
        done = get(tmp_path, "http://mesh.invalid", HTTP_PROXY=tunnel.url)
        assert done.returncode == 0, done.stderr
        assert "behind" in done.stdout
        assert all("http://mesh.invalid/" in line for line in tunnel.asked)
        count = len(tunnel.asked)
        done = get(tmp_path, "http://mesh.invalid", HTTP_PROXY=tunnel.url, NO_PROXY="mesh.invalid")
        assert done.returncode == 4 and "A001" in done.stderr, done.stderr
        assert len(tunnel.asked) == count


def test_headers(tmp_path):
    with Capture() as server:
        assert get(tmp_path, server.url, "--http-header", "X-Team=blue", "--http-header", "X-B=c=d").returncode == 0
        assert all(one.headers["x-team"] == "blue" and one.headers["x-b"] == "c=d" for one in server.requests)


def test_redirects_are_named_and_not_followed(tmp_path):
    with Capture() as other:
        with Capture(lambda request: (302, {"Location": other.url + "/"}, b"")) as server:
            done = get(tmp_path, server.url, WEIR_TOKEN="secret")
            assert done.returncode == 4 and "A010" in done.stderr and other.url in done.stderr, done.stderr
        assert not other.requests


def test_answers_of_a_sloppy_server_are_read(tmp_path):
    """No Date, a content type that lies, a body in chunks, an error page."""

    def sloppy(request):
        status, _, body = app_mesh(request)
        chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:3], body[3:]) if part)
        answer = b"HTTP/1.1 %d x\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" % status
        return answer + chunks + b"0\r\n\r\n"

    raw = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                caller, _ = raw.accept()
            except OSError:
                return
            with caller:
                head = caller.recv(65536)
                method, path, _ = head.split(b"\r\n")[0].decode().split()
                request = type("R", (), {"method": method, "path": path, "body": b""})
                caller.sendall(sloppy(request))

    threading.Thread(target=serve, daemon=True).start()
    done = get(tmp_path, f"http://127.0.0.1:{raw.getsockname()[1]}")
    raw.close()
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1].startswith("m "), done.stdout


def test_a_page_instead_of_an_answer_is_quoted_in_part(tmp_path):
    page = b"<html>" + b"maintenance " * 200
    with Capture(lambda request: (200, {"Content-Type": "text/html"}, page)) as server:
        done = get(tmp_path, server.url)
        assert done.returncode == 4 and "A002" in done.stderr, done.stderr
        assert "maintenance" in done.stderr and len(done.stderr) < 700, done.stderr
