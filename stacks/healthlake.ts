import type * as pulumi from "@pulumi/pulumi";
import {
  dataAccessRole,
  FHIR_ACCESS_LOG_ROLE,
  FHIR_BUCKETS,
  fhirBucketRole,
  fhirBuckets,
  FhirStore,
  type FhirBucketNames,
} from "../components/clinical/fhir-store";
import { ID_KEY_ROLE } from "../components/clinical/fhir-intake-access";
import { FhirFlow } from "../components/clinical/fhir-flow";
import { fhirKeyUses, fhirRoles } from "../components/clinical/fhir-roles";
import { JobEvents } from "../components/clinical/job-events";
import { CustomerKey } from "../components/keys/customer-key";
import { HashKey } from "../components/keys/hash-key";
import type { KeyUse } from "../components/keys/key-policy";
import { nameFor } from "../components/names";
import type { Replicas } from "../components/recovery/replicas";
import { tagsFor } from "../components/tags";
import { boundedSite } from "./bounded-site";
import type { Context } from "./context";
import type { SharedFoundation } from "./foundation";
import { insideNetwork } from "./inside-network";
import { recordKeeping, recordTags } from "./record-keeping";
import { makeCopier, makeCopies } from "./second-region";

export interface HealthLake {
  readonly store: FhirStore;
  readonly key: CustomerKey;
  /** In the second region, where there is one. */
  readonly replicas: Replicas | undefined;
  readonly dataAccessRoleArn: pulumi.Output<string>;
  readonly flow: FhirFlow;
}

const WORKLOAD = "healthlake";

/** A FHIR data store with its buckets and its own key, the functions that feed, export and count it, and watch over its jobs. */
export function buildHealthLake(context: Context, foundation: SharedFoundation): HealthLake {
  const { settings, home } = context;
  const { opts } = home;
  const site = boundedSite(context, WORKLOAD);
  const { retention } = settings;
  const { datastoreName, preload, inputBucket, outputBucket, accessLogBucket, inNetwork } = settings.healthlake;
  const bucketNames: FhirBucketNames = { input: inputBucket, output: outputBucket, accessLog: accessLogBucket };
  const access = dataAccessRole(WORKLOAD, { site, workload: WORKLOAD, bucketNames }, opts);
  const roles = fhirRoles(WORKLOAD, { site, workload: WORKLOAD, bucketNames, inNetwork }, opts);
  const copier = makeCopier(context, WORKLOAD, {
    site,
    workload: WORKLOAD,
    buckets: (place) => {
      const sources = fhirBuckets(place, bucketNames);
      return FHIR_BUCKETS.map((bucket) => ({ role: fhirBucketRole(bucket), source: sources[bucket] }));
    },
  });
  const uses: pulumi.Input<KeyUse>[] = [
    { kind: "logs" },
    access.namedArn.apply((roleArn): KeyUse => {
      return {
        kind: "role",
        sid: "JobsReadAndWriteFiles",
        roleArn,
        actions: ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
        services: ["s3", "healthlake"],
      };
    }),
    ...fhirKeyUses(roles, site),
  ];
  if (copier !== undefined) uses.push(copier.reads);
  const phiTags = recordTags(context, site, { workload: WORKLOAD });
  const key = new CustomerKey(
    `${WORKLOAD}-key`,
    { site, tags: phiTags, role: "phi", description: "FHIR records and the logs of their jobs", uses },
    opts,
  );
  const idKey = new HashKey(
    `${WORKLOAD}-ids`,
    {
      site,
      tags: phiTags,
      role: ID_KEY_ROLE,
      description: "Ids of resources that are made of messages and claims",
      roles: [roles.converter],
    },
    opts,
  );
  const store = new FhirStore(
    WORKLOAD,
    {
      site,
      workload: WORKLOAD,
      bucketNames,
      datastoreName: datastoreName ?? nameFor(site, "other", "fhir"),
      preloadSynthetic: preload === "synthea",
      kmsKeyArn: key.arn,
      kmsKeyAlias: key.alias,
      ...recordKeeping(context, "STANDARD_IA"),
    },
    opts,
  );
  const internalTags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const { exportEveryHours, hl7Zone, alertEmails } = settings.healthlake;
  const flow = new FhirFlow(
    `${WORKLOAD}-flow`,
    {
      site,
      tags: phiTags,
      internalTags,
      roles,
      store,
      dataAccessRoleArn: access.namedArn,
      kmsKeyArn: key.arn,
      idKeyArn: idKey.aliasArn,
      platformKeyArn: foundation.key.arn,
      network: inNetwork ? insideNetwork(settings, foundation) : undefined,
      exportEveryHours: exportEveryHours === 0 ? undefined : exportEveryHours,
      hl7Zone,
      alertEmails,
      logRetentionDays: retention.logDays,
      alarmTopicArn: foundation.alarms.arn,
    },
    opts,
  );
  new JobEvents(
    `${WORKLOAD}-jobs`,
    {
      site,
      tags: phiTags,
      internalTags,
      phiKeyArn: key.arn,
      platformKeyArn: foundation.key.arn,
      logRetentionDays: retention.logDays,
      alarmTopicArn: foundation.alarms.arn,
    },
    opts,
  );
  const replicas = makeCopies(context, copier, `${WORKLOAD}-replica`, {
    workload: WORKLOAD,
    sources: [store.input, store.output],
    keyTags: phiTags,
    keyRole: "phi",
    accessLogRole: FHIR_ACCESS_LOG_ROLE,
  });
  return { store, key, dataAccessRoleArn: access.arn, flow, replicas };
}
