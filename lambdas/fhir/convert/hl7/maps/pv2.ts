import type { Encounter } from "fhir/r4";
import { list, lost, one, type SegmentMap } from "../map";
import { coded, codedIn } from "../types/codes";
import { participant } from "./pv1";

/** What of a visit's second segment is read; its other fields are listed as they come. */
export const PV2: SegmentMap<Encounter> = {
  segment: "PV2",
  resource: "Encounter",
  rows: [
    list<Encounter, "reasonCode">(3, "Admit Reason", "reasonCode", coded),
    lost(8, "Expected Admit Date/Time", "R4 has no element for it"),
    lost(9, "Expected Discharge Date/Time", "R4 has no element for it"),
    lost(12, "Visit Description", "R4 has no element for it"),
    participant(13, "Referral Source", "REF", true),
    one<Encounter, "priority">(25, "Visit Priority Code", "priority", codedIn("0217")),
  ],
};
