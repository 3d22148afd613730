"""The seven kinds of resource: their names in the API, and specs that use every field of each."""

from dataclasses import dataclass

from botocore import xform_name


@dataclass(frozen=True)
class Kind:
    noun: str  # as in resource answers: virtualNode
    plural: str  # as in list answers and in paths: virtualNodes
    specs: tuple  # together they use every field; the first creates, the others update
    parent: str = None  # the noun of the resource that it belongs to, beside the mesh

    @property
    def key(self):
        return self.noun + "Name"

    def operation(self, verb):
        noun = self.plural if verb == "List" else self.noun
        return verb + noun[0].upper() + noun[1:]

    def method(self, verb):
        return xform_name(self.operation(verb))

    def command(self, verb):
        return xform_name(self.operation(verb), "-")

    def call(self, client, verb, mesh, name=None, **more):
        """Calls an operation and returns the bare resource, or the whole answer of a list."""
        answer = getattr(client, self.method(verb))(**self.names(mesh, name), **more)
        return answer if verb == "List" else answer[self.noun]

    def names(self, mesh, name=None):
        """The members that say which resource: mesh, parent, name."""
        if self.noun == "mesh":
            return {} if name is None else {"meshName": name}
        names = {"meshName": mesh}
        if self.parent:
            names[self.parent + "Name"] = BASE[self.parent]
        if name is not None:
            names[self.key] = name
        return names

    def path(self, mesh, name=None):
        """The path of the collection, or of one resource; names must be encoded already."""
        path = "/v20190125/meshes"
        if self.noun != "mesh":
            parent = f"/{self.parent}/{BASE[self.parent]}" if self.parent else ""
            path += f"/{mesh}{parent}/{self.plural}"
        return path if name is None else f"{path}/{name}"

    def arn(self, mesh, name, account="000000000000", region="us-east-1"):
        arn = f"arn:aws:appmesh:{region}:{account}:mesh/"
        if self.noun == "mesh":
            return arn + name
        parent = f"/{self.parent}/{BASE[self.parent]}" if self.parent else ""
        return f"{arn}{mesh}{parent}/{self.noun}/{name}"


# The resources of `build_world`.
BASE = {
    "virtualNode": "base-vn",
    "virtualRouter": "base-vr",
    "virtualService": "base.local",
    "virtualGateway": "base-vg",
}
HTTP, HTTP2, GRPC, TCP = 8080, 8081, 8082, 8083


def port(number, protocol):
    return {"port": number, "protocol": protocol}


def listeners(*ports):
    return [{"portMapping": port(*pair)} for pair in ports]


def seconds(value):
    return {"unit": "s", "value": value}


def millis(value):
    return {"unit": "ms", "value": value}


ALL_PORTS = ((HTTP, "http"), (HTTP2, "http2"), (GRPC, "grpc"), (TCP, "tcp"))
BASE_SPECS = {
    "virtualNode": {
        "listeners": listeners(*ALL_PORTS),
        "serviceDiscovery": {"dns": {"hostname": "base.default.svc.cluster.local"}},
    },
    "virtualRouter": {"listeners": listeners(*ALL_PORTS)},
    "virtualService": {"provider": {"virtualRouter": {"virtualRouterName": "base-vr"}}},
    "virtualGateway": {"listeners": listeners(*ALL_PORTS[:3])},
}


def build_world(client, mesh):
    for noun, name in BASE.items():
        BY_NOUN[noun].call(client, "Create", mesh, name, spec=BASE_SPECS[noun])


def health_check(protocol, number):
    check = {
        "protocol": protocol,
        "port": number,
        "healthyThreshold": 2,
        "unhealthyThreshold": 10,
        "intervalMillis": 5000,
        "timeoutMillis": 2000,
    }
    return check | ({"path": "/ping"} if protocol.startswith("http") else {})


def names(*exact):
    return {"match": {"exact": list(exact)}}


FILE_CERTIFICATE = {
    "file": {"certificateChain": "/certs/chain.pem", "privateKey": "/certs/key.pem"}
}
SDS_CERTIFICATE = {"sds": {"secretName": "spiffe://local/ns/default"}}
ACM_CERTIFICATE = {"acm": {"certificateArn": "arn:aws:acm:us-east-1:000000000000:certificate/c1"}}
FILE_TRUST = {"file": {"certificateChain": "/certs/ca.pem"}}
SDS_TRUST = {"sds": {"secretName": "spiffe://local"}}
ACM_TRUST = {
    "acm": {
        "certificateAuthorityArns": [
            f"arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/ca{n}" for n in (1, 2, 3)
        ]
    }
}


def listener_tls(mode, certificate, trust=None):
    tls = {"mode": mode, "certificate": certificate}
    if trust:
        tls["validation"] = {"trust": trust, "subjectAlternativeNames": names("a.local", "b.local")}
    return tls


def client_policy(trust, certificate=None, **more):
    validation = {"trust": trust, "subjectAlternativeNames": names("c.local")}
    tls = {"validation": validation, **more}
    if certificate:
        tls["certificate"] = certificate
    return {"tls": tls}


def backend(name, policy=None):
    service = {"virtualServiceName": name}
    if policy is not None:
        service["clientPolicy"] = policy
    return {"virtualService": service}


def access_log(path, **format):
    file = {"path": path}
    if format:
        file["format"] = format
    return {"accessLog": {"file": file}}


JSON_LOG = [{"key": "start", "value": "%START_TIME%"}, {"key": "code", "value": "%RESPONSE_CODE%"}]
OUTLIERS = {
    "maxServerErrors": 5,
    "interval": seconds(10),
    "baseEjectionDuration": millis(30000),
    "maxEjectionPercent": 50,
}


def node_listener(protocol, number, timeout, pool, **more):
    return {
        "portMapping": port(number, protocol),
        "healthCheck": health_check(protocol, number),
        "timeout": {protocol: timeout},
        "connectionPool": {protocol: pool},
        **more,
    }


BOTH = {"perRequest": seconds(15), "idle": millis(0)}

MESHES = (
    {"egressFilter": {"type": "DROP_ALL"}},
    {"egressFilter": {"type": "ALLOW_ALL"}, "serviceDiscovery": {"ipPreference": "IPv4_ONLY"}},
    {},
)

NODES = (
    {
        "listeners": [
            node_listener(
                "http",
                8080,
                BOTH,
                {"maxConnections": 100, "maxPendingRequests": 2147483647},
                tls=listener_tls("STRICT", ACM_CERTIFICATE, FILE_TRUST),
                outlierDetection=OUTLIERS,
            ),
        ],
        "serviceDiscovery": {
            "dns": {
                "hostname": "node.default.svc.cluster.local.",
                "responseType": "ENDPOINTS",
                "ipPreference": "IPv6_PREFERRED",
            }
        },
        "backends": [
            backend("plain.local"),
            backend("empty.local", {}),
            backend("file.local", client_policy(FILE_TRUST, FILE_CERTIFICATE, enforce=False)),
            backend("sds.local", client_policy(SDS_TRUST, SDS_CERTIFICATE, ports=[1, 65535])),
            backend("acm.local", client_policy(ACM_TRUST)),
        ],
        "backendDefaults": {
            "clientPolicy": client_policy(ACM_TRUST, FILE_CERTIFICATE, enforce=True, ports=[443])
        },
        "logging": access_log("/dev/stdout", json=JSON_LOG),
    },
    {
        "listeners": [
            node_listener(
                "http2",
                8080,
                BOTH,
                {"maxRequests": 1},
                tls=listener_tls("PERMISSIVE", FILE_CERTIFICATE, SDS_TRUST),
            ),
            node_listener(
                "grpc",
                8081,
                BOTH,
                {"maxRequests": 20},
                tls=listener_tls("DISABLED", SDS_CERTIFICATE),
            ),
            node_listener("tcp", 8082, {"idle": seconds(60)}, {"maxConnections": 1}),
        ],
        "serviceDiscovery": {
            "awsCloudMap": {
                "namespaceName": "shop.local",
                "serviceName": "cart",
                "attributes": [{"key": "stage", "value": "v 2"}],
                "ipPreference": "IPv4_PREFERRED",
            }
        },
        "backendDefaults": {"clientPolicy": client_policy(FILE_TRUST, SDS_CERTIFICATE)},
        "logging": access_log("/var/log/access.log", text="%START_TIME% %RESPONSE_CODE%\n"),
    },
    {"backendDefaults": {"clientPolicy": client_policy(SDS_TRUST)}},
    {},
)

GATEWAYS = (
    {
        "listeners": [
            {
                "portMapping": port(8080, "http"),
                "healthCheck": health_check("http", 8080),
                "connectionPool": {"http": {"maxConnections": 10, "maxPendingRequests": 20}},
                "tls": listener_tls("STRICT", ACM_CERTIFICATE, FILE_TRUST),
            },
            {
                "portMapping": port(8081, "http2"),
                "healthCheck": health_check("http2", 8081),
                "connectionPool": {"http2": {"maxRequests": 10}},
                "tls": listener_tls("PERMISSIVE", FILE_CERTIFICATE, SDS_TRUST),
            },
            {
                "portMapping": port(8082, "grpc"),
                "healthCheck": health_check("grpc", 8082),
                "connectionPool": {"grpc": {"maxRequests": 10}},
                "tls": listener_tls("DISABLED", SDS_CERTIFICATE),
            },
        ],
        "backendDefaults": {
            "clientPolicy": client_policy(ACM_TRUST, FILE_CERTIFICATE, enforce=True, ports=[443])
        },
        "logging": access_log("/dev/stdout", json=JSON_LOG),
    },
    {
        "listeners": listeners((8080, "http")),
        "backendDefaults": {"clientPolicy": client_policy(FILE_TRUST, SDS_CERTIFICATE)},
        "logging": access_log("/dev/stderr", text="%START_TIME%\n"),
    },
    {
        "listeners": listeners((8080, "http")),
        "backendDefaults": {"clientPolicy": client_policy(SDS_TRUST)},
        "logging": access_log("/dev/stdout"),
    },
)

ROUTERS = ({"listeners": listeners((8080, "http"))}, {"listeners": listeners(*ALL_PORTS)}, {})

SERVICES = (
    {"provider": {"virtualNode": {"virtualNodeName": "base-vn"}}},
    {"provider": {"virtualRouter": {"virtualRouterName": "base-vr"}}},
    {},
)

MATCHES = (
    {"name": "present"},
    {"name": "exact", "match": {"exact": "v1"}, "invert": True},
    {"name": "prefix", "match": {"prefix": "v"}, "invert": False},
    {"name": "suffix", "match": {"suffix": "1"}},
    {"name": "regex", "match": {"regex": "v[0-9]+"}},
    {"name": "range", "match": {"range": {"start": -5, "end": 10}}},
)
QUERY = ({"name": "beta"}, {"name": "lang", "match": {"exact": "en"}})


def targets(number, *weights):
    return {
        "weightedTargets": [
            {"virtualNode": "base-vn", "weight": weight, "port": number} for weight in weights
        ]
    }


def retry(**events):
    return {"maxRetries": 3, "perRetryTimeout": seconds(2), **events}


HTTP_EVENTS = ["server-error", "gateway-error", "client-error", "stream-error"]
GRPC_EVENTS = ["cancelled", "deadline-exceeded", "internal", "resource-exhausted", "unavailable"]


def http_routes(key, number, scheme):
    def route(match, **more):
        return {key: {"match": match, "action": targets(number, 100), **more}}

    events = {"httpRetryEvents": HTTP_EVENTS, "tcpRetryEvents": ["connection-error"]}
    return (
        {"priority": 0}
        | route(
            {
                "prefix": "/cart",
                "method": "PATCH",
                "scheme": scheme,
                "port": number,
                "headers": list(MATCHES),
                "queryParameters": list(QUERY),
            },
            timeout=BOTH,
            retryPolicy=retry(**events),
        ),
        {"priority": 1000} | route({"path": {"exact": "/cart"}, "port": number}),
        route({"path": {"regex": "/cart/[0-9]+"}, "port": number}),
    )


ROUTES = (
    *http_routes("httpRoute", HTTP, "http"),
    *http_routes("http2Route", HTTP2, "https"),
    {
        "priority": 5,
        "grpcRoute": {
            "match": {
                "serviceName": "shop.Cart",
                "methodName": "Add",
                "metadata": list(MATCHES),
                "port": GRPC,
            },
            "action": targets(GRPC, 100),
            "timeout": BOTH,
            "retryPolicy": retry(
                grpcRetryEvents=GRPC_EVENTS,
                httpRetryEvents=HTTP_EVENTS,
                tcpRetryEvents=["connection-error"],
            ),
        },
    },
    {
        "tcpRoute": {
            "match": {"port": TCP},
            "action": targets(TCP, 100),
            "timeout": {"idle": seconds(1)},
        }
    },
)


def gateway_target(number):
    service = {"virtualServiceName": BASE["virtualService"]}
    return {"virtualService": service, "port": number}


def http_gateway_routes(key, number):
    def route(match, rewrite=None):
        action = {"target": gateway_target(number)}
        if rewrite:
            action["rewrite"] = rewrite
        return {key: {"match": {"port": number, **match}, "action": action}}

    return (
        {"priority": 0}
        | route(
            {
                "prefix": "/cart/",
                "method": "GET",
                "hostname": {"exact": "cart.example.com"},
                "headers": list(MATCHES),
                "queryParameters": list(QUERY),
            },
            {
                "prefix": {"value": "/v2/"},
                "hostname": {"defaultTargetHostname": "DISABLED"},
            },
        ),
        {"priority": 1000}
        | route(
            {"prefix": "/", "hostname": {"suffix": ".example.com"}},
            {"prefix": {"defaultPrefix": "DISABLED"}},
        ),
        route({"path": {"exact": "/cart"}}, {"path": {"exact": "/basket"}}),
        route({"path": {"regex": "/cart/[0-9]+"}}),
    )


GATEWAY_ROUTES = (
    *http_gateway_routes("httpRoute", HTTP),
    *http_gateway_routes("http2Route", HTTP2),
    {
        "priority": 5,
        "grpcRoute": {
            "match": {
                "serviceName": "shop.Cart",
                "hostname": {"exact": "grpc.example.com"},
                "metadata": list(MATCHES),
                "port": GRPC,
            },
            "action": {
                "target": gateway_target(GRPC),
                "rewrite": {"hostname": {"defaultTargetHostname": "ENABLED"}},
            },
        },
    },
    {
        "grpcRoute": {
            "match": {"hostname": {"suffix": ".example.com"}},
            "action": {"target": gateway_target(GRPC)},
        }
    },
)

KINDS = (
    Kind("mesh", "meshes", MESHES),
    Kind("virtualNode", "virtualNodes", NODES),
    Kind("virtualRouter", "virtualRouters", ROUTERS),
    Kind("route", "routes", ROUTES, parent="virtualRouter"),
    Kind("virtualService", "virtualServices", SERVICES),
    Kind("virtualGateway", "virtualGateways", GATEWAYS),
    Kind("gatewayRoute", "gatewayRoutes", GATEWAY_ROUTES, parent="virtualGateway"),
)
BY_NOUN = {kind.noun: kind for kind in KINDS}
MESH, NODE, ROUTER, ROUTE, SERVICE, GATEWAY, GATEWAY_ROUTE = KINDS
