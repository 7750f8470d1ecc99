import { stepOf } from "../recovery/drill";
import { drillOf } from "../recovery/testing/drills";
import { CANARY, triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";
import type { RestoreJob } from "./ports";

const PREFIX = "phiguard-test-drill-";
const TABLE = "arn:aws:dynamodb:us-west-2:123456789012:table";
const running = stepOf([
  { kind: "backup", subject: `${TABLE}/consents`, status: "RUNNING", simulated: false, jobId: "job-of-before" },
]);

triedTable(
  "recovery-restore",
  {
    world: ({ through, log }) => {
      // A job a token, and the tables that drills have made.
      const [jobs, tables] = [new Map<string, string>(), new Set([`${PREFIX}before`, "consents"])];
      const made: RestoreJob = { status: "COMPLETED", made: `${TABLE}/${PREFIX}before`, seconds: 1500 };
      const restores = {
        newest: async () => [
          { arn: "arn:point", type: "DynamoDB" as const, subject: `${TABLE}/consents`, at: "2026-11-22T03:30:00.000Z" },
        ],
        lastSeconds: async () => 1500,
        metadata: async () => ({}),
        start: async ({ token }: { token: string }) => (jobs.set(token, `job-${token}`), `job-${token}`),
        job: async () => made,
      };
      const stores = { remove: async (arn: string) => void tables.delete(arn.replace(`${TABLE}/`, "")) };
      const rest = { log, vaultName: "vault", prefix: PREFIX, place: { kmsKeyArn: "arn:aws:kms:us-west-2:1:key/k" } };
      return { handler: createHandler({ ...through({ restores, stores }), ...rest }), kept: () => ({ jobs, tables }) };
    },
    events: [
      drillOf("e-1", "restore"),
      drillOf("e-2", "simulated"),
      drillOf("e-3", "failover"),
      drillOf("e-4", "restore", { restores: running }),
    ],
    malformed: {
      "a state of its own": { event: drillOf("e-5", "restore", { restores: { status: CANARY } }), ends: "given up" },
      "no drill": { event: undefined, ends: "given up" },
    },
  },
  {
    oversized: "one restore a kind of store: what Step Functions hands on has 256 KiB at the most",
    "clock skew": "it has no clock: times are those of AWS Backup's jobs",
  },
);
