import { fhirBuckets } from "../components/clinical/fhir-store";
import type { ServiceRole } from "../components/access/service-role";
import { PhiEntities, type PhiEntitiesArgs } from "../components/phi/phi-entities";
import { entitiesRole } from "../components/phi/phi-entities-access";
import type { Site } from "../components/site";
import type { Context } from "./context";
import type { Foundation } from "./foundation";
import { insideNetwork } from "./inside-network";

const WORKLOAD = "phi-pipeline";

/** The role of the function that reads notes, where the stack has one. */
export function makeEntitiesRole({ settings, home }: Context, site: Site): ServiceRole | undefined {
  if (!settings.phiPipeline.entities) return undefined;
  const { inputBucket, outputBucket } = settings.healthlake;
  return entitiesRole(
    WORKLOAD,
    {
      site,
      workload: WORKLOAD,
      inputBucket: (place) => fhirBuckets(place, { input: inputBucket, output: outputBucket }).input,
    },
    home.opts,
  );
}

export function makeEntities(
  { settings, home }: Context,
  foundation: Foundation,
  args: Omit<PhiEntitiesArgs, "network" | "logRetentionDays" | "concurrency" | "alarmTopicArn">,
): PhiEntities {
  return new PhiEntities(
    `${WORKLOAD}-entities`,
    {
      ...args,
      network: insideNetwork(settings, foundation),
      logRetentionDays: settings.retention.logDays,
      concurrency: Math.min(2, settings.phiPipeline.concurrency),
      alarmTopicArn: foundation.alarms.arn,
    },
    home.opts,
  );
}
