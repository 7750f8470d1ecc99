import type { Pack } from "../session";
import { hipaaPack } from "./hipaa/pack";
import { nistCsfPack } from "./nist-csf/pack";
import { soc2Pack } from "./soc2/pack";

/** The packs by the name of their folder. */
export const packs: Readonly<Record<string, Pack>> = { hipaa: hipaaPack, "nist-csf": nistCsfPack, soc2: soc2Pack };
