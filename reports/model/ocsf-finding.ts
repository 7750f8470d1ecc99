import { z } from "zod";

/**
 * What the evidence keeps of a finding that another tool wrote as OCSF: codes, times and states, of class 2003 (compliance finding) and
 * 2004 (detection finding; prowler writes results of checks so, with a status code). Titles, messages, tags and data of resources are
 * not read at all, for anybody may write into them.
 */
const text = z.string().min(1);
const status = z.object({ status_id: z.number().int().optional(), status: text.optional() });
const cloud = z.object({
  provider: text.optional(),
  region: text.optional(),
  account: z.object({ uid: text.optional() }).optional(),
});

export const ocsfFinding = z.object({
  class_uid: z.literal([2003, 2004]),
  // Milliseconds since 1970; prowler writes seconds.
  time: z.number().int().positive(),
  time_dt: text.optional(),
  severity_id: z.number().int(),
  status_id: z.number().int().optional(),
  status_code: text.optional(),
  finding_info: z.object({ uid: text }),
  metadata: z.object({
    version: z.string().regex(/^1\.\d+\.\d+/, "wanted a version 1 of OCSF"),
    event_code: text.optional(),
    product: z.object({ name: text.optional(), vendor_name: text.optional() }),
  }),
  compliance: status
    .extend({ control: text.optional(), checks: z.array(status.extend({ uid: text.optional() })).optional() })
    .optional(),
  resources: z.array(z.object({ uid: text, type: text.optional(), region: text.optional() })).optional(),
  cloud: cloud.optional(),
  unmapped: z.looseObject({ cloud: cloud.optional().catch(undefined) }).optional(),
});

export type OcsfFinding = z.infer<typeof ocsfFinding>;

const COMMON = [
  ..."activity_id activity_name category_name category_uid class_name class_uid type_name type_uid".split(" "),
  ..."time time_dt timezone_offset start_time start_time_dt end_time end_time_dt duration count".split(" "),
  ..."severity severity_id status status_code status_detail status_id".split(" "),
  ..."comment confidence confidence_id confidence_score device enrichments evidences finding_info message".split(" "),
  ..."metadata observables raw_data raw_data_size remediation resources unmapped vendor_attributes".split(" "),
  // Of the profiles cloud and container.
  ..."api cloud container".split(" "),
];

/** Fields that a finding of a class may have in OCSF 1.5. What a tool has of its own belongs below `unmapped`. */
export const OCSF_FIELDS: Readonly<Record<2003 | 2004, ReadonlySet<string>>> = {
  2003: new Set([...COMMON, "compliance", "resource"]),
  2004: new Set([
    ...COMMON,
    ..."anomaly_analyses impact impact_id impact_score is_alert malware malware_scan_info".split(" "),
    ..."risk_details risk_level risk_level_id risk_score vulnerabilities".split(" "),
  ]),
};

const RESULTS = ["fail", "undetermined", "not-applicable", "pass"] as const;

export type OcsfResult = (typeof RESULTS)[number];

/** The one that counts where a tool says several things of the same: never the better one. */
export function worst(results: readonly OcsfResult[]): OcsfResult | undefined {
  return RESULTS.find((result) => results.includes(result));
}

/** OCSF: 1 pass, 2 warning, 3 fail, 0 unknown, 99 other. What is neither pass nor fail shows nothing. */
const BY_ID: Readonly<Record<number, OcsfResult>> = {
  0: "undetermined",
  1: "pass",
  2: "undetermined",
  3: "fail",
  99: "undetermined",
};
/** Words that prowler writes, and OCSF's own. */
const BY_WORD: Readonly<Record<string, OcsfResult>> = {
  pass: "pass",
  fail: "fail",
  manual: "undetermined",
  warning: "undetermined",
  unknown: "undetermined",
  other: "undetermined",
};

/**
 * The result of a check, the worst of all that the finding says of it; undefined for a detection, which is none. A status that is not
 * known is `unknown`, and such a finding counts for nothing.
 */
export function resultOf({ class_uid, compliance, status_code }: OcsfFinding): OcsfResult | "unknown" | undefined {
  const told = [compliance, ...(compliance?.checks ?? [])].flatMap((one): (OcsfResult | undefined)[] =>
    one === undefined || (one.status_id === undefined && one.status === undefined) ? [] : [known(one)],
  );
  const code = BY_WORD[status_code?.toLowerCase() ?? ""];
  const all = [...told, ...(code === undefined ? [] : [code])];
  if (all.includes(undefined) || (class_uid === 2003 && all.length === 0)) return "unknown";
  return worst(all as OcsfResult[]);
}

function known({ status_id, status: word }: { status_id?: number | undefined; status?: string | undefined }) {
  return status_id === undefined ? BY_WORD[word?.toLowerCase() ?? ""] : BY_ID[status_id];
}
