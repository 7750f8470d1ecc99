import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Planned } from "../components/testing/plan";
import { outputsOf } from "../stacks/outputs";
import { planOf, settings } from "../stacks/testing/plans";
import { objectionTo, phiguardCalls, runbooks, tellingTexts } from "./documented-commands";
import { phiguard } from "./program";

const root = resolve(__dirname, "..");
const pages = runbooks();
const read = (file: string): string => readFileSync(join(root, file), "utf8");

const fits = (pattern: string, name: string): boolean => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(name);

/** Last parts of the names of all alarms that a stack makes. */
function alarmNames(planned: readonly Planned[], environment: string): string[] {
  return planned
    .filter(({ type }) => /:(MetricAlarm|CompositeAlarm)$/.test(type))
    .map(({ inputs }) => String(inputs.name ?? inputs.alarmName).replace(`phiguard-${environment}-`, ""));
}

describe("runbooks", () => {
  let alarms: string[] = [];
  before(async () => {
    alarms = [...alarmNames(await planOf(settings.dev), "dev"), ...alarmNames(await planOf(settings.prod), "prod")];
  });

  it("name alarms that there are", () => {
    const named = pages.flatMap(({ file, alarms: of }) => of.map((pattern) => ({ file, pattern })));
    expect(named.filter(({ pattern }) => !alarms.some((name) => fits(pattern, name)))).to.deep.equal([]);
  });

  it("are there for every alarm, and for a page or a call within 15 minutes one that is not for all", async () => {
    const specific = pages.flatMap(({ alarms: of }) => of).filter((pattern) => pattern !== "*");
    const urgent = (await planOf(settings.prod))
      .filter(({ inputs }) => /topics-p[12]-topic/.test(JSON.stringify(inputs.alarmActions ?? "")))
      .map(({ inputs }) => String(inputs.name ?? inputs.alarmName).replace("phiguard-prod-", ""));
    expect(urgent).to.not.be.empty;
    expect(urgent.filter((name) => !specific.some((pattern) => fits(pattern, name)))).to.deep.equal([]);
    expect(alarms.filter((name) => !pages.some(({ alarms: of }) => of.some((p) => fits(p, name))))).to.deep.equal([]);
  });

  it("take names from outputs that the program has", () => {
    const outputs = new Set(Object.keys(outputsOf({} as Parameters<typeof outputsOf>[0])));
    for (const { file, text } of pages) {
      for (const [, name] of text.matchAll(/\bout (\w+)/g)) expect(outputs, `${file}: ${name}`).to.include(name);
    }
  });

  it("link to pages that there are, each of which the first page names", () => {
    const first = read("docs/runbooks/README.md");
    for (const { file, text } of [...pages, { file: "README.md", text: first }]) {
      for (const [, to] of text.matchAll(/\]\(([\w./-]+\.md)\)/g)) {
        expect(existsSync(join(root, "docs/runbooks", to as string)), `${file}: ${to}`).to.equal(true);
      }
    }
    for (const { file } of pages) expect(first).to.contain(`(${file})`);
  });

  it("are short", () => {
    for (const { file, text } of pages) expect(text.split("\n").length, file).to.be.at.most(60);
  });
});

describe("commands that documents and workflows name", () => {
  const texts = tellingTexts();

  it("are scripts of the package", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    for (const { file, text } of texts) {
      for (const [, name] of text.matchAll(/npm run (?:-s )?([\w-]+)/g)) {
        expect(scripts, `${file}: ${name}`).to.have.property(name as string);
      }
    }
  });

  it("are phiguard's, with the options that it has", () => {
    const calls = texts.flatMap(({ file, text }) => phiguardCalls(text).map((words) => ({ file, words })));
    expect(calls.length).to.be.greaterThan(1);
    const wrong = calls.map(({ file, words }) => [file, objectionTo(phiguard(), words)]);
    expect(wrong.filter(([, objection]) => objection !== undefined)).to.deep.equal([]);
  });

  it("are refused where phiguard has no such command or option", () => {
    expect(objectionTo(phiguard(), ["policies", "tests", "."])).to.equal("policies has no command tests");
    expect(objectionTo(phiguard(), ["policies", "test", ".", "--sariff", "x"])).to.equal("test has no option --sariff");
  });

  it("are workflows of this repository", () => {
    for (const { file, text } of texts) {
      for (const [, name] of text.matchAll(/gh workflow run ([\w-]+\.yml)/g)) {
        expect(existsSync(join(root, ".github/workflows", name as string)), `${file}: ${name}`).to.equal(true);
      }
    }
  });
});
