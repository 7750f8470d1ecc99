import { SYSTEMS } from "./codes";

/** What one resource of an export says, as far as it is counted. Times are milliseconds since 1970, UTC. */
export type Fact =
  | {
      readonly kind: "patient";
      readonly patient: string;
      readonly sex: Sex;
      readonly bornAt?: number;
      readonly diedAt?: number;
    }
  | {
      readonly kind: "condition";
      readonly patient: string;
      readonly id: string;
      readonly codes: readonly string[];
      readonly active: boolean;
      readonly at?: number;
    }
  | {
      readonly kind: "medication";
      readonly patient: string;
      readonly codes: readonly string[];
      /** Id of the Medication resource that says what it is, where it has no code itself. */
      readonly drug?: string;
    }
  | { readonly kind: "drug"; readonly id: string; readonly codes: readonly string[] }
  | {
      readonly kind: "result";
      readonly patient: string;
      readonly id: string;
      readonly at: number;
      /** One a value: a blood pressure has two. */
      readonly values: readonly { readonly codes: readonly string[]; readonly value: number; readonly unit: string }[];
    }
  | {
      readonly kind: "encounter";
      readonly patient: string;
      readonly setting: string;
      readonly startedAt: number;
      readonly endedAt?: number;
    }
  | { readonly kind: "procedure"; readonly patient: string; readonly codes: readonly string[]; readonly at: number };

export type Sex = "female" | "male" | "other" | "unknown";

type Json = unknown;
type Fields = Readonly<Record<string, Json>>;

/** The fact of a FHIR R4 resource; undefined for one that is not counted, lacks what is needed, or was entered in error. */
export function factOf(resource: Json): Fact | undefined {
  const of = fields(resource);
  const id = text(of["id"]);
  if (id === undefined) return undefined;
  switch (of["resourceType"]) {
    case "Patient":
      return {
        kind: "patient",
        patient: id,
        sex: sexOf(of["gender"]),
        ...(time(of["birthDate"]) !== undefined && { bornAt: time(of["birthDate"]) as number }),
        ...diedAt(of),
      };
    case "Condition":
      return condition(of, id);
    case "MedicationRequest":
    case "MedicationStatement":
      return medication(of);
    case "Medication":
      return text(of["status"]) === "entered-in-error" ? undefined : { kind: "drug", id, codes: codesOf(of["code"]) };
    case "Observation":
      return result(of, id);
    case "Encounter":
      return encounter(of);
    case "Procedure":
      return procedure(of);
    default:
      return undefined;
  }
}

function diedAt(of: Fields): { diedAt?: number } {
  const at = time(of["deceasedDateTime"]);
  if (at !== undefined) return { diedAt: at };
  // Dead at a time nobody wrote down: not among the living at any time we count.
  return of["deceasedBoolean"] === true ? { diedAt: Number.NEGATIVE_INFINITY } : {};
}

function condition(of: Fields, id: string): Fact | undefined {
  const patient = patientOf(of);
  const codes = codesOf(of["code"]);
  if (patient === undefined || codes.length === 0 || inError(of["verificationStatus"])) return undefined;
  const status = codingsOf(of["clinicalStatus"]).map(({ code }) => code);
  const at = time(of["onsetDateTime"]) ?? time(fields(of["onsetPeriod"])["start"]) ?? time(of["recordedDate"]);
  return {
    kind: "condition",
    patient,
    id,
    codes,
    active: !status.some((one) => ["inactive", "remission", "resolved"].includes(one)),
    ...(at !== undefined && { at }),
  };
}

function medication(of: Fields): Fact | undefined {
  const patient = patientOf(of);
  const status = text(of["status"]) ?? "";
  if (patient === undefined || !["active", "completed", "intended"].includes(status)) return undefined;
  const reference = text(fields(of["medicationReference"])["reference"]) ?? "";
  const [, within] = /^#(.+)$/.exec(reference) ?? [];
  const contained = list(of["contained"])
    .map(fields)
    .find((one) => one["id"] === within);
  const codes = codesOf(contained?.["code"] ?? of["medicationCodeableConcept"]);
  const [, drug] = /(?:^|\/)Medication\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/.*)?$/.exec(reference) ?? [];
  if (codes.length === 0 && drug === undefined) return undefined;
  return { kind: "medication", patient, codes, ...(drug !== undefined && { drug }) };
}

function result(of: Fields, id: string): Fact | undefined {
  const patient = patientOf(of);
  const at = time(of["effectiveDateTime"]) ?? time(fields(of["effectivePeriod"])["start"]) ?? time(of["issued"]);
  const status = text(of["status"]) ?? "";
  if (patient === undefined || at === undefined || !["amended", "corrected", "final"].includes(status))
    return undefined;
  const values = [of, ...list(of["component"]).map(fields)].flatMap((part) => {
    const quantity = fields(part["valueQuantity"]);
    const { value } = quantity;
    const codes = codesOf(part["code"]);
    if (typeof value !== "number" || codes.length === 0) return [];
    return [{ codes, value, unit: text(quantity["code"]) ?? text(quantity["unit"]) ?? "" }];
  });
  // A screening test may have a result that is no number: that it was made is what counts.
  if (values.length === 0) {
    const codes = codesOf(of["code"]);
    return codes.length === 0 ? undefined : { kind: "procedure", patient, codes, at };
  }
  return { kind: "result", patient, id, at, values };
}

function encounter(of: Fields): Fact | undefined {
  const patient = patientOf(of);
  const period = fields(of["period"]);
  const startedAt = time(period["start"]);
  const status = text(of["status"]) ?? "";
  if (patient === undefined || startedAt === undefined || !["finished", "in-progress"].includes(status))
    return undefined;
  const endedAt = time(period["end"]);
  const setting = text(fields(of["class"])["code"]) ?? "unknown";
  return { kind: "encounter", patient, setting, startedAt, ...(endedAt !== undefined && { endedAt }) };
}

function procedure(of: Fields): Fact | undefined {
  const patient = patientOf(of);
  const at = time(of["performedDateTime"]) ?? time(fields(of["performedPeriod"])["start"]);
  const codes = codesOf(of["code"]);
  if (patient === undefined || at === undefined || codes.length === 0 || of["status"] !== "completed") return undefined;
  return { kind: "procedure", patient, codes, at };
}

/** `Patient/1`, an absolute address or a URN: its last part. */
function patientOf(of: Fields): string | undefined {
  const reference = text(fields(of["subject"])["reference"]) ?? text(fields(of["patient"])["reference"]);
  if (reference === undefined || /^(Group|Device|Location)\//.test(reference)) return undefined;
  return reference.split(/[/:]/).at(-1);
}

function codesOf(concept: Json): string[] {
  return codingsOf(concept).flatMap(({ system, code }) => {
    const short = SYSTEMS[system];
    return short === undefined ? [] : [`${short}|${code}`];
  });
}

function codingsOf(concept: Json): { system: string; code: string }[] {
  return list(fields(concept)["coding"])
    .map(fields)
    .flatMap((coding) => {
      const code = text(coding["code"]);
      return code === undefined ? [] : [{ system: text(coding["system"]) ?? "", code }];
    });
}

function inError(concept: Json): boolean {
  return codingsOf(concept).some(({ code }) => code === "entered-in-error" || code === "refuted");
}

function sexOf(value: Json): Sex {
  return value === "female" || value === "male" || value === "other" ? value : "unknown";
}

function fields(value: Json): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function text(value: Json): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** FHIR's partial dates count from their beginning. */
function time(value: Json): number | undefined {
  const given = text(value);
  if (given === undefined || !/^\d{4}(-\d{2}(-\d{2}(T.+)?)?)?$/.test(given)) return undefined;
  const at = Date.parse(given);
  return Number.isNaN(at) ? undefined : at;
}
