import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import type { Resource } from "../../policies/resource";
import { fromWire, type PropertyObject } from "../../policies/value";
import { Children } from "../language-host/children";
import { programCommand } from "../language-host/node-command";
import { signatureOf, SECRET_SIGNATURE, type Properties } from "../standins/wire";
import { AwsPlugin } from "./aws-plugin";
import { BuiltinPlugin } from "./builtin-plugin";
import { Callbacks } from "./callbacks";
import { ComponentsPlugin } from "./components-plugin";
import { DefaultProviders } from "./default-providers";
import { Deployment } from "./deployment";
import { addEngineService } from "./engine-service";
import { DeploymentError } from "./errors";
import { Messages, type Message } from "./messages";
import { Monitor } from "./monitor";
import type { Plugin } from "./plugin";
import { readProject, type Project } from "./project";
import { Registration } from "./registration";
import { RemoteComponents } from "./remote-components";
import { componentCommand, quietSdkArguments } from "./own-files";
import { readStackConfig, type StackConfig } from "./stack-config";

export interface InProcessOptions {
  /** Folder of the Pulumi.yaml, or of a single program file. */
  readonly projectDir: string;
  /** Default: the project's only stack, or `test` where it has no stack file. */
  readonly stack?: string;
  /** A program file to run in place of the project's own, relative to `projectDir`. */
  readonly program?: string;
  /** Called once, before the program starts, with the names it runs under. */
  readonly onStart?: (names: {
    readonly organization: string;
    readonly project: string;
    readonly stack: string;
  }) => void;
  /** Called with each resource before it is made, in registration order. What it throws ends the run and is thrown again. */
  readonly onResource?: (resource: Resource) => void;
  /** Asked before that: inputs in wire form to go on with, or undefined for those there are. */
  readonly remediate?: (resource: Resource, inputs: Properties) => Properties | undefined;
  /** Called with each message as it comes. */
  readonly log?: (message: Message) => void;
  /** Environment of the program and of the stand-ins. Default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface InProcessRun {
  readonly project: string;
  readonly stack: string;
  /** All resources with inputs and outputs, in registration order. */
  readonly resources: readonly Resource[];
  /** Outputs of the stack; a secret is shown as `[secret]`. */
  readonly outputs: PropertyObject;
  readonly messages: readonly Message[];
  /** 0 when the program ran to its end and no provider refused a resource, else 1. */
  readonly exitCode: number;
}

/** As file backends call the organization of every stack. */
export const ORGANIZATION = "organization";
/** Resource operations at once, as the program is told; they take no time here, so it limits nothing. */
const PARALLEL = 64;
/** As the language host's: a stack's resources may come in large messages. */
const MAX_MESSAGE_BYTES = 1 << 28;
/** Exit code of a program whose failure was shown to the user already. */
const ALREADY_REPORTED = 32;
const SECRET_TEXT = "[secret]";

/**
 * Previews a Pulumi program without a Pulumi CLI: its Node process talks to a small engine in this process, `aws` resources go
 * to the aws stand-in, `awsx` components to the awsx stand-in, and every other package is refused.
 * @throws ProjectError for a mistake in the project, its configuration or the options; nothing has run then.
 */
export async function runInProcess(options: InProcessOptions): Promise<InProcessRun> {
  const env = options.env ?? process.env;
  const project = readProject(path.resolve(options.projectDir), options.program);
  const config = readStackConfig(project, options.stack, env);
  options.onStart?.({ organization: ORGANIZATION, project: project.name, stack: config.stack });
  const run = new Run(project, config, env, options);
  return await run.execute();
}

/** One preview and what has to be closed after it. */
class Run {
  private readonly messages: Messages;
  private readonly children = new Children();
  private readonly callbacks = new Callbacks();
  private readonly server = new grpc.Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  private readonly deployment: Deployment;
  private readonly remote: RemoteComponents;
  private port = 0;

  constructor(
    private readonly project: Project,
    private readonly config: StackConfig,
    private readonly env: NodeJS.ProcessEnv,
    options: InProcessOptions,
  ) {
    this.messages = new Messages(options.log);
    this.deployment = new Deployment({
      project: project.name,
      stack: config.stack,
      loadPlugin: (packageName) => this.loadPlugin(packageName),
      onResource: options.onResource ?? ((): void => {}),
      ...(options.remediate === undefined ? {} : { remediate: options.remediate }),
      messages: this.messages,
      onFailure: () => this.children.stopAll(),
    });
    this.remote = new RemoteComponents(
      {
        organization: ORGANIZATION,
        project: project.name,
        config,
        parallel: PARALLEL,
        address: () => this.address(),
        env,
        programDirectory: project.programDirectory,
        commandFor: componentCommand,
      },
      this.deployment,
      this.messages,
    );
  }

  async execute(): Promise<InProcessRun> {
    const forget = whenInterrupted(() => this.close());
    try {
      await this.listen();
      const problem = await this.runProgram();
      if (problem !== undefined && this.deployment.failed === undefined) this.messages.add("error", problem);
    } finally {
      forget();
      this.close();
    }
    if (this.deployment.fault !== undefined) throw this.deployment.fault;
    return {
      project: this.project.name,
      stack: this.config.stack,
      resources: this.deployment.resources(),
      outputs: shownOutputs(this.deployment.stackOutputs()),
      messages: this.messages.list(),
      exitCode: this.deployment.failed !== undefined || this.messages.hasErrors() ? 1 : 0,
    };
  }

  private loadPlugin(packageName: string): Plugin {
    if (packageName === "aws") return new AwsPlugin(this.project.programDirectory, this.env);
    if (packageName === "pulumi") return new BuiltinPlugin(() => this.deployment);
    if (componentCommand(packageName) !== undefined) return new ComponentsPlugin(packageName);
    throw new DeploymentError(
      `the in-process run knows the packages aws and awsx; this program also uses ${packageName}: use the pulumi command`,
    );
  }

  private address(): string {
    return `127.0.0.1:${this.port}`;
  }

  private async listen(): Promise<void> {
    const defaults = new DefaultProviders(this.deployment, this.config);
    const registration = new Registration(
      this.deployment,
      defaults,
      this.callbacks,
      this.remote,
      this.project.rootDirectory,
    );
    new Monitor({
      organization: ORGANIZATION,
      project: this.project.name,
      config: this.config,
      parallel: PARALLEL,
      deployment: this.deployment,
      defaults,
      callbacks: this.callbacks,
      registration,
    }).addTo(this.server);
    addEngineService(this.server, this.messages);
    this.port = await new Promise<number>((resolve, reject) => {
      this.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
        error === null ? resolve(port) : reject(new Error(`no port to listen on: ${error.message}`)),
      );
    });
  }

  /** Runs the program to its end; answers what to tell the user if it failed without saying so itself. */
  private runProgram(): Promise<string | undefined> {
    const command = programCommand(
      {
        programDirectory: this.project.programDirectory,
        rootDirectory: this.project.rootDirectory,
        entryPoint: this.project.entryPoint,
        monitorAddress: this.address(),
        engineAddress: this.address(),
        organization: ORGANIZATION,
        project: this.project.name,
        stack: this.config.stack,
        dryRun: true,
        parallel: PARALLEL,
        args: [],
        config: this.config.values,
        secretKeys: [...this.config.secretKeys],
      },
      {
        ...this.project.runtimeOptions,
        nodeArgs: [...quietSdkArguments(), ...this.project.runtimeOptions.nodeArgs],
      },
      // Types are the compiler's business: checking them here would cost more than the whole run.
      { PULUMI_NODEJS_TRANSPILE_ONLY: "true", ...this.env },
    );
    const child = this.children.start(command);
    child.stdout?.on("data", (chunk: Buffer) => this.messages.add("info", chunk.toString()));
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    return new Promise((resolve) => {
      child.once("error", (error) => resolve(`could not start node: ${error.message}`));
      child.once("close", (code, signal) => {
        const said = errors.trim();
        if (said !== "") this.messages.add(code === 0 ? "warning" : "error", said);
        if (code === 0 || code === ALREADY_REPORTED) resolve(undefined);
        else
          resolve(code === null ? `Program was ended by ${signal}` : `Program exited with non-zero exit code: ${code}`);
      });
    });
  }

  private close(): void {
    this.children.killAll();
    this.remote.close();
    this.callbacks.close();
    this.server.forceShutdown();
  }
}

/** Ends what was started when this process is told to end, and then lets it end as if nobody had listened. */
function whenInterrupted(close: () => void): () => void {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const listener = (signal: NodeJS.Signals): void => {
    forget();
    close();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };
  const forget = (): void => signals.forEach((signal) => process.off(signal, listener));
  for (const signal of signals) process.on(signal, listener);
  return forget;
}

function shownOutputs(outputs: Properties): PropertyObject {
  const shown = Object.entries(outputs).map(([key, value]) => [key, fromWire(masked(value))] as const);
  return Object.fromEntries(shown);
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== "object" || value === null) return value;
  if (signatureOf(value) === SECRET_SIGNATURE) return SECRET_TEXT;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, masked(item)]));
}
