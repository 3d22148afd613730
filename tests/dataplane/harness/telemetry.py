"""What the control plane counted of the traffic of a mesh, compared with what was sent."""

import json
import time
from urllib.parse import urlencode

# Longer than the last report of a test takes to be of a whole interval.
TOLD_S = 20


def traffic(plane, mesh, **query):
    return plane.call("GET", f"/_weir/v1/telemetry?{urlencode({'mesh': mesh} | query)}")


def counts(plane, mesh, **query):
    """Sums by caller, target and port: everything that was counted, by its name."""
    sums = {}
    for edge in traffic(plane, mesh, **query)["edges"]:
        key = (edge["caller"], edge["node"], edge.get("port"))
        total = sums.setdefault(key, {"active": edge["active"], "timed": 0})
        for part in edge["parts"]:
            for name, count in part.items():
                if name == "times":
                    total["timed"] += sum(count for _, count in count)
                elif name != "at":
                    total[name] = total.get(name, 0) + count
    return sums


def wait_counts(plane, mesh, expected, **query):
    """Returns when these counts were told, and holds that nothing more is told after them."""
    deadline = time.monotonic() + TOLD_S
    while True:
        told = counts(plane, mesh, **query)
        found = {
            key: {name: told.get(key, {}).get(name, 0) for name in wanted}
            for key, wanted in expected.items()
        }
        if found == expected:
            return told
        assert time.monotonic() < deadline, json.dumps(
            {"expected": _readable(expected), "told": _readable(told)}, indent=2
        )
        time.sleep(0.1)


def _readable(counts):
    return {" ".join(map(str, key)): value for key, value in counts.items()}
