import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

const root = resolve(__dirname, "../..");
const folder = join(root, ".github/workflows");

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly concurrency: { readonly group: string };
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions: Readonly<Record<string, string>>;
        readonly "timeout-minutes": number;
        readonly environment?: string;
        readonly steps: readonly Step[];
      }
    >
  >;
}

const files = readdirSync(folder).sort();
const textOf = (file: string): string => readFileSync(join(folder, file), "utf8");
const workflows = files.map((file) => ({ file, ...(parse(textOf(file)) as Workflow) }));
const steps = workflows.flatMap(({ file, jobs }) =>
  Object.entries(jobs).flatMap(([job, { steps: of }]) => of.map((step) => ({ where: `${file} ${job}`, ...step }))),
);

/** What each job may write; everything else is reads. */
const WRITES: Readonly<Record<string, readonly string[]>> = {
  "deploy.yml up": ["id-token"],
  "drift.yml drift": ["id-token"],
  "pull-request.yml comment": ["pull-requests"],
  "pull-request.yml policies": ["security-events"],
  "pull-request.yml preview": ["id-token"],
  "release.yml artefacts": ["id-token"],
  "release.yml package": ["attestations", "id-token"],
  "release.yml publish": ["contents"],
};

describe("the workflows of GitHub", () => {
  it("are for pull requests, releases, updates, drift and scans", () => {
    expect(files).to.deep.equal(["deploy.yml", "drift.yml", "pull-request.yml", "release.yml", "scan.yml"]);
  });

  it("take no rights as a whole, run once at a time, and end", () => {
    for (const { file, permissions, concurrency, jobs } of workflows) {
      expect(permissions, file).to.deep.equal({});
      expect(concurrency.group, file).to.be.a("string");
      for (const [job, of] of Object.entries(jobs)) expect(of["timeout-minutes"], `${file} ${job}`).to.be.within(1, 60);
    }
  });

  it("write in each job what is listed here", () => {
    const writes = workflows.flatMap(({ file, jobs }) =>
      Object.entries(jobs).map(([job, { permissions }]) => [
        `${file} ${job}`,
        Object.entries(permissions)
          .filter(([, right]) => right !== "read")
          .map(([scope]) => scope)
          .sort(),
      ]),
    );
    expect(Object.fromEntries(writes.filter(([, scopes]) => scopes?.length !== 0))).to.deep.equal(WRITES);
  });

  it("pin every action to a commit, with the release beside it", () => {
    const lines = files.flatMap((file) => textOf(file).match(/uses: .*/g) ?? []);
    expect(lines).to.have.length(steps.filter(({ uses }) => uses !== undefined).length);
    for (const line of lines) expect(line).to.match(/^uses: [\w-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    const pins = new Map<string, Set<string>>();
    for (const line of lines) {
      const [, action, commit] = /uses: (.+)@([0-9a-f]{40})/.exec(line) as unknown as [string, string, string];
      pins.set(action, (pins.get(action) ?? new Set()).add(commit));
    }
    for (const [action, commits] of pins) expect([...commits], action).to.have.length(1);
  });

  it("put nothing into a script that somebody outside could have written", () => {
    for (const { where, run = "" } of steps) expect(run, where).to.not.contain("${{");
  });

  it("keep no key: tokens alone, and none left in the checkout", () => {
    for (const file of files) {
      expect(textOf(file), file).to.not.match(/secrets\.|aws-access-key|aws-secret|AWS_SECRET|pull_request_target/);
    }
    for (const { where, uses = "", with: inputs } of steps) {
      if (uses.startsWith("actions/checkout@")) expect(inputs?.["persist-credentials"], where).to.equal(false);
    }
  });

  it("take a role only where the trust of that role lets them", () => {
    for (const { file, on, jobs } of workflows) {
      for (const [job, { steps: of, environment, permissions }] of Object.entries(jobs)) {
        const taken = of.flatMap(
          ({ with: inputs }) => String(inputs?.["role-to-assume"] ?? "").match(/delivery-\w+$/) ?? [],
        );
        for (const role of taken) {
          const where = `${file} ${job} ${role}`;
          expect(permissions["id-token"], where).to.equal("write");
          // The subject of a job with an environment names the environment and not the run.
          if (role === "delivery-preview") expect(environment, where).to.equal(undefined);
          if (role === "delivery-up") expect(environment, where).to.match(/^\$\{\{ inputs\.stack \}\}$/);
          if (role === "delivery-release") expect(environment, where).to.match(/-release$/);
          if (role !== "delivery-preview") expect(Object.keys(on), where).to.deep.equal(["workflow_dispatch"]);
        }
      }
    }
  });

  it("call scripts that there are", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const called = steps.flatMap(({ run = "" }) =>
      [...run.matchAll(/npm (?:run (?:-s )?)([\w-]+)/g)].map(([, name]) => name),
    );
    expect(called.length).to.be.greaterThan(5);
    for (const name of called) expect(scripts, name).to.have.property(name as string);
    const own = steps.flatMap(({ run = "" }) => run.match(/tools\/[\w./-]+/g) ?? []);
    for (const path of own) expect(existsSync(join(root, path)), path).to.equal(true);
  });
});
