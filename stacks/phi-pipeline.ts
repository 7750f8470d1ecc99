import { functionUses } from "../components/compute/function-role";
import { CustomerKey } from "../components/keys/customer-key";
import { PHI_ACCESS_LOG_ROLE, PHI_BUCKETS, phiBucketName, phiBucketRole } from "../components/phi/phi-names";
import { PhiPipeline } from "../components/phi/phi-pipeline";
import { NOTES_RULE } from "../components/phi/phi-entities-access";
import { phiKeyUses, phiRoles } from "../components/phi/phi-roles";
import { PhiRules } from "../components/phi/phi-rules";
import { PhiStore } from "../components/phi/phi-store";
import { PhiTables } from "../components/phi/phi-tables";
import { ReviewQueue } from "../components/phi/review-queue";
import type { TableReplica } from "../components/database/record-table";
import { tagsFor, type Tags } from "../components/tags";
import { makeEntities, makeEntitiesRole } from "./phi-entities";
import { boundedSite } from "./bounded-site";
import type { Consents } from "./consents";
import type { Context, Region } from "./context";
import type { HealthLake } from "./healthlake";
import type { Foundation } from "./foundation";
import { insideWithTables } from "./inside-network";
import { recordKeeping, recordTags } from "./record-keeping";
import { makeCopier, makeCopies } from "./second-region";

export interface PhiPipelineWorkload {
  readonly store: PhiStore;
  readonly key: CustomerKey;
  readonly tables: PhiTables;
  readonly reviews: ReviewQueue;
  readonly pipeline: PhiPipeline;
}

const WORKLOAD = "phi-pipeline";
/** Last part of the aliases of its keys. */
const KEY_ROLE = "phi-documents";

/** Buckets, a table and a queue for reviews, a key, and the machines that work on documents and batches. */
export function buildPhiPipeline(
  context: Context,
  foundation: Foundation,
  consents: Consents,
  records?: HealthLake,
): PhiPipelineWorkload {
  const { settings, home, replica } = context;
  const { opts } = home;
  const { alarms } = foundation;
  const { retention } = settings;
  const site = boundedSite(context, WORKLOAD);
  const roles = phiRoles(WORKLOAD, { site, workload: WORKLOAD, reviewers: settings.phiPipeline.reviewers }, opts);
  const entitiesRole = makeEntitiesRole(context, site);
  const copier = makeCopier(context, WORKLOAD, {
    site,
    workload: WORKLOAD,
    buckets: (place) =>
      PHI_BUCKETS.map((bucket) => ({ role: phiBucketRole(bucket), source: phiBucketName(place, bucket) })),
  });
  const internalTags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const phiTags = recordTags(context, site, { workload: WORKLOAD });
  const key = new CustomerKey(
    `${WORKLOAD}-key`,
    {
      site,
      tags: phiTags,
      role: KEY_ROLE,
      description: "Documents of the PHI pipeline, its tables and queue, and what its functions keep",
      uses: [
        ...phiKeyUses(roles, site),
        ...(entitiesRole === undefined ? [] : [functionUses(entitiesRole, "EntitiesRun", ["s3"])]),
        ...(copier === undefined ? [] : [copier.reads]),
      ],
    },
    opts,
  );
  const store = new PhiStore(
    WORKLOAD,
    {
      site,
      workload: WORKLOAD,
      kmsKeyArn: key.arn,
      ...recordKeeping(context, "STANDARD_IA"),
    },
    opts,
  );
  const tables = new PhiTables(
    `${WORKLOAD}-tables`,
    {
      site,
      tags: phiTags,
      internalTags,
      kmsKeyArn: key.arn,
      alarmTopicArn: alarms.arn,
      ...(replica !== undefined && { replica: tableReplica(replica, phiTags) }),
    },
    opts,
  );
  const reviews = new ReviewQueue(
    `${WORKLOAD}-reviews`,
    { site, tags: phiTags, kmsKeyArn: key.arn, alarmTopicArn: alarms.arn },
    opts,
  );
  const pipeline = new PhiPipeline(
    WORKLOAD,
    {
      site,
      tags: phiTags,
      roles,
      store,
      tables,
      consentTable: consents.consents.tableName,
      reviews,
      kmsKeyArn: key.arn,
      network: insideWithTables(settings, foundation),
      logRetentionDays: retention.logDays,
      choices: settings.phiPipeline,
      alarmTopicArn: alarms.arn,
    },
    opts,
  );
  const rules = new PhiRules(
    `${WORKLOAD}-rules`,
    {
      site,
      tags: internalTags,
      role: roles.rules,
      incomingBucket: store.buckets.incoming.bucketName,
      pipelineArn: pipeline.machineArn,
      batchArn: pipeline.batchArn,
      otherRules: entitiesRole === undefined ? [] : [NOTES_RULE],
      platformKeyArn: foundation.key.arn,
      alarmTopicArn: alarms.arn,
    },
    opts,
  );
  if (entitiesRole !== undefined && records !== undefined) {
    makeEntities(context, foundation, {
      site,
      tags: phiTags,
      internalTags,
      role: entitiesRole,
      store,
      inputBucket: records.store.input.bucketName,
      kmsKeyArn: key.arn,
      deadLetterArn: rules.deadLetterArn,
    });
  }
  makeCopies(context, copier, `${WORKLOAD}-replica`, {
    workload: WORKLOAD,
    sources: Object.values(store.buckets),
    keyTags: phiTags,
    keyRole: KEY_ROLE,
    accessLogRole: PHI_ACCESS_LOG_ROLE,
  });
  return { store, key, tables, reviews, pipeline };
}

/** The second region's side of the tables, with a key of its own. */
function tableReplica({ site, provider, opts }: Region, tags: Tags): TableReplica {
  const key = new CustomerKey(
    `${WORKLOAD}-tables-replica-key`,
    {
      site,
      tags,
      role: "phi-tables",
      description: "Copies of the PHI pipeline's tables",
      uses: [{ kind: "tables" }],
    },
    opts,
  );
  return { site, kmsKeyArn: key.arn, provider };
}
