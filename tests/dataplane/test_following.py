"""`weir proxy list` and `status`, and the wait of `weir apply` and `weir weights`."""

import json
import pathlib
import subprocess
import sys

import pytest

from weir_process import clean_env, run_weir, weir_bin

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROUTE = "rt/shop-vr/main"


@pytest.fixture(scope="module")
def shop(stage):
    """A caller with a proxy, and a service that is split between two nodes."""
    mesh = stage.mesh("following")
    http = {"portMapping": {"port": 8080, "protocol": "http"}}
    mesh.node("one", http)
    mesh.node("two", http)
    mesh.router("shop-vr", ("http", 8080))
    mesh.route(
        "shop-vr",
        "main",
        {
            "httpRoute": {
                "match": {"prefix": "/"},
                "action": {
                    "weightedTargets": [
                        {"virtualNode": "one", "weight": 50},
                        {"virtualNode": "two", "weight": 50},
                    ]
                },
            }
        },
    )
    mesh.service("shop.local", router="shop-vr")
    mesh.node("caller", proxied=True, backends=["shop.local"])
    mesh.start()
    yield mesh
    stage.end("following")


@pytest.fixture
def weir(shop, tmp_path):
    def run(*args):
        return run_weir(tmp_path, *args, "--endpoint", shop.plane.url, "-m", shop.name)

    return run


def caller_spec(**more):
    backend = {"virtualService": {"virtualServiceName": "shop.local"}}
    return {"backends": [backend], **more}


def document(tmp_path, shop, spec):
    path = tmp_path / "caller.json"
    resource = {"meshName": shop.name, "virtualNodeName": "caller", "spec": spec}
    path.write_text(json.dumps(resource))
    return path


def test_proxies_are_listed_with_how_far_they_are(weir):
    listed = weir("proxy", "list")
    assert listed.returncode == 0, listed.stderr
    header, row = listed.stdout.splitlines()
    assert header.split()[:4] == ["MESH", "PROXY", "OF", "STATE"]
    assert row.split()[:3] == ["following", "vn/caller", "synced"]
    assert "1.40.0" in row
    names = weir("proxy", "list", "-o", "name")
    assert names.stdout == "vn/caller\n"
    (proxy,) = json.loads(weir("proxy", "list", "-o", "json").stdout)["proxies"]
    assert proxy["state"] == "synced"
    assert proxy["acknowledgedRevision"] == proxy["revision"]


def test_status_answers_no_for_a_node_without_a_proxy(weir):
    assert weir("proxy", "status", "vn/caller").returncode == 0
    missing = weir("proxy", "status", "vn/one")
    assert missing.returncode == 1
    assert "no proxy of vn/one is connected" in missing.stderr
    wrong = weir("proxy", "status", "vs/shop.local")
    assert wrong.returncode == 2
    assert "has no proxies" in wrong.stderr


def test_weights_wait_for_the_acknowledgement(weir):
    done = weir("weights", ROUTE, "one=10", "two=90", "--wait", "-o", "json")
    assert done.returncode == 0, done.stderr
    waited = json.loads(done.stdout)["proxies"]
    assert (waited["connected"], waited["converged"]) == (1, True)
    assert "acknowledged by the one connected proxy" in done.stderr
    (proxy,) = json.loads(weir("proxy", "list", "-o", "json").stdout)["proxies"]
    assert proxy["acknowledgedRevision"] == proxy["revision"]


def test_what_a_proxy_rejects_is_exit_8_with_its_words_and_the_field(shop, weir, tmp_path):
    # That a folder is missing at the proxy is nothing that a control plane can know.
    log = {"accessLog": {"file": {"path": "/no/such/folder/access.log"}}}
    wrong = document(tmp_path, shop, caller_spec(logging=log))
    done = weir("apply", wrong, "-y", "--wait=xds")
    assert done.returncode == 8, done.stdout + done.stderr
    assert "applied 1 change" in done.stdout
    assert "vn/caller rejected LDS" in done.stderr
    assert "/no/such/folder/access.log" in done.stderr
    assert "(vn/caller spec.logging.accessLog.file.path)" in done.stderr
    status = weir("proxy", "status", "vn/caller")
    assert status.returncode == 1
    assert "state           rejected" in status.stdout
    assert "field         vn/caller spec.logging.accessLog.file.path" in status.stdout
    # What has nothing to do with it is done, and says what is wrong from before.
    other = weir("weights", ROUTE, "one=55", "two=45", "--wait")
    assert other.returncode == 0, other.stderr
    assert "warning: from before this change: vn/caller rejected LDS" in other.stderr
    # It is applied all the same: nothing to do, and still not followed.
    again = weir("apply", wrong, "-y", "--wait", "-o", "json")
    assert again.returncode == 8
    assert json.loads(again.stdout)["proxies"]["converged"] is False
    mended = weir("apply", document(tmp_path, shop, caller_spec()), "-y", "--wait")
    assert mended.returncode == 0, mended.stderr
    assert weir("proxy", "status", "vn/caller").returncode == 0


def test_who_does_not_answer_in_time_is_exit_8(shop, weir):
    (proxy,) = shop.stage.proxies_of(shop.name)
    proxy.pause()
    try:
        done = weir("weights", ROUTE, "one=30", "two=70", "--wait", "--wait-timeout", "1s")
        assert done.returncode == 8, done.stdout + done.stderr
        assert "vn/caller has not answered" in done.stderr
        again = weir("weights", ROUTE, "one=30", "two=70", "--wait", "--wait-timeout", "1s")
        assert again.returncode == 8, again.stdout + again.stderr
    finally:
        proxy.resume()
    done = weir("weights", ROUTE, "one=40", "two=60", "--wait")
    assert done.returncode == 0, done.stderr


def test_without_a_server_there_is_nothing_to_wait_for(tmp_path):
    data = tmp_path / "data"
    shop = ROOT / "examples/shopmesh"
    refused = run_weir(tmp_path, "apply", shop, "-y", "--wait", "--data-dir", data)
    assert refused.returncode == 2
    assert "--wait waits for proxies" in refused.stderr
    nothing = run_weir(tmp_path, "get", "mesh", "--data-dir", data, "-o", "name")
    assert nothing.stdout == ""
    listed = run_weir(tmp_path, "proxy", "list", "--data-dir", data)
    assert listed.returncode == 7
    assert "no server runs on this data directory" in listed.stderr


def test_the_demo_measures_the_weights(envoy, stage, tmp_path):
    env = clean_env(tmp_path) | {"ENVOY": str(envoy), "WEIR_BIN": weir_bin()}
    env["DEMO_NETWORK"] = ".".join(stage.addresses.take().split(".")[:2])
    done = subprocess.run(
        [sys.executable, ROOT / "examples/demo/run", "--requests", "300"],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("300 requests through the gateway") == 2
    assert done.stdout.endswith("the shares are the weights\n")
