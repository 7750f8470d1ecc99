import type { Place } from "../../site";
import type { Watch } from "../watch";
import type { Board, Panel } from "./board";
import { panelsOf } from "./panels";

/** AWS counts what an account costs in one region alone, and only once its billing alerts are switched on. */
const BILLING_REGION = "us-east-1";
const HEALTHLAKE = "healthlake";
/** Whose rules tell of findings. */
const WATCHERS: readonly string[] = ["foundation", "baseline", "security", "evidence"];

const spending: Panel = {
  title: "What the account has cost this month",
  unit: "usd",
  periodSeconds: 21_600,
  region: BILLING_REGION,
  series: [
    {
      namespace: "AWS/Billing",
      metric: "EstimatedCharges",
      dimensions: { Currency: "USD" },
      label: "so far",
      stat: "Maximum",
    },
  ],
};

/** Pipeline health, security, compliance, cost, and HealthLake where the stack has it: of what is there and nothing else. */
export function boardsOf(place: Place, watch: Watch): Board[] {
  const all = panelsOf(place, watch);
  const watchers = panelsOf(place, watch, (workload) => WATCHERS.includes(workload));
  const records = panelsOf(place, watch, (workload) => workload === HEALTHLAKE);
  const boards: Board[] = [
    {
      role: "pipeline",
      title: "Pipeline health",
      about: "Operations: does what comes in go through, in time and without errors.",
      panels: [
        ...all.figures(),
        ...all.machines(),
        ...all.functionErrors(),
        ...all.functionDuration(),
        ...all.functionThrottles(),
        ...all.apiErrors(),
        ...all.apiLatency(),
        ...all.queues(),
        ...all.streams(),
        ...all.tasks(),
        ...all.databases(),
        ...all.databaseRoom(),
      ],
    },
    {
      role: "security",
      title: "Security",
      about: "Security operations: calls that matter, findings, and whether they reach somebody.",
      panels: [...all.auditCalls(), ...watchers.rules(), ...watchers.queues(), ...watchers.functionErrors()],
    },
    {
      role: "compliance",
      title: "Compliance",
      about: "The compliance officer: what complies, changes to what watches it, and evidence on its way.",
      panels: [...all.compliance(), ...watchers.rules(), ...watchers.bucketBytes(), ...all.queues()],
    },
    {
      role: "cost",
      title: "Cost",
      about: "Who pays: the account's bill so far, and what drives it.",
      panels: [spending, ...all.functionRuns(), ...all.bucketBytes(), ...all.streamBytes(), ...all.machines()],
    },
    {
      role: "healthlake",
      title: "HealthLake",
      about: "Clinical data: jobs by state, functions, access to buckets, and rules.",
      panels: [
        ...records.figures(),
        ...records.machines(),
        ...records.functionErrors(),
        ...records.functionDuration(),
        ...records.bucketRequests(),
        ...records.rules(),
        ...records.queues(),
      ],
    },
  ];
  return boards.filter(({ panels }) => panels.length > 0);
}
