import { call, capitals, given, making, tagList, type Json, type Makers } from "./call";

/** Trails, AWS Config, detective services, web ACLs. */
export const detection: Makers = {
  "aws:cloudtrail/trail:Trail": (inputs) =>
    making(
      call("cloudtrail", "create_trail", {
        Name: inputs.name,
        S3BucketName: inputs.s3BucketName,
        S3KeyPrefix: inputs.s3KeyPrefix,
        SnsTopicName: inputs.snsTopicName,
        IncludeGlobalServiceEvents: inputs.includeGlobalServiceEvents,
        IsMultiRegionTrail: inputs.isMultiRegionTrail,
        EnableLogFileValidation: inputs.enableLogFileValidation,
        CloudWatchLogsLogGroupArn: inputs.cloudWatchLogsGroupArn,
        CloudWatchLogsRoleArn: inputs.cloudWatchLogsRoleArn,
        KmsKeyId: inputs.kmsKeyId,
        TagsList: tagList(inputs.tags),
      }),
      ({ TrailARN }) => ({ id: inputs.name, name: inputs.name, arn: TrailARN }),
    ),
  "aws:cfg/recorder:Recorder": ({ name, roleArn, recordingGroup, recordingMode }) =>
    making(
      call("config", "put_configuration_recorder", {
        ConfigurationRecorder: given({
          name,
          roleARN: roleArn,
          recordingGroup: recordingGroup && {
            allSupported: recordingGroup.allSupported,
            includeGlobalResourceTypes: recordingGroup.includeGlobalResourceTypes,
          },
          recordingMode: recordingMode && { recordingFrequency: recordingMode.recordingFrequency },
        }),
      }),
      () => ({ id: name, name }),
    ),
  "aws:cfg/deliveryChannel:DeliveryChannel": (inputs) =>
    making(
      call("config", "put_delivery_channel", {
        DeliveryChannel: given({
          name: inputs.name,
          s3BucketName: inputs.s3BucketName,
          s3KeyPrefix: inputs.s3KeyPrefix,
          s3KmsKeyArn: inputs.s3KmsKeyArn,
          snsTopicARN: inputs.snsTopicArn,
          configSnapshotDeliveryProperties: inputs.snapshotDeliveryProperties,
        }),
      }),
    ),
  "aws:cfg/recorderStatus:RecorderStatus": ({ name }) =>
    making(call("config", "start_configuration_recorder", { ConfigurationRecorderName: name })),
  "aws:cfg/retentionConfiguration:RetentionConfiguration": ({ retentionPeriodInDays }) =>
    making(call("config", "put_retention_configuration", { RetentionPeriodInDays: retentionPeriodInDays })),
  "aws:guardduty/detector:Detector": ({ enable, findingPublishingFrequency, tags }) =>
    making(
      call("guardduty", "create_detector", {
        Enable: enable,
        FindingPublishingFrequency: findingPublishingFrequency,
        Tags: tags,
      }),
      ({ DetectorId }) => ({ id: DetectorId }),
    ),
  "aws:securityhub/account:Account": ({ enableDefaultStandards, controlFindingGenerator }) =>
    making(
      call("securityhub", "enable_security_hub", {
        EnableDefaultStandards: enableDefaultStandards,
        ControlFindingGenerator: controlFindingGenerator,
      }),
    ),
  "aws:macie2/account:Account": ({ findingPublishingFrequency, status }) =>
    making(call("macie2", "enable_macie", { findingPublishingFrequency, status })),
  "aws:wafv2/webAcl:WebAcl": ({ name, description, scope, defaultAction, rules, visibilityConfig, tags }) =>
    making(
      call("wafv2", "create_web_acl", {
        Name: name,
        Description: description,
        Scope: scope,
        DefaultAction: defaultAction.allow === undefined ? { Block: {} } : { Allow: {} },
        Rules: rules.map(webAclRule),
        VisibilityConfig: visibility(visibilityConfig),
        Tags: tagList(tags),
      }),
      ({ Summary }) => ({ id: Summary.Id, arn: Summary.ARN, name }),
    ),
  "aws:accessanalyzer/analyzer:Analyzer": ({ analyzerName, type, tags }) =>
    making(call("accessanalyzer", "create_analyzer", { analyzerName, type, tags }), ({ arn }) => ({ id: arn, arn })),
  "aws:cognito/userPool:UserPool": ({ name, mfaConfiguration, passwordPolicy, deletionProtection, tags }) =>
    making(
      call("cognito-idp", "create_user_pool", {
        PoolName: name,
        MfaConfiguration: mfaConfiguration === "ON" ? undefined : mfaConfiguration,
        Policies: passwordPolicy && { PasswordPolicy: capitals(passwordPolicy) },
        DeletionProtection: deletionProtection,
        UserPoolTags: tags,
      }),
      ({ UserPool }) => ({ id: UserPool.Id, arn: UserPool.Arn, name }),
    ),
};

function visibility(config: Json): object {
  return {
    SampledRequestsEnabled: config.sampledRequestsEnabled,
    CloudWatchMetricsEnabled: config.cloudwatchMetricsEnabled,
    MetricName: config.metricName,
  };
}

function webAclRule({ name, priority, statement, visibilityConfig, ...rule }: Json): object {
  const { managedRuleGroupStatement: group, rateBasedStatement: rate } = statement;
  return given({
    Name: name,
    Priority: priority,
    Statement: group
      ? { ManagedRuleGroupStatement: { VendorName: group.vendorName, Name: group.name } }
      : rate
        ? { RateBasedStatement: given({ Limit: rate.limit, AggregateKeyType: rate.aggregateKeyType }) }
        : capitals(statement),
    OverrideAction: rule.overrideAction && { None: {} },
    Action: rule.action && { Block: {} },
    VisibilityConfig: visibility(visibilityConfig),
  });
}
