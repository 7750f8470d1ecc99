import { buildAudit } from "./audit";
import { buildBaseline } from "./baseline";
import type { Workload } from "./config";
import type { Context } from "./context";
import { buildFoundation } from "./foundation";
import { buildHealthLake } from "./healthlake";
import { buildImaging } from "./imaging";
import { buildSecurity } from "./security";
import { buildStreaming } from "./streaming";

/** Builds the workloads that the stack's settings name, each after what it builds on; the others are undefined. */
export function buildStack(context: Context) {
  const has = (workload: Workload): boolean => context.settings.workloads.includes(workload);
  // What needs the foundation is in a stack that has it: the settings have been checked.
  const foundation = has("foundation") ? buildFoundation(context) : undefined;
  const audit = foundation ?? buildAudit(context, "baseline");
  const baseline = has("baseline") ? buildBaseline(context, audit) : undefined;
  return {
    foundation,
    audit,
    baseline,
    security: has("security") ? buildSecurity(context, audit, baseline) : undefined,
    healthLake: foundation && has("healthlake") ? buildHealthLake(context, foundation) : undefined,
    streaming: foundation && has("streaming") ? buildStreaming(context, foundation) : undefined,
    imaging: foundation && has("imaging") ? buildImaging(context, foundation) : undefined,
  };
}
