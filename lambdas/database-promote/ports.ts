export interface ReplicaState {
  readonly arn: string;
  /** RDS's own word, such as `available`. */
  readonly status: string;
  /** It still follows a source. */
  readonly follows: boolean;
}

export interface Replicas {
  /** Undefined where there is none of the name. */
  state(identifier: string): Promise<ReplicaState | undefined>;
  /** It follows nobody from then on, and takes writes once it has started again. */
  promote(identifier: string, backupDays: number): Promise<void>;
}
