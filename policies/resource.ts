import { type PropertyObject, type PropertyValue } from "./value";

/** A resource as rules see it. URNs name it everywhere; ids are often not known before it is made. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** What the program asked for, after the provider's check. */
  readonly inputs: PropertyObject;
  /** What the provider answered; undefined before it was asked. */
  readonly outputs?: PropertyObject;
  readonly parent?: string;
  readonly provider?: ProviderView;
  /** Input property to the URNs it was made from; undefined while the engine has not told them (single-resource analysis). */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly protect?: boolean;
  /** Ids of waivers that the program names on this resource. */
  readonly waivers?: readonly string[];
  /** Where the program makes it, as far as the engine or the state tells. */
  readonly source?: SourcePosition;
  readonly retainOnDelete?: boolean;
  /** Whether the program asks for deletion first; undefined where nobody tells, as in an exported state. */
  readonly deleteBeforeReplace?: boolean;
}

/** A place in the program: path below the project's folder, line and column from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface ProviderView {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly properties: PropertyObject;
}

/** `urn:pulumi:stack::project::parent$type::name` to its qualified type, parent types included. */
export function qualifiedType(urn: string): string {
  return urn.split("::")[2] ?? "";
}

export function typeOf(urn: string): string {
  return qualifiedType(urn).split("$").pop() ?? "";
}

export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** `aws:s3/bucketVersioning:BucketVersioning` to `BucketVersioning`. */
export function shortType(type: string): string {
  return type.split(":").pop() ?? type;
}

export const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";

const IDENTIFYING = ["id", "arn", "name", "bucket", "url", "keyId", "bucketDomainName", "identifier"] as const;

const identifyingByType = new Map<string, readonly string[]>();

/** Services also call the name by the type: `clusterIdentifier` of a cluster; on anything else it names the cluster that it belongs to. */
function identifying(type: string): readonly string[] {
  const known = identifyingByType.get(type);
  if (known !== undefined) return known;
  const short = shortType(type);
  const own = short.charAt(0).toLowerCase() + short.slice(1);
  const properties = [...IDENTIFYING, `${own}Identifier`, `${own}Name`];
  identifyingByType.set(type, properties);
  return properties;
}

/** The known strings another resource may name this one by. */
export function identities(resource: Resource): string[] {
  const found = new Set<string>();
  for (const key of identifying(resource.type)) {
    for (const value of [resource.inputs[key], resource.outputs?.[key]]) {
      if (typeof value === "string" && value !== "") found.add(value);
    }
  }
  const bucket = BUCKET_NAME.test(resource.type)
    ? (resource.inputs["bucket"] ?? resource.inputs["bucketName"])
    : undefined;
  if (typeof bucket === "string") found.add(`arn:aws:s3:::${bucket}`);
  return [...found];
}

/** Buckets and what stands beside them with the bucket's name. */
const BUCKET_NAME = /^(aws:s3\/bucket|aws-native:s3:Bucket$)/;

/** Passes on what another stack made; nothing tells which of its resources is meant. */
export const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/** The input, or what the provider filled in where the program left it out; `UNKNOWN` outputs count only where nothing was asked for. */
export function effective(resource: Resource, property: string): PropertyValue {
  const input = resource.inputs[property];
  return input !== undefined ? input : resource.outputs?.[property];
}
