"""What all tests of a run share: a control plane, an event loop, and all that was started."""

from .addresses import Addresses
from .caller import Caller
from .control_plane import ControlPlane
from .loop import Loop
from .mesh import Mesh
from .proxy import Proxy


class Stage:
    """Starts things, and ends all of them."""

    def __init__(self, home, plane=None):
        self.home = home
        self.addresses = Addresses()
        self.loop = Loop()
        self.plane = plane or ControlPlane(home)
        self._applications = {}
        self._proxies = {}

    def mesh(self, name, **spec):
        self._proxies[name] = []
        self._applications[name] = []
        return Mesh(self, name, **spec)

    def serve(self, mesh, application):
        self.loop.run(application.start())
        self._applications[mesh].append(application)
        return application

    def stop(self, application):
        """Hangs up and listens no more, until it is served again."""
        self.loop.run(application.stop())

    def start_proxy(self, mesh, of, address, application, flags=()):
        home = self.home / mesh / of.replace("/", "-")
        proxy = Proxy(home, self.plane, mesh, of, address, application, flags)
        self._proxies[mesh].append(proxy)
        return proxy

    def caller(self, node):
        """What the application of a node sends."""
        return Caller(self.loop, node.address)

    def visitor(self, node, port):
        """What somebody sends to a port of a node or gateway."""
        return Caller(self.loop, node.address, port)

    def proxies_of(self, mesh):
        return self._proxies[mesh]

    def end(self, mesh):
        """Ends everything that runs for a mesh."""
        for proxy in self._proxies.pop(mesh):
            proxy.kill()
        for application in self._applications.pop(mesh):
            self.loop.run(application.stop())

    def close(self):
        for mesh in list(self._proxies):
            self.end(mesh)
        self.plane.close()
        self.loop.close()
        self.addresses.close()
