import { Graphviz } from "@hpcc-js/wasm-graphviz";
import { workloadFinder } from "../costs/workloads";
import { CLOUD_CONTROL, shortType, type Resource } from "../../policies/resource";

/** A component that a workload builds at its top, with all that it is made of. */
interface Part {
  readonly urn: string;
  readonly workload: string;
  /** Name without the workload's. */
  readonly label: string;
  readonly component: string;
  /** Short AWS types and how many there are of each. */
  readonly made: ReadonlyMap<string, number>;
  readonly isReplica: boolean;
}

/** Who names an output of whom, and so is made after it. */
interface Use {
  readonly from: Part;
  readonly to: Part;
}

export interface Architecture {
  readonly parts: readonly Part[];
  readonly uses: readonly Use[];
}

/** Every role has them and they say nothing of the shape: their rights are in stacks/access. */
const LEFT_OUT = /^phiguard:access:/;
/** Types in a box; the rest is told as a number. */
const SHOWN_TYPES = 4;
/** What stands beside a thing only to set it up. */
const SETTINGS =
  /^(Bucket\w+|Alias|Topic(Policy|Subscription)|QueuePolicy|RolePolicyAttachment|Policy|Role|Permission|SecretVersion|\w*Rule\w*|Log(Group|DataProtectionPolicy|MetricFilter|ResourcePolicy)|EventTarget|MetricAlarm|SecurityGroup|SubnetGroup|ParameterGroup|LifecyclePolicy|Route\w*|\w*Association)$/;

/** The top components of a stack's resources and what they use of each other. */
export function architectureOf(resources: readonly Resource[]): Architecture {
  const byUrn = new Map(resources.map((of) => [of.urn, of]));
  const topOf = (urn: string): Resource | undefined => {
    const of = byUrn.get(urn);
    const parent = of?.parent === undefined ? undefined : byUrn.get(of.parent);
    return of === undefined || parent === undefined || parent.type === "pulumi:pulumi:Stack" ? of : topOf(parent.urn);
  };
  const workloadOf = workloadFinder(resources);
  const parts = new Map<string, Part>();
  const members = new Map<string, Resource[]>();
  for (const of of resources) {
    const top = topOf(of.urn);
    if (top === undefined || !top.type.startsWith("phiguard:") || LEFT_OUT.test(top.type)) continue;
    members.set(top.urn, [...(members.get(top.urn) ?? []), of]);
  }
  for (const [urn, made] of members) {
    const top = byUrn.get(urn) as Resource;
    const workload = workloadOf(urn);
    parts.set(urn, {
      urn,
      workload,
      label: top.name.slice(workload.length + 1),
      component: shortType(top.type),
      made: countTypes(made),
      isReplica: made.some(({ provider }) => provider?.name === "replica"),
    });
  }
  const uses = new Map<string, Use>();
  for (const of of resources) {
    const from = parts.get(topOf(of.urn)?.urn ?? "");
    for (const used of new Set(Object.values(of.propertyDependencies ?? {}).flat())) {
      const to = parts.get(topOf(used)?.urn ?? "");
      if (from !== undefined && to !== undefined && from !== to) uses.set(`${from.urn} ${to.urn}`, { from, to });
    }
  }
  return { parts: [...parts.values()], uses: [...uses.values()] };
}

function countTypes(resources: readonly Resource[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { type, inputs } of resources) {
    if (!/^awsx?:/.test(type)) continue;
    const short = type === CLOUD_CONTROL ? cloudControlType(inputs.typeName) : shortType(type);
    counts.set(short, (counts.get(short) ?? 0) + 1);
  }
  return counts;
}

/** `AWS::HealthLake::FHIRDatastore` to `HealthLake FHIRDatastore`. */
function cloudControlType(typeName: unknown): string {
  return String(typeName)
    .replace(/^AWS::/, "")
    .replace("::", " ");
}

/** A workload's picture as Graphviz's DOT: its components, and one box for each other workload that they use or that uses them. */
export function dotOf({ parts, uses }: Architecture, workload: string): string {
  const own = parts.filter((part) => part.workload === workload);
  const idOf = new Map(own.map((part, index) => [part, `c${index}`]));
  const others = new Set<string>();
  const edges = new Set<string>();
  for (const { from, to } of uses) {
    const ends = [from, to].map((part) => idOf.get(part) ?? `"${part.workload}"`);
    if (!idOf.has(from) && !idOf.has(to)) continue;
    for (const part of [from, to]) if (!idOf.has(part)) others.add(part.workload);
    const style = to.component === "CustomerKey" && to.workload === workload ? " [style=dotted arrowhead=odot]" : "";
    edges.add(`${ends.join(" -> ")}${style}`);
  }
  const home = own.filter((part) => !part.isReplica);
  const replica = own.filter((part) => part.isReplica);
  const box = (part: Part): string => `${idOf.get(part)} [${attributes(part)}]`;
  return [
    "digraph {",
    '  graph [rankdir=LR fontname="Helvetica" fontsize=12 nodesep=0.25 ranksep=0.7 bgcolor="white" splines=true]',
    '  node [shape=box style="rounded,filled" fontname="Helvetica" fontsize=10 color="#44546a" fillcolor="#eef3f9" margin="0.12,0.07"]',
    '  edge [color="#5b6b80" arrowsize=0.6]',
    ...home.map((part) => `  ${box(part)}`),
    ...(replica.length === 0
      ? []
      : [
          "  subgraph cluster_replica {",
          '    label="second region" color="#9aa7b8" style="dashed"',
          ...replica.map((part) => `    ${box(part)}`),
          "  }",
        ]),
    ...[...others].sort().map((name) => `  "${name}" [shape=box style="dashed" fillcolor="white" label="${name}"]`),
    ...[...edges].sort().map((edge) => `  ${edge}`),
    "}",
  ].join("\n");
}

function attributes({ label, component, made }: Part): string {
  const main = [...made]
    .filter(([type]) => !SETTINGS.test(type))
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  const total = [...made.values()].reduce((sum, count) => sum + count, 0);
  const types = main.slice(0, SHOWN_TYPES).map(([type, count]) => (count === 1 ? type : `${type} ×${count}`));
  const lines = [
    `<b>${label === "" ? component : label}</b>`,
    `<font point-size="8" color="#5b6b80">${component}, ${total} ${total === 1 ? "resource" : "resources"}</font>`,
    ...types.map((type) => `<font point-size="9">${type}</font>`),
  ];
  const colour = component === "CustomerKey" ? ' fillcolor="#fdf3d8"' : "";
  return `label=<${lines.join("<br/>")}>${colour}`;
}

export function workloadsOf({ parts }: Architecture): string[] {
  return [...new Set(parts.map(({ workload }) => workload))];
}

/** SVG of a DOT text. Graphviz writes its version into a comment; the rest is the same on every machine. */
export async function svgOf(dot: string): Promise<string> {
  const graphviz = await Graphviz.load();
  return graphviz.dot(dot).replace(/<!--[\s\S]*?-->\n?/g, "");
}
