import type { CodeableConcept, FhirResource, Observation, Procedure, Reference } from "fhir/r4";
import type { Conversion, Unmapped, Why } from "../conversion";
import { Entries } from "../entries";
import { exactNumber } from "../hl7/types/observed";
import type { Ids } from "../ids";
import { dosageOf } from "./dosage";
import { findingsOf, kindOf, type Finding } from "./finding";
import type { Reading } from "./response";

export interface EntitySettings {
  readonly ids: Ids;
  /** Below it a finding makes no resource, in [0, 1]. */
  readonly entityThreshold01: number;
  /** Below it a code is left out, and a trait counts for nothing, in [0, 1]. */
  readonly codeThreshold01: number;
}

/** Chosen so that a code is more likely right than wrong; a team's own notes may want others. */
export const THRESHOLDS = { entityThreshold01: 0.8, codeThreshold01: 0.6 } as const;

/** Attributes that a resource has room for, by kind; all others are listed. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  condition: ["SYSTEM_ORGAN_SITE"],
  medication: ["DOSAGE", "STRENGTH", "FORM", "ROUTE_OR_MODE", "FREQUENCY", "DURATION", "RATE"],
  procedure: ["SYSTEM_ORGAN_SITE"],
  test: ["TEST_VALUE", "TEST_UNIT", "TEST_UNITS"],
};

/** What a text says of somebody, as a transaction. Nothing in it is confirmed: a machine read it. Pure. */
export function convertReading(reading: Reading, settings: EntitySettings): Conversion {
  const entries = new Entries(settings.ids);
  const unmapped: Unmapped[] = [];
  const findings = findingsOf(reading, { traitThreshold01: settings.codeThreshold01 });
  for (const finding of findings) {
    const where = `${finding.category}.${finding.type} (${finding.begin}-${finding.end})`;
    const made = madeOf(finding, reading, settings);
    if (typeof made === "string") {
      unmapped.push({ where, why: made });
      continue;
    }
    const kind = kindOf(finding);
    const facts = [reading.subject, reading.document, kind, String(finding.begin), String(finding.end)];
    const target = entries.put(made, ...facts);
    entries.put(provenanceOf(target, finding, reading), ...facts);
    for (const { Type, BeginOffset, EndOffset } of finding.attributes) {
      if (TAKEN[kind]?.includes(Type) === true) continue;
      unmapped.push({ where: `${where}.${Type} (${BeginOffset}-${EndOffset})`, why: "not-mapped" });
    }
    for (const { system = "", score01 } of finding.codings) {
      if (score01 < settings.codeThreshold01) unmapped.push({ where: `${where}.${system}`, why: "below-threshold" });
    }
  }
  return { bundle: entries.bundle(), unmapped, erased: [] };
}

/** The resource of a finding, or why there is none. */
function madeOf(finding: Finding, { subject: reference, at }: Reading, settings: EntitySettings): FhirResource | Why {
  if (finding.score01 < settings.entityThreshold01) return "below-threshold";
  const { traits } = finding;
  // What might be and what a relative has is not the patient's.
  if (traits.has("HYPOTHETICAL")) return "hypothetical";
  if (traits.has("PERTAINS_TO_FAMILY")) return "of-family";
  const subject = { reference };
  const code = conceptOf(finding, settings);
  switch (kindOf(finding)) {
    case "condition":
      return {
        resourceType: "Condition",
        ...(traits.has("PAST_HISTORY") &&
          !traits.has("NEGATION") && { clinicalStatus: status("condition-clinical", "inactive") }),
        verificationStatus: status("condition-ver-status", traits.has("NEGATION") ? "refuted" : "unconfirmed"),
        code,
        ...site(finding),
        subject,
        recordedDate: at,
      };
    case "medication": {
      const dosage = dosageOf(finding.attributes);
      return {
        resourceType: "MedicationStatement",
        status: traits.has("NEGATION") ? "not-taken" : traits.has("PAST_HISTORY") ? "completed" : "unknown",
        medicationCodeableConcept: code,
        subject,
        dateAsserted: at,
        ...(dosage !== undefined && { dosage: [dosage] }),
      };
    }
    case "procedure":
      return { resourceType: "Procedure", status: doneOf(traits), code, subject, ...site(finding) };
    case "test":
      return testOf(finding, code, subject, at);
    case "other":
      return "not-mapped";
  }
}

/** The codes that are sure enough, and the words of the text. */
function conceptOf({ text, codings }: Finding, { codeThreshold01 }: EntitySettings): CodeableConcept {
  const sure = codings.filter(({ score01 }) => score01 >= codeThreshold01);
  return {
    ...(sure.length > 0 && {
      coding: sure.map(({ system, code, display }) => ({
        ...(system !== undefined && { system }),
        code,
        ...(display !== undefined && { display }),
      })),
    }),
    text,
  };
}

const status = (of: string, code: string): CodeableConcept => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${of}`, code }],
});

function site({ attributes }: Finding): { bodySite?: CodeableConcept[] } {
  const sites = attributes.filter(({ Type }) => Type === "SYSTEM_ORGAN_SITE");
  return sites.length === 0 ? {} : { bodySite: sites.map(({ Text }) => ({ text: Text })) };
}

function doneOf(traits: ReadonlySet<string>): Procedure["status"] {
  if (traits.has("NEGATION")) return "not-done";
  if (traits.has("FUTURE")) return "preparation";
  return traits.has("PAST_HISTORY") ? "completed" : "unknown";
}

/** A test that has a value; one that was named alone says nothing. */
function testOf(
  { attributes, traits }: Finding,
  code: CodeableConcept,
  subject: Reference,
  at: string,
): Observation | Why {
  if (traits.has("NEGATION")) return "negated";
  const [value] = attributes.filter(({ Type }) => Type === "TEST_VALUE");
  const [unit] = attributes.filter(({ Type }) => Type === "TEST_UNIT" || Type === "TEST_UNITS");
  if (value === undefined) return "without-value";
  const number = exactNumber(value.Text.trim());
  const text = [value.Text, unit?.Text].filter((part) => part !== undefined).join(" ");
  return {
    resourceType: "Observation",
    status: "preliminary",
    code,
    subject,
    // When it was measured the text may not say; when the text was written it does.
    issued: at,
    ...(number === undefined
      ? { valueString: text }
      : { valueQuantity: { value: number, ...(unit !== undefined && { unit: unit.Text }) } }),
  };
}

/** Which reader found it, and where in which text. */
const provenanceOf = (
  target: Reference,
  { begin, end, models, score01 }: Finding,
  { document, at }: Reading,
): FhirResource => ({
  resourceType: "Provenance",
  target: [target],
  recorded: at,
  activity: { text: `found in a text with a confidence of ${score01.toFixed(2)}` },
  agent: [
    {
      type: status("provenance-participant-type", "assembler"),
      who: { display: `Amazon Comprehend Medical: ${[...models].join(", ")}` },
    },
  ],
  entity: [
    {
      role: "source",
      what: { identifier: { system: "urn:id:document", value: document }, display: `characters ${begin} to ${end}` },
    },
  ],
});
