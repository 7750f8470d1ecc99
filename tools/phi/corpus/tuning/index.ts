import type { Templates } from "../kinds";
import { FREE } from "./free";
import { NOTES } from "./notes";
import { OFFICE } from "./office";
import { PHRASES } from "./phrases";
import { STRUCTURED } from "./structured";

export const TUNING: Templates = { kinds: { ...NOTES, ...OFFICE, ...STRUCTURED, ...FREE }, grammar: PHRASES };
