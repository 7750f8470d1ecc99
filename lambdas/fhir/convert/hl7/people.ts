import type { Coverage, Patient, RelatedPerson } from "fhir/r4";
import { Hl7Fault } from "../../../hl7/fault";
import type { SegmentReader } from "../../../hl7/value";
import { merged } from "../merge";
import { readInto } from "./map";
import { IN1 } from "./maps/in1";
import { MRG } from "./maps/mrg";
import { NK1 } from "./maps/nk1";
import { PD1 } from "./maps/pd1";
import { PID } from "./maps/pid";
import { missing, subjectOf, type State } from "./state";
import { factsOf, primary } from "./subject";

export function pid(state: State, from: SegmentReader): void {
  const patient: Patient = { resourceType: "Patient" };
  readInto(PID, from, patient, state.context);
  const reference = state.context.entries.put(patient, ...factsOf(primary(patient, from, 3), state.context));
  // A patient who comes twice in one message is one; the second says more.
  const kept = state.context.entries.at<Patient>(reference);
  if (kept !== patient) Object.assign(kept, merged(kept, patient));
  state.patient = { reference, pid: from };
  state.encounter = state.report = state.noted = undefined;
}

export function mrg(state: State, from: SegmentReader): void {
  const survivor = subjectOf(state, from);
  const prior: Patient = { resourceType: "Patient", active: false, link: [{ other: survivor, type: "replaced-by" }] };
  readInto(MRG, from, prior, state.context);
  const other = state.context.entries.put(prior, ...factsOf(primary(prior, from, 1), state.context));
  if (other.reference === survivor.reference) {
    throw new Hl7Fault("same-patient", { segment: "MRG", place: from.place, field: 1 });
  }
  const patient = state.context.entries.at<Patient>(survivor);
  patient.link = [...(patient.link ?? []), { other, type: "replaces" }];
}

export function nk1(state: State, from: SegmentReader): void {
  const person: RelatedPerson = { resourceType: "RelatedPerson", patient: subjectOf(state, from) };
  readInto(NK1, from, person, state.context);
  const { identifier: [id] = [], name: [name] = [], relationship: [relationship] = [] } = person;
  const who =
    id === undefined
      ? [name?.family, ...(name?.given ?? [])].join(" ").toLowerCase()
      : `${id.system ?? ""}|${id.value ?? ""}`;
  const role = id === undefined ? (relationship?.coding?.[0]?.code ?? relationship?.text ?? "") : "";
  state.context.entries.putEach(person, subjectOf(state, from).reference ?? "", who, role);
}

export function in1(state: State, from: SegmentReader): void {
  const beneficiary = subjectOf(state, from);
  const coverage: Coverage = { resourceType: "Coverage", status: "active", beneficiary, payor: [] };
  readInto(IN1, from, coverage, state.context);
  // R4 asks for a payer.
  if (coverage.payor.length === 0) throw missing(from, 4);
  const policy = coverage.subscriberId ?? coverage.identifier?.[0]?.value ?? coverage.class?.[0]?.value ?? "";
  state.context.entries.putEach(coverage, beneficiary.reference ?? "", coverage.payor[0]?.reference ?? "", policy);
}

export function pd1(state: State, from: SegmentReader): void {
  readInto(PD1, from, state.context.entries.at<Patient>(subjectOf(state, from)), state.context);
}
