import { readFile } from "node:fs/promises";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type Children } from "./children";
import { pluginCommand, programCommand } from "./node-command";
import { parseRuntimeOptions } from "./runtime-options";

/**
 * Exit code of a program whose failure the SDK has already shown to the user.
 * Source: `nodeJSProcessExitedAfterLoggingUserActionableMessage` of @pulumi/pulumi/cmd/run.
 */
const ALREADY_REPORTED = 32;

/** Version shown by `pulumi about`: that of the engine this host is written against. */
const VERSION = "3.250.0";

type Unary<Request, Response> = grpc.handleUnaryCall<Request, Response>;

/**
 * The `LanguageRuntime` service for Node: starts programs, policy packs and providers of the SDK. It names no required
 * plugin, so the engine downloads none. Differs from the official host in one point: it does not stand between the
 * engine and a policy pack, so a pack learns its stack from `ConfigureStack` and not from the environment.
 */
export class LanguageHost {
  /** @param programArgs arguments for Node that every program gets before those of its project. */
  constructor(
    private engineAddress: string,
    private readonly children: Children,
    private readonly programArgs: readonly string[],
  ) {}

  /** The methods as grpc-js wants them; those left out (code generation, packing) answer "unimplemented". */
  implementation(): grpc.UntypedServiceImplementation {
    const offered: grpc.UntypedServiceImplementation = {
      handshake: this.handshake,
      getRequiredPlugins: answer(() => new proto.GetRequiredPluginsResponse()),
      getRequiredPackages: answer(() => new proto.GetRequiredPackagesResponse()),
      getPluginInfo: answer(() => new PluginInfo().setVersion(VERSION)),
      installDependencies: this.installDependencies,
      runtimeOptionsPrompts: answer(() => new proto.RuntimeOptionsResponse()),
      about: answer(() => new proto.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
      getProgramDependencies: this.getProgramDependencies,
      run: this.run,
      runPlugin: this.runPlugin,
      cancel: answer(() => {
        this.children.stopAll();
        return new Empty();
      }),
    };
    const all: grpc.UntypedServiceImplementation = {};
    for (const [name, definition] of Object.entries(LanguageRuntimeService)) {
      all[name] = offered[name] ?? unimplemented(definition.path);
    }
    return all;
  }

  private readonly handshake: Unary<proto.LanguageHandshakeRequest, proto.LanguageHandshakeResponse> = (
    call,
    callback,
  ) => {
    this.engineAddress = call.request.getEngineAddress() || this.engineAddress;
    callback(null, new proto.LanguageHandshakeResponse());
  };

  private readonly run: Unary<proto.RunRequest, proto.RunResponse> = (call, callback) => {
    const request = call.request;
    const info = request.getInfo();
    const response = new proto.RunResponse();
    const failed = (message: string): void => callback(null, response.setError(message));
    let child;
    try {
      const options = optionsOf(info);
      const command = programCommand(
        {
          programDirectory: info?.getProgramDirectory() || request.getPwd(),
          rootDirectory: info?.getRootDirectory() ?? "",
          entryPoint: info?.getEntryPoint() || request.getProgram() || ".",
          monitorAddress: request.getMonitorAddress(),
          engineAddress: this.engineAddress,
          organization: request.getOrganization(),
          project: request.getProject(),
          stack: request.getStack(),
          dryRun: request.getDryrun(),
          parallel: request.getParallel(),
          args: request.getArgsList(),
          config: new Map(request.getConfigMap().toArray() as [string, string][]),
          secretKeys: request.getConfigsecretkeysList(),
        },
        { ...options, nodeArgs: [...this.programArgs, ...options.nodeArgs] },
        process.env,
      );
      child = this.children.start(command);
    } catch (error) {
      failed(messageOf(error));
      return;
    }
    const started = child;
    started.stdout?.pipe(process.stdout, { end: false });
    started.stderr?.pipe(process.stderr, { end: false });
    call.on("cancelled", () => this.children.stop(started));
    let answered = false;
    const once = (end: () => void): void => {
      if (!answered) end();
      answered = true;
    };
    started.once("error", (error) => once(() => failed(`could not start node: ${error.message}`)));
    // "close" comes after the last byte of output, so the engine has every line before it hears of the end.
    started.once("close", (code, signal) =>
      once(() => {
        if (code === ALREADY_REPORTED) callback(null, response.setBail(true));
        else if (code === 0) callback(null, response);
        else
          failed(code === null ? `Program was ended by ${signal}` : `Program exited with non-zero exit code: ${code}`);
      }),
    );
  };

  private readonly runPlugin: grpc.handleServerStreamingCall<proto.RunPluginRequest, proto.RunPluginResponse> = (
    call,
  ) => {
    const request = call.request;
    const info = request.getInfo();
    let child;
    try {
      const command = pluginCommand(
        {
          kind: request.getKind(),
          programDirectory: info?.getProgramDirectory() || request.getPwd(),
          workingDirectory: request.getPwd(),
          args: request.getArgsList(),
          env: request.getEnvList(),
        },
        optionsOf(info),
      );
      child = this.children.start(command);
    } catch (error) {
      call.write(new proto.RunPluginResponse().setStderr(Buffer.from(`${messageOf(error)}\n`)));
      call.write(new proto.RunPluginResponse().setExitcode(1));
      call.end();
      return;
    }
    const started = child;
    started.stdout?.on("data", (chunk: Buffer) => call.write(new proto.RunPluginResponse().setStdout(chunk)));
    started.stderr?.on("data", (chunk: Buffer) => call.write(new proto.RunPluginResponse().setStderr(chunk)));
    started.once("error", (error) => call.destroy(error));
    started.once("close", (code) => {
      call.write(new proto.RunPluginResponse().setExitcode(code ?? 1));
      call.end();
    });
    // The official host ends a plugin at once as well. A pack that counted on a last signal would lose its records there.
    call.on("cancelled", () => started.kill("SIGKILL"));
  };

  private readonly installDependencies: grpc.handleServerStreamingCall<
    proto.InstallDependenciesRequest,
    proto.InstallDependenciesResponse
  > = (call) => {
    const note = "The dependencies of this project are installed by npm ci; nothing is done here.\n";
    call.write(new proto.InstallDependenciesResponse().setStdout(Buffer.from(note)));
    call.end();
  };

  private readonly getProgramDependencies: Unary<
    proto.GetProgramDependenciesRequest,
    proto.GetProgramDependenciesResponse
  > = (call, callback) => {
    const directory = call.request.getInfo()?.getProgramDirectory() || call.request.getPwd();
    readDependencies(directory).then(
      (dependencies) => callback(null, new proto.GetProgramDependenciesResponse().setDependenciesList(dependencies)),
      (error: unknown) => callback({ code: grpc.status.UNKNOWN, details: messageOf(error) }),
    );
  };
}

/** Direct dependencies of the nearest package.json above the program, with the versions it asks for. */
async function readDependencies(directory: string): Promise<proto.DependencyInfo[]> {
  for (let folder = directory; ; folder = path.dirname(folder)) {
    const text = await readFile(path.join(folder, "package.json"), "utf8").catch(() => undefined);
    if (text !== undefined) {
      const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> };
      return Object.entries(dependencies).map(([name, version]) =>
        new proto.DependencyInfo().setName(name).setVersion(version),
      );
    }
    if (path.dirname(folder) === folder) return [];
  }
}

function optionsOf(info: proto.ProgramInfo | undefined): ReturnType<typeof parseRuntimeOptions> {
  return parseRuntimeOptions((info?.getOptions()?.toJavaScript() ?? {}) as Record<string, unknown>);
}

function answer<Response>(make: () => Response): Unary<unknown, Response> {
  return (_call, callback) => callback(null, make());
}

function unimplemented(method: string): Unary<unknown, unknown> {
  return (_call, callback) =>
    callback({ code: grpc.status.UNIMPLEMENTED, details: `${method} is not part of this language host` });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
