import type { SegmentReader } from "../../../hl7/value";
import { nte, obr, obx } from "./observations";
import { in1, mrg, nk1, pd1, pid } from "./people";
import type { State } from "./state";
import { al1, dg1, pr1, pv1, pv2 } from "./visits";

const READERS: Readonly<Record<string, (state: State, from: SegmentReader) => void>> = {
  PID: pid,
  PD1: pd1,
  MRG: mrg,
  NK1: nk1,
  PV1: pv1,
  PV2: pv2,
  IN1: in1,
  AL1: al1,
  DG1: dg1,
  PR1: pr1,
  OBR: obr,
  OBX: obx,
  NTE: nte,
};

/** Puts a segment's part of the message into its resources; one that nobody reads stays unread, and is listed. */
export function take(state: State, from: SegmentReader): void {
  READERS[from.name]?.(state, from);
}
