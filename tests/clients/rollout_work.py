"""A mesh on moto whose route is moved by rollouts, and weir."""

import json
import subprocess
import time

import pytest

from weir_process import clean_env, run_weir, weir_bin

SIGNED = {"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1",
          "AWS_EC2_METADATA_DISABLED": "true", "WEIR_READ_RATE": "1000", "WEIR_WRITE_RATE": "1000"}
WAIT_S = 60


class Work:
    """A mesh of its own with a route from v1 to v2, and weir."""

    def __init__(self, home, moto, mesh, api=None):
        self.home, self.moto, self.mesh, self.mesh_api = home, moto, mesh, api or moto.client("appmesh")
        self.flags = []
        api = self.mesh_api
        api.create_mesh(meshName=mesh)
        for node in ("v1", "v2"):
            api.create_virtual_node(meshName=mesh, virtualNodeName=node, spec={})
        api.create_virtual_router(meshName=mesh, virtualRouterName="r", spec={
            "listeners": [{"portMapping": {"port": 80, "protocol": "http"}}]})
        for route in ("main", "admin"):
            api.create_route(meshName=mesh, virtualRouterName="r", routeName=route, spec={"priority": 7, "httpRoute": {
                "match": {"prefix": f"/{route}"}, "action": {"weightedTargets": [
                    {"virtualNode": "v1", "weight": 100}, {"virtualNode": "v2", "weight": 0}]}}})

    def spec(self, stages, routes=("main",), **more):
        spec = {"kind": "weir.rollout/v1", "name": "v2", "strategy": "canary",
                "targets": [{"mesh": self.mesh, "virtualRouter": "r", "route": route, "baseline": "v1", "canary": "v2"}
                            for route in routes],
                "stages": [{"weight": weight, "hold": hold} for weight, hold in stages],
                "verify": {"settle": "0s"}} | more
        path = self.home / "spec.json"
        path.write_text(json.dumps(spec))
        return path

    def args(self, *args, url=None):
        return ["--endpoint", url or self.moto.url, "--mesh", self.mesh, *self.flags, *map(str, args)]

    def run(self, *args, home=None):
        return run_weir(home or self.home, *self.args(*args), env=SIGNED)

    def weir(self, *args, code=0, home=None):
        done = self.run(*args, home=home)
        assert done.returncode == code, f"weir {args}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def start(self, spec, strategy="canary", url=None):
        """A driver in the background."""
        return self.spawn(strategy, "start", "--spec", spec, url=url)

    def spawn(self, *args, home=None, url=None):
        home = home or self.home
        return subprocess.Popen(
            [weir_bin(), *self.args(*args, url=url)], cwd=home, text=True, env=clean_env(home) | SIGNED,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def route(self, route="main"):
        return self.mesh_api.describe_route(meshName=self.mesh, virtualRouterName="r", routeName=route)["route"]

    def weights(self, route="main"):
        targets = self.route(route)["spec"]["httpRoute"]["action"]["weightedTargets"]
        return {target["virtualNode"]: target["weight"] for target in targets}

    def weight(self, route="main"):
        return self.weights(route)["v2"]

    def all_tags(self, route="main"):
        """Every value that was ever written: moto adds, and replaces nothing."""
        arn = self.route(route)["metadata"]["arn"]
        return self.mesh_api.list_tags_for_resource(resourceArn=arn)["tags"]

    def tags(self, route="main"):
        return {tag["key"]: tag["value"] for tag in self.all_tags(route)}

    def locks(self):
        nodes = self.mesh_api.list_virtual_nodes(meshName=self.mesh)["virtualNodes"]
        return [node["virtualNodeName"] for node in nodes if node["virtualNodeName"].startswith("weir-")]

    def edit(self, **spec):
        now = self.route()["spec"]
        self.mesh_api.update_route(meshName=self.mesh, virtualRouterName="r", routeName="main", spec=now | spec)

    def until(self, holds, what):
        ends = time.monotonic() + WAIT_S
        while time.monotonic() < ends:
            if holds():
                return
            time.sleep(0.1)
        pytest.fail(f"in vain: {what}")

    def status(self):
        done = self.run("-o", "json", "canary", "status")
        return done.returncode, json.loads(done.stdout)


def ended(process, code):
    out, err = process.communicate(timeout=WAIT_S)
    assert process.returncode == code, f"{process.returncode}\n{out}\n{err}"
    return err
