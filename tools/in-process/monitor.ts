import * as grpc from "@grpc/grpc-js";
import { InvokeResponse, CheckFailure } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  DeploymentInfo,
  ReadResourceResponse,
  ResourceMonitorFeature,
  SupportsFeatureResponse,
  TransformInvokeOptions,
  type ReadResourceRequest,
  type RegisterResourceHookRequest,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  type ResourceInvokeRequest,
  type SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { fromStruct, toStruct } from "../standins/structs";
import type { Properties } from "../standins/wire";
import { stackReference } from "./builtin-plugin";
import type { Callbacks, InvokeTransform } from "./callbacks";
import type { DefaultProviders } from "./default-providers";
import type { Deployment } from "./deployment";
import { DeploymentError, messageOf } from "./errors";
import { withoutReferences } from "./output-values";
import type { InvokeResult } from "./plugin";
import type { Registration } from "./registration";
import type { StackConfig } from "./stack-config";
import { packageOf } from "./urn";

/** What the SDK asks for by name, and by number in newer versions. */
const FEATURES: ReadonlyMap<string, ResourceMonitorFeature> = new Map([
  ["secrets", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS],
  ["resourceReferences", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES],
  ["outputValues", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES],
  ["aliasSpecs", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS],
  ["replacementTrigger", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER],
  ["deletedWith", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH],
  ["replaceWith", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH],
  ["transforms", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_TRANSFORMS],
  ["invokeTransforms", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS],
  ["parameterization", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION],
  ["resourceHooks", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS],
  ["errorHooks", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS],
  ["sendsOptionsToHooks", ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SENDS_OPTIONS_TO_HOOKS],
]);

export interface MonitorParts {
  readonly organization: string;
  readonly project: string;
  readonly config: StackConfig;
  readonly parallel: number;
  readonly deployment: Deployment;
  readonly defaults: DefaultProviders;
  readonly callbacks: Callbacks;
  readonly registration: Registration;
}

/** The `ResourceMonitor` service: what a program and its component processes talk to while they run. */
export class Monitor {
  private readonly invokeTransforms: InvokeTransform[] = [];

  constructor(private readonly parts: MonitorParts) {}

  addTo(server: grpc.Server): void {
    const { parts } = this;
    const handlers: Record<keyof typeof ResourceMonitorService, grpc.UntypedHandleCall> = {
      getDeploymentInfo: this.answering(() => this.info()),
      supportsFeature: this.answering((request: SupportsFeatureRequest) =>
        new SupportsFeatureResponse().setHassupport(FEATURES.has(request.getId())),
      ),
      registerResource: this.answering((request: RegisterResourceRequest) => parts.registration.register(request)),
      registerResourceOutputs: this.answering((request: RegisterResourceOutputsRequest) => {
        parts.deployment.setOutputs(request.getUrn(), fromStruct(request.getOutputs()));
        return new Empty();
      }),
      readResource: this.answering((request: ReadResourceRequest) => this.read(request)),
      invoke: this.answering((request: ResourceInvokeRequest) => this.invoke(request)),
      call: this.answering(() => refuse("methods of components")),
      registerPackage: this.answering(() => refuse("parameterised packages")),
      registerStackTransform: this.answering((callback: Callback) => {
        parts.registration.stackTransforms.push(parts.callbacks.resourceTransform(callback));
        return new Empty();
      }),
      registerStackInvokeTransform: this.answering((callback: Callback) => {
        this.invokeTransforms.push(parts.callbacks.invokeTransform(callback));
        return new Empty();
      }),
      registerResourceHook: this.answering((request: RegisterResourceHookRequest) =>
        // Hooks without this mark don't run in a preview of the real engine either.
        request.getOnDryRun() ? refuse("resource hooks that run at preview") : new Empty(),
      ),
      // Nothing is made at preview, so nothing can fail that such a hook would mend.
      registerErrorHook: this.answering(() => new Empty()),
      // The program calls it when all its requests are answered; its callbacks are needed no longer then.
      signalAndWaitForShutdown: this.answering(() => new Empty()),
    };
    server.addService(ResourceMonitorService, handlers);
  }

  private info(): DeploymentInfo {
    const { organization, project, config, parallel } = this.parts;
    const info = new DeploymentInfo()
      .setOrganization(organization)
      .setProject(project)
      .setStack(config.stack)
      .setDryrun(true)
      .setParallel(parallel)
      .setConfigsecretkeysList([...config.secretKeys])
      .setSupportedfeaturesList([...FEATURES.values()]);
    for (const [key, value] of config.values) info.getConfigMap().set(key, value);
    return info;
  }

  private async invoke(request: ResourceInvokeRequest): Promise<InvokeResponse> {
    const token = request.getTok();
    let args: Properties = fromStruct(request.getArgs());
    let options = new TransformInvokeOptions()
      .setProvider(request.getProvider())
      .setVersion(request.getVersion())
      .setPluginDownloadUrl(request.getPlugindownloadurl());
    for (const transform of this.invokeTransforms) ({ args, options } = await transform(token, args, options));
    const reference =
      options.getProvider() ||
      this.parts.defaults.reference(token, options.getVersion(), options.getPluginDownloadUrl());
    const plugin = this.parts.deployment.pluginOf(reference);
    let answer: InvokeResult = { result: {}, failures: [] };
    try {
      // A provider whose configuration is not known yet is not asked; what it would answer is unknown.
      if (plugin !== undefined) answer = plugin.invoke(token, withoutReferences(args) as Properties);
    } catch (error) {
      throw new DeploymentError(`invocation of ${token} returned an error: ${messageOf(error)}`);
    }
    const result = request.getAcceptresources() ? answer.result : (withoutReferences(answer.result) as Properties);
    return new InvokeResponse()
      .setReturn(toStruct(result))
      .setFailuresList(
        answer.failures.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason)),
      );
  }

  private read(request: ReadResourceRequest): ReadResourceResponse {
    const { deployment, defaults } = this.parts;
    const type = request.getType();
    const provider =
      request.getProvider() || defaults.reference(type, request.getVersion(), request.getPlugindownloadurl());
    const urn = deployment.claimUrn(request.getParent(), type, request.getName());
    if (packageOf(type) !== "pulumi") {
      deployment.fail(
        `${type} '${request.getId()}' is to be read from the account, but the in-process run has none; make the resource in the program, or pass what you need by config`,
        urn,
      );
    }
    const inputs = fromStruct(request.getProperties());
    const outputs = stackReference(inputs);
    const goal = {
      type,
      name: request.getName(),
      custom: true,
      parent: request.getParent(),
      inputs,
      provider,
      propertyDependencies: new Map<string, Set<string>>(),
      additionalSecretOutputs: [],
      protect: undefined,
      retainOnDelete: undefined,
    };
    deployment.noteRead({ urn, goal, id: request.getId(), inputs, outputs });
    return new ReadResourceResponse().setUrn(urn).setProperties(toStruct(outputs));
  }

  /** Once the run has failed, everything else is answered as an engine that is shutting down: the program then ends quietly. */
  private answering<Request, Response>(
    handle: (request: Request) => Response | Promise<Response>,
  ): grpc.handleUnaryCall<Request, Response> {
    return (call, callback) => {
      void (async () => {
        try {
          if (this.parts.deployment.failed !== undefined) throw this.parts.deployment.failed;
          callback(null, await handle(call.request));
        } catch (error) {
          const code = this.parts.deployment.failed === undefined ? grpc.status.UNKNOWN : grpc.status.UNAVAILABLE;
          callback({ code, details: messageOf(error) });
        }
      })();
    };
  }
}

function refuse(what: string): never {
  throw new DeploymentError(`the in-process run does not support ${what}; use the pulumi command`);
}
