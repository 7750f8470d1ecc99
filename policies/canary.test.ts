import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allRules } from "./catalog";
import { messageOf } from "./message";
import { valueOf, noteValue } from "./reading";
import { canonicalJson, type ResultKind } from "./record";
import { recordsOf } from "./recorder";
import { on, type Rule } from "./rule";
import { PackSession, type Pack } from "./session";
import { examplePack, exampleRules, head, STACK, STORE, surroundings, type StoreArgs } from "./testing/example-pack";
import { PLAUSIBLE, probe } from "./testing/probe";
import type { PropertyValue } from "./value";

/** Synthetic: what a program may hold that no record and no message may repeat. Names of resources and keys of maps are not values. */
const CANARIES = ["zq7-Canary-word", "Marjorie Quillfeather", "078-05-1120", "987654321", "canary@example.test"];
const [word = "", person = "", number = ""] = CANARIES;

/** The canaries in the shapes that values have in programs. */
const planted: readonly PropertyValue[] = [
  word,
  person,
  number,
  987654321,
  "987654321",
  -987654321,
  `password=${word}`,
  `https://user:${word}@db.example.test/987654321`,
  [word, person],
  { DB_PASSWORD: word, MRN: "987654321", contact: "canary@example.test" },
  JSON.stringify({ Password: word, Patient: { name: person, mrn: 987654321 } }),
  JSON.stringify({
    Version: "2012-10-17",
    Id: word,
    Statement: [
      {
        Sid: person,
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::987654321000:user/${word}` },
        Action: [word, "s3:*"],
        Resource: `arn:aws:s3:::${word}/*`,
        Condition: { StringEquals: { "aws:PrincipalTag/patient": [person] } },
      },
    ],
  }),
  `{"broken": "${word}"`,
  `-----BEGIN PRIVATE KEY-----${word}`,
];

function leaksOf(text: string): string[] {
  return CANARIES.filter((canary) => text.includes(canary));
}

function packOf(rule: Rule): Pack {
  return { ...examplePack, rules: [rule] };
}

/** All text that leaves the pack about these resources, and the answers it gave. */
function saidOf(rule: Rule): { texts: string[]; results: Set<ResultKind> } {
  const results = new Set<ResultKind>();
  const texts = probe(rule, { leaves: [...planted, ...PLAUSIBLE] }).flatMap(({ resources }) => {
    const session = new PackSession(packOf(rule), surroundings());
    session.begin(STACK);
    session.configure(new Map([["pack-settings", { properties: { baseline: "yes" } }]]));
    const [subject, ...others] = resources;
    if (subject === undefined) return [];
    // The judged resource carries canaries also where the rule did not look: tags, environment, outputs, the provider.
    const full = {
      ...subject,
      inputs: { description: word, tags: { owner: person, ssn: number }, ...subject.inputs },
      outputs: { ...subject.outputs, secret: word, tagsAll: { owner: person } },
      provider: {
        urn: "urn:pulumi:dev::clinic::pulumi:providers:aws::aws",
        type: "pulumi:providers:aws",
        name: "aws",
        properties: { secretKey: word, defaultTags: JSON.stringify({ tags: { owner: person } }) },
      },
    };
    const told = [
      ...[full, ...others].flatMap((item) => session.analyze(item)),
      ...session.analyzeStack([full, ...others]),
    ];
    for (const { result } of session.evaluations()) results.add(result);
    return [
      ...told.map(({ message }) => message),
      // Passes have no message; theirs would be built of the same parts.
      ...session.evaluations().map((evaluation) => messageOf(evaluation, undefined)),
      ...recordsOf(FACTS, session.evaluations()).map((record) => canonicalJson(record)),
    ];
  });
  return { texts, results };
}

const FACTS = {
  ...STACK,
  runId: "run",
  at: "2026-02-03T04:05:06.000Z",
  source: {
    call: "pulumi preview",
    tool: "phiguard",
    toolVersion: "0",
    engine: "in-process",
    principal: "ann",
    pack: "p",
    packVersion: "0",
    packDigest: "",
  },
  complete: true,
  population: [],
  rules: [],
  waivers: [],
  notes: [],
} as const;

describe("values never leave the pack", () => {
  for (const rule of allRules()) {
    it(rule.id, () => expect(leaksOf(saidOf(rule).texts.join("\n"))).to.deep.equal([]));
  }

  it("the probes make rules pass, fail and not apply", () => {
    const seen = new Set([...allRules().slice(0, 40), ...exampleRules].flatMap((rule) => [...saidOf(rule).results]));
    expect([...seen]).to.include.members(["pass", "fail", "not-applicable"]);
  });

  // The test's own test: three ways in which a rule could give a value away.
  const store = on<StoreArgs>(STORE);
  const leaking: readonly [string, Rule][] = [
    [
      "a text that was read",
      store.rule({
        ...head("leak-text", "high"),
        requires: (p) => {
          const value = valueOf(p.title);
          if (typeof value === "string") noteValue(p.title, value);
          return { truth: true, paths: [] };
        },
      }),
    ],
    [
      "a long number",
      store.rule({
        ...head("leak-number", "high"),
        requires: (p) => {
          const value = valueOf(p.title);
          if (typeof value === "number") noteValue(p.title, value);
          return { truth: true, paths: [] };
        },
      }),
    ],
    [
      "a text in the path that decided",
      store.rule({
        ...head("leak-path", "high"),
        requires: (p) => ({ truth: false, paths: [`title=${String(valueOf(p.title))}`] }),
      }),
    ],
  ];
  for (const [name, rule] of leaking) {
    it(`a rule that shows ${name} is found`, () => {
      expect(leaksOf(saidOf(rule).texts.join("\n"))).not.to.deep.equal([]);
    });
  }

  it("the file of a run holds none either", () => {
    const folder = mkdtempSync(join(tmpdir(), "phiguard-canary-"));
    try {
      const pack: Pack = { ...examplePack, rules: allRules() };
      const session = new PackSession(pack, surroundings({ env: { PHIGUARD_EVIDENCE: folder } }));
      session.begin(STACK);
      const stacks = allRules().map((rule) => probe(rule, { leaves: [...planted, ...PLAUSIBLE], rounds: 12 }).at(-1));
      const resources = stacks.flatMap((probed, index) =>
        (probed?.resources ?? []).map((item) => ({
          ...item,
          urn: `${item.urn}-${index}`,
          name: `${item.name}-${index}`,
        })),
      );
      for (const item of resources) session.analyze(item);
      session.analyzeStack(resources);
      const text = readFileSync(session.finish() ?? "", "utf8");
      expect(text.split("\n")).to.have.length.greaterThan(resources.length);
      expect(leaksOf(text)).to.deep.equal([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
