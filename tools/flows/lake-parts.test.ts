import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { PREFIX } from "../../components/lake/lake-names";
import { noteApi, OPTIONAL_FIELDS, REQUIRED_FIELDS } from "../../components/lake/note-api";
import { CLAIM_COLUMNS } from "../../lambdas/claims/claim-file";
import { PREFIX as CHECK_PREFIX } from "../../lambdas/claims-check/core";
import { NOTE } from "../../lambdas/note-intake/core";

const JOBS = path.join(__dirname, "../../components/lake/jobs");

describe("parts of the lake that have to agree", () => {
  it("the check and the roles have the same prefixes", () => expect(PREFIX).to.include(CHECK_PREFIX));

  it("the API and the function have the same fields", () => {
    expect([...REQUIRED_FIELDS, ...OPTIONAL_FIELDS].sort()).to.deep.equal(Object.keys(NOTE.shape).sort());
    const optional = Object.entries(NOTE.shape).filter(([, field]) => field.safeParse(undefined).success);
    expect(optional.map(([field]) => field)).to.deep.equal([...OPTIONAL_FIELDS]);
    expect(noteApi.schemas?.["CareNote"]).to.deep.include({
      additionalProperties: false,
      required: [...REQUIRED_FIELDS],
    });
  });

  it("the jobs read the columns that the check asks for", () => {
    const script = readFileSync(path.join(JOBS, "standardise.py"), "utf8");
    const listed = /CLAIM_COLUMNS = \[(.*?)\]/s.exec(script)?.[1] ?? "";
    expect([...listed.matchAll(/"(\w+)"/g)].map(([, column]) => column)).to.deep.equal([...CLAIM_COLUMNS]);
  });
});
