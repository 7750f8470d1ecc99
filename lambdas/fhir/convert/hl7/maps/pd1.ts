import type { Patient } from "fhir/r4";
import { list, lost, type SegmentMap } from "../map";
import { staff } from "../types/names";
import { organization } from "../types/places";

export const PD1: SegmentMap<Patient> = {
  segment: "PD1",
  resource: "Patient",
  rows: [
    list<Patient, "generalPractitioner">(3, "Patient Primary Facility", "generalPractitioner", organization, {
      oneWay: true,
    }),
    list<Patient, "generalPractitioner">(4, "Patient Primary Care Provider", "generalPractitioner", staff, {
      oneWay: true,
    }),
    lost(11, "Publicity Code", "consent has a service of its own"),
    lost(12, "Protection Indicator", "consent has a service of its own"),
  ],
};
