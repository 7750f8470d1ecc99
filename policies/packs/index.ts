import type { Pack } from "../session";
import { hipaaPack } from "./hipaa/pack";

/** The packs by the name of their folder. */
export const packs: Readonly<Record<string, Pack>> = { hipaa: hipaaPack };
