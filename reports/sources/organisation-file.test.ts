import { expect } from "chai";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { OrganisationFileError } from "../errors";

import { readOrganisationFile } from "./organisation-file";

const PAPER = "Risk analysis, version 3.";
const HASH = createHash("sha256").update(PAPER).digest("hex");

describe("organisation file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "phiguard-organisation-"));
    mkdirSync(path.join(folder, "papers"));
    writeFileSync(path.join(folder, "papers/risk.txt"), PAPER);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const read = async (content: string | object, name = "phiguard.organisation.yaml") => {
    const file = path.join(folder, name);
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return readOrganisationFile(file);
  };

  const document = { citations: ["164.308(a)(2)"], title: "T", owner: "O", reviewOn: "2027-01-31" };
  const decision = {
    citation: "164.312(a)(2)(iii)",
    decision: "implemented",
    reason: "R",
    owner: "O",
    approver: "A",
    decidedOn: "2026-02-01",
    reviewOn: "2027-02-01",
  };
  const inherited = {
    citations: ["164.310(a)(1)"],
    provider: "AWS",
    artefact: "SOC 2",
    period: { from: "2025-10-01", to: "2026-09-30", bridgeTo: "2026-12-31" },
    customerPart: "None.",
  };

  it("reads YAML; days stay texts", async () => {
    const registers = await read(`
organisation: Clinic
scope: { statement: All of it., stacks: [clinic/dev], notInScope: [Fax] }
documents:
  - { citations: ["164.308(a)(2)"], title: T, owner: O, reviewOn: 2027-01-31, file: papers/risk.txt, sha256: ${HASH.toUpperCase()} }
decisions: [${JSON.stringify(decision)}]
inherited: [${JSON.stringify(inherited)}]
`);
    expect(registers.organisation).to.deep.equal({ name: "Clinic", statement: "All of it.", notInScope: ["Fax"] });
    expect(registers.expectedStacks).to.deep.equal(["clinic/dev"]);
    expect(registers.documents).to.deep.equal([
      { ...document, attachment: { kind: "verified", file: "papers/risk.txt", sha256: HASH } },
    ]);
    expect(registers.decisions).to.deep.equal([decision]);
    expect(registers.inherited[0]).to.deep.include({
      periodFrom: "2025-10-01",
      bridgeTo: "2026-12-31",
      attachment: { kind: "none" },
    });
    expect(registers.problems).to.deep.equal([]);
  });

  it("reads JSON", async () => {
    const registers = await read({ organisation: "Clinic", documents: [document] }, "organisation.json");
    expect(registers.documents).to.have.length(1);
  });

  const BAD: readonly [string, object, string][] = [
    ["document without an owner", { documents: [{ ...document, owner: undefined }] }, "field owner wanted string"],
    [
      "document with a bad day",
      { documents: [{ ...document, reviewOn: "2027-02-30" }] },
      "field reviewOn wanted a day, YYYY-MM-DD",
    ],
    [
      "document with an unknown field",
      { documents: [{ ...document, reviewDate: "x" }] },
      "holds a field that is not known",
    ],
    [
      "document of an unknown citation",
      { documents: [{ ...document, citations: ["164.999"] }] },
      '"164.999" is no citation',
    ],
    ["document of no citation", { documents: [{ ...document, citations: [] }] }, "field citations must not be empty"],
    [
      "document with a changed file",
      { documents: [{ ...document, file: "papers/risk.txt", sha256: "00".repeat(32) }] },
      "risk.txt has another hash",
    ],
    [
      "document with a missing file",
      { documents: [{ ...document, file: "papers/gone.txt", sha256: HASH }] },
      "gone.txt cannot be read",
    ],
    [
      "document with a file outside",
      { documents: [{ ...document, file: "../secret.txt", sha256: HASH }] },
      "must lie beside",
    ],
    ["document with a file and no hash", { documents: [{ ...document, file: "papers/risk.txt" }] }, "belong together"],
    [
      "decision without an approver",
      { decisions: [{ ...decision, approver: " " }] },
      "field approver must not be empty",
    ],
    [
      "decision that is no decision",
      { decisions: [{ ...decision, decision: "later" }] },
      "field decision wanted one of implemented",
    ],
    ["decision on a required citation", { decisions: [{ ...decision, citation: "164.312(b)" }] }, "is not addressable"],
    [
      "decision to do otherwise on a conditional one",
      { decisions: [{ ...decision, citation: "164.314(b)(1)", decision: "alternative" }] },
      "not addressable",
    ],
    [
      "decision reviewed before it was taken",
      { decisions: [{ ...decision, reviewOn: "2026-01-31" }] },
      "reviewOn lies before decidedOn",
    ],
    [
      "inherited part of what nobody inherits",
      { inherited: [{ ...inherited, citations: ["164.312(b)"] }] },
      "is not inherited",
    ],
    [
      "inherited period the wrong way round",
      { inherited: [{ ...inherited, period: { from: "2026-10-01", to: "2026-09-30" } }] },
      "period.to lies before",
    ],
    [
      "inherited part without the customer's",
      { inherited: [{ ...inherited, customerPart: "" }] },
      "field customerPart must not be empty",
    ],
  ];
  for (const [name, content, problem] of BAD) {
    it(`lets a ${name} count for nothing and names it`, async () => {
      const { documents, decisions, inherited: papers, problems } = await read({ organisation: "Clinic", ...content });
      expect([documents.length, decisions.length, papers.length, problems.length]).to.deep.equal([0, 0, 0, 1]);
      expect(problems[0]!.where).to.equal(`${Object.keys(content)[0]}, entry 1`);
      expect(problems[0]!.problem)
        .to.contain(problem)
        .and.to.match(/; it counts for nothing$/);
    });
  }

  it("takes the first of two decisions on one citation", async () => {
    const { decisions, problems } = await read({
      organisation: "C",
      decisions: [decision, { ...decision, decision: "alternative" }],
    });
    expect(decisions.map((one) => one.decision)).to.deep.equal(["implemented"]);
    expect(problems.map(({ where }) => where)).to.deep.equal(["decisions, entry 2"]);
  });

  const REFUSED: readonly [string, string, string][] = [
    ["that is not YAML", "organisation: [", "is not valid YAML"],
    ["without a name", "documents: []", "field organisation wanted string"],
    ["with an unknown part", "organisation: C\nriskRegister: []", "holds a field that is not known"],
    [
      "with a stack that is none",
      "organisation: C\nscope: { stacks: [dev] }",
      "field scope.stacks.0 wanted project/stack",
    ],
  ];
  for (const [name, text, message] of REFUSED) {
    it(`refuses a file ${name} in one line`, async () => {
      const error = await read(text).catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(OrganisationFileError);
      expect((error as Error).message)
        .to.contain(message)
        .and.to.not.contain("\n");
    });
  }

  it("says that there is no such file", async () => {
    const error = await readOrganisationFile(path.join(folder, "none.yaml")).catch((caught: unknown) => caught);
    expect((error as Error).message).to.equal('The organisation file "none.yaml" does not exist');
  });
});
