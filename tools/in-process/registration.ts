import * as path from "node:path";
import { fileURLToPath } from "node:url";
import {
  RegisterResourceResponse,
  Result,
  TransformResourceOptions,
  type RegisterResourceRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Properties } from "../standins/wire";
import type { Callbacks, ResourceTransform } from "./callbacks";
import type { DefaultProviders } from "./default-providers";
import type { Deployment } from "./deployment";
import { dependenciesIn, withOutputValues, withoutOutputValues, type PropertyDependencies } from "./output-values";
import { isStandIn } from "./own-files";
import type { RemoteComponents } from "./remote-components";
import type { Goal } from "./resource-state";
import { fromStruct, toStruct } from "../standins/structs";
import { isProviderType, packageOf, parseReference, providedPackage } from "./urn";
import { typeOf } from "../../policies/resource";

/** What a child takes over from its parent. */
interface Heritage {
  readonly parent: string;
  readonly provider: string;
  /** Components only: references by package. */
  readonly providers: ReadonlyMap<string, string> | undefined;
  readonly protect: boolean | undefined;
  readonly retainOnDelete: boolean | undefined;
  readonly transforms: readonly ResourceTransform[];
}

/**
 * Turns a program's request into a registered resource: inheritance, transforms, providers, dependencies. The order and the
 * fine points follow `resmon.RegisterResource` of the Pulumi engine.
 */
export class Registration {
  readonly stackTransforms: ResourceTransform[] = [];
  private readonly heritage = new Map<string, Heritage>();
  /** Transforms of remote components whose own process has yet to register them, by parent, type and name. */
  private readonly pending = new Map<string, readonly ResourceTransform[]>();

  constructor(
    private readonly deployment: Deployment,
    private readonly defaults: DefaultProviders,
    private readonly callbacks: Callbacks,
    private readonly remoteComponents: RemoteComponents,
    /** Folder that source positions are told below. */
    private readonly rootDirectory: string,
  ) {}

  async register(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    this.refuseUnsupported(request);
    const subject = {
      type: request.getType(),
      name: request.getName(),
      custom: request.getCustom(),
      parent: request.getParent(),
    };
    const remote = request.getRemote();
    const heir = this.heritage.get(subject.parent);
    let properties = fromStruct(request.getObject());
    const requested = requestedDependencies(request, properties);
    const hasOwnTransforms = request.getTransformsList().length > 0;
    if (hasOwnTransforms) properties = withOutputValues(properties, requested);

    const own = this.ownTransforms(request);
    let options = this.optionsOf(request, heir);
    for (const transform of [...own, ...this.inheritedTransforms(subject.parent), ...this.stackTransforms]) {
      ({ properties, options } = await transform(subject, properties, options));
    }
    const dependencies = withValueDependencies(properties, hasOwnTransforms ? new Map() : requested);
    const providers = new Map(options.getProvidersMap().toArray());
    if (!subject.custom)
      for (const [name, reference] of heir?.providers ?? []) {
        if (!providers.has(name)) providers.set(name, reference);
      }

    const isPlainCustom = subject.custom && !isProviderType(subject.type);
    const provider =
      isPlainCustom || remote
        ? options.getProvider() ||
          this.defaults.reference(subject.type, options.getVersion(), options.getPluginDownloadUrl())
        : "";
    if (remote) {
      const made = await this.remoteComponents.construct({
        type: subject.type,
        name: subject.name,
        parent: subject.parent,
        provider,
        inputs: properties,
        dependencies,
        directDependencies: [
          ...new Set([...options.getDependsOnList(), ...[...dependencies.values()].flatMap((urns) => [...urns])]),
        ],
        providers,
        options,
      });
      // The component's own process has registered it, and told what its children take over.
      return answer(made.urn, "", withoutOutputValues(made.outputs) as Properties, made.dependencies);
    }

    const goal: Goal = {
      ...subject,
      inputs: {
        ...(withoutOutputValues(properties) as Properties),
        ...(isProviderType(subject.type) ? providerExtras(options) : {}),
      },
      provider,
      propertyDependencies: dependencies,
      additionalSecretOutputs: options.getAdditionalSecretOutputsList(),
      protect: options.getProtect(),
      retainOnDelete: options.getRetainOnDelete(),
      deleteBeforeReplace: options.getDeleteBeforeReplace(),
      ...this.positionOf(request),
    };
    if (options.getImport() !== "") {
      this.deployment.fail(
        `${subject.type} resource '${subject.name}' is to be imported as '${options.getImport()}', but the in-process run has no account to read from`,
      );
    }
    const state = this.deployment.register(goal);
    this.heritage.set(state.urn, {
      parent: subject.parent,
      provider,
      providers: subject.custom ? undefined : providers,
      protect: goal.protect,
      retainOnDelete: goal.retainOnDelete,
      transforms: own,
    });
    return answer(state.urn, state.id, subject.custom ? state.outputs : {});
  }

  /** Where the program makes it, below the project's folder; nothing for a place outside, such as a component's package. */
  private positionOf(request: RegisterResourceRequest): Pick<Goal, "source"> {
    const position = request.getSourceposition();
    const uri = position?.getUri() ?? "";
    if (position === undefined || !uri.startsWith("file://")) return {};
    const absolute = fileURLToPath(uri);
    if (isStandIn(absolute)) return {};
    const file = path.relative(this.rootDirectory, absolute);
    if (file.startsWith("..") || file.includes("node_modules")) return {};
    return { source: { file: file.split(path.sep).join("/"), line: position.getLine(), column: position.getColumn() } };
  }

  private refuseUnsupported(request: RegisterResourceRequest): void {
    if (request.getPackageref() !== "") {
      this.deployment.fail(
        `${request.getType()} resource '${request.getName()}' comes from a parameterised package, which the in-process run does not load; use the pulumi command`,
      );
    }
  }

  private ownTransforms(request: RegisterResourceRequest): readonly ResourceTransform[] {
    const key = `${request.getParent()}::${request.getType()}::${request.getName()}`;
    const waiting = this.pending.get(key);
    if (waiting !== undefined) {
      this.pending.delete(key);
      return waiting;
    }
    const own = request.getTransformsList().map((callback) => this.callbacks.resourceTransform(callback));
    if (request.getRemote() && own.length > 0) this.pending.set(key, own);
    return own;
  }

  private inheritedTransforms(parent: string): ResourceTransform[] {
    const found: ResourceTransform[] = [];
    for (let at = this.heritage.get(parent); at !== undefined; at = this.heritage.get(at.parent)) {
      found.push(...at.transforms);
    }
    return found;
  }

  /** The options of the request with what the parent adds to them. */
  private optionsOf(request: RegisterResourceRequest, heir: Heritage | undefined): TransformResourceOptions {
    const options = new TransformResourceOptions()
      .setImport(request.getImportid())
      .setDependsOnList(request.getDependenciesList())
      .setIgnoreChangesList(request.getIgnorechangesList())
      .setReplaceOnChangesList(request.getReplaceonchangesList())
      .setVersion(request.getVersion())
      .setAliasesList(request.getAliasesList())
      .setProvider(this.providerFor(request, heir))
      .setHideDiffList(request.getHidediffsList())
      .setPluginDownloadUrl(request.getPlugindownloadurl())
      .setDeletedWith(request.getDeletedwith())
      .setReplaceWithList(request.getReplaceWithList())
      .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
      .setCustomTimeouts(request.getCustomtimeouts())
      .setHooks(request.getHooks())
      .setReplacementTrigger(request.getReplacementTrigger());
    const protect = request.hasProtect() ? request.getProtect() : heir?.protect;
    if (protect !== undefined) options.setProtect(protect);
    const retain = request.hasRetainondelete() ? request.getRetainondelete() : heir?.retainOnDelete;
    if (retain !== undefined) options.setRetainOnDelete(retain);
    if (request.getDeletebeforereplacedefined() || request.getDeletebeforereplace()) {
      options.setDeleteBeforeReplace(request.getDeletebeforereplace());
    }
    request.getProvidersMap().forEach((reference, name) => options.getProvidersMap().set(name, reference));
    return options;
  }

  /** The provider that the request names, else the parent's where it fits, else the one its component was given for the package. */
  private providerFor(request: RegisterResourceRequest, heir: Heritage | undefined): string {
    const packageName = packageOf(request.getType());
    const isComponent = !request.getCustom() && !request.getRemote();
    const parents = heir?.provider ?? "";
    const fits =
      isComponent || (parents !== "" && providedPackage(typeOf(parseReference(parents).urn)) === packageName);
    const named = request.getProvider() || (fits ? parents : "");
    if (named !== "" || isComponent) return named;
    return request.getProvidersMap().get(packageName) ?? heir?.providers?.get(packageName) ?? "";
  }
}

/** What the request says each property was made from; where it says nothing, each may come from every dependency. */
function requestedDependencies(request: RegisterResourceRequest, properties: Properties): PropertyDependencies {
  const told = request.getPropertydependenciesMap();
  if (told.getLength() === 0 && !request.getRemote()) {
    const every = request.getDependenciesList();
    return new Map(Object.keys(properties).map((property) => [property, new Set(every)]));
  }
  return new Map(told.toArray().map(([property]) => [property, new Set(told.get(property)?.getUrnsList() ?? [])]));
}

/** The dependencies with those that output values in the properties carry themselves. */
function withValueDependencies(properties: Properties, requested: PropertyDependencies): PropertyDependencies {
  const result: PropertyDependencies = new Map([...requested].map(([property, urns]) => [property, new Set(urns)]));
  for (const [property, value] of Object.entries(properties)) {
    result.set(property, dependenciesIn(value, result.get(property) ?? new Set()));
  }
  return result;
}

/** The version and origin of an explicit provider's plugin are inputs of it. */
function providerExtras(options: TransformResourceOptions): Properties {
  return {
    ...(options.getVersion() === "" ? {} : { version: options.getVersion() }),
    ...(options.getPluginDownloadUrl() === ""
      ? {}
      : { __internal: { pluginDownloadURL: options.getPluginDownloadUrl() } }),
  };
}

function answer(
  urn: string,
  id: string,
  outputs: Properties,
  dependencies: ReadonlyMap<string, readonly string[]> = new Map(),
): RegisterResourceResponse {
  const response = new RegisterResourceResponse()
    .setUrn(urn)
    .setId(id)
    .setResult(Result.SUCCESS)
    .setObject(toStruct(outputs));
  for (const [property, urns] of dependencies) {
    response
      .getPropertydependenciesMap()
      .set(property, new RegisterResourceResponse.PropertyDependencies().setUrnsList([...urns]));
  }
  return response;
}
