import { yes } from "../answer";
import { every, is, matches } from "../predicates";
import type { Severity, Waiver } from "../record";
import type { Resource } from "../resource";
import { on, type Rule, type RuleHead } from "../rule";
import type { Pack, SessionSurroundings, StackFacts } from "../session";
import type { PropertyObject } from "../value";
import { waiversAreValid } from "../waivers-rule";

/**
 * A small pack for tests of the machinery. Its rules are about types that no provider has, so that a change of the real rules never
 * changes what these tests say.
 */
export interface StoreArgs {
  encrypted?: boolean;
  title?: string;
  readers?: string[];
}

export interface StoreLogArgs {
  store?: string;
}

export const STORE = "test:index/store:Store";
export const STORE_LOG = "test:index/storeLog:StoreLog";
export const COMPONENT = "test:index:Component";

const store = on<StoreArgs>(STORE);
const storeLog = on<StoreLogArgs>(STORE_LOG);

export function head(id: string, severity: Severity, more: Partial<RuleHead> = {}): RuleHead {
  return {
    id,
    title: `Title of ${id}`,
    severity,
    controls: { hipaa: ["164.312(a)(2)(iv)"], nistCsf: ["PR.DS-1"], soc2: ["CC6.1"] },
    source: `https://example.test/${id}`,
    says: `breaks ${id}`,
    fix: `Mend ${id}.`,
    ...more,
  };
}

export const storeEncrypted = store.rule({
  ...head("store-encrypted", "high", { remedy: { encrypted: true } }),
  requires: (p) => is(p.encrypted, true),
});

export const storeTitled = store.rule({
  ...head("store-titled", "low"),
  requires: (p) => matches(p.title, /^[a-z]+$/),
});

export const storeReadersKnown = store.rule({
  ...head("store-readers-known", "critical", { version: "2" }),
  requires: (p) => every(p.readers, (reader) => matches(reader, /^team-/)),
});

export const storeLogged = store.relation({
  ...head("store-logged", "critical"),
  requires: (p, stack) => stack.partner(p, storeLog, "store").exists(),
});

export const storeLoggedOrAdvised = store.relation({
  ...head("store-logged-or-advised", "high", { adviseIfOpen: "The log may be made elsewhere." }),
  requires: (p, stack) => stack.partner(p, storeLog, "store").exists(),
});

export const oneStoreAtLeast = store.wholeStack({
  ...head("one-store-at-least", "medium"),
  requires: (stack) => ({ ...yes, truth: stack.all(store).length > 0, paths: ["Store"] }),
});

export const baselineOnly = store.wholeStack({
  ...head("baseline-has-store", "high"),
  baselineOnly: true,
  requires: (stack) => ({ ...yes, truth: stack.all(store).length > 0, paths: ["Store"] }),
});

export const exampleRules: readonly Rule[] = [
  storeEncrypted,
  storeTitled,
  storeReadersKnown,
  storeLogged,
  storeLoggedOrAdvised,
  oneStoreAtLeast,
  baselineOnly,
  waiversAreValid,
];

export const examplePack: Pack = {
  name: "example-pack",
  displayName: "Example pack",
  version: "1.2.3",
  description: "Judges stores that do not exist.",
  rules: exampleRules,
};

export const STACK: StackFacts = { organization: "clinic-org", project: "clinic", stack: "dev", stage: "preview" };
export const STACK_URN = "urn:pulumi:dev::clinic::pulumi:pulumi:Stack::clinic-dev";

/** @param parentTypes type chain above the resource, outermost first, as it stands in a URN. */
export function urn(type: string, name: string, ...parentTypes: readonly string[]): string {
  return `urn:pulumi:dev::clinic::${[...parentTypes, type].join("$")}::${name}`;
}

export function resource(
  type: string,
  name: string,
  inputs: PropertyObject = {},
  more: Partial<Resource> = {},
): Resource {
  return { urn: urn(type, name), type, name, inputs, propertyDependencies: {}, ...more };
}

/** All that the rules ask for; a test changes the one field it is about. */
export const soundStore: PropertyObject = { encrypted: true, title: "claims", readers: ["team-claims"] };

export function waiver(more: Partial<Waiver> = {}): Waiver {
  return {
    id: "W-1",
    rule: "store-encrypted",
    resource: urn(STORE, "claims"),
    reason: "Moves in March",
    owner: "ann@example.test",
    approver: "security@example.test",
    compensatingControl: "The store is empty",
    start: "2026-01-01",
    end: "2026-03-31",
    ...more,
  };
}

/** A fixed clock and no environment; the folder does not exist, so nothing is read or written unless a test says where. */
export function surroundings(more: Partial<SessionSurroundings> = {}): SessionSurroundings {
  return {
    engine: "in-process",
    now: () => new Date("2026-02-03T04:05:06.000Z"),
    env: { GITHUB_ACTOR: "ann" },
    cwd: "/nonexistent-phiguard-test",
    ...more,
  };
}
