import { SYSTEMS } from "./fhir-terms";
import type { DataClass } from "./vocabulary";

/** Security labels that say what a record is about (HL7 v3 ActCode, sensitivity policies and privacy laws). */
const LABELLED: Readonly<Record<string, DataClass>> = {
  "42CFRPart2": "substance-use",
  ETH: "substance-use",
  ETHUD: "substance-use",
  OPIOIDUD: "substance-use",
  SUD: "substance-use",
  HIPAAPsyNotes: "psychotherapy",
  PSYTHPN: "psychotherapy",
  HIV: "hiv",
  GDIS: "genetic",
};

/**
 * Codes that say it without a label: ICD-10-CM F10-F19 but F17 (nicotine), B20, Z21, O98.7 and R75, and Z14, Z15 and Z84.81. A record that
 * one of its codes gives away is treated as one that was labelled.
 */
const CODED: readonly (readonly [RegExp, DataClass])[] = [
  [/^F1[0-689](\.|$)/, "substance-use"],
  [/^(B20|Z21|R75|O98\.7)/, "hiv"],
  [/^(Z14|Z15)(\.|$)|^Z84\.81/, "genetic"],
];
const ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm";
/** Restricted and very restricted: somebody said that it is sensitive. */
const RESTRICTED = new Set(["R", "V"]);

/**
 * What classes a FHIR resource is of, by its security labels and its ICD-10-CM codes. A record that is labelled restricted, and not why, is
 * unclassified; one that nothing says anything of is general. Throws nothing: what has another shape than FHIR's is unclassified.
 */
export function classesOf(resource: unknown): readonly DataClass[] {
  const found = new Set<DataClass>();
  let restricted = false;
  for (const { system, code } of codingsIn(resource)) {
    if (system === SYSTEMS.confidentiality && RESTRICTED.has(code)) restricted = true;
    const labelled = system === SYSTEMS.actCode ? LABELLED[code] : undefined;
    if (labelled !== undefined) found.add(labelled);
    if (system === ICD10CM) for (const [pattern, dataClass] of CODED) if (pattern.test(code)) found.add(dataClass);
  }
  if (found.size > 0) return [...found];
  return restricted || typeof resource !== "object" || resource === null ? ["unclassified"] : ["general"];
}

/** Every coding in the resource, wherever it stands: a code in an extension or a contained resource gives as much away. */
function* codingsIn(value: unknown): Generator<{ readonly system: string; readonly code: string }> {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    const { system, code } = next as { system?: unknown; code?: unknown };
    if (typeof system === "string" && typeof code === "string") yield { system, code };
    open.push(...Object.values(next));
  }
}
