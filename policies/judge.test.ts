import { expect } from "chai";
import { defaultEnforcement, Judge, RuleError, type Evaluation, type JudgeOptions } from "./judge";
import type { Enforcement, Severity, Stage } from "./record";
import type { Resource } from "./resource";
import type { Rule } from "./rule";
import { DEFAULT_SETTINGS, type PackSettings } from "./settings";
import {
  baselineOnly,
  COMPONENT,
  exampleRules,
  head,
  oneStoreAtLeast,
  resource,
  soundStore,
  STACK_URN,
  STORE,
  STORE_LOG,
  storeEncrypted,
  storeLogged,
  storeLoggedOrAdvised,
  storeReadersKnown,
  storeTitled,
  urn,
  waiver,
} from "./testing/example-pack";
import { UNKNOWN } from "./value";

interface Given extends Partial<Omit<JudgeOptions, "settings" | "enforcement">> {
  readonly settings?: Partial<PackSettings>;
  readonly levels?: Readonly<Record<string, Enforcement>>;
}

function judgeOf({ settings, levels = {}, ...more }: Given = {}): Judge {
  return new Judge({
    rules: exampleRules,
    stage: "preview",
    waivers: [],
    ...more,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    enforcement: new Map(Object.entries(levels)),
  });
}

function alone(judge: Judge, item: Resource, rule: Rule, lineage: string[] = [item.urn]): Evaluation | undefined {
  return judge.resource(item, () => lineage).find((evaluation) => evaluation.rule === rule);
}

function together(judge: Judge, items: readonly Resource[], rule: Rule, target = items[0]): Evaluation | undefined {
  return judge
    .stack(items, STACK_URN, () => false)
    .find((evaluation) => evaluation.rule === rule && (rule.judge === undefined || evaluation.urn === target?.urn));
}

const open = resource(STORE, "claims", { ...soundStore, encrypted: UNKNOWN });
const broken = resource(STORE, "claims", { ...soundStore, encrypted: false });
const sound = resource(STORE, "claims", soundStore);
/** A log of which it can't be told whose it is. */
const someLog = resource(STORE_LOG, "log", { store: UNKNOWN });

describe("enforcement", () => {
  const bySeverity: readonly [Severity, boolean, Enforcement][] = [
    ["critical", false, "mandatory"],
    ["high", false, "mandatory"],
    ["medium", false, "advisory"],
    ["low", false, "advisory"],
    ["critical", true, "mandatory"],
    ["high", true, "mandatory"],
    ["medium", true, "mandatory"],
    ["low", true, "mandatory"],
  ];
  for (const [severity, strict, expected] of bySeverity) {
    it(`${severity}, strict ${strict}: ${expected}`, () => {
      expect(defaultEnforcement({ severity }, strict)).to.equal(expected);
    });
  }

  const untitled = resource(STORE, "claims", { ...soundStore, title: "NO" });
  const rows: readonly {
    readonly name: string;
    readonly given: Given;
    readonly high: Evaluation["level"] | undefined;
    readonly low: Evaluation["level"] | undefined;
  }[] = [
    { name: "severity decides", given: {}, high: "mandatory", low: "advisory" },
    { name: "strict", given: { settings: { strict: true } }, high: "mandatory", low: "mandatory" },
    { name: "config lowers", given: { levels: { "store-encrypted": "advisory" } }, high: "advisory", low: "advisory" },
    { name: "config raises", given: { levels: { "store-titled": "mandatory" } }, high: "mandatory", low: "mandatory" },
    {
      name: "remediate blocks",
      given: { levels: { "store-titled": "remediate" } },
      high: "mandatory",
      low: "mandatory",
    },
    {
      name: "disabled",
      given: { levels: { "store-encrypted": "disabled", "store-titled": "disabled" } },
      high: undefined,
      low: undefined,
    },
    {
      // The engine sends every policy's own level when the user gave none.
      name: "strict over levels that the engine filled in",
      given: { settings: { strict: true }, levels: { "store-encrypted": "mandatory", "store-titled": "advisory" } },
      high: "mandatory",
      low: "mandatory",
    },
    {
      name: "strict leaves disabled alone",
      given: { settings: { strict: true }, levels: { "store-titled": "disabled" } },
      high: "mandatory",
      low: undefined,
    },
  ];
  for (const { name, given, high, low } of rows) {
    it(name, () => {
      const judge = judgeOf(given);
      expect(alone(judge, broken, storeEncrypted)?.level).to.equal(high);
      expect(alone(judge, untitled, storeTitled)?.level).to.equal(low);
    });
  }

  it("says nothing of a pass, whatever the level", () => {
    for (const strict of [false, true])
      expect(alone(judgeOf({ settings: { strict } }), sound, storeEncrypted)).to.include({
        result: "pass",
        level: "none",
      });
  });

  it("disabled silences relations and whole-stack rules too", () => {
    const levels = { "store-logged": "disabled", "one-store-at-least": "disabled" } as const;
    expect(together(judgeOf({ levels }), [sound], storeLogged)).to.equal(undefined);
    expect(together(judgeOf({ levels }), [sound], oneStoreAtLeast)).to.equal(undefined);
  });
});

describe("what can't be decided", () => {
  const rows: readonly [name: string, stage: Stage, unknown: "advise" | "block", rule: Rule, level: string][] = [
    ["a resource rule advises at preview", "preview", "advise", storeEncrypted, "advisory"],
    ["a resource rule blocks at preview on request", "preview", "block", storeEncrypted, "mandatory"],
    ["a resource rule blocks at update", "update", "advise", storeEncrypted, "mandatory"],
    ["a resource rule blocks in a state", "state", "advise", storeEncrypted, "mandatory"],
    ["a relation blocks at preview", "preview", "advise", storeLogged, "mandatory"],
    ["a relation blocks at update", "update", "advise", storeLogged, "mandatory"],
    ["a relation that says so advises at preview", "preview", "advise", storeLoggedOrAdvised, "advisory"],
    ["a relation that says so advises at preview on any setting", "preview", "block", storeLoggedOrAdvised, "advisory"],
    [
      "a relation that says so advises at update, as its resources are made by then",
      "update",
      "advise",
      storeLoggedOrAdvised,
      "advisory",
    ],
    ["a low rule only advises", "update", "block", storeTitled, "advisory"],
  ];
  for (const [name, stage, unknown, rule, level] of rows) {
    it(name, () => {
      const judge = judgeOf({ stage, settings: { unknown } });
      const item = resource(STORE, "claims", { ...soundStore, encrypted: UNKNOWN, title: UNKNOWN });
      const evaluation = rule.scope === "resource" ? alone(judge, item, rule) : together(judge, [item, someLog], rule);
      expect(evaluation).to.include({ result: "undetermined", level });
    });
  }

  it("a certain breach decides beside an unknown value", () => {
    const item = resource(STORE, "claims", { ...soundStore, readers: [UNKNOWN, "everyone"] });
    expect(alone(judgeOf(), item, storeReadersKnown)).to.deep.include({
      result: "fail",
      level: "mandatory",
      finds: ["readers[1]"],
    });
  });

  it("judges a resource rule again in the stack only where it was open", () => {
    const judge = judgeOf();
    const asked: string[] = [];
    const evaluations = judge.stack([open, broken], STACK_URN, (id, at) => {
      asked.push(`${id} ${at}`);
      return id === "store-encrypted" && at === open.urn;
    });
    expect(evaluations.some(({ rule, urn: at }) => rule === storeEncrypted && at === open.urn)).to.equal(true);
    expect(evaluations.some(({ rule }) => rule === storeTitled)).to.equal(false);
    expect(asked).to.include(`store-titled ${broken.urn}`);
  });
});

describe("waivers", () => {
  const component = urn(COMPONENT, "records");
  const grandparent = urn(COMPONENT, "platform");
  const child = resource(STORE, "claims", { ...soundStore, encrypted: false }, { parent: component });
  const lineage = [child.urn, component, grandparent];

  const covered: readonly [string, string][] = [
    ["the resource", child.urn],
    ["its component", component],
    ["a component above that", grandparent],
  ];
  for (const [name, subject] of covered) {
    it(`on ${name} makes a failure advisory and names itself`, () => {
      const judge = judgeOf({ waivers: [waiver({ resource: subject })] });
      expect(alone(judge, child, storeEncrypted, lineage)).to.include({
        result: "fail",
        level: "advisory",
        waiver: "W-1",
      });
    });
  }

  it("on a component above covers a relation", () => {
    const parents = [
      resource(COMPONENT, "platform"),
      resource(COMPONENT, "records", {}, { parent: grandparent }),
      resource(STORE, "claims", soundStore, { parent: component }),
    ];
    const judge = judgeOf({ waivers: [waiver({ rule: "store-logged", resource: grandparent })] });
    expect(together(judge, parents, storeLogged, parents[2])).to.include({ result: "fail", level: "advisory" });
  });

  it("on the stack covers a whole-stack rule", () => {
    const judge = judgeOf({ waivers: [waiver({ rule: "one-store-at-least", resource: STACK_URN })] });
    expect(together(judge, [], oneStoreAtLeast)).to.include({ result: "fail", waiver: "W-1" });
  });

  const uncovered: readonly [string, Partial<Parameters<typeof waiver>[0]>][] = [
    ["another resource", { resource: urn(STORE, "other") }],
    ["another rule", { rule: "store-titled" }],
    ["the beginning of a URN", { resource: child.urn.slice(0, -1) }],
  ];
  for (const [name, more] of uncovered) {
    it(`for ${name} covers nothing`, () => {
      const evaluation = alone(judgeOf({ waivers: [waiver(more)] }), child, storeEncrypted, lineage);
      expect(evaluation).to.include({ result: "fail", level: "mandatory" }).and.not.to.have.property("waiver");
    });
  }

  it("does not touch what is open or passes", () => {
    const judge = judgeOf({ stage: "update", waivers: [waiver()] });
    expect(alone(judge, open, storeEncrypted)).to.include({ result: "undetermined", level: "mandatory" });
    expect(alone(judge, sound, storeEncrypted)).to.not.have.property("waiver");
  });
});

describe("a rule that breaks its promise", () => {
  const secret = "hunter2-9f8e7d";
  const broken: readonly [name: string, judge: () => undefined, says: string][] = [
    ["throws", () => JSON.parse(secret) as undefined, "SyntaxError"],
    ["gives no answer", () => undefined, "gave no answer"],
  ];
  for (const [name, judge, says] of broken) {
    it(`${name}: the run stops, with the rule's name and none of the values`, () => {
      const rule = {
        ...head("thrower", "high"),
        scope: "resource",
        types: [STORE],
        judge: judge as unknown as Rule["judge"],
      } satisfies Rule;
      expect(() => judgeOf({ rules: [rule] }).resource(sound, () => [sound.urn]))
        .to.throw(RuleError, /^Rule thrower failed on urn:pulumi:dev::clinic::test:index\/store:Store::claims: /)
        .with.property("message")
        .that.includes(says)
        .and.does.not.include(secret);
    });
  }

  it("a whole-stack rule is named with the stack", () => {
    const rule: Rule = {
      ...oneStoreAtLeast,
      judgeStack: () => {
        throw new RangeError("x");
      },
    };
    expect(() => judgeOf({ rules: [rule] }).stack([], STACK_URN, () => false)).to.throw(
      RuleError,
      `Rule one-store-at-least failed on ${STACK_URN}: it threw RangeError.`,
    );
  });
});

describe("the baseline", () => {
  const detector = resource("aws:guardduty/detector:Detector", "detector");
  const rows: readonly [string, PackSettings["baseline"], readonly Resource[], string][] = [
    ["auto: no such resource", "auto", [sound], "not-applicable"],
    ["auto: a detector", "auto", [detector, sound], "pass"],
    ["auto: a detector and no store", "auto", [detector], "fail"],
    ["yes", "yes", [sound], "pass"],
    ["no, whatever is in the stack", "no", [detector], "not-applicable"],
  ];
  for (const [name, baseline, items, result] of rows) {
    it(name, () => {
      expect(together(judgeOf({ settings: { baseline } }), items, baselineOnly)?.result).to.equal(result);
    });
  }
});

describe("the count of what each rule had in scope", () => {
  it("lists every rule by id with its level, disabled ones too", () => {
    const scopes = judgeOf({ levels: { "store-titled": "disabled" } }).inScope([sound, open, someLog]);
    expect(scopes.map(({ id }) => id)).to.deep.equal(exampleRules.map(({ id }) => id).sort());
    expect(scopes.find(({ id }) => id === "store-readers-known")).to.deep.equal({
      id: "store-readers-known",
      version: "2",
      inScope: 2,
      enforcement: "mandatory",
    });
    expect(scopes.find(({ id }) => id === "store-titled")).to.include({ version: "1", enforcement: "disabled" });
  });
});
