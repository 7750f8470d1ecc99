import type { Patient } from "fhir/r4";
import { list, lost, type SegmentMap } from "../map";
import { identifier } from "../types/identifiers";
import { humanName } from "../types/names";

/** The record that goes into another one. */
export const MRG: SegmentMap<Patient> = {
  segment: "MRG",
  resource: "Patient",
  rows: [
    list<Patient, "identifier">(1, "Prior Patient Identifier List", "identifier", identifier),
    list<Patient, "identifier">(2, "Prior Alternate Patient ID", "identifier", identifier, { oneWay: true }),
    lost(3, "Prior Patient Account Number", "accounts are not merged"),
    list<Patient, "identifier">(4, "Prior Patient ID", "identifier", identifier, { oneWay: true }),
    lost(5, "Prior Visit Number", "visits are not merged"),
    lost(6, "Prior Alternate Visit ID", "visits are not merged"),
    list<Patient, "name">(7, "Prior Patient Name", "name", humanName),
  ],
};
