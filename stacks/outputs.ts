import type { buildStack } from "./build";

/** What the stack tells, by the names that scripts and runbooks ask for. An output is left out where the stack has no such workload. */
export function outputsOf(built: ReturnType<typeof buildStack>) {
  const { audit, baseline, consents, dataPlatform, delivery, evidence, fhirApi, foundation } = built;
  const { healthLake, imaging, observability, phiPipeline, recovery, security, streaming } = built;
  return {
    kmsKeyId: audit?.key.keyId,
    auditLogGroupName: audit?.trail.logGroupName,
    auditBucketName: audit?.trail.bucketName,
    auditTrailArn: audit?.trail.trailArn,
    alarmTopicArn: audit?.alarms.arn,
    /** For stacks that build on this one's foundation (phiguard:foundationStack). */
    sharedFoundation: built.sharedFoundation,

    vpcId: foundation?.network.vpcId,
    privateSubnetIds: foundation?.network.privateSubnetIds,

    findingsBucketName: baseline?.findings.bucketName,
    configHistoryBucketName: baseline?.configHistory.bucketName,
    breakGlassRoleArn: baseline?.breakGlassRoleArn,
    conformancePackArn: security?.conformancePackArn,
    remediationMachineArn: security?.remediation.machineArn,
    securityTopicArn: security?.remediation.topicArn,
    webAclArn: security?.webAclArn,

    healthLakeDatastoreId: healthLake?.store.datastore.datastoreId,
    healthLakeDatastoreArn: healthLake?.store.datastore.arn,
    healthLakeDatastoreEndpoint: healthLake?.store.datastore.endpoint,
    healthLakeKeyId: healthLake?.key.keyId,
    healthLakeInputBucketName: healthLake?.store.input.bucketName,
    healthLakeOutputBucketName: healthLake?.store.output.bucketName,
    healthLakeAccessLogBucketName: healthLake?.store.accessLog.bucketName,
    healthLakeDataAccessRoleArn: healthLake?.dataAccessRoleArn,
    healthLakeAlertTopicArn: healthLake?.flow.alertTopicArn,
    healthLakeExportFunctionArn: healthLake?.flow.exporter.liveArn,

    kinesisStreamName: streaming?.stream.streamName,
    kinesisStreamArn: streaming?.stream.arn,
    ecsClusterName: streaming?.cluster.clusterName,
    databaseEndpoint: streaming?.database.endpoint,
    databaseSecretArn: streaming?.database.secret.arn,
    streamConsumerRepositoryUrl: streaming?.repository.repositoryUrl,

    imagingKeyId: imaging?.key.keyId,
    imagingInputBucketName: imaging?.store.buckets.input.bucketName,
    imagingOutputBucketName: imaging?.store.buckets.output.bucketName,
    imagingQuarantineBucketName: imaging?.store.buckets.quarantine.bucketName,
    imagingStateMachineArn: imaging?.intake.machineArn,
    imagingViewerUrl: imaging?.viewing?.invokeUrl,
    evidenceLedgerName: evidence?.ledger.bucket.bucketName,
    evidenceSigningKeyArn: evidence?.signingKey.arn,
    evidenceWorkgroupName: evidence?.workgroupName,
    evidenceAuditorRoleArn: evidence?.auditorRoleArn,
    evidencePipelineRoleArn: evidence?.pipelineRoleArn,

    /** What each organisation is told: its key, its data store and its role. */
    imagingTenants: imaging?.tenants,

    /** Names of the secrets that want the address or key of an alarm's receiver, by receiver. */
    alertReceiverSecretNames: observability?.receiverSecretNames,
    releasesBucketName: delivery?.releases.bucketName,
    /** In the second region, where there is one. */
    replicaReleasesBucketName: delivery?.second?.releases.bucketName,
    signingProfileName: delivery?.signing.profileName,
    stateBucketName: delivery?.state?.bucket.bucketName,
    stateKeyAlias: delivery?.state?.key.alias,
    previewRoleArn: delivery?.github?.previewArn,
    upRoleArn: delivery?.github?.upArn,
    releaseRoleArn: delivery?.github?.releaseArn,

    phiKeyId: phiPipeline?.key.keyId,
    phiIncomingBucketName: phiPipeline?.store.buckets.incoming.bucketName,
    phiReleasedBucketName: phiPipeline?.store.buckets.released.bucketName,
    phiMaskedBucketName: phiPipeline?.store.buckets.masked.bucketName,
    phiQuarantineBucketName: phiPipeline?.store.buckets.quarantine.bucketName,
    phiStateMachineArn: phiPipeline?.pipeline.machineArn,
    phiBatchStateMachineArn: phiPipeline?.pipeline.batchArn,
    consentTableName: consents?.consents.tableName,
    disclosureTableName: consents?.disclosures.tableName,
    phiReviewTableName: phiPipeline?.tables.reviews.tableName,
    phiReviewQueueUrl: phiPipeline?.reviews.queueUrl,
    lakeBucketNames: dataPlatform?.bucketNames,
    claimsServerEndpoint: dataPlatform?.claimsServerEndpoint,
    careNotesUrl: dataPlatform?.careNotesUrl,
    riskAlertTopicArn: dataPlatform?.riskTopicArn,
    riskEscalationTopicArn: dataPlatform?.escalationTopicArn,
    /** The role that each persona takes. */
    lakePersonaRoleArns: dataPlatform?.personaRoleArns,

    fhirApiUrl: fhirApi?.url,
    fhirApiIssuer: fhirApi?.issuer,
    fhirApiSignInUrl: fhirApi?.signInUrl,
    fhirApiAppClientIds: fhirApi?.appClientIds,
    fhirApiSystemSecretArns: fhirApi?.systemSecretArns,
    backupVaultName: recovery?.vault.vaultName,
    /** In the second region, where there is one. */
    backupCopyVaultArn: recovery?.copies?.arn,
    recoveryDrillArn: recovery?.drill.machineArn,
  };
}
