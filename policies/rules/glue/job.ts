import type { JobArgs } from "@pulumi/aws/glue";
import { all, any, not, type Answer } from "../../answer";
import { absent, is, oneOf, present } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { noCredentialIn } from "../../secrets-in-text";
import { bucketHolds, isElsewhere, locationOf } from "../athena/s3-location";
import { encryptedWithKms } from "../s3/bucket-settings";

const job = on<JobArgs>("aws:glue/job:Job");

const ARGUMENTS = "https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html";

/** An argument of the job's runs; one that no run may change comes first. */
function argument(p: Reading<JobArgs>, name: string): Reading<string> {
  const [fixed, usual] = [p.nonOverridableArguments, p.defaultArguments].map(
    (list) => (list as unknown as Reading<Record<string, string>>)[name],
  );
  // Where it stands in neither, the usual place is named.
  return present(fixed as Reading<string>).truth === true ? (fixed as Reading<string>) : (usual as Reading<string>);
}

/** Python shell and Ray jobs run no Spark. */
function runsSpark(p: Reading<JobArgs>): Answer {
  return not(oneOf(p.command.name, ["pythonshell", "glueray"]));
}

export const glueJobLoggingEnabled = job.rule({
  id: "glue-job-logging-enabled",
  title: "Glue jobs write their logs while they run",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1", "PI1.3"] },
  source: "https://docs.aws.amazon.com/glue/latest/dg/monitor-continuous-logging-enable.html",
  says: "writes no continuous log",
  fix: 'Set defaultArguments: { "--enable-continuous-cloudwatch-log": "true" }.',
  remedy: { "defaultArguments.--enable-continuous-cloudwatch-log": "true" },
  appliesWhen: runsSpark,
  otherwise: "Python shell and Ray jobs write their logs to CloudWatch without being asked.",
  requires: (p) => is(argument(p, "--enable-continuous-cloudwatch-log"), true),
});

export const glueJobNoSecretsInArguments = job.rule({
  id: "glue-job-no-secrets-in-arguments",
  title: "No argument of a Glue job holds a credential",
  severity: "high",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: ARGUMENTS,
  says: "shows a credential to everyone who may look at the job or its runs",
  fix: "Put the credential into Secrets Manager, pass the secret's ARN and read it in the script.",
  why: "An argument counts where its value has the shape of a key or token, or where its name says password, secret, token or key and its value is neither an ARN nor a path.",
  requires: (p) =>
    all(
      noCredentialIn(p.defaultArguments as Reading<unknown>),
      noCredentialIn(p.nonOverridableArguments as Reading<unknown>),
    ),
});

const TEMPORARY = "--TempDir";
const EVENT_LOGS = "--spark-event-logs-path";

export const glueJobTempDirEncrypted = job.relation({
  id: "glue-job-temp-dir-encrypted",
  title: "Glue jobs keep temporary files and event logs in a bucket encrypted with KMS",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ARGUMENTS,
  says: "writes temporary files or event logs to a bucket that no KMS key protects, or does not say where to",
  fix: 'Set defaultArguments["--TempDir"] to a path in a bucket that is encrypted with aws:kms.',
  why: "Temporary files hold whole rows of what a job reads.",
  appliesWhen: (p, stack) => {
    const temporary = argument(p, TEMPORARY);
    const eventLogs = argument(p, EVENT_LOGS);
    return any(
      all(runsSpark(p), absent(temporary)),
      ...[temporary, eventLogs].map((path) => not(isElsewhere(locationOf(path, stack)))),
    );
  },
  otherwise: "Its buckets are made elsewhere, where they are judged, or it runs no Spark and needs none.",
  requires: (p, stack) => {
    const temporary = argument(p, TEMPORARY);
    return all(
      any(not(runsSpark(p)), present(temporary)),
      ...[temporary, argument(p, EVENT_LOGS)].map((path) =>
        bucketHolds(locationOf(path, stack), (held) => encryptedWithKms(held, stack)),
      ),
    );
  },
});
