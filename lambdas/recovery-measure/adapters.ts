import { BackupClient, ListRecoveryPointsByBackupVaultCommand } from "@aws-sdk/client-backup";
import {
  CloudWatchClient,
  GetMetricDataCommand,
  paginateListMetrics,
  type Metric,
  type MetricDataQuery,
} from "@aws-sdk/client-cloudwatch";
import { DescribeContinuousBackupsCommand, DynamoDBClient, paginateListTables } from "@aws-sdk/client-dynamodb";
import type { Clock } from "../recovery/drill";
import type { Backups, Lag, Lags, Tables } from "./ports";

const RETRIES = { maxAttempts: 4 };
export const cloudWatchClient = (region?: string): CloudWatchClient =>
  new CloudWatchClient(region === undefined ? RETRIES : { ...RETRIES, region });
export const dynamoDbClient = (): DynamoDBClient => new DynamoDBClient(RETRIES);
export const backupClient = (): BackupClient => new BackupClient(RETRIES);

export const clock: Clock = { now: () => new Date().toISOString() };

/** What GetMetricData takes at once. */
const QUERIES_AT_ONCE = 500;
const LOOK_BACK_MS = 30 * 60_000;

/** The greatest value of the last half hour of every metric of a name whose dimension begins with the prefix. */
async function greatest(
  client: CloudWatchClient,
  of: { namespace: string; metric: string; dimension: string; perSecond: number },
  prefix: string,
): Promise<Lag[]> {
  const found: { name: string; metric: Metric }[] = [];
  for await (const { Metrics = [] } of paginateListMetrics(
    { client },
    { Namespace: of.namespace, MetricName: of.metric },
  )) {
    for (const metric of Metrics) {
      const name = metric.Dimensions?.find(({ Name }) => Name === of.dimension)?.Value;
      if (name?.startsWith(prefix) === true) found.push({ name, metric });
    }
  }
  const values = new Map<string, number>();
  const now = Date.now();
  for (let from = 0; from < found.length; from += QUERIES_AT_ONCE) {
    const queries = found.slice(from, from + QUERIES_AT_ONCE).map(({ metric }, index): MetricDataQuery => ({
      Id: `m${from + index}`,
      MetricStat: { Metric: metric, Period: 300, Stat: "Maximum" },
    }));
    const { MetricDataResults = [] } = await client.send(
      new GetMetricDataCommand({
        MetricDataQueries: queries,
        StartTime: new Date(now - LOOK_BACK_MS),
        EndTime: new Date(now),
      }),
    );
    for (const { Id = "", Values = [] } of MetricDataResults) {
      if (Values.length > 0) values.set(Id, Math.max(...Values) / of.perSecond);
    }
  }
  const lags = new Map<string, Lag>();
  found.forEach(({ name }, index) => {
    const seconds = [lags.get(name)?.seconds, values.get(`m${index}`)].filter((value) => value !== undefined);
    lags.set(name, { name, seconds: seconds.length === 0 ? undefined : Math.max(...seconds) });
  });
  return [...lags.values()];
}

export function cloudWatchLags(here: CloudWatchClient, home: CloudWatchClient): Lags {
  return {
    buckets: (prefix) =>
      greatest(
        here,
        { namespace: "AWS/S3", metric: "ReplicationLatency", dimension: "DestinationBucket", perSecond: 1 },
        prefix,
      ),
    databases: (prefix) =>
      greatest(
        here,
        { namespace: "AWS/RDS", metric: "ReplicaLag", dimension: "DBInstanceIdentifier", perSecond: 1 },
        prefix,
      ),
    streams: (prefix) =>
      greatest(
        home,
        {
          namespace: "AWS/Kinesis",
          metric: "GetRecords.IteratorAgeMilliseconds",
          dimension: "StreamName",
          perSecond: 1000,
        },
        prefix,
      ),
  };
}

export function dynamoDbTables(client: DynamoDBClient): Tables {
  return {
    restorable: async (prefix) => {
      const tables: { name: string; at?: string | undefined }[] = [];
      for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
        for (const name of TableNames.filter((one) => one.startsWith(prefix))) {
          const { ContinuousBackupsDescription: of } = await client.send(
            new DescribeContinuousBackupsCommand({ TableName: name }),
          );
          tables.push({ name, at: of?.PointInTimeRecoveryDescription?.LatestRestorableDateTime?.toISOString() });
        }
      }
      return tables;
    },
  };
}

export function backupVault(client: BackupClient): Backups {
  return {
    newest: async (BackupVaultName) => {
      const newest = new Map<string, string>();
      let NextToken: string | undefined;
      do {
        const page = await client.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName, NextToken }));
        for (const { ResourceArn, CreationDate, Status } of page.RecoveryPoints ?? []) {
          const at = CreationDate?.toISOString();
          if (ResourceArn === undefined || at === undefined || Status !== "COMPLETED") continue;
          if (at > (newest.get(ResourceArn) ?? "")) newest.set(ResourceArn, at);
        }
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      return [...newest].map(([subject, at]) => ({ subject, at }));
    },
  };
}
