import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { SetupError } from "../setup/errors";

/** How a pack's process is started: by itself, or as the language host does it, by the run-policy-pack found from its folder. */
export type Starter = "node" | "host";

export interface PackStart {
  readonly folder: string;
  readonly starter: Starter;
  readonly env?: Record<string, string>;
}

/** How many policies a pack says that it has. */
export interface Policies {
  readonly ofResource: number;
  readonly ofStack: number;
}

/** Of one call: findings, and how many times each policy says that it does not apply. A pack need not say the latter. */
export interface Answered {
  readonly findings: number;
  readonly notApplicable: ReadonlyMap<string, number>;
}

function answered(response: pb.AnalyzeResponse): Answered {
  const notApplicable = new Map<string, number>();
  for (const item of response.getNotApplicableList()) {
    const policy = item.getPolicyName();
    notApplicable.set(policy, (notApplicable.get(policy) ?? 0) + 1);
  }
  return { findings: response.getDiagnosticsList().length, notApplicable };
}

/** A running pack, asked as the engine asks. */
export class PackProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
    /** From the start of the process to the line with its port, in milliseconds. */
    readonly startedInMs: number,
  ) {}

  /** Starts a pack, works with it and stops it, also when the work fails: a pack that is left over keeps the bench from ending. */
  static async during<A>({ folder, starter, env }: PackStart, work: (pack: PackProcess) => A | Promise<A>): Promise<A> {
    const pack = await PackProcess.start(folder, starter, env);
    try {
      return await work(pack);
    } finally {
      await pack.stop();
    }
  }

  private static async start(folder: string, starter: Starter, env: Record<string, string> = {}): Promise<PackProcess> {
    const runner = createRequire(__filename).resolve("@pulumi/pulumi/cmd/run-policy-pack", {
      paths: [folder, __dirname],
    });
    const args = starter === "node" ? [path.join(folder, "index.js")] : [runner, "127.0.0.1:1", folder];
    const start = process.hrtime.bigint();
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    // What a pack has to say matters when something went wrong.
    let said = "";
    child.stderr.on("data", (data: Buffer) => (said += data.toString()));
    child.once("exit", (code) => {
      if (code !== 0 && code !== null) process.stderr.write(said);
    });
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout.once("data", (data: Buffer) => resolve(data.toString().trim()));
      child.once("exit", (code) =>
        reject(new SetupError(`The pack in ${folder} ended with exit code ${code} before it was ready.`)),
      );
    });
    const startedInMs = Number(process.hrtime.bigint() - start) / 1e6;
    const client = new AnalyzerClient(`127.0.0.1:${line}`, grpc.credentials.createInsecure(), {
      "grpc.max_send_message_length": 1 << 30,
      "grpc.max_receive_message_length": 1 << 30,
    });
    return new PackProcess(child, client, startedInMs);
  }

  /** What the engine does before the first resource, in its order. */
  async begin(): Promise<Policies> {
    const stack = new pb.AnalyzerStackConfigureRequest()
      .setOrganization("bench")
      .setProject("clinic")
      .setStack("bench")
      .setDryRun(true);
    await this.ask((done) => this.client.configureStack(stack, done));
    const info = await this.ask<pb.AnalyzerInfo>((done) => this.client.getAnalyzerInfo(new Empty(), done));
    const config = new pb.ConfigureAnalyzerRequest();
    for (const policy of info.getPoliciesList()) {
      config
        .getPolicyconfigMap()
        .set(
          policy.getName(),
          new pb.PolicyConfig().setEnforcementlevel(policy.getEnforcementlevel()).setProperties(new Struct()),
        );
    }
    await this.ask((done) => this.client.configure(config, done));
    const ofStack = info
      .getPoliciesList()
      .filter((policy) => policy.getPolicyType() === pb.PolicyType.POLICY_TYPE_STACK).length;
    return { ofResource: info.getPoliciesList().length - ofStack, ofStack };
  }

  /** The engine asks for remediations of each resource before it asks for findings. */
  async analyze(request: pb.AnalyzeRequest): Promise<Answered> {
    await this.ask<pb.RemediateResponse>((done) => this.client.remediate(request, done));
    return answered(await this.ask<pb.AnalyzeResponse>((done) => this.client.analyze(request, done)));
  }

  /** A call that carries nothing and does nothing: what gRPC costs by itself. */
  async ping(): Promise<void> {
    await this.ask((done) => this.client.getPluginInfo(new Empty(), done));
  }

  async analyzeStack(request: pb.AnalyzeStackRequest): Promise<Answered> {
    return answered(await this.ask<pb.AnalyzeResponse>((done) => this.client.analyzeStack(request, done)));
  }

  /** Seconds of processor time so far, user and system. Linux counts them in hundredths. */
  cpuSeconds(): number {
    const fields = this.proc("stat")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  /** The most memory it ever had, in MB (10^6 bytes). */
  peakMb(): number {
    return (Number(/VmHWM:\s+(\d+) kB/.exec(this.proc("status"))?.[1]) * 1024) / 1e6;
  }

  private async stop(): Promise<void> {
    this.client.close();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill();
    await ended;
  }

  private proc(name: string): string {
    try {
      return fs.readFileSync(`/proc/${this.child.pid}/${name}`, "utf8");
    } catch {
      throw new SetupError("This bench reads processor time and memory from /proc: it needs Linux.");
    }
  }

  private ask<A>(method: (done: (error: grpc.ServiceError | null, answer: A) => void) => unknown): Promise<A> {
    return new Promise((resolve, reject) =>
      method((error, answer) => (error === null ? resolve(answer) : reject(error))),
    );
  }
}
