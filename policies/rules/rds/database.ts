import type { ClusterArgs, ClusterInstanceArgs, GlobalClusterArgs, InstanceArgs } from "@pulumi/aws/rds";
import { all, any, fromBoolean, unknown, yes, type Answer } from "../../answer";
import { regionOf } from "../../classification";
import { present } from "../../predicates";
import { pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { effective, shortType, type Resource } from "../../resource";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import { Partners, type StackView } from "../../stack-view";
import { UNKNOWN, type PropertyValue } from "../../value";

export const INSTANCE = "aws:rds/instance:Instance";
export const CLUSTER = "aws:rds/cluster:Cluster";
export const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
export const GLOBAL_CLUSTER = "aws:rds/globalCluster:GlobalCluster";
export const NATIVE_INSTANCE = "aws-native:rds:DbInstance";
export const NATIVE_CLUSTER = "aws-native:rds:DbCluster";

/** What Cloud Control's own provider calls differently. */
interface NativeArgs {
  readonly sourceDbInstanceIdentifier: string;
  readonly dbClusterIdentifier: string;
  readonly enablePerformanceInsights: boolean;
  /** Spelling of the provider's early releases. */
  readonly performanceInsightsKMSKeyId: string;
}

/** A database, a cluster or a member of one, in the words of all their resource types. */
export type DatabaseArgs = InstanceArgs &
  Omit<ClusterArgs, keyof InstanceArgs> &
  Omit<ClusterInstanceArgs, keyof InstanceArgs | keyof ClusterArgs> &
  Omit<GlobalClusterArgs, keyof InstanceArgs | keyof ClusterArgs> &
  NativeArgs;

export type Database = Reading<DatabaseArgs>;

export const instance = on<DatabaseArgs>(INSTANCE);
export const cluster = on<DatabaseArgs>(CLUSTER);
export const clusterOfAnyProvider = on<DatabaseArgs>(CLUSTER, NATIVE_CLUSTER);
export const instanceOrCluster = on<DatabaseArgs>(INSTANCE, CLUSTER);
export const instanceOrMember = on<DatabaseArgs>(INSTANCE, CLUSTER_INSTANCE, CLUSTER);
export const instanceOrClusterOfAnyProvider = on<DatabaseArgs>(INSTANCE, CLUSTER, NATIVE_CLUSTER, NATIVE_INSTANCE);

export const globalCluster: Kind<GlobalClusterArgs> = { types: [GLOBAL_CLUSTER] };

/** A copy that AWS keeps up to date from another database. */
export function isReplica(p: Database): Answer {
  return any(
    present(p.replicateSourceDb),
    present(p.replicationSourceIdentifier),
    present(p.sourceDbInstanceIdentifier),
  );
}

/** Aurora by its first name, which meant MySQL, and by those of today. */
export const AURORA = ["aurora", "aurora-"] as const;

/** An instance of a cluster: its storage, backups and sign-in are the cluster's. A cluster itself is none. */
export function isMember(p: Database): Answer {
  const { type } = resourceOf(p);
  return type === NATIVE_INSTANCE
    ? any(runs(p, AURORA), present(p.dbClusterIdentifier))
    : all(fromBoolean(type === INSTANCE), runs(p, AURORA));
}

/** RDS Custom: the customer runs the operating system and the database, RDS only the machine. */
export function isCustom(p: Database): Answer {
  return runs(p, ["custom-"]);
}

/** Whether the database's engine is one of these. A name that ends in a dash stands for a family: `oracle-` for `oracle-ee`. */
export function runs(p: Database, engines: readonly string[]): Answer {
  const engine = valueOf(p.engine);
  return engine === UNKNOWN ? unknown(pathOf(p.engine)) : fromBoolean(isOneOf(engine, engines), pathOf(p.engine));
}

export function isOneOf(engine: PropertyValue, engines: readonly string[]): boolean {
  return (
    typeof engine === "string" &&
    engines.some((name) => (name.endsWith("-") ? engine.startsWith(name) : engine === name))
  );
}

/** The region of an ARN, undefined for what is not one: an identifier has no colon. */
function regionOfArn(value: PropertyValue): string | undefined {
  return typeof value === "string" ? value.split(":")[3] : undefined;
}

/** Whether two resources stand in different regions; unknown where one of the regions is not told. */
export function inOtherRegion(one: Resource, other: Resource, path: string): Answer {
  const [here, there] = [regionOf(one), regionOf(other)];
  return here === undefined || there === undefined ? unknown(path) : fromBoolean(here !== there, path);
}

/** Whether the replica's source stands in another region. A source in the same region may be named without its ARN. */
export function hasSourceElsewhere(p: Database, stack: StackView): Answer {
  const path = pathOf(p.replicateSourceDb);
  const value = valueOf(p.replicateSourceDb);
  if (value === undefined) return fromBoolean(false, path);
  if (typeof value === "string") return namesOtherRegion(p.replicateSourceDb, resourceOf(p));
  const [source] = databasesNamed(stack, p.replicateSourceDb, instance);
  return source === undefined ? unknown(path) : inOtherRegion(resourceOf(p), resourceOf(source), path);
}

/** An ARN of another region; a name that is no ARN, or is not known yet, counts as near. */
export function namesOtherRegion(property: Reading<unknown>, resource: Resource): Answer {
  const named = regionOfArn(valueOf(property));
  const own = regionOf(resource);
  return named !== undefined && own === undefined
    ? unknown(pathOf(property))
    : fromBoolean(named !== undefined && named !== own, pathOf(property));
}

/** What holds the name that AWS knows a database by in its account and region: `identifier` on an instance. */
const IDENTIFIER: Readonly<Record<string, string>> = {
  [CLUSTER]: "clusterIdentifier",
  [NATIVE_CLUSTER]: "dbClusterIdentifier",
};

export function identifierProperty(type: string): string {
  return IDENTIFIER[type] ?? "identifier";
}

function identifierOf(resource: Resource): string | undefined {
  const value = effective(resource, identifierProperty(resource.type));
  return typeof value === "string" ? value : undefined;
}

/** Whether the text is the database's identifier or its ARN. */
function isNameOf(text: unknown, resource: Resource): boolean {
  const identifier = identifierOf(resource);
  if (typeof text !== "string" || identifier === undefined) return false;
  return text === identifier || (text.startsWith("arn:") && text.endsWith(`:${identifier}`));
}

/** Databases of the stack that the property names: by reference first, by ARN or identifier second. */
export function databasesNamed<T>(stack: StackView, property: Reading<unknown>, kind: Kind<T>): readonly Reading<T>[] {
  const found = stack.named(property, kind).certain;
  if (found.length > 0) return found;
  const text = valueOf(property);
  return readings(
    stack,
    stack.index.ofKind(kind).filter((candidate) => isNameOf(text, candidate)),
  );
}

/** Resources that name this database in `property`, by reference, ARN or identifier. */
export function namedBy<T>(
  stack: StackView,
  database: Reading<unknown>,
  kind: Kind<T>,
  property: keyof T & string,
): Partners<T> {
  const subject = resourceOf(database);
  const linked = stack.partner(database, kind, property);
  const known = new Set(linked.certain.map((partner) => resourceOf(partner).urn));
  const byName = stack.index.ofKind(kind).filter((candidate) => {
    const value = effective(candidate, property);
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
    return !known.has(candidate.urn) && texts.some((text) => isNameOf(text, subject));
  });
  const short = shortType(String(kind.types[0]));
  return new Partners(
    [...linked.certain, ...readings<T>(stack, byName)],
    mayBeMore(linked),
    short,
    `${short}.${property}`,
  );
}

/** Whether resources that are not known yet may be companions too. */
export function mayBeMore<T>(partners: Partners<T>): boolean {
  return partners.every(() => yes).truth === "unknown";
}

/** The instances of a cluster. */
export function membersOf(p: Database, stack: StackView): Partners<DatabaseArgs> {
  return resourceOf(p).type === NATIVE_CLUSTER
    ? namedBy(stack, p, { types: [NATIVE_INSTANCE] } as Kind<DatabaseArgs>, "dbClusterIdentifier")
    : namedBy(stack, p, { types: [CLUSTER_INSTANCE] } as Kind<DatabaseArgs>, "clusterIdentifier");
}

function readings<T>(stack: StackView, resources: readonly Resource[]): Reading<T>[] {
  return resources.map(({ urn }) => stack.at<T>(urn)).filter((found): found is Reading<T> => found !== undefined);
}
