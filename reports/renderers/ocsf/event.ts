import type { Severity } from "../../../policies/record";
import { placeOfScope } from "../../assess/account-checks";
import type { Evaluation, Report } from "../../model/report";
import type { State } from "../../model/state";

/** The version of the schema that `testing/schemas` holds. */
export const OCSF_VERSION = "1.5.0";

export interface Level {
  readonly id: number;
  readonly word: string;
}

export const SEVERITY: Readonly<Record<Severity, Level>> = {
  low: { id: 2, word: "Low" },
  medium: { id: 3, word: "Medium" },
  high: { id: 4, word: "High" },
  critical: { id: 5, word: "Critical" },
};
export const INFORMATIONAL: Level = { id: 1, word: "Informational" };
export const UNKNOWN: Level = { id: 0, word: "Unknown" };

const CLASSES = { 2003: "Compliance Finding", 2004: "Detection Finding" } as const;
const ACTIVITIES = { 1: "Create", 3: "Close" } as const;

interface Head {
  readonly class: keyof typeof CLASSES;
  readonly activity?: keyof typeof ACTIVITIES;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly severity: Level;
  readonly status: Level;
  /** The result that it tells of, where a service of AWS told that. */
  readonly of?: Evaluation;
}

export const NEW: Level = { id: 1, word: "New" };
export const SUPPRESSED: Level = { id: 3, word: "Suppressed" };

export const statusOf = (state: State): Level => (state === "waived" ? SUPPRESSED : NEW);

/**
 * What all events have. Those that a service of AWS told follow the profile `cloud` too: the account, the region, and the call with AWS's own
 * id of the request.
 */
export function head(report: Report, { class: uid, activity = 1, at, severity, status, of }: Head) {
  const cloud = of === undefined ? undefined : cloudOf(of);
  return {
    activity_id: activity,
    activity_name: ACTIVITIES[activity],
    category_uid: 2,
    category_name: "Findings",
    class_uid: uid,
    class_name: CLASSES[uid],
    type_uid: uid * 100 + activity,
    type_name: `${CLASSES[uid]}: ${ACTIVITIES[activity]}`,
    time: Date.parse(at),
    time_dt: at,
    severity_id: severity.id,
    severity: severity.word,
    status_id: status.id,
    status: status.word,
    metadata: {
      version: OCSF_VERSION,
      profiles: cloud === undefined ? ["datetime"] : ["cloud", "datetime"],
      product: { name: "phiguard", vendor_name: "phiguard" },
      correlation_uid: report.id,
    },
    ...cloud,
  };
}

function cloudOf({ stack, record: { told } }: Evaluation): object | undefined {
  const place = placeOfScope(stack);
  if (told === undefined || place === undefined) return undefined;
  const [service = "", operation = ""] = told.call.split(":");
  return {
    cloud: { provider: "AWS", account: { uid: place.account }, region: place.region },
    api: {
      operation,
      service: { name: service },
      ...(told.request === undefined ? {} : { request: { uid: told.request } }),
    },
  };
}
