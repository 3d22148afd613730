"""Where credentials come from: every source that AWS tools know, served by fakes on loopback and by moto."""

import datetime
import hashlib
import json
import stat

import pytest
from capture import Capture, app_mesh

from weir_process import run_weir

BASE = {"AWS_REGION": "eu-west-3"}
NO_IMDS = {"AWS_EC2_METADATA_DISABLED": "true"}


@pytest.fixture
def mesh():
    with Capture() as capture:
        yield capture


def later(hours=1):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def get(home, mesh, *args, **env):
    return run_weir(home, "--endpoint", mesh.url, "--auth", "sigv4", *args, "get", "mesh", env=BASE | NO_IMDS | env)


def signed_by(mesh):
    """The access key and the session of all requests."""
    keys = {one.headers["authorization"].split("Credential=")[1].split("/")[0] for one in mesh.requests}
    tokens = {one.headers.get("x-amz-security-token") for one in mesh.requests}
    assert len(keys) == 1 and len(tokens) == 1, (keys, tokens)
    return keys.pop(), tokens.pop()


def aws_file(home, name, text):
    path = home / ".aws" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_environment(tmp_path, mesh):
    done = get(tmp_path, mesh, AWS_ACCESS_KEY_ID="A1", AWS_SECRET_ACCESS_KEY="s", AWS_SESSION_TOKEN="t")
    assert done.returncode == 0, done.stderr
    assert signed_by(mesh) == ("A1", "t")


def test_profile_that_a_variable_or_a_flag_names(tmp_path, mesh):
    aws_file(tmp_path, "credentials", "[one]\naws_access_key_id = P1\naws_secret_access_key = s\n"
                                      "[two]\naws_access_key_id = P2\naws_secret_access_key = s\n")
    assert get(tmp_path, mesh, AWS_PROFILE="one").returncode == 0
    assert signed_by(mesh) == ("P1", None)
    mesh.requests.clear()
    # A profile on the command line beats keys in the environment.
    done = get(tmp_path, mesh, "--profile", "two", AWS_ACCESS_KEY_ID="A1", AWS_SECRET_ACCESS_KEY="s")
    assert done.returncode == 0, done.stderr
    assert signed_by(mesh) == ("P2", None)


def test_region_of_a_profile(tmp_path, mesh):
    aws_file(tmp_path, "config", "[profile one]\nregion = ap-south-2\naws_access_key_id = P1\n"
                                 "aws_secret_access_key = s\n")
    done = get(tmp_path, mesh, "--profile", "one", AWS_REGION="")
    assert done.returncode == 0, done.stderr
    assert "/ap-south-2/appmesh/aws4_request" in mesh.requests[0].headers["authorization"]


def test_process(tmp_path, mesh):
    script = tmp_path / "credentials.sh"
    answer = {"Version": 1, "AccessKeyId": "PROC", "SecretAccessKey": "s", "SessionToken": "p", "Expiration": later()}
    script.write_text(f"#!/bin/sh\ncat <<'END'\n{json.dumps(answer)}\nEND\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    aws_file(tmp_path, "config", f"[profile p]\ncredential_process = {script}\n")
    done = get(tmp_path, mesh, "--profile", "p")
    assert done.returncode == 0, done.stderr
    assert signed_by(mesh) == ("PROC", "p")


def test_role_by_source_profile(tmp_path, mesh, moto):
    aws_file(tmp_path, "credentials", "[base]\naws_access_key_id = BASE\naws_secret_access_key = s\n")
    aws_file(tmp_path, "config", "[profile deep]\nrole_arn = arn:aws:iam::123456789012:role/deploy\n"
                                 "source_profile = base\n")
    done = get(tmp_path, mesh, "--profile", "deep", AWS_ENDPOINT_URL_STS=moto.url)
    assert done.returncode == 0, done.stderr
    key, token = signed_by(mesh)
    assert key.startswith("ASIA") and token


def test_web_identity(tmp_path, mesh, moto):
    (tmp_path / "token").write_text("eyJhbGciOiJub25lIn0.e30.")
    done = get(tmp_path, mesh, AWS_ENDPOINT_URL_STS=moto.url, AWS_ROLE_ARN="arn:aws:iam::123456789012:role/pod",
               AWS_WEB_IDENTITY_TOKEN_FILE=str(tmp_path / "token"), AWS_ROLE_SESSION_NAME="weir")
    assert done.returncode == 0, done.stderr
    key, token = signed_by(mesh)
    assert key.startswith("ASIA") and token


def test_container(tmp_path, mesh):
    answer = {"AccessKeyId": "CONT", "SecretAccessKey": "s", "Token": "c", "Expiration": later()}

    def serve(request):
        allowed = request.path == "/role" and request.headers.get("authorization") == "let me in"
        return (200, {"Content-Type": "application/json"}, json.dumps(answer).encode()) if allowed else (403, {}, b"")

    with Capture(serve) as container:
        done = get(tmp_path, mesh, AWS_CONTAINER_CREDENTIALS_FULL_URI=container.url + "/role",
                   AWS_CONTAINER_AUTHORIZATION_TOKEN="let me in")
        assert done.returncode == 0, done.stderr
        assert len(container.requests) == 1, "asked once for all requests"
    assert signed_by(mesh) == ("CONT", "c")


def test_instance_metadata_version_2(tmp_path, mesh):
    answer = {"Code": "Success", "Type": "AWS-HMAC", "LastUpdated": later(-1), "AccessKeyId": "IMDS",
              "SecretAccessKey": "s", "Token": "i", "Expiration": later()}

    def serve(request):
        if request.method == "PUT" and request.path == "/latest/api/token":
            return 200, {"x-aws-ec2-metadata-token-ttl-seconds": "21600"}, b"session"
        if request.headers.get("x-aws-ec2-metadata-token") != "session":
            return 401, {}, b""
        folder = "/latest/meta-data/iam/security-credentials/"
        if request.path in (folder, folder.rstrip("/")):
            return 200, {}, b"role-name"
        if request.path == folder + "role-name":
            return 200, {}, json.dumps(answer).encode()
        return 404, {}, b""

    with Capture(serve) as metadata:
        done = run_weir(tmp_path, "--endpoint", mesh.url, "--auth", "sigv4", "get", "mesh",
                        env=BASE | {"AWS_EC2_METADATA_SERVICE_ENDPOINT": metadata.url})
        assert done.returncode == 0, done.stderr
    assert signed_by(mesh) == ("IMDS", "i")


def sso(home, portal, expires):
    start = "https://example.awsapps.com/start"
    aws_file(home, "config", "[profile s]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = admin\n"
                             f"[sso-session corp]\nsso_start_url = {start}\nsso_region = eu-west-3\n"
                             f"[services]\n")
    cache = home / ".aws/sso/cache"
    cache.mkdir(parents=True)
    token = {"startUrl": start, "region": "eu-west-3", "accessToken": "sso-token", "expiresAt": expires}
    (cache / (hashlib.sha1(b"corp").hexdigest() + ".json")).write_text(json.dumps(token))
    return {"AWS_ENDPOINT_URL_SSO": portal.url}


def test_sso_cache(tmp_path, mesh):
    def serve(request):
        if request.headers.get("x-amz-sso_bearer_token") != "sso-token":
            return 401, {}, b"{}"
        until = int(datetime.datetime.now().timestamp() * 1000) + 3_600_000
        role = {"accessKeyId": "SSO1", "secretAccessKey": "s", "sessionToken": "o", "expiration": until}
        return 200, {"Content-Type": "application/json"}, json.dumps({"roleCredentials": role}).encode()

    with Capture(serve) as portal:
        done = get(tmp_path, mesh, "--profile", "s", **sso(tmp_path, portal, later()))
        assert done.returncode == 0, done.stderr
    assert signed_by(mesh) == ("SSO1", "o")


def test_sso_that_has_expired_says_so(tmp_path, mesh):
    with Capture() as portal:
        done = get(tmp_path, mesh, "--profile", "s", **sso(tmp_path, portal, later(-2)))
    assert done.returncode == 3, done.stderr
    assert "C022" in done.stderr, done.stderr
    assert not mesh.api


def test_none_found_says_where_it_looked(tmp_path, mesh):
    done = get(tmp_path, mesh)
    assert done.returncode == 3, done.stderr
    assert "C020" in done.stderr and "the environment, the profile files" in done.stderr, done.stderr
    assert not mesh.api


def test_a_profile_that_is_not_there_is_named(tmp_path, mesh):
    done = get(tmp_path, mesh, "--profile", "nobody")
    assert done.returncode == 3, done.stderr
    assert "C020" in done.stderr and "nobody" in done.stderr


def test_no_region(tmp_path, mesh):
    """A server on this machine is signed for all the same; elsewhere the region has to be known."""
    keys = {"AWS_REGION": "", "AWS_ACCESS_KEY_ID": "A1", "AWS_SECRET_ACCESS_KEY": "s"}
    done = get(tmp_path, mesh, **keys)
    assert done.returncode == 0, done.stderr
    assert "/us-east-1/appmesh/" in mesh.requests[0].headers["authorization"]
    elsewhere = ["--endpoint", "https://mesh.invalid", "--auth", "sigv4", "get", "mesh"]
    done = run_weir(tmp_path, *elsewhere, env=BASE | NO_IMDS | keys)
    assert done.returncode == 3 and "C025" in done.stderr, done.stderr


@pytest.mark.parametrize("found, signed", [
    ({}, False),
    ({"AWS_ACCESS_KEY_ID": "A1", "AWS_SECRET_ACCESS_KEY": "s"}, True),
    ({"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:9/"}, False),
])
def test_on_this_machine_it_signs_only_if_keys_or_a_profile_are_named(tmp_path, mesh, found, signed):
    done = run_weir(tmp_path, "--endpoint", mesh.url, "get", "mesh", env=BASE | NO_IMDS | found)
    assert done.returncode == 0, done.stderr
    assert {"authorization" in one.headers for one in mesh.requests} == {signed}


def test_expired_credentials_of_a_role_are_fetched_again(tmp_path, moto):
    """The control plane calls the first credentials expired; the second ones are good."""
    seen = []

    def strict(request):
        key = request.headers["authorization"].split("Credential=")[1].split("/")[0]
        if key not in seen:
            seen.append(key)
        if key == seen[0]:
            expired = {"x-amzn-errortype": "ExpiredTokenException"}
            return 403, expired, b'{"message": "The security token included in the request is expired"}'
        return app_mesh(request)

    aws_file(tmp_path, "credentials", "[base]\naws_access_key_id = BASE\naws_secret_access_key = s\n")
    aws_file(tmp_path, "config", "[profile deep]\nrole_arn = arn:aws:iam::123456789012:role/deploy\n"
                                 "source_profile = base\n")
    with Capture(strict) as mesh:
        done = get(tmp_path, mesh, "--profile", "deep", AWS_ENDPOINT_URL_STS=moto.url)
        assert done.returncode == 0, done.stderr
    assert len(seen) == 2
