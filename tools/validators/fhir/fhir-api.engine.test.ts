import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { apiOf, madeUp } from "../../../cli/fhir-api/testing/with-api";
import { RESOURCE_TYPES } from "../../../lambdas/fhir-read/contract";
import { classPath } from "../../setup/java-tool";
import { placesOf } from "../../setup/places";
import { fhirValidatorFolder } from "../../setup/validators";

/** HAPI FHIR's validator with the definitions of R4, installed by set-up: see tools/setup/validators.ts. */
describe("answers of the FHIR API", function () {
  this.timeout(600_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "phiguard-fhir-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("are valid by another's validator: records, pages, views, outcomes, the capability statement", async () => {
    const records = madeUp(10, 4);
    const running = await apiOf(records);
    const headers = { authorization: `Bearer ${await running.token("user/*.rs purpose/TREAT")}` };
    const targets = [
      "/metadata",
      ...RESOURCE_TYPES.flatMap((type) => [
        `/${type}/${records.find(({ resourceType }) => resourceType === type)?.id}`,
        `/${type}?_count=3`,
        `/${type}?_count=2&_elements=code`,
        `/${type}?_count=2&_summary=true`,
      ]),
      "/Observation?_count=3&_sort=-date&_include=Observation:encounter&_include=Observation:subject",
      "/Patient?_count=2&_revinclude=Condition:patient&_summary=true",
      "/Patient?family=nobody",
      "/Patient/nobody",
      "/Patient?colour=red",
      "/Nothing",
    ];
    const bodies: string[] = [];
    for (const target of targets) {
      bodies.push((await running.api.answer({ method: "GET", target, headers, body: undefined })).body);
    }
    const lenient = { ...headers, prefer: "handling=lenient" };
    const waved = await running.api.answer({
      method: "GET",
      target: "/Patient?colour=red&_count=1",
      headers: lenient,
      body: undefined,
    });
    running.records.close();
    const file = path.join(folder, "answers.ndjson");
    const answers = [...bodies, waved.body];
    writeFileSync(file, answers.map((body) => `${body}\n`).join(""));
    const classes = fhirValidatorFolder(placesOf(path.resolve(__dirname, "../../..")));
    const { status, stdout } = spawnSync("java", ["-cp", classPath(classes), "ValidateFhir", file], {
      encoding: "utf8",
    });
    expect({ status, told: stdout }).to.deep.equal({
      status: 0,
      told: `${answers.length} resources, 0 kinds of faults\n`,
    });
  });
});
