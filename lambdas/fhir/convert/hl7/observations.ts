import type { DiagnosticReport, Observation } from "fhir/r4";
import type { SegmentReader } from "../../../hl7/value";
import { readInto } from "./map";
import { NTE } from "./maps/nte";
import { OBR, OBX } from "./maps/results";
import { codeFacts, missing, subjectOf, type State } from "./state";
import { factsOf } from "./subject";
import { attachmentIn } from "./types/attachment";

const NOTE = "http://hl7.org/fhir/5.0/StructureDefinition/extension-DiagnosticReport.note";

export function obr(state: State, from: SegmentReader): void {
  const subject = subjectOf(state, from);
  const read = {
    resourceType: "DiagnosticReport",
    subject,
    ...(state.encounter !== undefined && { encounter: state.encounter }),
  } as DiagnosticReport;
  readInto(OBR, from, read, state.context);
  if (read.code === undefined) throw missing(from, 4);
  read.status ??= "unknown";
  const [number] = [...(read.identifier ?? [])].reverse();
  const facts =
    number === undefined
      ? [...codeFacts(read.code), read.effectiveDateTime ?? state.controlId]
      : factsOf(number, state.context);
  state.report = state.noted = state.context.entries.putEach(read, subject.reference ?? "", ...facts);
}

export function obx(state: State, from: SegmentReader): void {
  const subject = subjectOf(state, from);
  for (const [needed, when] of [
    [3, true],
    [11, true],
    [2, !from.isEmpty(5)],
  ] as const) {
    if (when && from.isEmpty(needed)) throw missing(from, needed);
  }
  const report = state.report === undefined ? undefined : state.context.entries.at<DiagnosticReport>(state.report);
  const attachment = report === undefined ? undefined : attachmentIn(from);
  if (report !== undefined && attachment !== undefined) {
    report.presentedForm = [...(report.presentedForm ?? []), attachment];
    return;
  }
  const observation = {
    resourceType: "Observation",
    subject,
    ...(state.encounter !== undefined && { encounter: state.encounter }),
  } as Observation;
  readInto(OBX, from, observation, state.context);
  if (observation.code === undefined) throw missing(from, 3);
  observation.status ??= "unknown";
  const at = observation.effectiveDateTime ?? report?.effectiveDateTime;
  if (at !== undefined) observation.effectiveDateTime = at;
  else if (report?.effectivePeriod !== undefined) observation.effectivePeriod = report.effectivePeriod;
  const [number] = observation.identifier ?? [];
  const within = state.report?.reference ?? subject.reference ?? "";
  const facts =
    number === undefined
      ? [...codeFacts(observation.code), from.text(4) ?? "", at ?? state.controlId]
      : factsOf(number, state.context);
  state.noted = state.context.entries.putEach(observation, within, ...facts);
  if (report !== undefined) report.result = [...(report.result ?? []), state.noted];
}

/** A note on what no note may stand at stays unread, and is listed. */
export function nte(state: State, from: SegmentReader): void {
  const noted = state.noted && state.context.entries.at<DiagnosticReport | Observation>(state.noted);
  if (noted === undefined || from.isEmpty(3)) return;
  const note = { text: "" };
  readInto(NTE, from, note, state.context);
  if (note.text.trim() === "") return;
  if (noted.resourceType === "Observation") noted.note = [...(noted.note ?? []), note];
  else noted.extension = [...(noted.extension ?? []), { url: NOTE, valueAnnotation: note }];
}
