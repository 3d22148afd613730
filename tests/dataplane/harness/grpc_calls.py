"""gRPC with messages of plain bytes, so that nothing has to be generated."""

import grpc
import grpc.aio

from .answer import Answer
from .application import Application, Seen

HEALTH = "/grpc.health.v1.Health/Check"
# A HealthCheckResponse with the status SERVING, and one with NOT_SERVING.
SERVING = b"\x08\x01"
NOT_SERVING = b"\x08\x02"


class GrpcApplication(Application):
    """Answers every unary method, and health checks."""

    async def start(self):
        self._server = grpc.aio.server()
        self._server.add_generic_rpc_handlers((_Every(self),))
        self._server.add_insecure_port(f"{self.address}:{self.port}")
        await self._server.start()

    async def stop(self):
        await self._server.stop(None)

    async def call(self, seen, context):
        step = await self._take(seen)
        # Nothing before a failure: a proxy may try again only what it has not begun to answer.
        if step.grpc != "OK":
            await context.abort(grpc.StatusCode[step.grpc], "as told")
        await context.send_initial_metadata((("x-node", self.name),))
        return self._answer(seen)


class _Every(grpc.GenericRpcHandler):
    """Hands every method to the application."""

    def __init__(self, application):
        self._application = application

    def service(self, details):
        method = details.method
        metadata = tuple((key, value) for key, value in details.invocation_metadata)

        async def call(message, context):
            if method == HEALTH:
                return SERVING if self._application.is_well else NOT_SERVING
            seen = Seen("POST", method, "", metadata, message)
            return await self._application.call(seen, context)

        return grpc.unary_unary_rpc_method_handler(call)


class GrpcClient:
    """One channel to a proxy, with the authority of a service."""

    def __init__(self, address, port, host):
        # Retries of the client itself would hide what the proxy does.
        self._channel = grpc.aio.insecure_channel(
            f"{address}:{port}",
            options=(
                ("grpc.default_authority", host),
                ("grpc.enable_retries", 0),
                ("grpc.use_local_subchannel_pool", 1),
            ),
        )

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        await self._channel.close()

    async def call(self, method, metadata=(), message=b"", timeout_s=20):
        """The answer; its status is the name of the gRPC code."""
        call = self._channel.unary_unary(method)(message, metadata=metadata, timeout=timeout_s)
        try:
            body = await call
        except grpc.aio.AioRpcError as error:
            headers = dict(error.initial_metadata() or ())
            return Answer(error.code().name, headers, (error.details() or "").encode())
        return Answer("OK", dict(await call.initial_metadata()), body)
