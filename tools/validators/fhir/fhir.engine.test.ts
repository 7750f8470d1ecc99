import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { houseResources, patientBundle, patientResources, type Resource } from "../../../synthetic/formats/fhir";
import { patients, USUAL } from "../../../synthetic/patients";
import { classPath } from "../../setup/java-tool";
import { placesOf } from "../../setup/places";
import { fhirValidatorFolder } from "../../setup/validators";

const PATIENTS = 40;
/** Of each type of resource, those that are judged. */
const JUDGED = 12;

/** HAPI FHIR's validator with the definitions of R4, installed by set-up: see tools/setup/validators.ts. */
describe("synthetic FHIR resources", function () {
  this.timeout(600_000);
  const classes = fhirValidatorFolder(placesOf(path.resolve(__dirname, "../../..")));
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "phiguard-fhir-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const judge = (resources: readonly unknown[]): { status: number | null; told: string } => {
    const file = path.join(folder, "resources.ndjson");
    writeFileSync(file, resources.map((resource) => `${JSON.stringify(resource)}\n`).join(""));
    const { status, stdout } = spawnSync("java", ["-cp", classPath(classes), "ValidateFhir", file], {
      encoding: "utf8",
    });
    return { status, told: stdout ?? "no Java" };
  };

  /** Of each type the first few, of several patients. */
  const sample = (): Resource[] => {
    const byType = new Map<string, Resource[]>();
    for (const record of patients({ ...USUAL, patients: PATIENTS, years: 4 })) {
      for (const resource of [...patientResources(record), ...houseResources(record.encounters)]) {
        const of = byType.get(resource.resourceType) ?? [];
        if (of.length < JUDGED) byType.set(resource.resourceType, [...of, resource]);
      }
    }
    return [...byType.values()].flat();
  };

  it("are valid: every type, and a bundle", () => {
    const smallest = [...patients({ ...USUAL, patients: PATIENTS, years: 1 })].sort(
      (a, b) => a.observations.length - b.observations.length,
    );
    const bundle = patientBundle(smallest.find(({ encounters }) => encounters.length > 0)!);
    const resources = [...sample(), bundle];
    expect(new Set(resources.map(({ resourceType }) => resourceType)).size).to.equal(16);
    expect(judge(resources)).to.deep.equal({ status: 0, told: `${resources.length} resources, 0 kinds of faults\n` });
  });

  it("are found wrong where they are spoilt", () => {
    const of = (type: string): Resource => structuredClone(sample().find(({ resourceType }) => resourceType === type)!);
    const { code: _, ...withoutCode } = of("Observation") as Resource & { code: unknown };
    const { status, told } = judge([withoutCode, { ...of("Encounter"), status: "perhaps" }]);
    expect(status).to.equal(1);
    expect(told).to.contain("Observation.code: minimum required = 1");
    expect(told).to.contain("EncounterStatus");
  });
});
