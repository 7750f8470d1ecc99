/** Parts of the deploy role's policies; IAM takes 6,144 characters each. */
export type Area = "compute" | "messages" | "data" | "lake" | "network";

/** What deploying needs of one service. Actions are without the service's prefix; resources are behind the account in an ARN. */
export interface ServiceRights {
  readonly service: string;
  readonly area: Area;
  /** What a preview or a refresh reads of a resource: its settings, never its content. */
  readonly reads: readonly string[];
  /** Reads that take no resource (Service Authorization Reference). */
  readonly lists?: readonly string[];
  readonly writes: readonly string[];
  /** Writes that take no resource. */
  readonly makes?: readonly string[];
  /** `OURS` stands for the names of the stack. Where AWS names a resource itself, all of a kind. */
  readonly resources: readonly string[];
}

/** Stands for `<project>-<environment>-*`. */
export const OURS = "{ours}";
