import type { AllergyIntolerance, Condition, Encounter, Procedure } from "fhir/r4";
import type { SegmentReader } from "../../../hl7/value";
import { readInto } from "./map";
import { AL1, DG1, PR1, VERIFICATION } from "./maps/clinical";
import { PV1 } from "./maps/pv1";
import { PV2 } from "./maps/pv2";
import { codeFacts, missing, subjectOf, type State } from "./state";
import { factsOf } from "./subject";
import { count, translated } from "./types/codes";
import { identifier } from "./types/identifiers";

/** HL7's table 0052. */
const DIAGNOSIS_TYPE = translated("0052", "http://terminology.hl7.org/CodeSystem/diagnosis-role", {
  A: ["AD"],
  F: ["DD"],
});

export function pv1(state: State, from: SegmentReader): void {
  const subject = subjectOf(state, from);
  if (from.isEmpty(2) && state.visit !== "unknown") {
    throw missing(from, 2);
  }
  // A visit of no class is none in R4 (PV1-2 is N for "not applicable"): all of it is listed.
  const encounter = { resourceType: "Encounter", status: state.visit, subject } as Encounter;
  const row = PV1.rows.find(({ at }) => at === 2);
  if (!from.isEmpty(2) && !from.isNull(2)) row?.reads?.(from, encounter, state.context);
  if (encounter.class === undefined) return;
  delete encounter.type;
  readInto(PV1, from, encounter, state.context);
  if (encounter.period?.end !== undefined) encounter.status = "finished";
  else if (encounter.class.code === "PRENC" && state.visit === "in-progress") encounter.status = "planned";
  for (const value of state.patient?.pid.values(18) ?? []) {
    const account = identifier.read(value, state.context);
    if (account !== undefined)
      encounter.account = [...(encounter.account ?? []), { type: "Account", identifier: account }];
  }
  const [number] = encounter.identifier ?? [];
  const facts =
    number !== undefined
      ? ["number", ...factsOf(number, state.context)]
      : encounter.period?.start !== undefined
        ? ["start", encounter.period.start]
        : ["message", state.controlId];
  state.encounter = state.context.entries.putEach(encounter, subject.reference ?? "", ...facts);
}

export function al1(state: State, from: SegmentReader): void {
  const allergy: AllergyIntolerance = {
    resourceType: "AllergyIntolerance",
    // R4, ait-1: it has a status where nobody took it back.
    clinicalStatus: {
      coding: [{ system: "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", code: "active" }],
    },
    patient: subjectOf(state, from),
  };
  readInto(AL1, from, allergy, state.context);
  if (allergy.code === undefined) throw missing(from, 3);
  state.context.entries.putEach(allergy, allergy.patient.reference ?? "", ...codeFacts(allergy.code));
}

export function dg1(state: State, from: SegmentReader): void {
  const condition: Condition = {
    resourceType: "Condition",
    category: [
      {
        coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-category", code: "encounter-diagnosis" }],
      },
    ],
    subject: subjectOf(state, from),
    ...(state.encounter !== undefined && { encounter: state.encounter }),
  };
  readInto(DG1, from, condition, state.context);
  if (condition.code === undefined) throw missing(from, 3);
  const [kind] = from.values(6);
  const code = kind?.get(1)?.toUpperCase();
  if (code === "W" || code === "F") {
    condition.verificationStatus ??= {
      coding: [{ ...VERIFICATION, code: code === "W" ? "provisional" : "confirmed" }],
    };
  }
  const [number] = condition.identifier ?? [];
  const facts = number === undefined ? codeFacts(condition.code) : factsOf(number, state.context);
  const reference = state.context.entries.putEach(
    condition,
    condition.encounter?.reference ?? condition.subject.reference ?? "",
    ...facts,
    code ?? "",
  );
  if (state.encounter === undefined) return;
  const encounter = state.context.entries.at<Encounter>(state.encounter);
  const use = kind && DIAGNOSIS_TYPE.read(kind, state.context);
  const [priority] = from.values(15);
  const rank = priority && count.read(priority, state.context);
  encounter.diagnosis = [
    ...(encounter.diagnosis ?? []),
    { condition: reference, ...(use !== undefined && { use }), ...(rank !== undefined && { rank }) },
  ];
}

export function pr1(state: State, from: SegmentReader): void {
  const procedure: Procedure = {
    resourceType: "Procedure",
    status: "unknown",
    subject: subjectOf(state, from),
    ...(state.encounter !== undefined && { encounter: state.encounter }),
  };
  readInto(PR1, from, procedure, state.context);
  if (procedure.code === undefined) throw missing(from, 3);
  const at = procedure.performedDateTime ?? procedure.performedPeriod?.start;
  // What the message reports after its time was done.
  if (at !== undefined && state.sentAt !== undefined && Date.parse(at) <= Date.parse(state.sentAt))
    procedure.status = "completed";
  const [number] = procedure.identifier ?? [];
  const facts = number === undefined ? [...codeFacts(procedure.code), at ?? ""] : factsOf(number, state.context);
  state.context.entries.putEach(procedure, procedure.subject.reference ?? "", ...facts);
}

/** Without a visit all of it stays unread, and is listed. */
export function pv2({ encounter, context }: State, from: SegmentReader): void {
  if (encounter !== undefined) readInto(PV2, from, context.entries.at<Encounter>(encounter), context);
}
