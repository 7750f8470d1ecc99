import "./error-traces";
import type * as pulumi from "@pulumi/pulumi";
import { buildStack } from "./build";
import { loadSettings } from "./config";
import { makeContext } from "./context";

// Settings first: a fault in them ends the program before anything is registered.
const {
  foundation,
  sharedFoundation: shared,
  audit,
  delivery,
  baseline,
  security,
  healthLake,
  streaming,
  imaging,
  observability,
  consents,
  phiPipeline,
  dataPlatform,
  fhirApi,
  recovery,
  evidence,
} = buildStack(makeContext(loadSettings()));

// An output is left out where the stack has no such workload.
export const kmsKeyId: pulumi.Output<string> | undefined = audit?.key.keyId;
export const auditLogGroupName: pulumi.Output<string> | undefined = audit?.trail.logGroupName;
export const auditBucketName: pulumi.Output<string> | undefined = audit?.trail.bucket.bucketName;
export const auditTrailArn: pulumi.Output<string> | undefined = audit?.trail.trailArn;
export const alarmTopicArn: pulumi.Output<string> | undefined = audit?.alarms.arn;
/** For stacks that build on this one's foundation (phiguard:foundationStack). */
export const sharedFoundation = shared;

export const vpcId: pulumi.Output<string> | undefined = foundation?.network.vpcId;
export const privateSubnetIds: pulumi.Output<string[]> | undefined = foundation?.network.privateSubnetIds;

export const findingsBucketName: pulumi.Output<string> | undefined = baseline?.findings.bucketName;
export const configHistoryBucketName: pulumi.Output<string> | undefined = baseline?.configHistory.bucketName;
export const breakGlassRoleArn: pulumi.Output<string> | undefined = baseline?.breakGlassRoleArn;
export const conformancePackArn: pulumi.Output<string> | undefined = security?.conformancePackArn;
export const remediationMachineArn: pulumi.Output<string> | undefined = security?.remediation.machineArn;
export const securityTopicArn: pulumi.Output<string> | undefined = security?.remediation.topicArn;
export const webAclArn: pulumi.Output<string> | undefined = security?.webAclArn;

export const healthLakeDatastoreId: pulumi.Output<string> | undefined = healthLake?.store.datastore.datastoreId;
export const healthLakeDatastoreArn: pulumi.Output<string> | undefined = healthLake?.store.datastore.arn;
export const healthLakeDatastoreEndpoint: pulumi.Output<string> | undefined = healthLake?.store.datastore.endpoint;
export const healthLakeKeyId: pulumi.Output<string> | undefined = healthLake?.key.keyId;
export const healthLakeInputBucketName: pulumi.Output<string> | undefined = healthLake?.store.input.bucketName;
export const healthLakeOutputBucketName: pulumi.Output<string> | undefined = healthLake?.store.output.bucketName;
export const healthLakeAccessLogBucketName: pulumi.Output<string> | undefined = healthLake?.store.accessLog.bucketName;
export const healthLakeDataAccessRoleArn: pulumi.Output<string> | undefined = healthLake?.dataAccessRoleArn;
export const healthLakeAlertTopicArn: pulumi.Output<string> | undefined = healthLake?.flow.alertTopicArn;
export const healthLakeExportFunctionArn: pulumi.Output<string> | undefined = healthLake?.flow.exporter.liveArn;

export const kinesisStreamName: pulumi.Output<string> | undefined = streaming?.stream.streamName;
export const kinesisStreamArn: pulumi.Output<string> | undefined = streaming?.stream.arn;
export const ecsClusterName: pulumi.Output<string> | undefined = streaming?.cluster.clusterName;
export const databaseEndpoint: pulumi.Output<string> | undefined = streaming?.database.endpoint;
export const databaseSecretArn: pulumi.Output<string> | undefined = streaming?.database.secret.arn;
export const streamConsumerRepositoryUrl: pulumi.Output<string> | undefined = streaming?.repository.repositoryUrl;

export const imagingKeyId: pulumi.Output<string> | undefined = imaging?.key.keyId;
export const imagingInputBucketName: pulumi.Output<string> | undefined = imaging?.store.buckets.input.bucketName;
export const imagingOutputBucketName: pulumi.Output<string> | undefined = imaging?.store.buckets.output.bucketName;
export const imagingQuarantineBucketName: pulumi.Output<string> | undefined =
  imaging?.store.buckets.quarantine.bucketName;
export const imagingStateMachineArn: pulumi.Output<string> | undefined = imaging?.intake.machineArn;
export const imagingViewerUrl: pulumi.Output<string> | undefined = imaging?.viewing?.invokeUrl;
export const evidenceLedgerName: pulumi.Output<string> | undefined = evidence?.ledger.bucket.bucketName;
export const evidenceSigningKeyArn: pulumi.Output<string> | undefined = evidence?.signingKey.arn;
export const evidenceWorkgroupName: pulumi.Output<string> | undefined = evidence?.workgroupName;
export const evidenceAuditorRoleArn: pulumi.Output<string> | undefined = evidence?.auditorRoleArn;
export const evidencePipelineRoleArn: pulumi.Output<string> | undefined = evidence?.pipelineRoleArn;

/** What each organisation is told: its key, its data store and its role. */
export const imagingTenants = imaging?.tenants;

/** Names of the secrets that want the address or key of an alarm's receiver, by receiver. */
export const alertReceiverSecretNames = observability?.receiverSecretNames;
export const releasesBucketName: pulumi.Output<string> | undefined = delivery?.releases.bucketName;
/** In the second region, where there is one. */
export const replicaReleasesBucketName: pulumi.Output<string> | undefined = delivery?.second?.releases.bucketName;
export const signingProfileName: pulumi.Output<string> | undefined = delivery?.signing.profileName;
export const stateBucketName: pulumi.Output<string> | undefined = delivery?.state?.bucket.bucketName;
export const stateKeyAlias: pulumi.Output<string> | undefined = delivery?.state?.key.alias;
export const previewRoleArn: pulumi.Output<string> | undefined = delivery?.github?.previewArn;
export const upRoleArn: pulumi.Output<string> | undefined = delivery?.github?.upArn;
export const releaseRoleArn: pulumi.Output<string> | undefined = delivery?.github?.releaseArn;

export const phiKeyId: pulumi.Output<string> | undefined = phiPipeline?.key.keyId;
export const phiIncomingBucketName: pulumi.Output<string> | undefined = phiPipeline?.store.buckets.incoming.bucketName;
export const phiReleasedBucketName: pulumi.Output<string> | undefined = phiPipeline?.store.buckets.released.bucketName;
export const phiMaskedBucketName: pulumi.Output<string> | undefined = phiPipeline?.store.buckets.masked.bucketName;
export const phiQuarantineBucketName: pulumi.Output<string> | undefined =
  phiPipeline?.store.buckets.quarantine.bucketName;
export const phiStateMachineArn: pulumi.Output<string> | undefined = phiPipeline?.pipeline.machineArn;
export const phiBatchStateMachineArn: pulumi.Output<string> | undefined = phiPipeline?.pipeline.batchArn;
export const consentTableName: pulumi.Output<string> | undefined = consents?.consents.tableName;
export const disclosureTableName: pulumi.Output<string> | undefined = consents?.disclosures.tableName;
export const phiReviewTableName: pulumi.Output<string> | undefined = phiPipeline?.tables.reviews.tableName;
export const phiReviewQueueUrl: pulumi.Output<string> | undefined = phiPipeline?.reviews.queueUrl;
export const lakeBucketNames = dataPlatform?.bucketNames;
export const claimsServerEndpoint: pulumi.Output<string> | undefined = dataPlatform?.claimsServerEndpoint;
export const careNotesUrl: pulumi.Output<string> | undefined = dataPlatform?.careNotesUrl;
export const riskAlertTopicArn: pulumi.Output<string> | undefined = dataPlatform?.riskTopicArn;
/** The role that each persona takes. */
export const lakePersonaRoleArns = dataPlatform?.personaRoleArns;

export const fhirApiUrl: pulumi.Output<string> | undefined = fhirApi?.url;
export const fhirApiIssuer = fhirApi?.issuer;
export const fhirApiSignInUrl: pulumi.Output<string> | undefined = fhirApi?.signInUrl;
export const fhirApiAppClientIds = fhirApi?.appClientIds;
export const fhirApiSystemSecretArns = fhirApi?.systemSecretArns;
export const backupVaultName: pulumi.Output<string> | undefined = recovery?.vault.vaultName;
/** In the second region, where there is one. */
export const backupCopyVaultArn: pulumi.Output<string> | undefined = recovery?.copies?.arn;
export const recoveryDrillArn: pulumi.Output<string> | undefined = recovery?.drill.machineArn;
