import { buildAlarmRoutes, routed } from "./alarm-routes";
import { buildAudit } from "./audit";
import { buildBaseline } from "./baseline";
import type { Workload } from "./config";
import type { Context } from "./context";
import { buildDelivery, withSignedCode } from "./delivery";
import { buildDataPlatform } from "./data-platform";
import { buildFhirApi } from "./fhir-api";
import { buildEvidence } from "./evidence";
import { buildFoundation } from "./foundation";
import { buildHealthLake } from "./healthlake";
import { buildImaging } from "./imaging";
import { buildObservability } from "./observability";
import { buildPhiPipeline } from "./phi-pipeline";
import { buildRecovery } from "./recovery";
import { buildSecurity } from "./security";
import { buildStreaming } from "./streaming";

/** Builds the workloads that the stack's settings name, each after what it builds on; the others are undefined. */
export function buildStack(start: Context) {
  const has = (workload: Workload): boolean => start.settings.workloads.includes(workload);
  const routes = has("observability") ? buildAlarmRoutes(start) : undefined;
  const unsigned = routes === undefined ? start : routed(start, routes);
  // What needs the foundation is in a stack that has it: the settings have been checked.
  const foundation = has("foundation") ? buildFoundation(unsigned) : undefined;
  const audit = foundation ?? buildAudit(unsigned, "baseline");
  const delivery = foundation && has("delivery") ? buildDelivery(unsigned, foundation) : undefined;
  const context = withSignedCode(unsigned, delivery);
  const baseline = has("baseline") ? buildBaseline(context, audit) : undefined;
  const security = has("security") ? buildSecurity(context, audit, baseline) : undefined;
  const healthLake = foundation && has("healthlake") ? buildHealthLake(context, foundation) : undefined;
  const built = {
    foundation,
    audit,
    delivery,
    baseline,
    security,
    healthLake,
    streaming: foundation && has("streaming") ? buildStreaming(context, foundation) : undefined,
    dataPlatform: foundation && has("data-platform") ? buildDataPlatform(context, foundation, baseline) : undefined,
    imaging:
      foundation && has("imaging")
        ? buildImaging(context, foundation, { webAclArn: security?.webAclArn, apiLogging: baseline?.apiLogging })
        : undefined,
    evidence: foundation && has("evidence") ? buildEvidence(context, foundation) : undefined,
    phiPipeline: foundation && has("phi-pipeline") ? buildPhiPipeline(context, foundation) : undefined,
    fhirApi:
      foundation && healthLake && has("fhir-api")
        ? buildFhirApi(context, foundation, healthLake, { security, baseline })
        : undefined,
  };
  return {
    ...built,
    recovery: foundation && has("recovery") ? buildRecovery(context, foundation, built) : undefined,
    // Last: it looks at what the others made.
    observability: foundation && routes ? buildObservability(context, { ...built, foundation }, routes) : undefined,
  };
}
