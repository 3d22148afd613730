"""Signed requests, signed again by botocore, which must come to the same signature."""

import datetime
import json
import random
import string
from urllib.parse import urlsplit

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from capture import Capture, app_mesh, http_date

from weir_process import run_weir

NODE = {"listeners": [{"portMapping": {"port": 80, "protocol": "tcp"}}],
        "serviceDiscovery": {"dns": {"hostname": "a.local"}}}
NAMES = string.ascii_letters + string.digits + "-_" + " :@!$&'()*+,;=~%#?[]{}|^`\"<>é水"


class Again(SigV4Auth):
    """Signs with the time of the request that is checked."""

    def __init__(self, timestamp, *args):
        super().__init__(*args)
        self.timestamp = timestamp

    def _modify_request_before_signing(self, request):
        if self.credentials.token:
            request.headers["X-Amz-Security-Token"] = self.credentials.token


def signed_again(request, host, keys, region):
    """The header that botocore would have sent with the same time, names, headers and body."""
    parts = request.headers["authorization"].split("SignedHeaders=")[1].split(",")[0].split(";")
    own = {"host", "x-amz-date", "x-amz-security-token"}
    headers = {name: request.headers[name] for name in parts if name not in own}
    again = AWSRequest(request.method, f"http://{host}{request.path}", headers, request.body or None)
    timestamp = request.headers["x-amz-date"]
    auth = Again(timestamp, Credentials(*keys), "appmesh", region)
    again.context["timestamp"] = timestamp
    again.headers["X-Amz-Date"] = timestamp
    auth._modify_request_before_signing(again)
    canonical = auth.canonical_request(again)
    signature = auth.signature(auth.string_to_sign(again, canonical), again)
    scope = auth.credential_scope(again)
    names = auth.signed_headers(auth.headers_to_sign(again))
    return (
        f"AWS4-HMAC-SHA256 Credential={keys[0]}/{scope}, SignedHeaders={names}, Signature={signature}"
    ), canonical


def aws_env(home, *keys, region="eu-west-3"):
    names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]
    return dict(zip(names, keys)) | {"AWS_REGION": region, "AWS_EC2_METADATA_DISABLED": "true"}


def check(capture, keys, region="eu-west-3"):
    assert capture.requests
    for request in capture.requests:
        assert "authorization" in request.headers, request
        expected, canonical = signed_again(request, f"127.0.0.1:{capture.port}", keys, region)
        assert request.headers["authorization"] == expected, f"{request.path}\n{canonical}"


def random_name(random, most=40):
    name = "".join(random.choice(NAMES) for _ in range(random.randint(1, most))).strip()
    return name if name not in ("", ".", "..") else "x"


@pytest.mark.parametrize("seed", range(6))
def test_botocore_comes_to_the_same_signature(tmp_path, seed):
    chance = random.Random(seed)
    keys = ["AKID" + str(seed), "".join(chance.choices(string.ascii_letters + "/+", k=40))]
    if seed % 2:
        keys.append("".join(chance.choices(string.ascii_letters + "/+=", k=200)))
    mesh = random_name(chance)
    documents = []
    for number in range(5):
        documents.append({"meshName": mesh, "virtualNodeName": f"{number}{random_name(chance)}",
                          "spec": NODE, "tags": [{"key": random_name(chance), "value": random_name(chance)}]})
    router = {"meshName": mesh, "virtualRouterName": random_name(chance), "spec": {
        "listeners": [{"portMapping": {"port": 80, "protocol": "tcp"}}]}}
    target = {"virtualNode": documents[0]["virtualNodeName"], "weight": 1}
    route = {"meshName": mesh, "virtualRouterName": router["virtualRouterName"], "routeName": random_name(chance),
             "spec": {"tcpRoute": {"action": {"weightedTargets": [target]}}}}
    for number, document in enumerate([*documents, router, route]):
        (tmp_path / f"{number}.json").write_text(json.dumps(document))
    with Capture() as capture:
        done = run_weir(tmp_path, "--endpoint", capture.url, "apply", "-y", tmp_path,
                        env=aws_env(tmp_path, *keys))
        assert done.returncode == 0, done.stderr
        got = run_weir(tmp_path, "--endpoint", capture.url, "-m", mesh, "dump", env=aws_env(tmp_path, *keys))
        assert got.returncode == 0, got.stderr
        assert {one.method for one in capture.requests} == {"GET", "PUT"}
        check(capture, keys)


def test_an_endpoint_below_a_path_is_signed_with_it(tmp_path):
    def below(request):
        request.path = request.path.removeprefix("/a b".replace(" ", "%20"))
        return app_mesh(request)

    keys = ["AKID", "secret"]
    with Capture(below) as capture:
        done = run_weir(tmp_path, "--endpoint", capture.url + "/a%20b", "get", "mesh", env=aws_env(tmp_path, *keys))
        assert done.returncode == 0, done.stderr
        for request in capture.requests:
            request.path = "/a%20b" + request.path
        check(capture, keys)


def test_every_attempt_is_signed_anew(tmp_path):
    failures = iter([500, 503, 429])

    def flaky(request):
        status = next(failures, None) if "v2019" in request.path else None
        return (status, {}, b'{"message": "later"}') if status else app_mesh(request)

    keys = ["AKID", "secret"]
    with Capture(flaky) as capture:
        done = run_weir(tmp_path, "--endpoint", capture.url, "get", "mesh", env=aws_env(tmp_path, *keys))
        assert done.returncode == 0, done.stderr
        assert len(capture.lists) == 4
        check(capture, keys)


@pytest.mark.parametrize("ahead_s", [3600, -3600])
def test_a_wrong_clock_is_corrected_once_and_told(tmp_path, ahead_s):
    """The server's clock differs: it refuses what is signed by any other."""
    refusals = []

    def strict(request):
        signed = datetime.datetime.strptime(request.headers["x-amz-date"], "%Y%m%dT%H%M%SZ")
        theirs = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
        theirs += datetime.timedelta(seconds=ahead_s)
        date = {"Date": http_date(ahead_s)}
        if abs((theirs - signed).total_seconds()) > 300:
            refusals.append(1)
            refused = {"x-amzn-errortype": "InvalidSignatureException"} | date
            return 403, refused, b'{"message": "Signature expired"}'
        status, headers, body = app_mesh(request)
        return status, headers | date, body

    with Capture(strict) as capture:
        done = run_weir(tmp_path, "--endpoint", capture.url, "get", "mesh", env=aws_env(tmp_path, "AKID", "secret"))
        assert done.returncode == 0, done.stderr
        assert done.stderr.count("C021") == 1, done.stderr
        assert ("behind" if ahead_s > 0 else "ahead of") in done.stderr
        assert refusals == [1], "one refusal, then all is signed by the other clock"


def test_a_refusal_that_no_clock_explains_is_the_answer(tmp_path):
    def refuse(_):
        return 403, {"x-amzn-errortype": "InvalidSignatureException"}, b'{"message": "wrong key"}'

    with Capture(refuse) as capture:
        done = run_weir(tmp_path, "--endpoint", capture.url, "get", "mesh", env=aws_env(tmp_path, "AKID", "secret"))
        assert done.returncode == 3, done.stderr
        assert "C023" in done.stderr and "wrong key" in done.stderr
        assert len(capture.api) == 1


def test_no_credentials_reach_another_host_in_plain_text(tmp_path):
    env = aws_env(tmp_path, "AKID", "secret") | {"WEIR_TOKEN": "abc"}
    done = run_weir(tmp_path, "--endpoint", "http://192.0.2.1", "get", "mesh", env=env)
    assert done.returncode == 3, done.stderr
    assert "C024" in done.stderr
