import type * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  LogSeverity,
  RequirePulumiVersionResponse,
  SetRootResourceResponse,
  type LogRequest,
  type SetRootResourceRequest,
} from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { unary } from "../standins/grpc-server";
import type { Messages, Severity } from "./messages";

const SEVERITIES: Readonly<Record<LogSeverity, Severity>> = {
  [LogSeverity.DEBUG]: "debug",
  [LogSeverity.INFO]: "info",
  [LogSeverity.WARNING]: "warning",
  [LogSeverity.ERROR]: "error",
};

/** The `Engine` service: messages, and which resource is the stack. */
export function addEngineService(server: grpc.Server, messages: Messages): void {
  let rootUrn = "";
  const handlers: Record<keyof typeof EngineService, grpc.UntypedHandleCall> = {
    log: unary((request: LogRequest) => {
      messages.add(SEVERITIES[request.getSeverity()], request.getMessage(), request.getUrn());
      return new Empty();
    }),
    getRootResource: unary(() => new GetRootResourceResponse().setUrn(rootUrn)),
    setRootResource: unary((request: SetRootResourceRequest) => {
      rootUrn = request.getUrn();
      return new SetRootResourceResponse();
    }),
    startDebugging: unary(() => new Empty()),
    requirePulumiVersion: unary(() => new RequirePulumiVersionResponse()),
  };
  server.addService(EngineService, handlers);
}
