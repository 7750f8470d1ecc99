import type { LogSubscriptionFilterArgs } from "@pulumi/aws/cloudwatch";
import { all, any, fromBoolean, unknown, type Answer } from "../../answer";
import { resourceOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { accountOfArn, accountOfStack } from "./account-of-stack";
import { FIREHOSE, FUNCTION, isOf, LOG_DESTINATION, STREAM, union } from "./flow-ends";
import { namedIn } from "./flow-names";
import { carriesPhi, everySink, goesSomewhere, type Sinks } from "./flow-sinks";
import { isEncrypted } from "./protection";

const filter = on<LogSubscriptionFilterArgs>("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter");

const STREAMS = union(STREAM, FIREHOSE);
const TAKES_LOGS: Sinks = { destinationArn: union(STREAMS, FUNCTION, LOG_DESTINATION) };

export const phiFlowSubscriptionFilterDestination = filter.relation({
  id: "phi-flow-subscription-filter-destination",
  title: "Log lines are handed to encrypted streams of this account or of a trusted one",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.312(a)(2)(iv)", "164.312(b)", "164.312(e)(2)(ii)"],
  },
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html",
  says: "hands log lines to a stream that is not encrypted, or to an account that is not trusted",
  fix: 'Set encryptionType: "KMS" on the stream (serverSideEncryption: { enabled: true } on a delivery stream); list the log archive in the pack\'s trustedAccounts.',
  why: "Streams, delivery streams and functions must stand in the account of the log group; only a log destination may stand in another.",
  appliesWhen: (p, stack, resource) =>
    all(
      carriesPhi(stack, resource),
      any(goesSomewhere(p, stack, TAKES_LOGS), fromBoolean(accountsToTrust(p, stack).length > 0)),
    ),
  otherwise:
    "The log group is classified as holding no patient data, or the stream is of another stack of this account and judged there.",
  requires: (p, stack) =>
    all(
      everySink(p, stack, TAKES_LOGS, (sink) => takesEncrypted(sink, stack)),
      ...accountsToTrust(p, stack).map((account) =>
        fromBoolean(stack.settings.trustedAccounts.includes(account), "destinationArn"),
      ),
    ),
});

/** A log destination is as safe as the stream behind it. */
function takesEncrypted(sink: Resource, stack: StackView): Answer {
  if (!isOf(sink.type, LOG_DESTINATION)) return isEncrypted(sink, stack);
  const behind = namedIn(stack.index, sink, "targetArn", STREAMS);
  return all(
    ...behind.found.map((stream) => isEncrypted(stream, stack)),
    ...(behind.open ? [unknown("LogDestination.targetArn")] : []),
  );
}

/** Accounts that the lines go to, other than the stack's own. Where that is not known, a log destination counts as another's. */
function accountsToTrust(p: Reading<unknown>, stack: StackView): string[] {
  const own = accountOfStack(stack.index);
  const { outside } = namedIn(stack.index, resourceOf(p), "destinationArn", TAKES_LOGS["destinationArn"] ?? STREAMS);
  return outside
    .filter((arn) => own !== undefined || /:destination:/.test(arn))
    .map((arn) => accountOfArn(arn) ?? "")
    .filter((account) => account !== own);
}
