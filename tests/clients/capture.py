"""Small servers on loopback that answer like App Mesh with one empty mesh, and keep what they were asked."""

import datetime
import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

METADATA = {
    "arn": "arn:aws:appmesh:us-east-1:000000000000:mesh/m",
    "createdAt": 1,
    "lastUpdatedAt": 1,
    "meshOwner": "000000000000",
    "resourceOwner": "000000000000",
    "uid": "u",
    "version": 1,
}
KINDS = {
    "meshes": "meshName",
    "virtualNodes": "virtualNodeName",
    "virtualRouters": "virtualRouterName",
    "virtualServices": "virtualServiceName",
    "virtualGateways": "virtualGatewayName",
    "routes": "routeName",
    "gatewayRoutes": "gatewayRouteName",
}


def app_mesh(request):
    """The answer to a request: every mesh that is asked for exists and is empty."""
    parts = [unquote(part) for part in urlsplit(request.path).path.split("/")[1:]]
    if parts[0] != "v20190125":
        return 404, {}, b"<html>no such page</html>"
    if parts[1] in ("tag", "tags"):
        return 200, {}, b'{"tags": []}'
    if request.method == "PUT" and parts[-1] in KINDS:
        return 200, {}, json.dumps(created(parts, json.loads(request.body))).encode()
    if parts[-1] in KINDS:
        items = [{"meshName": "m"}] if parts[-1] == "meshes" else []
        return 200, {}, json.dumps({parts[-1]: items}).encode()
    if len(parts) == 3:
        return 200, {}, json.dumps({"meshName": parts[2], "spec": {}, "metadata": METADATA}).encode()
    return 404, {"x-amzn-errortype": "NotFoundException"}, b'{"message": "it is not here"}'


def created(parts, body):
    name = KINDS[parts[-1]]
    resource = {"meshName": parts[2] if len(parts) > 2 else body["meshName"], "spec": body["spec"]}
    if len(parts) > 5:
        resource[{"routes": "virtualRouterName", "gatewayRoutes": "virtualGatewayName"}[parts[-1]]] = parts[4]
    return resource | {name: body[name], "metadata": METADATA}


class Capture:
    """A server that keeps each request; `answer` makes (status, headers, body) of one."""

    def __init__(self, answer=app_mesh, tls=None):
        self.requests = []
        capture = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self):
                length = int(self.headers.get("content-length") or 0)
                request = SimpleNamespace(
                    method=self.command,
                    path=self.path,
                    headers=dict((name.lower(), value) for name, value in self.headers.items()),
                    body=self.rfile.read(length),
                )
                capture.requests.append(request)
                status, headers, body = answer(request)
                self.send_response_only(status)
                headers = {"Date": http_date(), "Content-Length": str(len(body))} | headers
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_PUT = do_POST = do_DELETE = handle_any

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        scheme = "http"
        if tls:
            scheme = "https"
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.url = f"{scheme}://127.0.0.1:{self.port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def lists(self):
        """The requests for the list of meshes, of which every `get mesh` sends one."""
        return [one for one in self.requests if one.path.startswith("/v20190125/meshes?")]

    @property
    def api(self):
        """The requests of App Mesh, without the question for extensions."""
        return [one for one in self.requests if not one.path.startswith("/_weir/")]


def http_date(ahead_s=0):
    now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=ahead_s)
    return now.strftime("%a, %d %b %Y %H:%M:%S GMT")


def server_tls(certificate, client_authority=None):
    """A TLS context of a server with a certificate of trustme; with an authority it wants clients to have one."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    if client_authority:
        client_authority.configure_trust(context)
        context.verify_mode = ssl.CERT_REQUIRED
    return context
