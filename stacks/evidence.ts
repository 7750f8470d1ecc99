import type * as pulumi from "@pulumi/pulumi";
import { DailyCollection } from "../components/evidence/daily-collection";
import { DailyReport } from "../components/evidence/daily-report";
import { EventIntake } from "../components/evidence/event-intake";
import { EvidenceQueries } from "../components/evidence/evidence-queries";
import { EvidenceRoles } from "../components/evidence/evidence-roles";
import { Ledger, LEDGER_LOG_ROLE } from "../components/evidence/ledger";
import { LEDGER_ROLE, ledgerName, SIGNING_ROLE } from "../components/evidence/ledger-names";
import { CustomerKey } from "../components/keys/customer-key";
import { SigningKey } from "../components/keys/signing-key";
import { tagsFor } from "../components/tags";
import { boundedSite } from "./bounded-site";
import type { Context } from "./context";
import type { Foundation } from "./foundation";
import { insideNetwork } from "./inside-network";
import { makeCopier, makeCopies } from "./second-region";

export interface Evidence {
  readonly ledger: Ledger;
  readonly signingKey: SigningKey;
  readonly workgroupName: pulumi.Output<string>;
  readonly auditorRoleArn: pulumi.Output<string>;
  readonly pipelineRoleArn: pulumi.Output<string>;
}

const WORKLOAD = "evidence";

/** The ledger that nobody can change, what becomes evidence by itself, its signed heads, and auditors' reading of it all. */
export function buildEvidence(context: Context, foundation: Foundation): Evidence {
  const { settings, home, replica } = context;
  const { opts } = home;
  const site = boundedSite(context, WORKLOAD);
  const { retentionDays, reportHour, concurrency, scanLimitGiB, auditors, pipelines } = settings.evidence;
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const roles = new EvidenceRoles(WORKLOAD, { site, tags, auditors, pipelines }, opts);
  const copier = makeCopier(context, WORKLOAD, {
    site,
    workload: WORKLOAD,
    buckets: (place) => [{ role: LEDGER_ROLE, source: ledgerName(place) }],
  });
  const key = new CustomerKey(
    `${WORKLOAD}-key`,
    {
      site,
      tags,
      role: WORKLOAD,
      description: "The evidence ledger and what fills it; no PHI",
      uses: [...roles.keyUses(site), ...(copier === undefined ? [] : [copier.reads])],
    },
    opts,
  );
  const signingKey = new SigningKey(
    `${WORKLOAD}-signing`,
    {
      site,
      tags,
      role: SIGNING_ROLE,
      description: "Signs the heads of the evidence ledger",
      signerArn: roles.report.namedArn,
      verifierArns: [roles.auditor.namedArn],
    },
    opts,
  );
  const ledger = new Ledger(
    `${WORKLOAD}-ledger`,
    { site, workload: WORKLOAD, kmsKeyArn: key.arn, retentionDays, replicated: replica !== undefined },
    opts,
  );
  const { bucketName: ledgerBucket } = ledger.bucket;
  const run = {
    site,
    tags,
    ledgerBucket,
    kmsKeyArn: key.arn,
    network: insideNetwork(settings, foundation),
    logRetentionDays: settings.retention.logDays,
    alarmTopicArn: foundation.alarms.arn,
  };
  new EventIntake(`${WORKLOAD}-intake`, { ...run, role: roles.intake, concurrency }, opts);
  new DailyCollection(
    `${WORKLOAD}-collection`,
    {
      ...{ site, tags, ledgerBucket, kmsKeyArn: key.arn, alarmTopicArn: foundation.alarms.arn },
      logRetentionDays: settings.retention.logDays,
      runsAs: roles.collection,
      scheduleRole: roles.collectionSchedule,
      // So that the day's report has it.
      hour: reportHour - 1,
    },
    opts,
  );
  new DailyReport(
    `${WORKLOAD}-report`,
    {
      ...run,
      runsAs: roles.report,
      scheduleRole: roles.schedule,
      signingKeyArn: signingKey.aliasArn,
      retentionDays,
      hour: reportHour,
    },
    opts,
  );
  const queries = new EvidenceQueries(
    `${WORKLOAD}-queries`,
    { site, tags, ledgerBucket, kmsKeyArn: key.arn, scanLimitGiB },
    opts,
  );
  makeCopies(context, copier, `${WORKLOAD}-replica`, {
    workload: WORKLOAD,
    sources: [ledger.bucket],
    keyTags: tags,
    keyRole: WORKLOAD,
    accessLogRole: LEDGER_LOG_ROLE,
  });
  return {
    ledger,
    signingKey,
    workgroupName: queries.workgroupName,
    auditorRoleArn: roles.auditor.namedArn,
    pipelineRoleArn: roles.pipeline.namedArn,
  };
}
