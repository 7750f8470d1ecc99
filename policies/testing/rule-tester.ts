import { expect } from "chai";
import { parseRuleConfig } from "../pack-settings";
import { applyRemedy } from "../remedy";
import { StackIndex, type Companions, type Kind } from "../stack-index";
import { ANY_AWS_TYPE, isAbout, type JudgingContext, type Judgement, type Rule } from "../rule";
import { shortType, type ProviderView, type Resource } from "../resource";
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

/** What a resource is made with; another name than `aws` is another provider of the program. */
export interface RowProvider {
  readonly name?: string;
  readonly region?: string | undefined;
  readonly defaultTags?: Readonly<Record<string, string>> | undefined;
  /** Its configuration otherwise, as `assumeRole` or `allowedAccountIds`. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface OtherResource {
  readonly type: string;
  readonly name: string;
  readonly props?: object;
  readonly outputs?: object;
  /** Name of the component or resource it stands in. */
  readonly parent?: string;
  /** The row's unless given. */
  readonly provider?: RowProvider;
  readonly retainOnDelete?: boolean;
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
  /** What the user set for this rule. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Default tags of the provider. */
  readonly defaultTags?: Readonly<Record<string, string>>;
  readonly region?: string;
  /** The provider of every resource that names none of its own; `region` and `defaultTags` are short for its. */
  readonly provider?: RowProvider;
  readonly isBaseline?: boolean;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deleteBeforeReplace?: boolean;
}

export interface InvalidRow extends Row {
  readonly finds: string | readonly string[];
  /** False where the rule's remedy can't mend this row. */
  readonly mended?: false;
}

/** The first valid and the first invalid row without unknown values are the rule's examples in the docs. */
export interface RuleTable {
  readonly valid: readonly Row[];
  /** `finds` is the exact property path (or paths) that decided. */
  readonly invalid: readonly InvalidRow[];
  /** `other-type`: the rule is not asked. `unknown`: undetermined, with the path in `finds`. `exempt`: it does not apply. */
  readonly notJudged: readonly (Row & {
    readonly because: "other-type" | "unknown" | "exempt";
    readonly finds?: string | readonly string[];
  })[];
  /** Types with the same arguments as the rule's first: the first valid and the first invalid row without a type are judged as these too. */
  readonly alike?: readonly string[];
  /** For a rule against a resource as such: no row can be accepted and no value can leave it open. */
  readonly refusesEvery?: true;
}

/** Every table that was declared, for the examples in the docs and for mutation testing. */
export const declaredTables = new Map<string, { readonly rule: Rule; readonly table: RuleTable }>();

/** The judged resource is always called `subject`. */
export function testRule(rule: Rule, declared: RuleTable): void {
  const table = withAlike(declared);
  declaredTables.set(rule.id, { rule, table });
  describe(rule.id, () => {
    it("has a row of every kind", () => {
      if (table.refusesEvery === true) expect(table.valid, "valid").to.be.empty;
      else expect(table.valid, "valid").not.to.be.empty;
      expect(table.invalid, "invalid").not.to.be.empty;
      const kinds = new Set(table.notJudged.map((row) => row.because));
      if (rule.judge !== undefined) expect([...kinds], "notJudged").to.include("other-type");
      expect(lackingRows(rule, table)).to.deep.equal([]);
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
      if (rule.remedy !== undefined && row.mended !== false)
        it(`mends: ${row.name}`, () => {
          const mended = run(rule, row, rule.remedy);
          expect(mended?.result, explain(mended)).to.equal("pass");
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

function withAlike(table: RuleTable): RuleTable {
  const copies = <T extends Row>(rows: readonly T[]): T[] => {
    const model = rows.find(({ type }) => type === undefined);
    if (model === undefined) return [];
    return (table.alike ?? []).map((type) => ({ ...model, type, name: `${model.name}, as ${shortType(type)}` }));
  };
  return {
    ...table,
    valid: [...table.valid, ...copies(table.valid)],
    invalid: [...table.invalid, ...copies(table.invalid)],
  };
}

function run(rule: Rule, row: Row, remedy?: Rule["remedy"]): Judgement | undefined {
  return judgeRow(rule, row, (resources) => new StackIndex(resources), remedy);
}

function judgeRow(
  rule: Rule,
  row: Row,
  indexOf: (resources: readonly Resource[]) => StackIndex,
  remedy?: Rule["remedy"],
): Judgement | undefined {
  const [subject, ...others] = resourcesOf(rule, row);
  if (subject === undefined) return undefined;
  const judged = remedy === undefined ? subject : { ...subject, inputs: applyRemedy(subject.inputs, remedy).inputs };
  const index = indexOf([judged, ...others]);
  const context: JudgingContext = {
    settings: {
      ...DEFAULT_SETTINGS,
      ...row.settings,
      ofRule: parseRuleConfig(rule.id, rule.config ?? [], row.config ?? {}),
    },
    stack: index,
    isBaseline: row.isBaseline ?? row.settings?.baseline === "yes",
  };
  if (rule.judgeStack !== undefined) return rule.judgeStack(index, context);
  return isAbout(rule, judged.type) ? rule.judge?.(judged, context) : undefined;
}

/** The resources a row stands for, the judged one first. */
export function resourcesOf(rule: Rule, row: Row): Resource[] {
  const subject: OtherResource = {
    type: row.type ?? rule.types[0] ?? "",
    name: "subject",
    props: row.props,
    ...(row.outputs === undefined ? {} : { outputs: row.outputs }),
    ...(row.parent === undefined ? {} : { parent: row.parent }),
    ...(row.retainOnDelete === undefined ? {} : { retainOnDelete: row.retainOnDelete }),
  };
  return rowResources([subject, ...(row.others ?? [])], row);
}

/** What the table has no row for, in words. */
function lackingRows(rule: Rule, table: RuleTable): string[] {
  const asked = new AskedPartners();
  const judged: { type: string; all: readonly string[]; judgement: Judgement }[] = [];
  const rows = [...table.valid, ...table.invalid, ...table.notJudged.filter(({ because }) => because !== "other-type")];
  for (const row of rows) {
    const resources = resourcesOf(rule, row);
    const judgement = judgeRow(rule, row, (list) => new AskingIndex(list, asked));
    if (judgement === undefined) continue;
    judged.push({ type: row.type ?? rule.types[0] ?? "", all: resources.map(({ type }) => type), judgement });
  }
  const seen = new Set(judged.flatMap(({ type, all }) => (rule.judge === undefined ? all : [type])));
  const lacking = rule.types
    .filter((type) => type !== ANY_AWS_TYPE && !seen.has(type))
    .map((type) => `a row of type ${type}`);
  const leftOpen = table.notJudged.some(({ because }) => because === "unknown");
  if (table.refusesEvery !== true && !leftOpen && judged.some(({ judgement }) => judgement.reads.length > 0))
    lacking.push("a row that can't be judged, as a value is unknown");
  if (table.refusesEvery === true || rule.judge === undefined) return lacking;
  const reads = judged.flatMap(({ judgement }) => judgement.reads);
  // A rule about a resource's options reads no property: an option is never unknown.
  if (reads.length > 0 && !reads.some(({ state }) => state === "absent"))
    lacking.push("a row with a property left out");
  if (rule.remedy !== undefined && table.invalid.every(({ mended }) => mended === false))
    lacking.push("an invalid row that the remedy mends");
  return [...lacking, ...asked.lacking()];
}

/** Which of the situations that a relation must be shown in were met by at least one row. */
class AskedPartners {
  private readonly met = new Set<string>();
  private any = false;

  note(found: Companions, ofKind: number): void {
    this.any = true;
    if (found.certain.length === 0 && !found.mayBeMore) this.met.add(ofKind === 0 ? MISSING : OTHERS);
    if (found.mayBeMore) this.met.add(UNKNOWN_ID);
    if (found.certain.length > 0) this.met.add(THERE);
  }

  lacking(): string[] {
    return this.any ? [MISSING, OTHERS, UNKNOWN_ID, THERE].filter((situation) => !this.met.has(situation)) : [];
  }
}

const MISSING = "a row without a partner";
const OTHERS = "a row where the partner belongs to another resource";
const UNKNOWN_ID = "a row where the partner's id is unknown";
const THERE = "a row with a partner";

/** A stack that tells which partners a rule asks for, and what it was told. */
class AskingIndex extends StackIndex {
  constructor(
    resources: readonly Resource[],
    private readonly asked: AskedPartners,
  ) {
    super(resources);
  }

  override companions(subject: Resource, kind: Kind<unknown>, property: string): Companions {
    const found = super.companions(subject, kind, property);
    this.asked.note(found, this.ofKind(kind).filter(({ urn }) => urn !== subject.urn).length);
    return found;
  }

  override named(owner: Resource, property: string, kind: Kind<unknown>): Companions {
    const found = super.named(owner, property, kind);
    this.asked.note(found, this.ofKind(kind).length);
    return found;
  }
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
      ...(position === 0 && row.deleteBeforeReplace !== undefined
        ? { deleteBeforeReplace: row.deleteBeforeReplace }
        : {}),
      ...(spec.retainOnDelete === undefined ? {} : { retainOnDelete: spec.retainOnDelete }),
      provider: providerView(spec.provider ?? { region: row.region, defaultTags: row.defaultTags, ...row.provider }),
    };
  });
}

function providerView({ name = "aws", region = "us-east-1", defaultTags, properties }: RowProvider): ProviderView {
  return {
    urn: `urn:pulumi:test::clinic::pulumi:providers:aws::${name}`,
    type: "pulumi:providers:aws",
    name,
    properties: {
      region,
      ...(defaultTags === undefined ? {} : { defaultTags: JSON.stringify({ tags: defaultTags }) }),
      ...(properties as PropertyObject | undefined),
    },
  };
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
