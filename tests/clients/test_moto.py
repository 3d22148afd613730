"""The main job against moto: an emulator of App Mesh that is none in many ways. Each way that matters is a case."""

import json
import time

import pytest

from weir_process import run_weir

SIGNED = {"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "us-east-1",
          "AWS_EC2_METADATA_DISABLED": "true"}


class Work:
    """A folder with documents of one mesh, and weir in it."""

    def __init__(self, home, moto, mesh):
        self.home, self.moto, self.mesh = home, moto, mesh
        self.folder = home / "mesh"
        self.folder.mkdir()
        self.write("mesh", {"meshName": mesh, "spec": {}})

    def write(self, name, document):
        (self.folder / f"{name}.json").write_text(json.dumps(document))

    def node(self, name, port=80, **more):
        listeners = [{"portMapping": {"port": port, "protocol": "http"}}]
        discovery = {"dns": {"hostname": f"{name}.local"}}
        self.write(f"vn-{name}", {"meshName": self.mesh, "virtualNodeName": name,
                                  "spec": {"listeners": listeners, "serviceDiscovery": discovery}} | more)

    def router(self, name, targets, **more):
        self.write(f"vr-{name}", {"meshName": self.mesh, "virtualRouterName": name, "spec": {
            "listeners": [{"portMapping": {"port": 80, "protocol": "http"}}]}})
        weighted = [{"virtualNode": node, "weight": weight} for node, weight in targets.items()]
        self.write(f"rt-{name}", {"meshName": self.mesh, "virtualRouterName": name, "routeName": "main", "spec": {
            "httpRoute": {"match": {"prefix": "/"}, "action": {"weightedTargets": weighted}}}} | more)

    def service(self, name, router):
        self.write(f"vs-{name}", {"meshName": self.mesh, "virtualServiceName": name, "spec": {
            "provider": {"virtualRouter": {"virtualRouterName": router}}}})

    def weir(self, *args, code=0, env=SIGNED):
        done = run_weir(self.home, "--endpoint", self.moto.url, *args, env=env)
        assert done.returncode == code, f"weir {args}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def json(self, *args, code=0):
        return json.loads(self.weir("-o", "json", *args, code=code).stdout)


@pytest.fixture
def work(tmp_path, moto, request):
    work = Work(tmp_path, moto, request.node.name.removeprefix("test_")[:60].replace("[", "-").replace("]", ""))
    work.node("a")
    work.node("b", port=81)
    work.router("r", {"a": 90, "b": 10})
    return work


def test_diff_apply_and_nothing_left_to_do(work):
    work.weir("diff", work.folder, code=1)
    work.weir("apply", "-y", work.folder)
    # Times, nulls and account names of moto make no difference.
    work.weir("diff", work.folder)
    work.weir("apply", "-y", work.folder)
    work.node("b", port=8081)
    changed = work.weir("diff", work.folder, code=1).stdout
    assert "vn/b" in changed and "vn/a" not in changed
    work.weir("apply", "-y", work.folder)
    work.weir("diff", work.folder)


def test_weights_and_delete(work):
    work.weir("apply", "-y", work.folder)
    work.weir("-m", work.mesh, "weights", "rt/r/main", "a=50", "b=50")
    assert "vn/a" not in work.weir("diff", work.folder, code=1).stdout
    work.weir("-m", work.mesh, "delete", "-y", "rt/r/main", "vr/r", "vn/a", "vn/b")
    left = work.json("-m", work.mesh, "get", "all")
    assert "virtualNode" not in json.dumps(left)
    work.weir("-m", work.mesh, "delete", "-y", "vn/a", code=1)


def test_get_describe_tree_and_dump_read_what_is_there(work):
    work.weir("apply", "-y", work.folder)
    assert "a" in work.weir("-m", work.mesh, "get", "vn").stdout
    assert "a.local" in work.weir("-m", work.mesh, "describe", "vn/a").stdout
    assert "vn/b" in work.weir("-m", work.mesh, "tree", "vr/r").stdout
    dumped = work.home / "dumped"
    dumped.mkdir()
    (dumped / "all.yaml").write_text(work.weir("-m", work.mesh, "-o", "yaml", "dump").stdout)
    # What is read can be written again.
    work.weir("diff", dumped)


def test_documents_are_judged_together_with_what_moto_has(work):
    work.weir("apply", "-y", work.folder)
    (work.folder / "vn-b.json").unlink()
    assert "R001" in work.weir("validate", work.folder, code=1).stdout
    assert "R001" not in work.weir("validate", "--online", work.folder).stdout
    work.router("r", {"a": 90, "nobody": 10})
    assert "R001" in work.weir("validate", "--online", work.folder, code=1).stdout


def test_a_kind_that_moto_does_not_know_is_left_out_and_told_and_the_rest_goes_on(work):
    work.service("s.local", "r")
    # Before there is a mesh, and afterwards.
    for code in (1, 0):
        shown = work.weir("diff", work.folder, code=code)
        assert "does not know virtual services: vs/s.local" in shown.stderr, shown.stderr
        assert "vs/s.local" not in shown.stdout
        work.weir("apply", "-y", work.folder)
    assert work.json("plan", work.folder)["leftOut"], "machines are told, too"


def test_a_mesh_that_does_not_exist_is_not_found_and_no_bad_request(work):
    done = work.weir("-m", "nowhere", "get", "vn", code=1)
    assert "there is no mesh `nowhere`" in done.stderr


def test_tags_that_are_there_twice_are_read_once(work):
    work.node("a", tags=[{"key": "team", "value": "one"}])
    work.weir("apply", "-y", work.folder)
    work.node("a", tags=[{"key": "team", "value": "two"}])
    work.weir("apply", "-y", work.folder)
    # moto keeps both; the last one counts, so there is nothing left to do.
    work.weir("diff", work.folder)
    assert "two" in work.weir("-m", work.mesh, "describe", "vn/a").stdout


def test_unsigned_requests_reach_another_service_of_moto(work):
    """moto tells services apart by the signature alone."""
    done = work.weir("get", "mesh", code=4, env={})
    assert "A012" in done.stderr and "NoSuchBucket" in done.stderr
    assert len(done.stderr) < 900, done.stderr


def test_a_mesh_without_spec_comes_back_with_nulls(work):
    work.weir("apply", "-y", work.folder)
    mesh = work.json("-m", work.mesh, "describe", f"m/{work.mesh}")
    assert "null" not in json.dumps(mesh.get("spec", mesh.get("resource", {}).get("spec", {})))


def test_a_context_of_it_answers(work):
    env = SIGNED | {"WEIR_CONFIG": str(work.home / "config.toml")}
    work.weir("context", "add", "moto", "--mesh", work.mesh, env=env)
    done = run_weir(work.home, "context", "test", env=env)
    assert done.returncode == 0 and "auth sigv4" in done.stderr, done.stderr


def test_prune_deletes_what_is_no_longer_in_the_documents_and_nothing_else(work):
    other = work.home / "other.json"
    other.write_text(json.dumps({"meshName": work.mesh, "virtualNodeName": "theirs", "spec": {
        "listeners": [{"portMapping": {"port": 80, "protocol": "http"}}],
        "serviceDiscovery": {"dns": {"hostname": "theirs.local"}}}}))
    work.weir("apply", "-y", "--set", "mine", work.folder)
    work.weir("apply", "-y", other)
    work.router("r", {"a": 100})
    (work.folder / "vn-b.json").unlink()
    work.weir("apply", "-y", "--set", "mine", "--prune", work.folder)
    shown = work.weir("-m", work.mesh, "get", "vn").stdout
    names = [line.split()[0] for line in shown.splitlines()[1:]]
    assert sorted(names) == ["a", "theirs"], shown


def test_plan_file_is_applied_as_it_was_shown(work):
    plan = work.home / "plan.json"
    work.weir("plan", work.folder, "-O", plan)
    work.weir("apply", "-y", "--plan", plan)
    work.weir("diff", work.folder)


def test_what_others_made_again_is_seen_though_version_and_times_are_the_same(work):
    work.weir("apply", "-y", work.folder)
    work.weir("diff", work.folder)
    # A copy would be made of what has not changed for some seconds.
    time.sleep(6)
    work.weir("diff", work.folder)
    client = work.moto.client("appmesh")
    client.delete_virtual_node(meshName=work.mesh, virtualNodeName="b")
    client.create_virtual_node(meshName=work.mesh, virtualNodeName="b", spec={"listeners": [
        {"portMapping": {"port": 99, "protocol": "http"}}]})
    assert "vn/b" in work.weir("diff", work.folder, code=1).stdout
