import * as pulumi from "@pulumi/pulumi";
import { denyDeletion } from "../detection/accept-findings";
import type { Site } from "../site";
import { AccessLogBucket } from "../storage/access-log-bucket";
import { StoreBucket } from "../storage/store-bucket";
import { tagsFor } from "../tags";
import { onlyWritersWrite } from "./ledger-access";
import { LEDGER_ROLE } from "./ledger-names";

export interface LedgerArgs {
  readonly site: Site;
  readonly workload: string;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Days that an object is locked and kept, in [2192, 36500]; seven years with leap days are 2557. */
  readonly retentionDays: number;
  /** True where its objects are copied to a second region. */
  readonly replicated: boolean;
}

/** Last part of the name of the bucket that takes the ledger's access log. */
export const LEDGER_LOG_ROLE = "ledger-access-log";

/** Days until objects move to Glacier Instant Retrieval, which reads at once, so that reports still can. */
const COLD_AFTER_DAYS = 90;

/**
 * The evidence ledger: objects are added by its writers alone, locked in compliance mode for all the time they are kept, read by
 * auditors, and deleted by nobody. It holds no PHI.
 */
export class Ledger extends pulumi.ComponentResource {
  readonly bucket: StoreBucket;

  constructor(name: string, args: LedgerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:evidence:Ledger", name, {}, opts);
    const { site, workload, retentionDays } = args;
    const child = { parent: this };
    const log = new AccessLogBucket(
      `${name}-access-log`,
      {
        site,
        workload,
        role: LEDGER_LOG_ROLE,
        lifecycle: { retentionDays, coldAfterDays: COLD_AFTER_DAYS, coldClass: "STANDARD_IA" },
      },
      child,
    );
    this.bucket = new StoreBucket(
      `${name}-store`,
      {
        site,
        tags: tagsFor(site, {
          workload,
          classification: "internal",
          purpose: "audit",
          retentionDays,
          backupTier: args.replicated ? "replicated" : "versioned",
        }),
        role: LEDGER_ROLE,
        kmsKeyArn: args.kmsKeyArn,
        accessLogBucket: log.bucketName,
        lifecycle: { retentionDays, coldAfterDays: COLD_AFTER_DAYS, coldClass: "GLACIER_IR" },
        objectLock: { mode: "COMPLIANCE", days: retentionDays },
        statements: (place, arn) => [onlyWritersWrite(place, arn), denyDeletion(arn)],
      },
      child,
    );
    this.registerOutputs({ bucketName: this.bucket.bucketName });
  }
}
