import * as grpc from "@grpc/grpc-js";

/** The engine sends and takes states of this size, as the SDK's own servers do. */
const MAX_MESSAGE_BYTES = 1024 * 1024 * 400;

type Handler<Request, Response> = (request: Request) => Response | Promise<Response>;

/**
 * A method that answers one request. An error becomes a status with its message and no stack trace: what a provider
 * refuses is for the user to read.
 */
export function unary<Request, Response>(handler: Handler<Request, Response>): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => handler(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback({ code: grpc.status.INVALID_ARGUMENT, message: messageOf(error) }),
      );
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Serves on a free local port and prints it: that is how the engine learns where a plugin listens. */
export function serve(
  service: grpc.ServiceDefinition,
  implementation: Record<string, grpc.UntypedHandleCall>,
  announce: (port: number) => void = (port) => console.log(port),
): Promise<grpc.Server> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  const all: Record<string, grpc.UntypedHandleCall> = {};
  for (const method of Object.keys(service)) {
    all[method] =
      implementation[method] ??
      ((_call: unknown, callback: grpc.sendUnaryData<unknown>) =>
        callback({ code: grpc.status.UNIMPLEMENTED, message: `${method} is not implemented` }));
  }
  server.addService(service, all);
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error !== null) {
        reject(error);
        return;
      }
      announce(port);
      resolve(server);
    });
  });
}

/** The engine holds the other end of a plugin's standard input: when it is gone, whatever the reason, so is the plugin. */
export function endWithEngine(): void {
  const end = (): never => process.exit(0);
  process.stdin.on("end", end).on("error", end).resume();
}
