import { spawn, type ChildProcess } from "node:child_process";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConfigureRequest, ConstructRequest, type ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import type { Properties } from "../standins/wire";
import type { Deployment } from "./deployment";
import { messageOf } from "./errors";
import type { Messages } from "./messages";
import { dependenciesIn, type PropertyDependencies } from "./output-values";
import type { StackConfig } from "./stack-config";
import { fromStruct, toStruct } from "../standins/structs";
import { packageOf } from "./urn";

/** A component that another process is to build. */
export interface ConstructOrder {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly provider: string;
  readonly inputs: Properties;
  readonly dependencies: PropertyDependencies;
  readonly directDependencies: readonly string[];
  readonly providers: ReadonlyMap<string, string>;
  readonly options: TransformResourceOptions;
}

export interface Constructed {
  readonly urn: string;
  readonly outputs: Properties;
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
}

export interface RemoteSurroundings {
  readonly organization: string;
  readonly project: string;
  readonly config: StackConfig;
  readonly parallel: number;
  /** Where the processes find the monitor and the engine. */
  readonly address: () => string;
  readonly env: NodeJS.ProcessEnv;
  /** Folder the processes start in: they look for SDK packages from here. */
  readonly programDirectory: string;
  /** The command that serves a package of components, or undefined for a package there is none for. */
  readonly commandFor: (packageName: string) => readonly [string, ...string[]] | undefined;
}

const START_TIMEOUT_MS = 30_000;
const MAX_MESSAGE_BYTES = 1 << 28;

/** Starts the processes that build remote components, one a package, and asks them. */
export class RemoteComponents {
  private readonly processes: ChildProcess[] = [];
  private readonly clients = new Map<string, Promise<ResourceProviderClient>>();

  constructor(
    private readonly surroundings: RemoteSurroundings,
    private readonly deployment: Deployment,
    private readonly messages: Messages,
  ) {}

  /** Whether there is a process to start for components of this package. */
  serves(packageName: string): boolean {
    return this.surroundings.commandFor(packageName) !== undefined;
  }

  async construct(order: ConstructOrder): Promise<Constructed> {
    try {
      const client = await this.client(packageOf(order.type));
      const response = await construct(client, this.request(order));
      const outputs = fromStruct(response.getState());
      const dependencies = new Map<string, readonly string[]>();
      for (const [property, value] of Object.entries(outputs)) {
        const told = response.getStatedependenciesMap().get(property)?.getUrnsList() ?? [];
        dependencies.set(property, [...dependenciesIn(value, new Set(told))]);
      }
      return { urn: response.getUrn(), outputs, dependencies };
    } catch (error) {
      // A fault of one of its children has been told already, and ended the run.
      if (this.deployment.failed !== undefined) throw this.deployment.failed;
      return this.deployment.fail(`${order.type} resource '${order.name}' has a problem: ${messageOf(error)}`);
    }
  }

  close(): void {
    for (const child of this.processes) child.kill("SIGKILL");
    for (const client of this.clients.values()) {
      client.then(
        (open) => open.close(),
        () => {},
      );
    }
    this.clients.clear();
  }

  private request(order: ConstructOrder): ConstructRequest {
    const { organization, project, config, parallel, address } = this.surroundings;
    const { options } = order;
    const request = new ConstructRequest()
      .setOrganization(organization)
      .setProject(project)
      .setStack(config.stack)
      .setConfigsecretkeysList([...config.secretKeys])
      .setDryrun(true)
      .setParallel(parallel)
      .setMonitorendpoint(address())
      .setType(order.type)
      .setName(order.name)
      .setParent(order.parent)
      .setInputs(toStruct(order.inputs))
      .setDependenciesList([...order.directDependencies])
      .setAliasesList(options.getAliasesList())
      .setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList())
      .setIgnorechangesList(options.getIgnoreChangesList())
      .setReplaceonchangesList(options.getReplaceOnChangesList())
      .setDeletedwith(options.getDeletedWith())
      .setReplaceWithList(options.getReplaceWithList())
      .setReplacementTrigger(options.getReplacementTrigger())
      .setAcceptsOutputValues(true);
    if (options.hasProtect()) request.setProtect(options.getProtect() ?? false);
    if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete() ?? false);
    if (options.hasDeleteBeforeReplace()) request.setDeletebeforereplace(options.getDeleteBeforeReplace() ?? false);
    for (const [key, value] of config.values) request.getConfigMap().set(key, value);
    for (const [name, reference] of order.providers) request.getProvidersMap().set(name, reference);
    for (const [property, urns] of order.dependencies) {
      request
        .getInputdependenciesMap()
        .set(property, new ConstructRequest.PropertyDependencies().setUrnsList([...urns]));
    }
    return request;
  }

  private client(packageName: string): Promise<ResourceProviderClient> {
    let client = this.clients.get(packageName);
    if (client === undefined) {
      client = this.start(packageName);
      this.clients.set(packageName, client);
    }
    return client;
  }

  private async start(packageName: string): Promise<ResourceProviderClient> {
    const command = this.surroundings.commandFor(packageName);
    if (command === undefined) throw new Error(`the in-process run has no components of the package ${packageName}`);
    const [file, ...args] = command;
    const child = spawn(file, [...args, this.surroundings.address()], {
      cwd: this.surroundings.programDirectory,
      env: this.surroundings.env,
      // Its standard input stays open as long as we live: by that it knows.
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.processes.push(child);
    const port = await this.portOf(child, packageName);
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
      "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
    });
    await new Promise<void>((resolve, reject) => {
      const request = new ConfigureRequest().setAcceptsecrets(true).setAcceptresources(true);
      client.configure(request, (error) => (error === null ? resolve() : reject(new Error(error.details))));
    });
    return client;
  }

  /** The first line a provider prints is its port; the rest of its output is talk. */
  private portOf(child: ChildProcess, packageName: string): Promise<number> {
    return new Promise((resolve, reject) => {
      let heard = "";
      let errors = "";
      let found = false;
      const give = (problem: string): void => reject(new Error(`the ${packageName} stand-in ${problem}`));
      const timer = setTimeout(() => give(`did not start within ${START_TIMEOUT_MS / 1000} s`), START_TIMEOUT_MS);
      child.stdout?.on("data", (chunk: Buffer) => {
        if (found) return this.messages.add("info", chunk.toString());
        heard += chunk.toString();
        const line = /^(\d+)\r?\n/.exec(heard);
        if (line === null) return;
        found = true;
        clearTimeout(timer);
        resolve(Number(line[1]));
      });
      child.stderr?.on("data", (chunk: Buffer) => {
        if (found) this.messages.add("info", chunk.toString());
        else errors += chunk.toString();
      });
      child.once("error", (error) => {
        clearTimeout(timer);
        give(`could not be started: ${error.message}`);
      });
      child.once("exit", (code) => {
        clearTimeout(timer);
        if (!found) give(`ended with code ${code} before it served anything: ${errors.trim().split("\n").pop() ?? ""}`);
      });
    });
  }
}

function construct(client: ResourceProviderClient, request: ConstructRequest): Promise<ConstructResponse> {
  return new Promise((resolve, reject) => {
    client.construct(request, (error, response) =>
      error === null ? resolve(response) : reject(new Error(error.details)),
    );
  });
}
