"""Network namespaces, each a machine of its own, and what redirects their traffic to a proxy.

Nothing of the machine's own network is touched. It takes Linux, root, `ip`, `setpriv`, and `nft` or
`iptables`.
"""

import contextlib
import ctypes
import itertools
import os
import shutil
import subprocess
import threading

from .loop import Loop

CLONE_NEWNET = 0x40000000
# What a proxy runs as, so that the rules leave its own traffic alone. It stays root otherwise: it
# has to read what a test of root wrote.
GROUP = 1337
INGRESS_PORT = 15000
EGRESS_PORT = 15001
_numbers = itertools.count()


def missing(*tools):
    """Why this machine has no namespaces for tests, or nothing."""
    if os.geteuid() != 0:
        return "network namespaces take root"
    for tool in ("ip", "setpriv", *tools):
        if not shutil.which(tool):
            return f"`{tool}` is not installed"
    probe = f"weir-probe-{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", probe], capture_output=True, text=True)
    if made.returncode != 0:
        return f"no network namespace can be made here: {made.stderr.strip()}"
    subprocess.run(["ip", "netns", "del", probe], check=True)
    return None


class Namespace:
    """A machine of its own: nothing but what is put in is reached."""

    def __init__(self, name):
        self.name = f"weir-{os.getpid()}-{next(_numbers)}-{name}"
        run("ip", "netns", "add", self.name)
        try:
            self.run("ip", "link", "set", "lo", "up")
            self.loop = NamespaceLoop(self.name)
        except BaseException:
            run("ip", "netns", "del", self.name)
            raise

    def run(self, *command, text=None):
        """A command in the namespace."""
        return run("ip", "netns", "exec", self.name, *command, text=text)

    def close(self):
        self.loop.close()
        run("ip", "netns", "del", self.name)

    def address(self, address):
        """One more address of the machine itself."""
        self.run("ip", "address", "add", f"{address}/32", "dev", "lo")

    def redirect(self, tool, *ports):
        """Sends what comes for these ports, and all that leaves, to the proxy."""
        if tool == "nft":
            inbound = "\n".join(f"tcp dport {port} redirect to :{INGRESS_PORT}" for port in ports)
            self.run("nft", "-f", "-", text=_NFT.format(inbound=inbound))
            return
        nat = ("iptables", "-w", "-t", "nat", "-A")
        tcp = ("-p", "tcp")
        for port in ports:
            there = ("-j", "REDIRECT", "--to-ports", str(INGRESS_PORT))
            self.run(*nat, "PREROUTING", *tcp, "--dport", str(port), *there)
        self.run(*nat, "OUTPUT", "-m", "owner", "--gid-owner", str(GROUP), "-j", "RETURN")
        self.run(*nat, "OUTPUT", "-d", "127.0.0.0/8", "-j", "RETURN")
        self.run(*nat, "OUTPUT", *tcp, "-j", "REDIRECT", "--to-ports", str(EGRESS_PORT))

    def command(self, *command):
        """The same command, to be run here, as the group that the rules leave alone."""
        own = ("setpriv", f"--regid={GROUP}", "--clear-groups", "--")
        return ["ip", "netns", "exec", self.name, *own, *map(str, command)]


_NFT = f"""
table ip weir {{{{
    chain inbound {{{{
        type nat hook prerouting priority -100;
        {{inbound}}
    }}}}
    chain outbound {{{{
        type nat hook output priority -100;
        meta skgid {GROUP} return
        ip daddr 127.0.0.0/8 return
        meta l4proto tcp redirect to :{EGRESS_PORT}
    }}}}
}}}}
"""


class NamespaceLoop(Loop):
    """An event loop whose sockets are of a namespace."""

    def __init__(self, name):
        self._name = name
        entered = threading.Event()
        self._entered = entered
        self._error = None
        super().__init__()
        entered.wait()
        if self._error:
            raise self._error

    def _run(self):
        try:
            _enter(self._name)
        except OSError as error:
            self._error = error
            return
        finally:
            self._entered.set()
        self._loop.run_forever()


def _enter(name):
    """Moves this thread, and no other, into a namespace."""
    with open(f"/run/netns/{name}") as file:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.setns(file.fileno(), CLONE_NEWNET) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))


@contextlib.contextmanager
def machines(middle, *names):
    """A machine in the middle, and others that reach each other through it, at 10.77.N.2. All are
    gone afterwards, whatever happens."""
    with contextlib.ExitStack() as stack:
        made = []
        for name in (middle, *names):
            made.append(Namespace(name))
            stack.callback(made[-1].close)
        center, *others = made
        center.run("sysctl", "-qw", "net.ipv4.ip_forward=1")
        for number, one in enumerate(others, start=1):
            _join(center, one, number)
        yield made


def _join(center, one, number):
    here = f"to{number}"
    run(
        "ip", "link", "add", here, "netns", center.name,
        "type", "veth", "peer", "name", "eth0", "netns", one.name,
    )  # fmt: skip
    for namespace, device, address in [(center, here, 1), (one, "eth0", 2)]:
        namespace.run("ip", "address", "add", f"10.77.{number}.{address}/24", "dev", device)
        namespace.run("ip", "link", "set", device, "up")
    one.run("ip", "route", "add", "default", "via", f"10.77.{number}.1")


def run(*command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
    return done.stdout
