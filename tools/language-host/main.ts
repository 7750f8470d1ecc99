/**
 * `pulumi-language-nodejs` for an engine that was built from source: the engine starts it, reads the port from the
 * first line of its output, and calls the `LanguageRuntime` service on it. An official CLI brings its own.
 */
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { Children } from "./children";
import { LanguageHost } from "./service";

/** 256 MiB: a policy pack's output and a program's config are small, but no message may fail for its size. */
const MAX_MESSAGE_BYTES = 1 << 28;

/**
 * The build puts it beside this bundle. It spares the SDK's debug messages, one call each and several a resource, which
 * the engine would throw away: a third of a program's time. Set-up asks for them back when the user wants to see them.
 */
const QUIET_SDK = path.join(__dirname, "quiet-sdk.cjs");
const programArgs = process.env["PHIGUARD_SDK_DEBUG"] === undefined ? ["--require", QUIET_SDK] : [];

const children = new Children();
const engineAddress = process.argv.slice(2).find((arg) => !arg.startsWith("-")) ?? "";

function shutDown(exitCode: number): void {
  children.killAll();
  process.exit(exitCode);
}
process.on("SIGINT", () => shutDown(130));
process.on("SIGTERM", () => shutDown(143));
// The engine holds the other end of our standard input: when it is gone, whatever the reason, so are we.
process.stdin.on("end", () => shutDown(0)).on("error", () => shutDown(0));
process.stdin.resume();

const server = new grpc.Server({
  "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
  "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
});
server.addService(LanguageRuntimeService, new LanguageHost(engineAddress, children, programArgs).implementation());
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) {
    console.error(`pulumi-language-nodejs: no port to listen on: ${error.message}`);
    process.exit(1);
  }
  console.log(String(port));
});
