/** What AWS Backup calls the kinds that are backed up here. */
export type ResourceType = "DynamoDB" | "RDS";

export interface RecoveryPoint {
  readonly arn: string;
  readonly type: ResourceType;
  /** ARN of what was backed up. */
  readonly subject: string;
  readonly at: string;
}

export interface RestoreJob {
  readonly status: "RUNNING" | "COMPLETED" | "FAILED";
  /** ARN of what it made. */
  readonly made?: string | undefined;
  readonly seconds?: number | undefined;
}

export interface Restores {
  /** The newest backup of each resource of the vault. */
  newest(vaultName: string): Promise<readonly RecoveryPoint[]>;
  /** How long the last completed restore of a type took, in seconds; undefined where there was none. */
  lastSeconds(type: ResourceType): Promise<number | undefined>;
  metadata(vaultName: string, recoveryPointArn: string): Promise<Readonly<Record<string, string>>>;
  /** The same token gives the same job. Answers its id. */
  start(request: {
    readonly recoveryPointArn: string;
    readonly type: ResourceType;
    readonly metadata: Readonly<Record<string, string>>;
    readonly token: string;
  }): Promise<string>;
  job(jobId: string): Promise<RestoreJob>;
}

export interface Stores {
  /** Removes what a drill restored; what is gone already is no fault. */
  remove(arn: string): Promise<void>;
}
