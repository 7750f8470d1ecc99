import type * as pulumi from "@pulumi/pulumi";
import { ImageDashboard } from "../components/clinical/image-dashboard";
import { ImageDeidentification } from "../components/clinical/image-deidentification";
import { UID_KEY_ROLE } from "../components/clinical/image-deidentify-access";
import { ImageProcessing } from "../components/clinical/image-processing";
import { ImageViewing } from "../components/clinical/image-viewing";
import { ImageDatastore } from "../components/clinical/image-datastore";
import { ImageIntake } from "../components/clinical/image-intake";
import { IMAGE_BUCKETS, imageBucketName, imageBucketRole } from "../components/clinical/image-names";
import { imageRoles, tenantKeyUses, workloadKeyUses } from "../components/clinical/image-roles";
import { ImageRules } from "../components/clinical/image-rules";
import { ImageStore, IMAGE_ACCESS_LOG_ROLE } from "../components/clinical/image-store";
import { CustomerKey } from "../components/keys/customer-key";
import { HashKey } from "../components/keys/hash-key";
import { nameFor } from "../components/names";
import type { Replicas } from "../components/recovery/replicas";
import { tagsFor } from "../components/tags";
import { boundedSite } from "./bounded-site";
import type { Context } from "./context";
import type { SharedFoundation } from "./foundation";
import { insideNetwork } from "./inside-network";
import { recordKeeping, recordTags } from "./record-keeping";
import { makeCopier, makeCopies } from "./second-region";

export interface Imaging {
  readonly store: ImageStore;
  readonly key: CustomerKey;
  readonly intake: ImageIntake;
  /** By which viewers read; undefined where there is no API. */
  readonly viewing?: ImageViewing;
  /** In the second region, where there is one. */
  readonly replicas?: Replicas;
  /** What an organisation has to be told: its key, its data store, its role. */
  readonly tenants: readonly {
    readonly id: string;
    readonly keyArn: pulumi.Output<string>;
    readonly datastoreId: pulumi.Output<string>;
    readonly roleArn: pulumi.Output<string>;
  }[];
}

const WORKLOAD = "imaging";

/** What other workloads of the stack lend, where it has them. */
export interface Outside {
  /** Web ACL before what the internet reaches. */
  readonly webAclArn?: pulumi.Output<string>;
  /** What API Gateway writes logs with. */
  readonly apiLogging?: pulumi.Resource;
}

/** Buckets, a HealthImaging data store, a key and roles a tenant, and the intake that checks uploads and imports them. */
export function buildImaging(context: Context, foundation: SharedFoundation, outside: Outside = {}): Imaging {
  const { settings, home } = context;
  const { opts } = home;
  const site = boundedSite(context, WORKLOAD);
  const { retention } = settings;
  const { tenants, importTimeoutMinutes, concurrency } = settings.imaging;
  const roles = imageRoles(WORKLOAD, { site, workload: WORKLOAD, tenants }, opts);
  const copier = makeCopier(context, WORKLOAD, {
    site,
    workload: WORKLOAD,
    buckets: (place) =>
      IMAGE_BUCKETS.map((bucket) => ({ role: imageBucketRole(bucket), source: imageBucketName(place, bucket) })),
  });
  const copierReads = copier === undefined ? [] : [copier.reads];
  const internalTags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const phiTags = recordTags(context, site, { workload: WORKLOAD });
  const key = new CustomerKey(
    `${WORKLOAD}-key`,
    {
      site,
      tags: phiTags,
      role: "images",
      description: "Results of image imports, and what the functions of the intake keep",
      uses: [...workloadKeyUses(roles, site), ...copierReads],
    },
    opts,
  );
  const store = new ImageStore(
    WORKLOAD,
    {
      site,
      workload: WORKLOAD,
      kmsKeyArn: key.arn,
      ...recordKeeping(context, "INTELLIGENT_TIERING"),
    },
    opts,
  );
  const perTenant = roles.tenants.map((of) => {
    const { id } = of.tenant;
    const tenantKey = new CustomerKey(
      `${WORKLOAD}-${id}-key`,
      {
        site,
        tags: phiTags,
        role: `images-${id}`,
        description: `Images of the tenant ${id}`,
        uses: [...tenantKeyUses(roles, of), ...copierReads],
      },
      opts,
    );
    const datastore = new ImageDatastore(
      `${WORKLOAD}-${id}`,
      {
        site,
        tags: phiTags,
        datastoreName: nameFor(site, "other", `images-${id}`),
        kmsKeyArn: tenantKey.aliasArn,
      },
      opts,
    );
    of.own.reads(`${WORKLOAD}-${id}`, { site, tags: internalTags, tenant: of.tenant }, datastore.arn);
    return { id, key: tenantKey, datastore, role: of.own };
  });
  const inNetwork = insideNetwork(settings, foundation);
  const intake = new ImageIntake(
    WORKLOAD,
    {
      site,
      tags: phiTags,
      roles,
      store,
      kmsKeyArn: key.arn,
      network: inNetwork,
      logRetentionDays: retention.logDays,
      importTimeoutMinutes,
      concurrency,
      alarmTopicArn: foundation.alarms.arn,
    },
    opts,
  );
  const rules = new ImageRules(
    `${WORKLOAD}-rules`,
    {
      site,
      tags: internalTags,
      roles,
      inputBucket: store.buckets.input.bucketName,
      machineArn: intake.machineArn,
      tenants: perTenant.map((of) => ({ datastore: of.datastore, kmsKeyArn: of.key.arn })),
      platformKeyArn: foundation.key.arn,
      alarmTopicArn: foundation.alarms.arn,
    },
    opts,
  );
  const { reportEntities, modelEndpoint, viewer } = settings.imaging;
  const common = {
    site,
    tags: phiTags,
    internalTags,
    roles,
    stores: perTenant.map(({ datastore, key: own }) => ({
      datastoreId: datastore.datastoreId,
      arn: datastore.arn,
      kmsKeyArn: own.arn,
    })),
    kmsKeyArn: key.arn,
    network: inNetwork,
    logRetentionDays: retention.logDays,
    concurrency,
    alarmTopicArn: foundation.alarms.arn,
  };
  new ImageProcessing(
    `${WORKLOAD}-processing`,
    {
      ...common,
      outputBucket: store.buckets.output.bucketName,
      hooks: { reports: reportEntities, ...(modelEndpoint !== undefined && { endpoint: modelEndpoint }) },
      deadLetterArn: rules.deadLetterArn,
    },
    opts,
  );
  const uidKey = new HashKey(
    `${WORKLOAD}-uids`,
    {
      site,
      tags: phiTags,
      role: UID_KEY_ROLE,
      description: "UIDs and pseudonyms of de-identified images",
      roles: [roles.deidentify],
    },
    opts,
  );
  new ImageDeidentification(
    `${WORKLOAD}-deidentification`,
    {
      ...common,
      store,
      hashKeyArn: uidKey.aliasArn,
      concurrency: Math.min(2, concurrency),
      deadLetterArn: rules.deadLetterArn,
    },
    opts,
  );
  const viewing = viewer.enabled
    ? new ImageViewing(
        `${WORKLOAD}-viewing`,
        {
          ...common,
          requestsASecond: viewer.requestsASecond,
          webAclArn: outside.webAclArn,
          dependsOn: outside.apiLogging === undefined ? [] : [outside.apiLogging],
        },
        opts,
      )
    : undefined;
  if (settings.imaging.dashboard) {
    new ImageDashboard(`${WORKLOAD}-dashboard`, { site }, opts);
  }
  const replicas = makeCopies(context, copier, `${WORKLOAD}-replica`, {
    workload: WORKLOAD,
    sources: Object.values(store.buckets),
    keyTags: phiTags,
    keyRole: "images",
    accessLogRole: IMAGE_ACCESS_LOG_ROLE,
  });
  return {
    store,
    key,
    intake,
    viewing,
    replicas,
    tenants: perTenant.map(({ id, key: own, datastore, role }) => ({
      id,
      keyArn: own.arn,
      datastoreId: datastore.datastoreId,
      roleArn: role.arn,
    })),
  };
}
