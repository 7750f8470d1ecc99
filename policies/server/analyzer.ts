import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/analyzer_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { PackInputError } from "../errors";
import { defaultEnforcement, RuleError } from "../judge";
import { ruleConfigSchema, SETTINGS_POLICY, settingsSchema } from "../pack-settings";
import type { Enforcement, Severity } from "../record";
import { applyRemedy } from "../remedy";
import type { ProviderView, Resource } from "../resource";
import type { Rule } from "../rule";
import { PackSession, type Pack, type Told } from "../session";
import { waiversNamedIn } from "../waiver-pointer";
import { fromWire, isObject, type PropertyObject } from "../value";

/**
 * Serves a pack to the Pulumi engine over the Analyzer protocol. The SDK's own server deserialises every resource once a policy; this one
 * does it once, keeps unknown values as values, and judges relations by reference.
 */
export function servePack(pack: Pack): void {
  const session = new PackSession(pack, {
    engine: "pulumi",
    now: () => new Date(),
    env: process.env,
    // The engine starts a pack in the pack's own folder; what the user names is meant from where the user is.
    cwd: process.env["PWD"] || process.cwd(),
  });
  const server = createAnalyzerServer(pack, session);
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
      process.stderr.write(`${pack.name} can't listen on the loopback address: ${error.message}\n`);
      process.exit(1);
    }
    // The engine reads the port from the first line.
    process.stdout.write(`${port}\n`);
  });
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      leaveRecords(session);
      process.exit(0);
    });
  }
}

/** The engine asks for remediations of every resource; where no rule is set to remediate, its question need not be read. */
function serviceOf(session: PackSession): grpc.ServiceDefinition {
  const { remediate } = AnalyzerService;
  return {
    ...AnalyzerService,
    remediate: {
      ...remediate,
      requestDeserialize: (bytes: Buffer) =>
        session.remediates() ? remediate.requestDeserialize(bytes) : new pb.AnalyzeRequest(),
    },
  };
}

/** The Analyzer service of one session, not yet bound to an address. */
export function createAnalyzerServer(pack: Pack, session: PackSession): grpc.Server {
  // A stack of thousands of resources comes in one message; the default limit is 4 MB.
  const server = new grpc.Server({
    "grpc.max_receive_message_length": 1 << 30,
    "grpc.max_send_message_length": 1 << 30,
    // Statistics of each call that nobody asks for.
    "grpc.enable_channelz": 0,
  });
  server.addService(serviceOf(session), analyzerHandlers(pack, session));
  return server;
}

/** Idle time after which what is known so far is written, in milliseconds. */
const IDLE_MS = 150;

/**
 * The engine kills a pack as soon as it is done with it, and it never shows the whole stack of an update that was stopped. So what was judged
 * is written when the engine pauses, and at once when something blocks.
 */
class PartialRecords {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly session: PackSession) {}

  due(now: boolean): void {
    this.stop();
    if (this.session.evidenceFolder() === undefined) return;
    if (now && this.session.stage() === "update") leaveRecords(this.session);
    else this.timer = setTimeout(() => leaveRecords(this.session), IDLE_MS).unref();
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

function leaveRecords(session: PackSession): void {
  try {
    session.finish();
  } catch (error) {
    process.stderr.write(`${sentence(error)}\n`);
  }
}

type Handler<Q, A> = (request: Q) => A;

/** The methods of the Analyzer service, answered by one session. */
export function analyzerHandlers(pack: Pack, session: PackSession) {
  const partial = new PartialRecords(session);
  return {
    handshake: unary<pb.AnalyzerHandshakeRequest, pb.AnalyzerHandshakeResponse>(
      () => new pb.AnalyzerHandshakeResponse(),
    ),
    getAnalyzerInfo: unary<Empty, pb.AnalyzerInfo>(() => infoOf(pack)),
    getPluginInfo: unary<Empty, PluginInfo>(() => new PluginInfo().setVersion(pack.version)),
    configure: unary<pb.ConfigureAnalyzerRequest, Empty>((request) => {
      session.configure(configOf(request));
      // Only now is it known: the pack config may name a folder, and the engine sends it after the stack.
      if (session.evidenceFolder() === undefined) {
        process.stderr.write(
          `${pack.name}: PHIGUARD_EVIDENCE names no folder, so this run leaves no evidence records.\n`,
        );
      }
      return new Empty();
    }),
    configureStack: unary<pb.AnalyzerStackConfigureRequest, pb.AnalyzerStackConfigureResponse>((request) => {
      session.begin({
        organization: request.getOrganization(),
        project: request.getProject(),
        stack: request.getStack(),
        stage: request.getDryRun() ? "preview" : "update",
      });
      return new pb.AnalyzerStackConfigureResponse();
    }),
    analyze: unary<pb.AnalyzeRequest, pb.AnalyzeResponse>((request) => {
      const told = session.analyze(analyzed(request));
      partial.due(told.some(({ evaluation }) => evaluation.level === "mandatory"));
      return answer(pack, told);
    }),
    analyzeStack: unary<pb.AnalyzeStackRequest, pb.AnalyzeResponse>((request) => {
      partial.stop();
      const told = session.analyzeStack(request.getResourcesList().map(stacked));
      session.finish();
      return answer(pack, told);
    }),
    remediate: unary<pb.AnalyzeRequest, pb.RemediateResponse>((request) =>
      session.remediates() ? remedied(pack, request, session.remediate(analyzed(request))) : new pb.RemediateResponse(),
    ),
    cancel: unary<Empty, Empty>(() => {
      partial.stop();
      leaveRecords(session);
      return new Empty();
    }),
  } satisfies grpc.UntypedServiceImplementation;
}

function unary<Q, A>(handle: Handler<Q, A>): grpc.handleUnaryCall<Q, A> {
  return (call, callback) => {
    try {
      callback(null, handle(call.request));
    } catch (error) {
      callback({ code: grpc.status.INVALID_ARGUMENT, message: sentence(error) });
    }
  };
}

/** Our own words for mistakes of the user and of a rule; anything else keeps its message but not its stack. */
function sentence(error: unknown): string {
  if (error instanceof PackInputError || error instanceof RuleError) return error.message;
  return `The policy pack failed: ${error instanceof Error ? error.message : String(error)}`;
}

function infoOf(pack: Pack): pb.AnalyzerInfo {
  const info = new pb.AnalyzerInfo()
    .setName(pack.name)
    .setDisplayname(pack.displayName)
    .setDescription(pack.description)
    .setVersion(pack.version)
    .setSupportsconfig(true);
  for (const rule of pack.rules) {
    const policy = new pb.PolicyInfo()
      .setName(rule.id)
      .setDisplayname(rule.title)
      .setDescription(rule.title)
      .setMessage(rule.says)
      .setEnforcementlevel(LEVELS[defaultEnforcement(rule, false)])
      .setPolicyType(rule.scope === "resource" ? pb.PolicyType.POLICY_TYPE_RESOURCE : pb.PolicyType.POLICY_TYPE_STACK)
      .setSeverity(SEVERITIES[rule.severity])
      .setRemediationSteps(rule.fix)
      .setUrl(rule.source)
      .setTagsList(citationsOf(rule));
    if (pack.framework !== undefined) {
      const { name, specification } = pack.framework;
      policy.setFramework(
        new pb.PolicyComplianceFramework()
          .setName(name)
          .setReference(specification)
          .setSpecification(citationsOf(rule).join(", ")),
      );
    }
    if (rule.config !== undefined) policy.setConfigschema(schemaMessage(ruleConfigSchema(rule.config)));
    info.addPolicies(policy);
  }
  info.addPolicies(
    new pb.PolicyInfo()
      .setName(SETTINGS_POLICY)
      .setDisplayname("Settings of the pack")
      .setDescription("Holds what can be set for the pack as a whole; it judges nothing.")
      .setEnforcementlevel(pb.EnforcementLevel.ADVISORY)
      .setConfigschema(schemaMessage(settingsSchema())),
  );
  return info;
}

function citationsOf({ controls }: Pick<Rule, "controls">): string[] {
  return [...(controls.hipaa ?? []), ...(controls.nistCsf ?? []), ...(controls.soc2 ?? [])];
}

function schemaMessage(properties: Record<string, object>): pb.PolicyConfigSchema {
  return new pb.PolicyConfigSchema().setProperties(
    Struct.fromJavaScript(properties as Record<string, JavaScriptValue>),
  );
}

function configOf(request: pb.ConfigureAnalyzerRequest): Parameters<PackSession["configure"]>[0] {
  const config = new Map<string, { enforcement?: Enforcement; properties: Record<string, unknown> }>();
  request.getPolicyconfigMap().forEach((entry, name) => {
    const enforcement = ENFORCEMENTS.get(entry.getEnforcementlevel());
    config.set(name, {
      ...(enforcement === undefined ? {} : { enforcement }),
      properties: entry.getProperties()?.toJavaScript() ?? {},
    });
  });
  return config;
}

function analyzed(request: pb.AnalyzeRequest): Resource {
  const options = request.getOptions();
  return {
    urn: request.getUrn(),
    type: request.getType(),
    name: request.getName(),
    inputs: properties(request.getProperties()),
    parent: options?.getParent() || undefined,
    provider: providerOf(request.getProvider()),
    protect: options?.getProtect(),
    deleteBeforeReplace: options?.getDeletebeforereplace(),
    waivers: waiversNamedIn(options?.getAdditionalsecretoutputsList() ?? []),
  };
}

function stacked(resource: pb.AnalyzerResource): Resource {
  const outputs = properties(resource.getProperties());
  const dependencies: Record<string, readonly string[]> = {};
  resource.getPropertydependenciesMap().forEach((list, property) => {
    dependencies[property] = list.getUrnsList();
  });
  return {
    urn: resource.getUrn(),
    type: resource.getType(),
    name: resource.getName(),
    // Replaced by the inputs seen in Analyze; for a resource read from outside the outputs are all there is.
    inputs: outputs,
    outputs,
    parent: resource.getParent() || resource.getOptions()?.getParent() || undefined,
    provider: providerOf(resource.getProvider()),
    propertyDependencies: dependencies,
    protect: resource.getOptions()?.getProtect(),
  };
}

function providerOf(provider: pb.AnalyzerProviderResource | undefined): ProviderView | undefined {
  if (provider === undefined) return undefined;
  return {
    urn: provider.getUrn(),
    type: provider.getType(),
    name: provider.getName(),
    properties: properties(provider.getProperties()),
  };
}

function properties(struct: Struct | undefined): PropertyObject {
  const value = fromWire(struct?.toJavaScript() ?? {});
  return isObject(value) ? value : {};
}

/** One remediation a rule, each with the properties as they are after it. The change is shown as code when the resource is judged. */
function remedied(pack: Pack, request: pb.AnalyzeRequest, rules: readonly Rule[]): pb.RemediateResponse {
  const response = new pb.RemediateResponse();
  let inputs = (request.getProperties()?.toJavaScript() ?? {}) as PropertyObject;
  for (const rule of rules) {
    inputs = applyRemedy(inputs, rule.remedy ?? {}).inputs;
    response.addRemediations(
      new pb.Remediation()
        .setPolicyname(rule.id)
        .setPolicypackname(pack.name)
        .setPolicypackversion(pack.version)
        .setDescription(rule.title)
        .setProperties(Struct.fromJavaScript(inputs as Record<string, JavaScriptValue>)),
    );
  }
  return response;
}

function answer(pack: Pack, told: readonly Told[]): pb.AnalyzeResponse {
  const response = new pb.AnalyzeResponse();
  for (const { evaluation, message } of told) {
    response.addDiagnostics(
      new pb.AnalyzeDiagnostic()
        .setPolicyname(evaluation.rule.id)
        .setPolicypackname(pack.name)
        .setPolicypackversion(pack.version)
        .setDescription(evaluation.rule.title)
        .setMessage(message)
        .setEnforcementlevel(
          evaluation.level === "mandatory" ? pb.EnforcementLevel.MANDATORY : pb.EnforcementLevel.ADVISORY,
        )
        .setUrn(evaluation.urn)
        .setSeverity(SEVERITIES[evaluation.rule.severity]),
    );
  }
  return response;
}

const LEVELS: Readonly<Record<Enforcement, pb.EnforcementLevel>> = {
  mandatory: pb.EnforcementLevel.MANDATORY,
  advisory: pb.EnforcementLevel.ADVISORY,
  remediate: pb.EnforcementLevel.REMEDIATE,
  disabled: pb.EnforcementLevel.DISABLED,
};

const ENFORCEMENTS: ReadonlyMap<pb.EnforcementLevel, Enforcement> = new Map(
  Object.entries(LEVELS).map(([name, level]) => [level, name as Enforcement]),
);

const SEVERITIES: Readonly<Record<Severity, pb.PolicySeverity>> = {
  critical: pb.PolicySeverity.POLICY_SEVERITY_CRITICAL,
  high: pb.PolicySeverity.POLICY_SEVERITY_HIGH,
  medium: pb.PolicySeverity.POLICY_SEVERITY_MEDIUM,
  low: pb.PolicySeverity.POLICY_SEVERITY_LOW,
};
