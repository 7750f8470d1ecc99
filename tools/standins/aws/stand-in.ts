import { type Properties, UNKNOWN, containsUnknown, isRecord, parseUrn, plain, plainProperties } from "../wire";
import { type CheckFailure, checkInputs } from "./check";
import { CLOUD_CONTROL, changesCreateOnly, checkCloudControl, cloudControlOutputs } from "./cloud-control";
import { type DetailedDiff, diffInputs } from "./diff";
import { forcesReplacement } from "./immutable";
import { answer } from "./lookups";
import { isMadeName, nameFor, namingOf } from "./names";
import { type Made, outputsFor } from "./outputs";
import { readConfig } from "./provider-config";
import { StandInError } from "./refusal";
import { type Scene, type Setting, sceneOf } from "./scene";
import { Typings } from "./typings";

export interface Checked {
  inputs: Properties;
  failures: CheckFailure[];
}

export interface Diffed {
  changes: DetailedDiff;
  /** Changed arguments (top-level names) that make a new resource. */
  replaces: string[];
  /** A new resource of the same physical name cannot be made while the old one is there. */
  deleteBeforeReplace: boolean;
}

export interface DiffArgs {
  urn: string;
  id: string;
  /** The state: all outputs. */
  olds: Properties;
  oldInputs: Properties;
  news: Properties;
  ignoreChanges?: readonly string[];
}

/**
 * The AWS provider without AWS. It makes up what AWS would answer, always the same for the same program, and keeps
 * nothing: the state is the engine's. All values are in Pulumi's wire form (see `wire.ts`). What it refuses it refuses
 * with a {@link StandInError}.
 */
export class AwsStandIn {
  readonly version: string;
  private readonly typings: Typings;
  private setting: Setting = { region: "us-east-1", account: "123456789012", defaultTags: {} };
  /** Physical names of resources about to be replaced, by URN: the new one must not have the same. */
  private readonly replaced = new Map<string, string>();
  /** Subnets met in this run, by id: a component may ask for the VPC of a subnet that the program made. */
  private readonly subnets = new Map<string, Properties>();

  /** `packageFolder` is the folder of the installed `@pulumi/aws`, whose declarations say what exists. */
  constructor(packageFolder: string) {
    this.typings = new Typings(packageFolder);
    this.version = this.typings.version();
  }

  checkConfig(news: Properties, environment: NodeJS.ProcessEnv = process.env): Checked {
    return { inputs: news, failures: readConfig(news, environment).failures };
  }

  /** Throws when the settings name no usable region. */
  configure(config: Properties, environment: NodeJS.ProcessEnv = process.env): void {
    const { setting, failures } = readConfig(config, environment);
    if (failures[0] !== undefined) {
      throw new StandInError(failures[0].reason);
    }
    this.setting = setting;
  }

  check(urn: string, olds: Properties, news: Properties): Checked {
    const { type, name } = parseUrn(urn);
    const typings = this.typings.mustHave(type);
    const failures = checkInputs(this.typings, typings, news);
    if (type === CLOUD_CONTROL) {
      failures.push(...checkCloudControl(news));
    }
    const named = nameFor(typings, name, news, olds, `${urn}${this.replaced.get(urn) ?? ""}`);
    if (named.kind === "refused") {
      failures.push({ property: namingOf(typings)?.property ?? "name", reason: named.reason });
    }
    return { inputs: named.kind === "made" ? { ...news, [named.property]: named.name } : news, failures };
  }

  diff({ urn, id, olds, oldInputs, news, ignoreChanges }: DiffArgs): Diffed {
    const { type, name } = parseUrn(urn);
    const typings = this.typings.mustHave(type);
    this.remember(type, id, olds);
    const changes = diffInputs(
      oldInputs,
      news,
      (property) =>
        forcesReplacement(typings, property) ||
        (type === CLOUD_CONTROL &&
          (property === "typeName" ||
            (property === "desiredState" &&
              changesCreateOnly(news["typeName"], oldInputs["desiredState"], news["desiredState"])))),
      ignoreChanges,
    );
    const replaces = new Set<string>();
    for (const [path, change] of changes) {
      if (change.replace) {
        replaces.add(/^[^.[]+/.exec(path)?.[0] ?? path);
      }
    }
    if (replaces.size === 0) {
      return { changes, replaces: [], deleteBeforeReplace: false };
    }
    const naming = namingOf(typings);
    const oldName = plain(oldInputs[naming?.property ?? "name"]);
    this.replaced.set(urn, `${id} ${String(oldName)}`);
    const fixed = naming !== undefined && !isMadeName(oldName, name) && oldName === plain(news[naming.property]);
    return { changes, replaces: [...replaces], deleteBeforeReplace: fixed && oldName !== undefined };
  }

  create(urn: string, inputs: Properties, preview: boolean): Made {
    return this.settle(urn, inputs, preview);
  }

  update(
    args: Pick<DiffArgs, "urn" | "id" | "olds" | "oldInputs" | "news" | "ignoreChanges">,
    preview: boolean,
  ): Properties {
    return this.settle(args.urn, args.news, preview, { id: args.id, state: args.olds }).properties;
  }

  /**
   * The state as the engine knows it: without an account nothing can have drifted. `inputs` undefined means an import
   * or a `get`, for which there is nothing to read from.
   */
  read(
    urn: string,
    id: string,
    inputs: Properties | undefined,
    state: Properties,
  ): { id: string; inputs: Properties; properties: Properties } {
    const { type } = parseUrn(urn);
    this.typings.mustHave(type);
    if (inputs === undefined) {
      throw new StandInError(
        `${type} "${id}": the stand-in has no account to read from; make the resource in the program, or pass what you need by config`,
      );
    }
    this.remember(type, id, state);
    return { id, inputs, properties: state };
  }

  delete(urn: string): void {
    this.typings.mustHave(parseUrn(urn).type);
  }

  /** Answers a function. Throws for one that does not exist, and for one that would need an account. */
  invoke(token: string, args: Properties): Properties {
    if (!token.startsWith("aws:") || !this.typings.hasFunction(token)) {
      throw new StandInError(`${token} is not a function of @pulumi/aws ${this.version}`);
    }
    const given = plainProperties(args);
    if (token === "aws:ec2/getSubnet:getSubnet" && typeof given["id"] === "string") {
      const subnet = this.subnets.get(given["id"]);
      if (subnet !== undefined) {
        return { ...subnet, state: "available", availableIpAddressCount: 251, defaultForAz: false, id: given["id"] };
      }
    }
    return answer(token, given, this.setting);
  }

  private settle(urn: string, inputs: Properties, preview: boolean, old?: { id: string; state: Properties }): Made {
    const { type, name } = parseUrn(urn);
    const typings = this.typings.mustHave(type);
    const scene = sceneOf(this.typings, this.setting, {
      urn,
      token: type,
      logicalName: name,
      region: plain(inputs["region"]),
      generation: old === undefined ? (this.replaced.get(urn) ?? "") : "",
    });
    const made = outputsFor(scene, typings, inputs, preview, old?.state);
    if (type === CLOUD_CONTROL) {
      this.settleCloudControl(scene, inputs, made, preview, old);
    }
    if (!preview) {
      this.remember(type, made.id, made.properties);
    }
    return old === undefined ? made : { id: old.id, properties: made.properties };
  }

  private settleCloudControl(
    scene: Scene,
    inputs: Properties,
    made: Made,
    preview: boolean,
    old?: { id: string; state: Properties },
  ): void {
    const same = old !== undefined && plain(old.state["desiredState"]) === plain(inputs["desiredState"]);
    if (same) {
      return;
    }
    if (preview || containsUnknown(inputs["desiredState"])) {
      made.properties["properties"] = UNKNOWN;
      return;
    }
    const outputs = cloudControlOutputs(scene, inputs, old?.id);
    made.id = outputs.id;
    made.properties["properties"] = outputs.properties;
  }

  private remember(type: string, id: string, state: Properties): void {
    if (type === "aws:ec2/subnet:Subnet" && id !== "" && isRecord(state)) {
      this.subnets.set(id, plainProperties(state));
    }
  }
}
