import type { SegmentMap } from "../map";
import { AL1, DG1, PR1 } from "./clinical";
import { EVN, MSH } from "./header";
import { IN1 } from "./in1";
import { MRG } from "./mrg";
import { NK1 } from "./nk1";
import { NTE } from "./nte";
import { PD1 } from "./pd1";
import { PID } from "./pid";
import { PV1 } from "./pv1";
import { PV2 } from "./pv2";
import { OBR, OBX } from "./results";

/** Every map, as the converter reads them and the documentation shows them. */
export const MAPS = [
  MSH,
  EVN,
  PID,
  PD1,
  NK1,
  MRG,
  PV1,
  PV2,
  IN1,
  AL1,
  DG1,
  PR1,
  OBR,
  OBX,
  NTE,
] as unknown as readonly SegmentMap<object>[];
