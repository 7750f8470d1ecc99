import { call, capitals, given, making, tagList, text, type Json, type Makers } from "./call";

/** Queues, topics, streams, rules, tables, logs and alarms. */
export const messaging: Makers = {
  "aws:sqs/queue:Queue": ({ name, tags, ...inputs }, _, region) =>
    making(
      call("sqs", "create_queue", { QueueName: name, Attributes: queueAttributes(inputs), tags }),
      ({ QueueUrl }) => ({ id: QueueUrl, url: QueueUrl, name, arn: `arn:aws:sqs:${region}:123456789012:${name}` }),
    ),
  "aws:sqs/queuePolicy:QueuePolicy": ({ queueUrl, policy }) =>
    making(call("sqs", "set_queue_attributes", { QueueUrl: queueUrl, Attributes: { Policy: text(policy) } })),
  "aws:sns/topic:Topic": ({ name, kmsMasterKeyId, displayName, tags }) =>
    making(
      call("sns", "create_topic", {
        Name: name,
        Attributes: given({ KmsMasterKeyId: kmsMasterKeyId, DisplayName: displayName }),
        Tags: tagList(tags),
      }),
      ({ TopicArn }) => ({ id: TopicArn, arn: TopicArn, name }),
    ),
  "aws:sns/topicPolicy:TopicPolicy": ({ arn, policy }) =>
    making(
      call("sns", "set_topic_attributes", { TopicArn: arn, AttributeName: "Policy", AttributeValue: text(policy) }),
    ),
  "aws:sns/topicSubscription:TopicSubscription": ({ topic, protocol, endpoint, filterPolicy, redrivePolicy }) =>
    making(
      call("sns", "subscribe", {
        TopicArn: topic,
        Protocol: protocol,
        Endpoint: endpoint,
        Attributes: given({ FilterPolicy: filterPolicy, RedrivePolicy: redrivePolicy }),
      }),
      ({ SubscriptionArn }) => ({ id: SubscriptionArn, arn: SubscriptionArn }),
    ),
  "aws:cloudwatch/eventRule:EventRule": ({ name, description, eventPattern, scheduleExpression, state, tags }) =>
    making(
      call("events", "put_rule", {
        Name: name,
        Description: description,
        EventPattern: eventPattern === undefined ? undefined : text(eventPattern),
        ScheduleExpression: scheduleExpression,
        State: state,
        Tags: tagList(tags),
      }),
      ({ RuleArn }) => ({ id: name, name, arn: RuleArn }),
    ),
  "aws:cloudwatch/eventTarget:EventTarget": ({ rule, targetId, arn, roleArn, input, inputPath, ...inputs }, name) =>
    making(
      call("events", "put_targets", {
        Rule: rule,
        Targets: [
          given({
            Id: targetId ?? name.slice(0, 64),
            Arn: arn,
            RoleArn: roleArn,
            Input: input,
            InputPath: inputPath,
            InputTransformer: inputs.inputTransformer && {
              InputPathsMap: inputs.inputTransformer.inputPaths ?? {},
              InputTemplate: inputs.inputTransformer.inputTemplate,
            },
            RetryPolicy: capitals(inputs.retryPolicy),
            DeadLetterConfig: inputs.deadLetterConfig && { Arn: inputs.deadLetterConfig.arn },
            SqsParameters: capitals(inputs.sqsTarget),
          }),
        ],
      }),
    ),
  "aws:kinesis/stream:Stream": ({ name, shardCount, retentionPeriod, kmsKeyId, tags }, _, region) => ({
    calls: [
      call("kinesis", "create_stream", { StreamName: name, ShardCount: shardCount, Tags: tags }),
      ...(retentionPeriod > 24
        ? [
            call("kinesis", "increase_stream_retention_period", {
              StreamName: name,
              RetentionPeriodHours: retentionPeriod,
            }),
          ]
        : []),
      call("kinesis", "start_stream_encryption", { StreamName: name, EncryptionType: "KMS", KeyId: kmsKeyId }),
    ],
    state: () => ({ id: name, name, arn: `arn:aws:kinesis:${region}:123456789012:stream/${name}` }),
  }),
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (
    { name, kinesisSourceConfiguration: source, extendedS3Configuration: to, tags },
    _,
    region,
  ) =>
    making(
      call("firehose", "create_delivery_stream", {
        DeliveryStreamName: name,
        DeliveryStreamType: source === undefined ? "DirectPut" : "KinesisStreamAsSource",
        KinesisStreamSourceConfiguration: source && {
          KinesisStreamARN: source.kinesisStreamArn,
          RoleARN: source.roleArn,
        },
        ExtendedS3DestinationConfiguration: to && {
          BucketARN: to.bucketArn,
          RoleARN: to.roleArn,
          Prefix: to.prefix,
          ErrorOutputPrefix: to.errorOutputPrefix,
          BufferingHints: { IntervalInSeconds: to.bufferingInterval, SizeInMBs: to.bufferingSize },
          CompressionFormat: to.compressionFormat,
          EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN: to.kmsKeyArn } },
          CloudWatchLoggingOptions: capitals(to.cloudwatchLoggingOptions),
        },
        Tags: tagList(tags),
      }),
      () => ({ id: name, name, arn: `arn:aws:firehose:${region}:123456789012:deliverystream/${name}` }),
    ),
  "aws:dynamodb/table:Table": (inputs) =>
    making(
      call("dynamodb", "create_table", {
        TableName: inputs.name,
        BillingMode: inputs.billingMode,
        AttributeDefinitions: inputs.attributes.map(({ name, type }: Json) => ({
          AttributeName: name,
          AttributeType: type,
        })),
        KeySchema: keySchema(inputs.hashKey, inputs.rangeKey),
        GlobalSecondaryIndexes: inputs.globalSecondaryIndexes?.map((index: Json) => ({
          IndexName: index.name,
          KeySchema: index.keySchemas?.map(capitals) ?? keySchema(index.hashKey, index.rangeKey),
          Projection: given({ ProjectionType: index.projectionType, NonKeyAttributes: index.nonKeyAttributes }),
        })),
        SSESpecification: inputs.serverSideEncryption && {
          Enabled: true,
          SSEType: "KMS",
          KMSMasterKeyId: inputs.serverSideEncryption.kmsKeyArn,
        },
        StreamSpecification:
          inputs.streamEnabled === true ? { StreamEnabled: true, StreamViewType: inputs.streamViewType } : undefined,
        DeletionProtectionEnabled: inputs.deletionProtectionEnabled,
        Tags: tagList(inputs.tags),
      }),
      ({ TableDescription }) => ({
        id: inputs.name,
        name: inputs.name,
        arn: TableDescription.TableArn,
        streamArn: TableDescription.LatestStreamArn,
      }),
    ),
  "aws:cloudwatch/logGroup:LogGroup": ({ name, kmsKeyId, retentionInDays, tags }, _, region) => ({
    calls: [
      call("logs", "create_log_group", { logGroupName: name, kmsKeyId, tags }),
      call("logs", "put_retention_policy", { logGroupName: name, retentionInDays }),
    ],
    state: () => ({ id: name, name, arn: `arn:aws:logs:${region}:123456789012:log-group:${name}` }),
  }),
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": ({ name, logGroupName, pattern, metricTransformation }) =>
    making(
      call("logs", "put_metric_filter", {
        filterName: name,
        logGroupName,
        filterPattern: pattern,
        metricTransformations: [
          given({
            metricName: metricTransformation.name,
            metricNamespace: metricTransformation.namespace,
            metricValue: metricTransformation.value,
            defaultValue: metricTransformation.defaultValue && Number(metricTransformation.defaultValue),
          }),
        ],
      }),
    ),
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ({ policyName, policyDocument }) =>
    making(call("logs", "put_resource_policy", { policyName, policyDocument: text(policyDocument) })),
  "aws:cloudwatch/metricAlarm:MetricAlarm": (inputs, _, region) =>
    making(
      call("cloudwatch", "put_metric_alarm", {
        AlarmName: inputs.name,
        AlarmDescription: inputs.alarmDescription,
        ActionsEnabled: inputs.actionsEnabled,
        AlarmActions: inputs.alarmActions,
        OKActions: inputs.okActions,
        MetricName: inputs.metricName,
        Namespace: inputs.namespace,
        Statistic: inputs.statistic,
        ExtendedStatistic: inputs.extendedStatistic,
        Dimensions: inputs.dimensions && Object.entries(inputs.dimensions).map(([Name, Value]) => ({ Name, Value })),
        Period: inputs.period,
        EvaluationPeriods: inputs.evaluationPeriods,
        DatapointsToAlarm: inputs.datapointsToAlarm,
        Threshold: inputs.threshold,
        ComparisonOperator: inputs.comparisonOperator,
        TreatMissingData: inputs.treatMissingData,
        Metrics: inputs.metricQueries?.map(metricQuery),
        Tags: tagList(inputs.tags),
      }),
      () => ({ id: inputs.name, name: inputs.name, arn: alarmArn(region, inputs.name) }),
    ),
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": (inputs, _, region) =>
    making(
      call("cloudwatch", "put_composite_alarm", {
        AlarmName: inputs.alarmName,
        AlarmDescription: inputs.alarmDescription,
        AlarmRule: inputs.alarmRule,
        AlarmActions: inputs.alarmActions,
        Tags: tagList(inputs.tags),
      }),
      () => ({ id: inputs.alarmName, arn: alarmArn(region, inputs.alarmName) }),
    ),
  "aws:cloudwatch/dashboard:Dashboard": ({ dashboardName, dashboardBody }) =>
    making(call("cloudwatch", "put_dashboard", { DashboardName: dashboardName, DashboardBody: text(dashboardBody) })),
};

const alarmArn = (region: string, name: string): string => `arn:aws:cloudwatch:${region}:123456789012:alarm:${name}`;

function queueAttributes(inputs: Json): Record<string, string> {
  const attributes: Json = {
    KmsMasterKeyId: inputs.kmsMasterKeyId,
    KmsDataKeyReusePeriodSeconds: inputs.kmsDataKeyReusePeriodSeconds,
    MessageRetentionPeriod: inputs.messageRetentionSeconds,
    VisibilityTimeout: inputs.visibilityTimeoutSeconds,
    ReceiveMessageWaitTimeSeconds: inputs.receiveWaitTimeSeconds,
    RedrivePolicy: inputs.redrivePolicy && text(inputs.redrivePolicy),
    RedriveAllowPolicy: inputs.redriveAllowPolicy && text(inputs.redriveAllowPolicy),
    FifoQueue: inputs.fifoQueue,
    ContentBasedDeduplication: inputs.contentBasedDeduplication,
  };
  return Object.fromEntries(Object.entries(given(attributes)).map(([key, value]) => [key, String(value)]));
}

function keySchema(hashKey: string, rangeKey: string | undefined): object[] {
  return [
    { AttributeName: hashKey, KeyType: "HASH" },
    ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: "RANGE" }]),
  ];
}

function metricQuery({ id, expression, label, returnData, metric, period }: Json): object {
  return given({
    Id: id,
    Expression: expression,
    Label: label,
    ReturnData: returnData,
    Period: period,
    MetricStat: metric && {
      Metric: given({
        Namespace: metric.namespace,
        MetricName: metric.metricName,
        Dimensions: metric.dimensions && Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
      }),
      Period: metric.period,
      Stat: metric.stat,
    },
  });
}
