import { expect } from "chai";
import { StackIndex } from "../stack-index";
import type { JudgingContext, Judgement, Rule } from "../rule";
import type { Resource } from "../resource";
import { DEFAULT_SETTINGS, type PackSettings } from "../settings";
import { isObject, UNKNOWN, type PropertyObject, type PropertyValue } from "../value";

/** Stands for a value that is not known at preview. */
export const unknownString = UNKNOWN as unknown as string;
export const unknownValue = UNKNOWN as unknown as never;

/** An unknown value made from other resources of the row: `from("key")` is the ARN of the resource named `key`, not known yet. */
export function from(...names: readonly string[]): never {
  return { [FROM]: names } as never;
}

const FROM = "\u0000from";

export interface OtherResource {
  readonly type: string;
  readonly name: string;
  readonly props?: object;
  readonly outputs?: object;
  /** Name of the component or resource it stands in. */
  readonly parent?: string;
}

export interface Row {
  readonly name: string;
  readonly props: object;
  /** The rule's first type unless given. */
  readonly type?: string;
  readonly outputs?: object;
  readonly parent?: string;
  /** The rest of the stack. */
  readonly others?: readonly OtherResource[];
  readonly settings?: Partial<PackSettings>;
  /** Default tags of the provider. */
  readonly defaultTags?: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly isBaseline?: boolean;
  readonly protect?: boolean;
}

export interface RuleTable {
  readonly valid: readonly Row[];
  /** `finds` is the exact property path (or paths) that decided. */
  readonly invalid: readonly (Row & { readonly finds: string | readonly string[] })[];
  /** `other-type`: the rule is not asked. `unknown`: undetermined, with the path in `finds`. `exempt`: it does not apply. */
  readonly notJudged: readonly (Row & {
    readonly because: "other-type" | "unknown" | "exempt";
    readonly finds?: string | readonly string[];
  })[];
  /** For a rule against a resource as such: no row can be accepted and no value can leave it open. */
  readonly refusesEvery?: true;
}

/** The judged resource is always called `subject`. */
export function testRule(rule: Rule, table: RuleTable): void {
  describe(rule.id, () => {
    it("has a row of every kind", () => {
      if (table.refusesEvery === true) expect(table.valid, "valid").to.be.empty;
      else expect(table.valid, "valid").not.to.be.empty;
      expect(table.invalid, "invalid").not.to.be.empty;
      const kinds = new Set(table.notJudged.map((row) => row.because));
      if (rule.judge !== undefined) expect([...kinds], "notJudged").to.include("other-type");
      if (table.refusesEvery !== true) expect([...kinds], "notJudged").to.include("unknown");
    });
    for (const row of table.valid) {
      it(`accepts: ${row.name}`, () => {
        const judged = run(rule, row);
        expect(judged?.result, explain(judged)).to.equal("pass");
      });
    }
    for (const row of table.invalid) {
      it(`refuses: ${row.name}`, () => {
        const judged = run(rule, row);
        expect(judged?.result, explain(judged)).to.equal("fail");
        expect(sorted(judged?.finds ?? [])).to.deep.equal(sorted(row.finds));
      });
    }
    for (const row of table.notJudged) {
      it(`does not judge (${row.because}): ${row.name}`, () => {
        const judged = run(rule, row);
        if (row.because === "other-type") expect(judged, "the rule is about this type").to.equal(undefined);
        else
          expect(judged?.result, explain(judged)).to.equal(
            row.because === "unknown" ? "undetermined" : "not-applicable",
          );
        if (row.finds !== undefined) expect(sorted(judged?.finds ?? [])).to.deep.equal(sorted(row.finds));
      });
    }
  });
}

function run(rule: Rule, row: Row): Judgement | undefined {
  const type = row.type ?? rule.types[0] ?? "";
  const subject: OtherResource = {
    type,
    name: "subject",
    props: row.props,
    ...(row.outputs === undefined ? {} : { outputs: row.outputs }),
    ...(row.parent === undefined ? {} : { parent: row.parent }),
  };
  const resources = rowResources([subject, ...(row.others ?? [])], row);
  const index = new StackIndex(resources);
  const context: JudgingContext = {
    settings: { ...DEFAULT_SETTINGS, ...row.settings },
    stack: index,
    isBaseline: row.isBaseline ?? false,
  };
  if (rule.judgeStack !== undefined) return rule.judgeStack(index, context);
  const judged = resources[0];
  if (judged === undefined || !rule.types.includes(type)) return undefined;
  return rule.judge?.(judged, context);
}

function rowResources(specs: readonly OtherResource[], row: Row): Resource[] {
  const urns = new Map(specs.map((spec) => [spec.name, `urn:pulumi:test::clinic::${spec.type}::${spec.name}`]));
  const urnOf = (name: string): string => urns.get(name) ?? `urn:pulumi:test::clinic::missing:x:X::${name}`;
  return specs.map((spec, position) => {
    const dependencies: Record<string, string[]> = {};
    const inputs: Record<string, PropertyValue> = {};
    for (const [key, value] of Object.entries(spec.props ?? {})) {
      const references = new Set<string>();
      inputs[key] = resolve(value as PropertyValue, references, urnOf);
      if (references.size > 0) dependencies[key] = [...references];
    }
    return {
      urn: urnOf(spec.name),
      type: spec.type,
      name: spec.name,
      inputs,
      propertyDependencies: dependencies,
      ...(spec.outputs === undefined ? {} : { outputs: spec.outputs as PropertyObject }),
      ...(spec.parent === undefined ? {} : { parent: urnOf(spec.parent) }),
      ...(position === 0 && row.protect !== undefined ? { protect: row.protect } : {}),
      provider: {
        urn: "urn:pulumi:test::clinic::pulumi:providers:aws::aws",
        type: "pulumi:providers:aws",
        name: "aws",
        properties: {
          region: row.region ?? "us-east-1",
          ...(row.defaultTags === undefined ? {} : { defaultTags: JSON.stringify({ tags: row.defaultTags }) }),
        },
      },
    };
  });
}

function resolve(value: PropertyValue, references: Set<string>, urnOf: (name: string) => string): PropertyValue {
  if (Array.isArray(value)) return value.map((item: PropertyValue) => resolve(item, references, urnOf));
  if (!isObject(value)) return value;
  const names = value[FROM];
  if (Array.isArray(names)) {
    for (const name of names) references.add(urnOf(String(name)));
    return UNKNOWN;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, references, urnOf)]));
}

function explain(judged: Judgement | undefined): string {
  return judged === undefined ? "not asked" : `${judged.result} ${judged.finds.join(", ")} ${judged.reason}`;
}

function sorted(finds: string | readonly string[]): string[] {
  return (typeof finds === "string" ? [finds] : [...finds]).sort();
}
