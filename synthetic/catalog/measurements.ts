import type { Coded } from "../record";
import { loinc } from "./codes";

export interface Measured {
  readonly code: Coded;
  /** UCUM. */
  readonly unit: string;
  readonly digits: number;
  /** Reference range. */
  readonly range?: readonly [low: number, high: number];
  /** Bounds of what a living body has. */
  readonly bounds: readonly [lowest: number, highest: number];
}

const of = (
  code: string,
  display: string,
  unit: string,
  digits: number,
  bounds: readonly [number, number],
  range?: readonly [number, number],
): Measured => ({ code: loinc(code, display), unit, digits, bounds, ...(range && { range }) });

export const MEASURED = {
  height: of("8302-2", "Body height", "cm", 1, [44, 215]),
  weight: of("29463-7", "Body weight", "kg", 1, [2, 240]),
  bmi: of("39156-5", "Body mass index (BMI) [Ratio]", "kg/m2", 1, [10, 70]),
  systolic: of("8480-6", "Systolic blood pressure", "mm[Hg]", 0, [70, 230], [90, 130]),
  diastolic: of("8462-4", "Diastolic blood pressure", "mm[Hg]", 0, [40, 130], [60, 80]),
  pulse: of("8867-4", "Heart rate", "/min", 0, [40, 190], [60, 100]),
  breaths: of("9279-1", "Respiratory rate", "/min", 0, [8, 60], [12, 20]),
  temperature: of("8310-5", "Body temperature", "Cel", 1, [34, 41.5], [36.1, 37.5]),
  oxygen: of("2708-6", "Oxygen saturation in Arterial blood", "%", 0, [70, 100], [94, 100]),
  a1c: of("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "%", 1, [4, 15], [4, 5.6]),
  glucose: of("2345-7", "Glucose [Mass/volume] in Serum or Plasma", "mg/dL", 0, [40, 500], [70, 99]),
  creatinine: of("2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "mg/dL", 2, [0.2, 9], [0.6, 1.3]),
  filtration: of("98979-8", "Glomerular filtration rate [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI 2021)/1.73 sq M", "mL/min/{1.73_m2}", 0, [3, 150], [60, 150]),
  sodium: of("2951-2", "Sodium [Moles/volume] in Serum or Plasma", "mmol/L", 0, [120, 160], [135, 145]),
  potassium: of("2823-3", "Potassium [Moles/volume] in Serum or Plasma", "mmol/L", 1, [2.5, 6.5], [3.5, 5.1]),
  urea: of("3094-0", "Urea nitrogen [Mass/volume] in Serum or Plasma", "mg/dL", 0, [4, 120], [7, 20]),
  cholesterol: of("2093-3", "Cholesterol [Mass/volume] in Serum or Plasma", "mg/dL", 0, [80, 400], [100, 200]),
  hdl: of("2085-9", "Cholesterol in HDL [Mass/volume] in Serum or Plasma", "mg/dL", 0, [20, 110], [40, 110]),
  ldl: of("13457-7", "Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation", "mg/dL", 0, [20, 300], [20, 100]),
  triglycerides: of("2571-8", "Triglyceride [Mass/volume] in Serum or Plasma", "mg/dL", 0, [30, 900], [30, 150]),
  hemoglobin: of("718-7", "Hemoglobin [Mass/volume] in Blood", "g/dL", 1, [6, 20], [12, 17]),
  whiteCells: of("6690-2", "Leukocytes [#/volume] in Blood by Automated count", "10*3/uL", 1, [1, 40], [4, 11]),
  platelets: of("777-3", "Platelets [#/volume] in Blood by Automated count", "10*3/uL", 0, [20, 800], [150, 400]),
  thyrotropin: of("3016-3", "Thyrotropin [Units/volume] in Serum or Plasma", "m[IU]/L", 2, [0.05, 60], [0.4, 4.5]),
  inr: of("6301-6", "INR in Platelet poor plasma by Coagulation assay", "{INR}", 1, [0.8, 8], [2, 3]),
  phq9: of("44261-6", "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]", "{score}", 0, [0, 27], [0, 4]),
} as const satisfies Readonly<Record<string, Measured>>; // prettier-ignore

export type MeasuredName = keyof typeof MEASURED;

export const PANELS = {
  metabolic: { code: loinc("24323-8", "Comprehensive metabolic 2000 panel - Serum or Plasma"), of: ["glucose", "sodium", "potassium", "urea", "creatinine", "filtration"] },
  blood: { code: loinc("58410-2", "CBC panel - Blood by Automated count"), of: ["whiteCells", "hemoglobin", "platelets"] },
  lipid: { code: loinc("24331-1", "Lipid 1996 panel - Serum or Plasma"), of: ["triglycerides", "hdl", "ldl", "cholesterol"] },
  a1c: { code: loinc("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood"), of: ["a1c"] },
  thyroid: { code: loinc("3016-3", "Thyrotropin [Units/volume] in Serum or Plasma"), of: ["thyrotropin"] },
  clotting: { code: loinc("6301-6", "INR in Platelet poor plasma by Coagulation assay"), of: ["inr"] },
} as const satisfies Readonly<Record<string, { code: Coded; of: readonly MeasuredName[] }>>; // prettier-ignore

export type PanelName = keyof typeof PANELS;
