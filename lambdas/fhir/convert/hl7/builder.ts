import type {
  AllergyIntolerance,
  CodeableConcept,
  Condition,
  Coverage,
  DiagnosticReport,
  Encounter,
  FhirResource,
  Observation,
  Patient,
  Procedure,
  Reference,
  RelatedPerson,
} from "fhir/r4";
import { Hl7Fault } from "../../../hl7/fault";
import type { SegmentReader } from "../../../hl7/value";
import { readInto, type Context } from "./map";
import { AL1, DG1, PR1, VERIFICATION } from "./maps/clinical";
import { IN1 } from "./maps/in1";
import { MRG } from "./maps/mrg";
import { NK1 } from "./maps/nk1";
import { NTE } from "./maps/nte";
import { PD1 } from "./maps/pd1";
import { PID } from "./maps/pid";
import { PV1 } from "./maps/pv1";
import { PV2 } from "./maps/pv2";
import { OBR, OBX } from "./maps/results";
import { attachmentIn } from "./types/attachment";
import { count, translated } from "./types/codes";
import { identifier } from "./types/identifiers";
import { factsOf, primary } from "./subject";

/** HL7's table 0052. */
const DIAGNOSIS_TYPE = translated("0052", "http://terminology.hl7.org/CodeSystem/diagnosis-role", {
  A: ["AD"],
  F: ["DD"],
});
const NOTE = "http://hl7.org/fhir/5.0/StructureDefinition/extension-DiagnosticReport.note";

/** Puts the resources of a message together, segment by segment in their order. */
export class Builder {
  private patient: { readonly reference: Reference; readonly pid: SegmentReader } | undefined;
  private encounter: Reference | undefined;
  private report: Reference | undefined;
  private noted: Reference | undefined;

  constructor(
    private readonly context: Context,
    private readonly visit: Encounter["status"],
    /** MSH-10: what tells two messages apart. */
    private readonly controlId: string,
    /** MSH-7, where it is a time. */
    private readonly sentAt: string | undefined,
  ) {}

  take(from: SegmentReader): void {
    switch (from.name) {
      case "PID":
        return this.pid(from);
      case "PD1":
        return readInto(PD1, from, this.context.entries.at<Patient>(this.subject(from)), this.context);
      case "MRG":
        return this.mrg(from);
      case "NK1":
        return this.nk1(from);
      case "PV1":
        return this.pv1(from);
      case "PV2":
        // Without a visit all of it stays unread, and is listed.
        if (this.encounter !== undefined)
          readInto(PV2, from, this.context.entries.at<Encounter>(this.encounter), this.context);
        return;
      case "IN1":
        return this.in1(from);
      case "AL1":
        return this.al1(from);
      case "DG1":
        return this.dg1(from);
      case "PR1":
        return this.pr1(from);
      case "OBR":
        return this.obr(from);
      case "OBX":
        return this.obx(from);
      case "NTE":
        return this.nte(from);
      default:
    }
  }

  private subject({ place }: SegmentReader): Reference {
    if (this.patient === undefined) throw new Hl7Fault("segment-missing", { segment: "PID", place });
    return this.patient.reference;
  }

  private pid(from: SegmentReader): void {
    const patient: Patient = { resourceType: "Patient" };
    readInto(PID, from, patient, this.context);
    const reference = this.context.entries.put(patient, ...factsOf(primary(patient, from, 3), this.context));
    this.patient = { reference, pid: from };
    this.encounter = this.report = this.noted = undefined;
  }

  private mrg(from: SegmentReader): void {
    const survivor = this.subject(from);
    const prior: Patient = { resourceType: "Patient", active: false, link: [{ other: survivor, type: "replaced-by" }] };
    readInto(MRG, from, prior, this.context);
    const other = this.context.entries.put(prior, ...factsOf(primary(prior, from, 1), this.context));
    if (other.reference === survivor.reference) {
      throw new Hl7Fault("same-patient", { segment: "MRG", place: from.place, field: 1 });
    }
    const patient = this.context.entries.at<Patient>(survivor);
    patient.link = [...(patient.link ?? []), { other, type: "replaces" }];
  }

  private nk1(from: SegmentReader): void {
    const person: RelatedPerson = { resourceType: "RelatedPerson", patient: this.subject(from) };
    readInto(NK1, from, person, this.context);
    const { identifier: [id] = [], name: [name] = [], relationship: [relationship] = [] } = person;
    const who =
      id === undefined
        ? [name?.family, ...(name?.given ?? [])].join(" ").toLowerCase()
        : `${id.system ?? ""}|${id.value ?? ""}`;
    const role = id === undefined ? (relationship?.coding?.[0]?.code ?? relationship?.text ?? "") : "";
    this.context.entries.putEach(person, this.subject(from).reference ?? "", who, role);
  }

  private pv1(from: SegmentReader): void {
    const subject = this.subject(from);
    if (from.isEmpty(2) && this.visit !== "unknown") {
      throw new Hl7Fault("field-missing", { segment: "PV1", place: from.place, field: 2 });
    }
    // A visit of no class is none in R4 (PV1-2 is N for "not applicable"): all of it is listed.
    const encounter = { resourceType: "Encounter", status: this.visit, subject } as Encounter;
    const row = PV1.rows.find(({ at }) => at === 2);
    if (!from.isEmpty(2) && !from.isNull(2)) row?.reads?.(from, encounter, this.context);
    if (encounter.class === undefined) return;
    delete encounter.type;
    readInto(PV1, from, encounter, this.context);
    if (encounter.period?.end !== undefined) encounter.status = "finished";
    else if (encounter.class.code === "PRENC" && this.visit === "in-progress") encounter.status = "planned";
    for (const value of this.patient?.pid.values(18) ?? []) {
      const account = identifier.read(value, this.context);
      if (account !== undefined)
        encounter.account = [...(encounter.account ?? []), { type: "Account", identifier: account }];
    }
    const [number] = encounter.identifier ?? [];
    const facts =
      number !== undefined
        ? ["number", ...factsOf(number, this.context)]
        : encounter.period?.start !== undefined
          ? ["start", encounter.period.start]
          : ["message", this.controlId];
    this.encounter = this.context.entries.putEach(encounter, subject.reference ?? "", ...facts);
  }

  private in1(from: SegmentReader): void {
    const beneficiary = this.subject(from);
    const coverage: Coverage = { resourceType: "Coverage", status: "active", beneficiary, payor: [] };
    readInto(IN1, from, coverage, this.context);
    // R4 asks for a payer.
    if (coverage.payor.length === 0)
      throw new Hl7Fault("field-missing", { segment: "IN1", place: from.place, field: 4 });
    const policy = coverage.subscriberId ?? coverage.identifier?.[0]?.value ?? coverage.class?.[0]?.value ?? "";
    this.context.entries.putEach(coverage, beneficiary.reference ?? "", coverage.payor[0]?.reference ?? "", policy);
  }

  private al1(from: SegmentReader): void {
    const allergy: AllergyIntolerance = {
      resourceType: "AllergyIntolerance",
      // R4, ait-1: it has a status where nobody took it back.
      clinicalStatus: {
        coding: [{ system: "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", code: "active" }],
      },
      patient: this.subject(from),
    };
    readInto(AL1, from, allergy, this.context);
    if (allergy.code === undefined)
      throw new Hl7Fault("field-missing", { segment: "AL1", place: from.place, field: 3 });
    this.context.entries.putEach(allergy, allergy.patient.reference ?? "", ...codeFacts(allergy.code));
  }

  private dg1(from: SegmentReader): void {
    const condition: Condition = {
      resourceType: "Condition",
      category: [
        {
          coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-category", code: "encounter-diagnosis" }],
        },
      ],
      subject: this.subject(from),
      ...(this.encounter !== undefined && { encounter: this.encounter }),
    };
    readInto(DG1, from, condition, this.context);
    if (condition.code === undefined)
      throw new Hl7Fault("field-missing", { segment: "DG1", place: from.place, field: 3 });
    const [kind] = from.values(6);
    const code = kind?.get(1)?.toUpperCase();
    if (code === "W" || code === "F") {
      condition.verificationStatus ??= {
        coding: [{ ...VERIFICATION, code: code === "W" ? "provisional" : "confirmed" }],
      };
    }
    const [number] = condition.identifier ?? [];
    const facts = number === undefined ? codeFacts(condition.code) : factsOf(number, this.context);
    const reference = this.context.entries.putEach(
      condition,
      condition.encounter?.reference ?? condition.subject.reference ?? "",
      ...facts,
      code ?? "",
    );
    if (this.encounter === undefined) return;
    const encounter = this.context.entries.at<Encounter>(this.encounter);
    const use = kind && DIAGNOSIS_TYPE.read(kind, this.context);
    const [priority] = from.values(15);
    const rank = priority && count.read(priority, this.context);
    encounter.diagnosis = [
      ...(encounter.diagnosis ?? []),
      { condition: reference, ...(use !== undefined && { use }), ...(rank !== undefined && { rank }) },
    ];
  }

  private pr1(from: SegmentReader): void {
    const procedure: Procedure = {
      resourceType: "Procedure",
      status: "unknown",
      subject: this.subject(from),
      ...(this.encounter !== undefined && { encounter: this.encounter }),
    };
    readInto(PR1, from, procedure, this.context);
    if (procedure.code === undefined)
      throw new Hl7Fault("field-missing", { segment: "PR1", place: from.place, field: 3 });
    const at = procedure.performedDateTime ?? procedure.performedPeriod?.start;
    // What the message reports after its time was done.
    if (at !== undefined && this.sentAt !== undefined && Date.parse(at) <= Date.parse(this.sentAt))
      procedure.status = "completed";
    const [number] = procedure.identifier ?? [];
    const facts = number === undefined ? [...codeFacts(procedure.code), at ?? ""] : factsOf(number, this.context);
    this.context.entries.putEach(procedure, procedure.subject.reference ?? "", ...facts);
  }

  private obr(from: SegmentReader): void {
    const subject = this.subject(from);
    const read = {
      resourceType: "DiagnosticReport",
      subject,
      ...(this.encounter !== undefined && { encounter: this.encounter }),
    } as DiagnosticReport;
    readInto(OBR, from, read, this.context);
    if (read.code === undefined) throw new Hl7Fault("field-missing", { segment: "OBR", place: from.place, field: 4 });
    read.status ??= "unknown";
    const [number] = [...(read.identifier ?? [])].reverse();
    const facts =
      number === undefined
        ? [...codeFacts(read.code), read.effectiveDateTime ?? this.controlId]
        : factsOf(number, this.context);
    this.report = this.noted = this.context.entries.putEach(read, subject.reference ?? "", ...facts);
  }

  private obx(from: SegmentReader): void {
    const subject = this.subject(from);
    for (const [needed, when] of [
      [3, true],
      [11, true],
      [2, !from.isEmpty(5)],
    ] as const) {
      if (when && from.isEmpty(needed))
        throw new Hl7Fault("field-missing", { segment: "OBX", place: from.place, field: needed });
    }
    const report = this.report === undefined ? undefined : this.context.entries.at<DiagnosticReport>(this.report);
    const attachment = report === undefined ? undefined : attachmentIn(from);
    if (report !== undefined && attachment !== undefined) {
      report.presentedForm = [...(report.presentedForm ?? []), attachment];
      return;
    }
    const observation = {
      resourceType: "Observation",
      subject,
      ...(this.encounter !== undefined && { encounter: this.encounter }),
    } as Observation;
    readInto(OBX, from, observation, this.context);
    if (observation.code === undefined)
      throw new Hl7Fault("field-missing", { segment: "OBX", place: from.place, field: 3 });
    observation.status ??= "unknown";
    const at = observation.effectiveDateTime ?? report?.effectiveDateTime;
    if (at !== undefined) observation.effectiveDateTime = at;
    else if (report?.effectivePeriod !== undefined) observation.effectivePeriod = report.effectivePeriod;
    const [number] = observation.identifier ?? [];
    const within = this.report?.reference ?? subject.reference ?? "";
    const facts =
      number === undefined
        ? [...codeFacts(observation.code), from.text(4) ?? "", at ?? this.controlId]
        : factsOf(number, this.context);
    this.noted = this.context.entries.putEach(observation, within, ...facts);
    if (report !== undefined) report.result = [...(report.result ?? []), this.noted];
  }

  /** A note on what no note may stand at stays unread, and is listed. */
  private nte(from: SegmentReader): void {
    const noted = this.noted && this.context.entries.at<DiagnosticReport | Observation>(this.noted);
    if (noted === undefined || from.isEmpty(3)) return;
    const note = { text: "" };
    readInto(NTE, from, note, this.context);
    if (note.text.trim() === "") return;
    if (noted.resourceType === "Observation") noted.note = [...(noted.note ?? []), note];
    else noted.extension = [...(noted.extension ?? []), { url: NOTE, valueAnnotation: note }];
  }
}

/** What of a concept tells it from others. */
function codeFacts({ coding: [first] = [], text }: CodeableConcept): string[] {
  return first?.code === undefined ? ["", text ?? ""] : [first.system ?? "", first.code];
}
