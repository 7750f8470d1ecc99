import * as fc from "fast-check";
import type { Resource } from "../resource";
import type { Rule } from "../rule";
import { DEFAULT_SETTINGS } from "../settings";
import { StackIndex, type Companions, type Kind } from "../stack-index";
import type { PropertyObject, PropertyValue } from "../value";
import { urn } from "./example-pack";

/** Words of AWS arguments: with them a rule takes the branches that arbitrary text never reaches. */
export const PLAUSIBLE: readonly PropertyValue[] = [
  true,
  false,
  0,
  1,
  30,
  400,
  2557,
  "Enabled",
  "Disabled",
  "Allow",
  "Deny",
  "*",
  "aws:kms",
  "AES256",
  "public-read",
  "private",
  "https",
  "GOVERNANCE",
  "COMPLIANCE",
  "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555",
  "arn:aws:iam::111122223333:root",
  "AWS::HealthLake::FHIRDatastore",
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" }],
  }),
];

export interface Probed {
  readonly rule: Rule;
  /** The judged resource first, then its partners. */
  readonly resources: readonly Resource[];
}

interface Partner {
  readonly type: string;
  readonly property: string;
  /** Whether the partner names the subject (its bucket), or the subject the partner. */
  readonly names: "subject" | "partner";
}

/**
 * Stacks that reach deep into a rule without knowing it: what the rule reads or asks for in one round is there in the next, with other
 * values. Deterministic for a seed.
 */
export function probe(
  rule: Rule,
  { leaves, rounds = 40, seed = 1 }: { leaves: readonly PropertyValue[]; rounds?: number; seed?: number },
): Probed[] {
  const paths = new Map<string, Set<string>>();
  const partners = new Map<string, Partner>();
  const decisions = fc.sample(fc.array(fc.nat(997), { minLength: 400, maxLength: 400 }), { seed, numRuns: rounds });
  return decisions.map((numbers, round) => {
    let next = 0;
    const pick = (below: number): number => (numbers[next++ % numbers.length] ?? 0) % below;
    const resources = stackOf(
      rule,
      round,
      paths,
      [...partners.values()],
      (known) => grow(known, leaves, pick, 0),
      pick,
    );
    for (const path of readsOf(rule, resources, partners)) {
      const [, prefix = "", own = path] = /^(?:([A-Z]\w*)\.)?(.+)$/.exec(path) ?? [];
      paths.set(prefix, (paths.get(prefix) ?? new Set()).add(own));
    }
    return { rule, resources };
  });
}

function stackOf(
  rule: Rule,
  round: number,
  paths: ReadonlyMap<string, ReadonlySet<string>>,
  partners: readonly Partner[],
  inputsFor: (known: readonly (readonly string[])[]) => PropertyValue,
  pick: (below: number) => number,
): Resource[] {
  const inputsOf = (prefix: string): PropertyObject => {
    const known = [...(paths.get(prefix) ?? [])].map(tokens);
    return Object.fromEntries(
      [...new Set(known.map(([top = ""]) => top))]
        // Every other round leaves most properties out, as programs do.
        .filter(() => (round % 2 === 0 ? pick(5) > 0 : pick(3) === 0))
        .map((top) => [top, inputsFor(known.filter(([first]) => first === top).map(([, ...rest]) => rest))]),
    );
  };
  const type = rule.types[round % rule.types.length] ?? "";
  const subject = made(type, "subject", inputsOf(""));
  const others = partners
    .filter(() => pick(4) > 0)
    .map((partner, index) => {
      const other = made(partner.type, `partner-${index}`, inputsOf(partner.type.split(":").pop() ?? ""));
      const [owner, target] = partner.names === "subject" ? [other, subject] : [subject, other];
      for (const properties of [owner.inputs, owner.outputs ?? {}])
        Object.assign(properties, { [partner.property]: target.outputs?.["id"] });
      Object.assign(owner.propertyDependencies ?? {}, { [partner.property]: [target.urn] });
      return other;
    });
  return [subject, ...others];
}

function made(type: string, name: string, inputs: PropertyObject): Resource {
  return {
    urn: urn(type, name),
    type,
    name,
    inputs,
    outputs: { ...inputs, id: `id-of-${name}`, arn: `arn:aws:test:us-east-1:111122223333:${name}` },
    propertyDependencies: {},
  };
}

/** A value for a property of which the rule is known to read these paths below it. */
function grow(
  below: readonly (readonly string[])[],
  leaves: readonly PropertyValue[],
  pick: (below: number) => number,
  depth: number,
): PropertyValue {
  const deeper = below.filter((path) => path.length > 0);
  if (deeper.length === 0 || pick(5) === 0) return leaves[pick(leaves.length)];
  const keys = [...new Set(deeper.map(([first = ""]) => first))];
  const child = (key: string): PropertyValue =>
    grow(
      deeper.filter(([first]) => first === key).map(([, ...rest]) => rest),
      leaves,
      pick,
      depth + 1,
    );
  if (keys.every((key) => /^\d+$/.test(key))) {
    const items: readonly PropertyValue[] = keys.map<PropertyValue>(child);
    return pick(2) === 0 ? [...items, child(keys[0] ?? "0")] : items;
  }
  const kept = keys.filter(() => pick(5) > 0);
  const object: PropertyObject = Object.fromEntries(kept.map((key): [string, PropertyValue] => [key, child(key)]));
  // Documents travel as text, and blocks of which there can be one or many as a list.
  if (depth === 0 && pick(3) === 0) return JSON.stringify(object);
  return pick(4) === 0 ? [object] : object;
}

function tokens(path: string): string[] {
  return path.replace(/\[(\d+)\]/g, ".$1").split(".");
}

function readsOf(rule: Rule, resources: readonly Resource[], partners: Map<string, Partner>): string[] {
  const index = new AskedIndex(resources, (partner) => partners.set(JSON.stringify(partner), partner));
  const context = { settings: DEFAULT_SETTINGS, stack: index, isBaseline: true };
  const [subject] = resources;
  const judged = rule.judgeStack?.(index, context) ?? (subject && rule.judge?.(subject, context));
  return [...(judged?.reads ?? []).map(({ path }) => path)];
}

/** A stack that tells which partners a rule asks for. */
class AskedIndex extends StackIndex {
  constructor(
    resources: readonly Resource[],
    private readonly asked: (partner: Partner) => void,
  ) {
    super(resources);
  }

  override companions(subject: Resource, kind: Kind<unknown>, property: string): Companions {
    this.note(kind, property, "subject");
    return super.companions(subject, kind, property);
  }

  override named(owner: Resource, property: string, kind: Kind<unknown>): Companions {
    this.note(kind, property, "partner");
    return super.named(owner, property, kind);
  }

  private note(kind: Kind<unknown>, property: string, names: Partner["names"]): void {
    for (const type of kind.types.slice(0, 2)) this.asked({ type, property, names });
  }
}
