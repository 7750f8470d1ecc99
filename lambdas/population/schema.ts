/** JSON Schemas (draft 2020-12) of a line of each file of an analysis. They are written beside the files. */
const count = { type: ["integer", "null"], minimum: 0 } as const;
const rate = { type: ["number", "null"], minimum: 0, maximum: 1 } as const;
const suppressed = { type: "boolean" } as const;
const shared = { numerator: count, denominator: count, rate, suppressed } as const;

function row(title: string, properties: Readonly<Record<string, object>>): object {
  return { title, type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}

export const SCHEMAS = {
  "cohorts.ndjson": row("Patients by code, age band and sex", {
    by: { enum: ["condition", "medication"] },
    code: { type: "string" },
    ageBand: { type: "string" },
    sex: { type: "string" },
    patients: count,
    suppressed,
  }),
  "population.ndjson": {
    title: "Prevalence of conditions, and encounters by setting",
    oneOf: [
      row("Prevalence", { metric: { const: "prevalence" }, code: { type: "string" }, ...shared }),
      row("Encounters", {
        metric: { const: "encounter-rate" },
        setting: { type: "string" },
        encounters: count,
        patientYears: { type: "number", minimum: 0 },
        perThousandPatientYears: { type: ["number", "null"], minimum: 0 },
        suppressed,
      }),
    ],
  },
  "quality.ndjson": row("Quality measures", {
    measure: { type: "string" },
    definition: { type: "string" },
    source: { type: "string" },
    ...shared,
  }),
  "alerts.ndjson": row("Findings that somebody must hear of; these name patients", {
    name: { type: "string" },
    kind: { enum: ["condition", "result"] },
    resource: { type: "string" },
    patient: { type: "string" },
    at: { type: "string", format: "date-time" },
  }),
} as const;

export type AnalysisFile = keyof typeof SCHEMAS;
