import type { Annotation } from "fhir/r4";
import { field, lost, structure, type SegmentMap } from "../map";

/** A note on what stands before it: a result's, or a report's by R5's element in an extension. */
export const NTE: SegmentMap<Annotation> = {
  segment: "NTE",
  resource: "Annotation",
  rows: [
    structure(1, "Set ID"),
    lost(2, "Source of Comment", "R4 has no element for it"),
    field(
      3,
      "Comment",
      "text",
      (from, into) => {
        into.text = from
          .values(3)
          .map((value) => value.whole() ?? "")
          .join("\n");
      },
      ({ text }, writing) => writing.lines(text),
    ),
    lost(4, "Comment Type", "R4 has no element for it"),
  ],
};
