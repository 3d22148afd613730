"""`weir proxy bootstrap`: Envoy accepts all that it prints, and does what it says."""

import http.server
import itertools
import json
import queue
import socket
import ssl
import threading
import urllib.request

import pytest
import trustme
import yaml

from envoy_process import validate
from weir_process import run_weir

NODE = "shop:vn/cart"
PREFACE = b"PRI * HTTP/2.0"
WITHIN_S = 15

# One line for each value of an option that makes another bootstrap; {tls} is a folder with files.
OPTIONS = {
    "nothing": "",
    "sotw": "--sotw",
    "xds-name": "--xds weir.mesh:7070",
    "xds-ipv6": "--xds [::1]:7070",
    "xds-unix": "--xds unix:/run/weir.sock",
    "xds-abstract": "--xds unix:@weir",
    "tls": "--xds-ca {tls}/ca.pem",
    "tls-name": "--xds weir.mesh:7070 --xds-ca {tls}/ca.pem",
    "tls-unix": "--xds unix:/run/weir.sock --xds-ca {tls}/ca.pem --xds-server-name weir.mesh",
    "mutual-tls": "--xds-ca {tls}/ca.pem --xds-cert {tls}/cert.pem --xds-key {tls}/key.pem",
    "placement": "--interception none --address 10.0.0.7 --application ::1"
    " --ingress-port 16000 --egress-port 16001",
    "names": "--node-cluster front --locality eu/eu-1/a",
    "admin-ipv6": "--admin [::1]:9901",
    "admin-unix": "--admin unix:{tls}/admin.sock",
    "no-admin": "--no-admin",
    "sds": "--sds-socket /run/sds.sock",
    "dns": "--dns-resolver 127.0.0.1:53 --dns-resolver [::1]:5353",
    "stats-tags": "--stats-tags",
    "dogstatsd": "--dogstatsd 127.0.0.1:8125",
    "dogstatsd-ipv6": "--dogstatsd [::1]:8125",
    "dogstatsd-unix": "--dogstatsd unix:/run/dogstatsd.sock",
    "outlier-log": "--outlier-log /dev/stdout",
    "xray": "--tracing xray",
    "xray-rate": "--tracing xray --xray-rate 0.25 --tracing-name a --tracing-address [::1]:2000",
    "xray-rules": "--tracing xray --xray-rules {tls}/rules.json",
    "datadog": "--tracing datadog",
    "datadog-unix": "--tracing datadog --tracing-name a --tracing-address unix:/run/dd.sock",
    "jaeger": "--tracing jaeger",
    "jaeger-json": "--tracing jaeger --jaeger-format json --tracing-address jaeger.local:9411",
    "everything": "--sotw --xds weir.mesh:7070 --xds-ca {tls}/ca.pem --xds-cert {tls}/cert.pem"
    " --xds-key {tls}/key.pem --interception none --locality eu --sds-socket /run/sds.sock"
    " --dns-resolver 127.0.0.1:53 --stats-tags --dogstatsd 127.0.0.1:8125"
    " --outlier-log /dev/stdout --tracing jaeger",
}

# Names that are something else in YAML if nothing marks them as text.
ODD_NAMES = ["no", "0x10", "1e3", "~", "0777", "1_000", "2001-01-01", "=", "- x", "# y", 'a"b', "ü"]


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    """An authority, a certificate for localhost and 127.0.0.1, and sampling rules."""
    folder = tmp_path_factory.mktemp("tls")
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost", "127.0.0.1")
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    certificate.private_key_pem.write_to_path(str(folder / "key.pem"))
    for part in certificate.cert_chain_pems:
        part.write_to_path(str(folder / "cert.pem"), append=True)
    rules = {"version": 2, "default": {"fixed_target": 1, "rate": 0.1}, "rules": []}
    (folder / "rules.json").write_text(json.dumps(rules))
    return folder


def bootstrap(home, address, *flags):
    """The text that is printed."""
    done = run_weir(home, "proxy", "bootstrap", address, *flags)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def bootstrap_json(home, address, *flags):
    return json.loads(bootstrap(home, address, *flags, "-o", "json"))


@pytest.mark.parametrize("address", [NODE, "shop:vg/edge"])
@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_envoy_accepts_it_in_both_forms(envoy, tls, tmp_path, address, options):
    flags = options.format(tls=tls).split()
    for form in ["json", "yaml"]:
        config = tmp_path / f"envoy.{form}"
        config.write_text(bootstrap(tmp_path, address, *flags, "-o", form))
        said = validate(envoy, config)
        assert said.returncode == 0, said.stdout
        # Only the place of the tracer is an old one: there is no other in a bootstrap.
        old = [line for line in said.stdout.splitlines() if "deprecated" in line.lower()]
        assert all("bootstrap.v3.Bootstrap.tracing'" in line for line in old), old
        assert bool(old) == ("--tracing" in flags)
    as_yaml = yaml.safe_load((tmp_path / "envoy.yaml").read_text())
    assert as_yaml == json.loads((tmp_path / "envoy.json").read_text())


@pytest.mark.parametrize("name", ODD_NAMES)
def test_names_stay_what_they_are(envoy, tmp_path, name):
    flags = ["--stats-tags", f"--node-cluster={name}", f"--mesh={name}"]
    config = tmp_path / "envoy.yaml"
    config.write_text(bootstrap(tmp_path, "vn/" + name.replace(" ", "%20"), *flags))
    said = validate(envoy, config)
    assert said.returncode == 0, said.stdout
    document = yaml.safe_load(config.read_text())
    assert document["node"]["cluster"] == name
    tags = document["stats_config"]["stats_tags"]
    assert [tag["fixed_value"] for tag in tags] == [name, name]


def test_large_regular_expressions_are_let_through(envoy, tmp_path):
    match = {"safe_regex": {"regex": "/(" + "|".join(f"item{n}x{{1,9}}" for n in range(50)) + ")"}}
    route = {"match": match, "direct_response": {"status": 200}}
    for runtime, accepted in [(True, True), (False, False)]:
        config = bootstrap_json(tmp_path, NODE)
        if not runtime:
            del config["layered_runtime"]
        config["static_resources"]["listeners"] = [listener(0, [route])]
        path = tmp_path / f"envoy-{runtime}.json"
        path.write_text(json.dumps(config))
        said = validate(envoy, path)
        assert (said.returncode == 0) == accepted, said.stdout
        assert accepted or "program size" in said.stdout


def test_a_proxy_without_its_control_plane_is_not_ready(start_envoy, tmp_path):
    flags = ["--xds", f"127.0.0.1:{closed_port()}", "--admin", f"unix:{tmp_path}/admin"]
    placement = ["--interception", "none", "--application", "127.0.0.2", "--egress-port", "15009"]
    proxy = start_envoy(bootstrap_json(tmp_path, NODE, *flags, *placement, "--locality", "eu/a"))
    failed = "cluster.weir-xds.upstream_cx_connect_fail"

    def connects_failed():
        return int(proxy.admin(f"/stats?filter=^{failed}$").split(":")[1])

    # One try per second at least, however long it takes.
    proxy.wait_for(lambda: connects_failed() >= 8, "too few tries", within_s=12)
    server = proxy.admin("/server_info")
    assert server["state"] != "LIVE"
    node = server["node"]
    assert (node["id"], node["cluster"]) == ("mesh/shop/virtualNode/cart",) * 2
    assert node["locality"] == {"region": "eu", "zone": "a", "sub_zone": ""}
    assert node["metadata"]["weir"] == {
        "interception": "none",
        "application": "127.0.0.2",
        "egressPort": 15009,
    }


class ControlPlane:
    """Accepts connections, by TLS if there is a context, and keeps the first bytes of each."""

    def __init__(self, listening, context=None):
        self.listening = listening
        self.context = context
        self.seen = queue.Queue()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(5)
                try:
                    self.seen.put(self._read(connection))
                except OSError as error:
                    self.seen.put(error)

    def _read(self, connection):
        if self.context is None:
            return connection.recv(len(PREFACE))
        with self.context.wrap_socket(connection, server_side=True) as secured:
            shown = secured.getpeercert() or {}
            names = [value for _, value in shown.get("subjectAltName", ())]
            return secured.recv(len(PREFACE)), secured.selected_alpn_protocol(), names

    def first(self):
        return self.seen.get(timeout=WITHIN_S)


@pytest.fixture
def listening():
    """A socket that listens on 127.0.0.1, and only there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def server_context(tls, client=ssl.CERT_NONE):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=tls / "ca.pem")
    context.load_cert_chain(tls / "cert.pem", tls / "key.pem")
    context.set_alpn_protocols(["h2"])
    context.verify_mode = client
    return context


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_control_plane_is_reached_by_number_and_by_name(
    start_envoy, listening, tmp_path, host
):
    control_plane = ControlPlane(listening)
    xds = ["--xds", f"{host}:{listening.getsockname()[1]}"]
    start_envoy(bootstrap_json(tmp_path, NODE, *xds, "--admin", f"unix:{tmp_path}/admin"))
    assert control_plane.first() == PREFACE


def test_the_control_plane_is_reached_on_a_socket(start_envoy, tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "xds"))
        server.listen()
        control_plane = ControlPlane(server)
        flags = ["--xds", f"unix:{tmp_path}/xds", "--admin", f"unix:{tmp_path}/admin"]
        start_envoy(bootstrap_json(tmp_path, NODE, *flags))
        assert control_plane.first() == PREFACE


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_tls_to_the_control_plane(start_envoy, listening, tls, tmp_path, host):
    control_plane = ControlPlane(listening, server_context(tls, ssl.CERT_REQUIRED))
    flags = ["--xds", f"{host}:{listening.getsockname()[1]}", "--admin", f"unix:{tmp_path}/admin"]
    files = ["--xds-ca", tls / "ca.pem", "--xds-cert", tls / "cert.pem", "--xds-key", tls / "key.pem"]
    start_envoy(bootstrap_json(tmp_path, NODE, *flags, *files))
    assert control_plane.first() == (PREFACE, "h2", ["localhost", "127.0.0.1"])


@pytest.mark.parametrize("wrong", ["name", "authority"])
def test_a_control_plane_that_is_another_is_not_talked_to(
    start_envoy, listening, tls, tmp_path, wrong
):
    control_plane = ControlPlane(listening, server_context(tls))
    authority = tls / "ca.pem"
    name = "other.mesh" if wrong == "name" else "localhost"
    if wrong == "authority":
        authority = tmp_path / "other.pem"
        trustme.CA().cert_pem.write_to_path(str(authority))
    flags = ["--xds", f"localhost:{listening.getsockname()[1]}", "--xds-server-name", name]
    files = ["--xds-ca", authority, "--admin", f"unix:{tmp_path}/admin"]
    proxy = start_envoy(bootstrap_json(tmp_path, NODE, *flags, *files))
    for _ in range(2):
        seen = control_plane.first()
        # In TLS 1.3 a server has finished before it hears that it is not trusted.
        assert isinstance(seen, OSError), seen
    stat = "cluster.weir-xds.ssl.fail_verify_" + ("san" if wrong == "name" else "error")
    proxy.wait_for(lambda: not proxy.admin(f"/stats?filter=^{stat}$").endswith(": 0\n"), stat)


def test_statistics_go_to_dogstatsd_with_their_tags(start_envoy, tmp_path):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(WITHIN_S)
        flags = ["--dogstatsd", f"127.0.0.1:{receiver.getsockname()[1]}", "--stats-tags"]
        xds = ["--xds", f"127.0.0.1:{closed_port()}", "--admin", f"unix:{tmp_path}/admin"]
        start_envoy(bootstrap_json(tmp_path, "shop:vg/edge", *flags, *xds))
        line = receiver.recv(65536).decode().splitlines()[0]
    assert "appmesh.mesh:shop" in line and "appmesh.virtual_gateway:edge" in line, line


@pytest.mark.parametrize("tracer", ["xray", "datadog", "jaeger"])
def test_spans_of_a_listener_from_the_control_plane_arrive(start_envoy, tmp_path, tracer):
    """The listener comes as over xDS, here from a file, and says no more than `tracing: {}`."""
    spans = queue.Queue()
    with collector(spans) as web, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as daemon:
        daemon.bind(("127.0.0.1", 0))
        daemon.settimeout(WITHIN_S)
        to = daemon.getsockname()[1] if tracer == "xray" else web.server_port
        flags = ["--tracing", tracer, "--tracing-address", f"127.0.0.1:{to}"]
        admin = ["--admin", f"unix:{tmp_path}/admin"]
        config = bootstrap_json(tmp_path, NODE, *flags, *admin)
        port = closed_port()
        from_file = listener(port, [{"match": {"prefix": "/"}, "direct_response": {"status": 200}}])
        write_listeners(tmp_path / "listeners.json", [from_file])
        source = {"path_config_source": {"path": str(tmp_path / "listeners.json")}}
        config["dynamic_resources"] = {"lds_config": {"resource_api_version": "V3"} | source}
        proxy = start_envoy(config)
        proxy.wait_for(lambda: proxy.admin("/ready") == "LIVE\n", "not live")
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
        if tracer == "xray":
            segment = json.loads(daemon.recv(65536).split(b"\n", 1)[1])
            assert segment["name"] == "shop/cart"
            assert segment["origin"] == "AWS::AppMesh::Proxy"
        else:
            path = {"datadog": "/v0.4/traces", "jaeger": "/api/v2/spans"}[tracer]
            assert spans.get(timeout=WITHIN_S) == path


def collector(spans):
    """Takes what tracers send, and keeps where they sent it."""

    class Collector(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            spans.put(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def do_GET(self):
            self.send_error(404)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


_names = itertools.count()


def listener(port, routes):
    extension = "type.googleapis.com/envoy.extensions.filters"
    manager = {
        "@type": f"{extension}.network.http_connection_manager.v3.HttpConnectionManager",
        "stat_prefix": "test",
        "tracing": {},
        "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": routes}]},
        "http_filters": [
            {"name": "router", "typed_config": {"@type": f"{extension}.http.router.v3.Router"}}
        ],
    }
    return {
        "name": f"listener-{next(_names)}",
        "address": {"socket_address": {"address": "127.0.0.1", "port_value": port}},
        "filter_chains": [{"filters": [{"name": "http", "typed_config": manager}]}],
    }


def write_listeners(path, listeners):
    kind = "type.googleapis.com/envoy.config.listener.v3.Listener"
    path.write_text(json.dumps({"resources": [{"@type": kind} | one for one in listeners]}))


def closed_port():
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
