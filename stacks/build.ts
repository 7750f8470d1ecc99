import { buildAlarmRoutes, routed } from "./alarm-routes";
import { buildAudit } from "./audit";
import { buildBaseline } from "./baseline";
import type { Workload } from "./config";
import type { Context } from "./context";
import { buildDelivery, withSignedCode } from "./delivery";
import { buildDataPlatform } from "./data-platform";
import { buildConsents } from "./consents";
import { buildFhirApi } from "./fhir-api";
import { buildEvidence } from "./evidence";
import { buildFoundation, foundationFrom, foundationOutput } from "./foundation";
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
  const { settings } = start;
  const carrier = settings.foundationStack;
  const base = foundation ?? (carrier === undefined ? undefined : foundationFrom(carrier, settings));
  const audit = foundation ?? (base === undefined ? buildAudit(unsigned, "baseline") : undefined);
  const watched = base ?? audit;
  const delivery = base && has("delivery") ? buildDelivery(unsigned, base) : undefined;
  const context = withSignedCode(unsigned, delivery);
  const baseline = audit && has("baseline") ? buildBaseline(context, audit) : undefined;
  const security = watched && has("security") ? buildSecurity(context, watched, baseline) : undefined;
  const healthLake = base && has("healthlake") ? buildHealthLake(context, base) : undefined;
  // No workload of its own: whoever asks for consent brings the tables along, and all ask the same.
  const consents =
    foundation && (has("phi-pipeline") || has("fhir-api")) ? buildConsents(context, foundation) : undefined;
  const built = {
    foundation,
    sharedFoundation: foundation && foundationOutput(settings, foundation),
    audit,
    delivery,
    baseline,
    security,
    healthLake,
    streaming: base && has("streaming") ? buildStreaming(context, base) : undefined,
    dataPlatform: foundation && has("data-platform") ? buildDataPlatform(context, foundation, baseline) : undefined,
    imaging:
      base && has("imaging")
        ? buildImaging(context, base, { webAclArn: security?.webAclArn, apiLogging: baseline?.apiLogging })
        : undefined,
    evidence: foundation && has("evidence") ? buildEvidence(context, foundation) : undefined,
    consents,
    phiPipeline:
      foundation && consents && has("phi-pipeline")
        ? buildPhiPipeline(context, foundation, consents, healthLake)
        : undefined,
    fhirApi:
      foundation && healthLake && consents && has("fhir-api")
        ? buildFhirApi(context, foundation, healthLake, { consents, security, baseline })
        : undefined,
  };
  return {
    ...built,
    recovery: foundation && has("recovery") ? buildRecovery(context, foundation, built) : undefined,
    // Last: it looks at what the others made.
    observability: foundation && routes ? buildObservability(context, { ...built, foundation }, routes) : undefined,
  };
}
