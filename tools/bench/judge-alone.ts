import { hipaaPack } from "../../policies/packs/hipaa/pack";
import { PackSession } from "../../policies/session";
import { clinicStack } from "./clinic-stack";

/** What `judge-alone.ts` prints, as JSON. */
export interface Alone {
  readonly rules: number;
  /** Processor time, collection of garbage included. */
  readonly cpuSeconds: number;
  readonly evaluations: number;
  /** Of the evaluations those whose answer is not "does not apply". */
  readonly applicable: number;
}

/**
 * Judges a stack in a process that has judged nothing before: each resource alone, then the stack; neither transport nor records. The bench
 * starts it as a process of its own: `judge-alone.ts <resources> [all | other | none]`, where `other` takes only the rules about types that the stack
 * does not have, and `none` no rule at all.
 */
const [count, which = "all"] = process.argv.slice(2);
const resources = clinicStack(Number(count));
const present = new Set(resources.map(({ type }) => type));
const isOther = (types: readonly string[]): boolean => !types.some((type) => type === "*" || present.has(type));
const rules = hipaaPack.rules.filter(({ types }) => which === "all" || (which === "other" && isOther(types)));
const session = new PackSession(
  { ...hipaaPack, rules },
  { engine: "pulumi", now: () => new Date(), env: {}, cwd: __dirname },
);
session.begin({ organization: "bench", project: "clinic", stack: "bench", stage: "preview" });
const before = process.cpuUsage();
for (const resource of resources) session.analyze(resource);
session.analyzeStack(resources);
const { user, system } = process.cpuUsage(before);
const evaluations = session.evaluations();
const alone: Alone = {
  rules: rules.length,
  cpuSeconds: (user + system) / 1e6,
  evaluations: evaluations.length,
  applicable: evaluations.filter(({ result }) => result !== "not-applicable").length,
};
process.stdout.write(`${JSON.stringify(alone)}\n`);
