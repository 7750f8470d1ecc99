import { expect } from "chai";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { OrganisationFileError } from "../errors";

import { readOrganisationFile } from "./organisation-file";

const CONTRACT = "Contract with the sample laboratory.";
const HASH = createHash("sha256").update(CONTRACT).digest("hex");

/** Synthetic; what must not come out of the file again. */
const CANARIES = ["078-05-1120", "canary@example.test", "(415) 555-2671", "MRN 00873645"];

describe("registers of the organisation file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "phiguard-registers-"));
    writeFileSync(join(folder, "contract.txt"), CONTRACT);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const read = async (content: object) => {
    writeFileSync(join(folder, "o.json"), JSON.stringify({ organisation: "Sample Clinic", ...content }));
    return readOrganisationFile(join(folder, "o.json"));
  };
  const linked = { id: "X-1", citations: ["164.308(a)(6)(ii)"], title: "T", owner: "O", reviewOn: "2027-01-31" };
  const risk = { ...linked, likelihood: "low", impact: "high", treatment: "reduce", dueOn: "2026-12-31" };
  const incident = { ...linked, discoveredOn: "2026-10-02", breach: "none" };
  const associate = { ...linked, signedOn: "2026-01-15" };

  it("are read, with the contract's hash", async () => {
    const { risks, incidents, associates, problems } = await read({
      risks: [risk],
      incidents: [incident],
      associates: [{ ...associate, file: "contract.txt", sha256: HASH }],
    });
    expect(problems).to.deep.equal([]);
    expect([risks, incidents]).to.deep.equal([[risk], [incident]]);
    expect(associates).to.deep.equal([
      { ...associate, attachment: { kind: "verified", file: "contract.txt", sha256: HASH } },
    ]);
  });

  const BAD: readonly (readonly [string, object, string])[] = [
    ["risk of an unknown citation", { risks: [{ ...risk, citations: ["164.999"] }] }, "is no citation"],
    ["risk with an id that is none", { risks: [{ ...risk, id: "1 a" }] }, "field id wanted a letter"],
    ["risk without an end", { risks: [{ ...risk, dueOn: undefined }] }, "needs dueOn or doneOn"],
    [
      "risk accepted by nobody",
      { risks: [{ ...risk, treatment: "accept" }] },
      "needs an approver who is not its owner",
    ],
    [
      "risk accepted by its owner",
      { risks: [{ ...risk, treatment: "accept", approver: "o" }] },
      "who is not its owner",
    ],
    [
      "incident closed before it was discovered",
      { incidents: [{ ...incident, closedOn: "2026-10-01" }] },
      "closedOn lies before",
    ],
    [
      "incident told before it was discovered",
      { incidents: [{ ...incident, notifiedOn: "2026-10-01" }] },
      "notifiedOn lies before",
    ],
    [
      "incident closed and undecided",
      { incidents: [{ ...incident, breach: "undecided", closedOn: "2026-10-03" }] },
      "is undecided",
    ],
    [
      "associate with another contract",
      { associates: [{ ...associate, file: "contract.txt", sha256: "00".repeat(32) }] },
      "has another hash",
    ],
    ["associate without review", { associates: [{ ...associate, reviewOn: undefined }] }, "field reviewOn"],
    ...CANARIES.map(
      (text) =>
        [
          "incident that names somebody",
          { incidents: [{ ...incident, title: `Letter to ${text}` }] },
          "field title seems to hold what identifies somebody",
        ] as const,
    ),
    [
      "decision that names somebody",
      {
        decisions: [
          {
            citation: "164.312(a)(2)(iii)",
            decision: "implemented",
            reason: `Asked by ${CANARIES[1]}`,
            owner: "O",
            approver: "A",
            decidedOn: "2026-02-01",
            reviewOn: "2027-02-01",
          },
        ],
      },
      "field reason seems to hold",
    ],
  ];
  for (const [name, content, problem] of BAD) {
    it(`let a ${name} count for nothing and name it, and never repeat its words`, async () => {
      const registers = await read(content);
      expect([registers.risks, registers.incidents, registers.associates, registers.decisions].flat()).to.deep.equal(
        [],
      );
      expect(registers.problems).to.have.length(1);
      expect(registers.problems[0]!.problem)
        .to.contain(problem)
        .and.to.match(/; it counts for nothing$/);
      for (const canary of CANARIES) expect(JSON.stringify(registers)).to.not.contain(canary);
    });
  }

  it("let titles with years, versions and short numbers be", async () => {
    const titles = [
      "Risk analysis 2026, version 3.1",
      "Security policy 2026",
      "Ticket 48213",
      "Contract of 2026-01-15",
    ];
    const { risks, problems } = await read({
      risks: titles.map((title, index) => ({ ...risk, id: `R-${index}`, title })),
    });
    expect(problems).to.deep.equal([]);
    expect(risks.map(({ title }) => title)).to.deep.equal(titles);
  });

  it("take the first of two entries of one id, in one register", async () => {
    const { risks, incidents, problems } = await read({ risks: [risk, risk], incidents: [incident] });
    expect([risks.length, incidents.length]).to.deep.equal([1, 1]);
    expect(problems.map(({ where, problem }) => [where, problem])).to.deep.equal([
      ["risks, entry 2", "the id X-1 is an earlier entry's; it counts for nothing"],
    ]);
  });

  const REFUSED: readonly (readonly [string, object, string])[] = [
    [
      "an account that is none",
      { scope: { accounts: [{ account: "1", regions: ["us-east-1"] }] } },
      "wanted twelve digits",
    ],
    [
      "a region that is none",
      { scope: { accounts: [{ account: "111122223333", regions: ["east"] }] } },
      "wanted a region",
    ],
    ["a scope that names somebody", { scope: { notInScope: [CANARIES[0]] } }, "field scope.notInScope seems to hold"],
  ];
  for (const [name, content, message] of REFUSED) {
    it(`are refused with ${name}, in one line`, async () => {
      const error = await read(content).catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(OrganisationFileError);
      expect((error as Error).message)
        .to.contain(message)
        .and.to.not.contain("\n")
        .and.to.not.contain(CANARIES[0]);
    });
  }
});
