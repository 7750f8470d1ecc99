import type { FlowLogArgs } from "@pulumi/aws/ec2";
import { all, any, fromBoolean, not, type Answer } from "../../answer";
import { given, is } from "../../predicates";
import { pathOf, resourceOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { bucket } from "../s3/bucket";
import type { RecorderArgs } from "./selectors";
import { trail } from "./trail";

type LogSource = RecorderArgs & Pick<FlowLogArgs, "logDestination" | "logDestinationType">;

const source = on<LogSource>(...trail.types, "aws:ec2/flowLog:FlowLog");

export const auditLogAccountSeparation = source.relation({
  id: "audit-log-account-separation",
  title: "Audit logs are kept in an account of their own",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)", "164.312(c)(1)", "164.312(c)(2)"] },
  source: "https://docs.aws.amazon.com/prescriptive-guidance/latest/security-reference-architecture/log-archive.html",
  says: "writes to a bucket of the same account, where whoever administers the workload reaches its record",
  fix: "Name a bucket of the log archive account: s3BucketName, or logDestination with its ARN.",
  why: "A bucket that this program makes with the same credentials is in the same account. One account for everything is a choice that a waiver can record. Flow logs to CloudWatch Logs can't leave their account by themselves.",
  appliesWhen: (p, stack) =>
    all(not(fromBoolean(stack.isBaseline)), any(given(p.s3BucketName), is(p.logDestinationType, "s3"))),
  otherwise: "The log does not go to a bucket, or this is the account's baseline, which may be the log archive itself.",
  requires: (p, stack, resource) =>
    all(elsewhere(p.s3BucketName, stack, resource), elsewhere(p.logDestination, stack, resource)),
});

/** The bucket is of another program, or made with the credentials of another account. */
function elsewhere(name: Reading<unknown>, stack: StackView, from: Resource): Answer {
  return not(
    stack.named(name, bucket).some((found) => fromBoolean(accountOf(resourceOf(found)) === accountOf(from))),
    pathOf(name),
  );
}

/** What tells the accounts of two providers apart. */
function accountOf({ provider }: Resource): string {
  const { assumeRole, assumeRoles, profile, accessKey, allowedAccountIds } = provider?.properties ?? {};
  return JSON.stringify([assumeRole, assumeRoles, profile, accessKey, allowedAccountIds]);
}
