import type { Coded } from "../record";
import { cvx } from "./codes";

const MONTH = 30.44;
const YEAR = 365.25;

/** Days of age at which each is due, after the CDC's schedules in outline. */
export const CHILD_DOSES: readonly (readonly [Coded, readonly number[]])[] = [
  [cvx("08", "Hep B, adolescent or pediatric"), [1, MONTH, 6 * MONTH]],
  [cvx("119", "rotavirus, monovalent"), [2 * MONTH, 4 * MONTH]],
  [cvx("20", "DTaP"), [2 * MONTH, 4 * MONTH, 6 * MONTH, 16 * MONTH, 4.5 * YEAR]],
  [cvx("10", "IPV"), [2 * MONTH, 4 * MONTH, 6 * MONTH, 4.5 * YEAR]],
  [cvx("133", "Pneumococcal conjugate PCV 13"), [2 * MONTH, 4 * MONTH, 6 * MONTH, 13 * MONTH]],
  [cvx("03", "MMR"), [13 * MONTH, 4.5 * YEAR]],
  [cvx("21", "varicella"), [13 * MONTH, 4.5 * YEAR]],
  [cvx("62", "HPV, quadrivalent"), [11.1 * YEAR, 11.7 * YEAR]],
  [cvx("114", "meningococcal MCV4P"), [11.1 * YEAR, 16.1 * YEAR]],
  [cvx("115", "Tdap"), [11.1 * YEAR]],
];

export const INFLUENZA = cvx("140", "Influenza, seasonal, injectable, preservative free");
export const TETANUS = cvx("113", "Td (adult), 5 Lf tetanus toxoid, preservative free, adsorbed");
export const ZOSTER = cvx("187", "zoster recombinant");
export const PNEUMOCOCCAL = cvx("33", "pneumococcal polysaccharide PPV23");
