import { CLOUD_CONTROL, type Resource } from "../../policies/resource";
import type { PriceFile, Use } from "./price-file";

/** What one resource costs in a month. */
export interface Charge {
  /** What is paid for. */
  readonly of: string;
  readonly amount: number;
  /** True where the amount rests on a volume that is assumed. */
  readonly isByUse: boolean;
}

interface Facts {
  // Inputs are free-form JSON.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly inputs: Record<string, any>;
  readonly price: PriceFile["prices"];
  readonly use: Use;
  readonly hours: number;
  /** Resources of the same type, among which a volume of the whole stack is shared out. */
  readonly alike: number;
  /** Inputs of the resource of a type that this one was made from. */
  readonly madeFrom: (type: string) => Record<string, unknown> | undefined;
}

const standing = (of: string, amount: number): Charge => ({ of, amount, isByUse: false });
const byUse = (of: string, amount: number): Charge => ({ of, amount, isByUse: true });
const metrics = ({ inputs }: Facts): number =>
  Math.max(1, (inputs.metricQueries as { metric?: unknown }[] | undefined)?.filter((of) => of.metric).length ?? 1);

/** Resource type to its charges. Types that are not here are told as not counted. */
const CHARGES: Readonly<Record<string, (facts: Facts) => readonly Charge[]>> = {
  "aws:ec2/natGateway:NatGateway": ({ price, use, hours }) => [
    standing("NAT gateways", hours * price.natGatewayHour),
    byUse("NAT gateways", use.GBThroughNatGateway * price.natGatewayGB),
  ],
  "aws:ec2/eip:Eip": ({ price, hours }) => [standing("public addresses", hours * price.publicAddressHour)],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ({ inputs, price, hours }) =>
    inputs.vpcEndpointType === "Interface"
      ? [standing("interface endpoints", inputs.subnetIds.length * hours * price.interfaceEndpointHour)]
      : [],
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": ({ price, hours }) => [
    standing("transit gateway", hours * price.transitGatewayAttachmentHour),
  ],
  "aws:lb/loadBalancer:LoadBalancer": ({ price, hours }) => [
    standing("load balancers", hours * price.loadBalancerHour),
  ],
  "aws:kms/key:Key": ({ price }) => [standing("keys", price.kmsKeyMonth)],
  "aws:kms/replicaKey:ReplicaKey": ({ price }) => [standing("keys", price.kmsKeyMonth)],
  "aws:secretsmanager/secret:Secret": ({ inputs, price }) => [
    standing("secrets", (1 + (inputs.replicas?.length ?? 0)) * price.secretMonth),
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": (facts) => [
    standing("alarms and dashboards", metrics(facts) * facts.price.alarmMetricMonth),
  ],
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": ({ price }) => [
    standing("alarms and dashboards", price.compositeAlarmMonth),
  ],
  "aws:cloudwatch/dashboard:Dashboard": ({ price }) => [standing("alarms and dashboards", price.dashboardMonth)],
  "aws:rds/instance:Instance": ({ inputs, price, hours }) => {
    const zones = inputs.multiAz === true ? 2 : 1;
    const hour = price.databaseHour[inputs.instanceClass as string];
    if (hour === undefined) throw new Error(`the price file has no databaseHour of ${inputs.instanceClass}`);
    return [
      standing("database", zones * (hours * hour + (inputs.allocatedStorage ?? 0) * price.databaseGBMonth)),
      byUse("database", (inputs.allocatedStorage ?? 0) * price.databaseBackupGBMonth),
    ];
  },
  "aws:kinesis/stream:Stream": ({ inputs, price, hours }) => [
    standing(
      "streams",
      (inputs.shardCount ?? 1) *
        hours *
        (price.kinesisShardHour + (inputs.retentionPeriod > 24 ? price.kinesisExtendedShardHour : 0)),
    ),
  ],
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": ({ price, use }) => [
    byUse("streams", use.GBThroughFirehose * price.firehoseGB),
  ],
  "awsx:ecs:FargateService": ({ inputs, price, hours, madeFrom }) => {
    const task = madeFrom("aws:ecs/taskDefinition:TaskDefinition");
    // ECS counts processors in units of 1,024 and memory in MiB.
    const [processors, memory] = [Number(task?.["cpu"] ?? 0) / 1024, Number(task?.["memory"] ?? 0) / 1024];
    const tasks = inputs.desiredCount ?? 1;
    return [
      standing("containers", tasks * hours * (processors * price.fargateProcessorHour + memory * price.fargateGBHour)),
    ];
  },
  "aws:wafv2/webAcl:WebAcl": ({ inputs, price }) => [
    standing("web ACL", price.webAclMonth + (inputs.rules?.length ?? 0) * price.webAclRuleMonth),
  ],
  "aws:route53/healthCheck:HealthCheck": ({ price }) => [standing("health checks", price.healthCheckMonth)],
  "aws:route53/zone:Zone": ({ price }) => [standing("hosted zones", price.hostedZoneMonth)],
  "aws:transfer/server:Server": ({ inputs, price, hours }) => [
    standing("SFTP", (inputs.protocols?.length ?? 1) * hours * price.transferServerHour),
  ],
  "aws:sagemaker/endpointConfiguration:EndpointConfiguration": ({ inputs, price, hours }) =>
    (inputs.productionVariants as { instanceType?: string; initialInstanceCount?: number }[]).map((of) =>
      standing(
        "model endpoint",
        hours * (of.initialInstanceCount ?? 1) * (price.sageMakerHour[of.instanceType ?? ""] ?? 0),
      ),
    ),
  [CLOUD_CONTROL]: ({ inputs, price, use, hours }) => {
    switch (inputs.typeName) {
      case "AWS::HealthLake::FHIRDatastore":
        return [
          standing("HealthLake", hours * price.healthLakeHour),
          byUse("HealthLake", use.GBInHealthLake * price.healthLakeGBMonth),
        ];
      case "AWS::HealthImaging::Datastore":
        return [byUse("HealthImaging", use.GBInHealthImaging * price.healthImagingGBMonth)];
      default:
        return [];
    }
  },
  "aws:s3/bucket:Bucket": ({ price, use }) => [byUse("buckets", use.GBInABucket * price.s3GBMonth)],
  "aws:backup/vault:Vault": ({ price, use }) => [byUse("backups", use.GBInBackups * price.backupGBMonth)],
  "aws:dynamodb/table:Table": ({ inputs, price, use }) => [
    byUse(
      "tables",
      (1 + (inputs.replicas?.length ?? 0)) *
        (use.GBInATable * price.tableGBMonth + use.millionTableWrites * price.tableWriteMillion) +
        use.millionTableReads * price.tableReadMillion,
    ),
  ],
  "aws:cloudwatch/logGroup:LogGroup": ({ price, use, alike }) => [
    byUse("logs", (use.GBOfLogs / alike) * (price.logsIngestedGB + 12 * price.logsStoredGBMonth)),
  ],
  "aws:lambda/function:Function": ({ price, use, alike }) => [
    byUse(
      "functions",
      (use.millionFunctionCalls / alike) * (price.lambdaMillion + 1e6 * use.secondsAndGBOfACall * price.lambdaGBSecond),
    ),
    byUse("Inspector", price.inspectorFunctionMonth),
  ],
  "aws:macie2/account:Account": ({ price, use }) => [byUse("Macie", use.GBInABucket * price.macieGB)],
  "aws:cfg/rule:Rule": ({ price, use }) => [byUse("AWS Config", use.evaluationsOfARule * price.configEvaluation)],
  "aws:cfg/recorder:Recorder": ({ price, use }) => [byUse("AWS Config", use.configItems * price.configItem)],
  "aws:securityhub/account:Account": ({ price, use }) => [
    byUse("Security Hub", use.securityChecks * price.securityCheck),
  ],
  "aws:guardduty/detector:Detector": ({ price, use }) => [
    byUse("GuardDuty", use.millionTrailEvents * price.guardDutyMillionEvents),
  ],
  "aws:cloudtrail/trail:Trail": ({ price, use }) => [
    byUse("CloudTrail", use.millionTrailEvents * 10 * price.trailDataEventsHundredThousand),
  ],
  "aws:glue/job:Job": ({ price, use, alike }) => [
    byUse("Glue and Athena", (use.glueProcessorHours / alike) * price.glueProcessorHour),
  ],
  "aws:athena/workgroup:Workgroup": ({ price, use, alike }) => [
    byUse("Glue and Athena", (use.TBScanned / alike) * price.athenaTB),
  ],
  "aws:apigateway/restApi:RestApi": ({ price, use, alike }) => [
    byUse("APIs", (use.millionApiRequests / alike) * price.apiMillion),
  ],
  "aws:cognito/userPool:UserPool": ({ price, use }) => [byUse("users", use.users * price.userMonth)],
  "aws:quicksight/dashboard:Dashboard": ({ price, use }) => [
    byUse(
      "QuickSight",
      use.quickSightAuthors * price.quickSightAuthorMonth + use.quickSightReaders * price.quickSightReaderMonth,
    ),
  ],
  "aws:sfn/stateMachine:StateMachine": ({ price, use, alike }) => [
    byUse("state machines", (use.thousandStateTransitions / alike) * price.stateTransitionsThousand),
  ],
};

/** What each resource of a stack costs in a month, in the order of the resources; undefined where its type has no price here. */
export function chargesOf(
  resources: readonly Resource[],
  { prices, hoursPerMonth }: PriceFile,
  use: Use,
): readonly (readonly Charge[] | undefined)[] {
  const byUrn = new Map(resources.map((of) => [of.urn, of]));
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  return resources.map(({ type, inputs, propertyDependencies = {} }) =>
    CHARGES[type]?.({
      inputs,
      price: prices,
      use,
      hours: hoursPerMonth,
      alike: counts.get(type) ?? 1,
      madeFrom: (wanted) =>
        Object.values(propertyDependencies)
          .flat()
          .map((urn) => byUrn.get(urn))
          .find((of) => of?.type === wanted)?.inputs,
    }),
  );
}
