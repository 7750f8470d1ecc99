import type { InvocationLoggingConfigurationArgs } from "@pulumi/aws/bedrockmodel";
import { all, any, fromBoolean, no, unnamed, type Answer } from "../../answer";
import { allows, someStatement } from "../../policy-document";
import { absent, customerKey, matches, present, some } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { identityPolicy, type PolicyHolder } from "../iam/grants";
import { logGroup } from "../logs/log-group";
import { bucket } from "../s3/bucket";
import { encryptedWithKms } from "../s3/bucket-settings";

const loggingConfiguration = on<InvocationLoggingConfigurationArgs>(
  "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration",
);

export const bedrockInvocationLogging = loggingConfiguration.wholeStack({
  id: "bedrock-invocation-logging",
  title: "Calls of Bedrock models are logged to an encrypted log group or bucket",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html",
  says: "uses Bedrock without a log of what its models are sent and answer, or keeps that log without a KMS key",
  fix: "Add an aws.bedrockmodel.InvocationLoggingConfiguration whose log group has a kmsKeyId or whose bucket is encrypted with aws:kms.",
  why: "The setting holds for the account and region. Where another stack makes it, waive the finding and name that stack; a log group or bucket made elsewhere is judged there.",
  appliesWhen: (stack) => fromBoolean(usesBedrock(stack)),
  otherwise: "Nothing in this program is of Bedrock or may call its models.",
  requires: (stack) => {
    const configurations = stack.all(loggingConfiguration);
    if (configurations.length === 0) return no("InvocationLoggingConfiguration");
    return all(...configurations.map(({ loggingConfig }) => logsEncrypted(loggingConfig, stack)));
  },
});

type LoggingConfig = Reading<InvocationLoggingConfigurationArgs>["loggingConfig"];

function logsEncrypted(config: LoggingConfig, stack: StackView): Answer {
  const { cloudwatchConfig, s3Config } = config;
  return all(
    any(present(cloudwatchConfig), present(s3Config)),
    any(
      unnamed(absent(cloudwatchConfig)),
      stack.named(config, logGroup).every((target) => customerKey(target.kmsKeyId)),
    ),
    any(
      unnamed(all(absent(s3Config), absent(cloudwatchConfig.largeDataDeliveryS3Config))),
      stack.named(config, bucket).every((target) => encryptedWithKms(target, stack)),
    ),
  );
}

/** By a resource of Bedrock, or by a policy that lets its holder call a model. */
function usesBedrock(stack: StackView): boolean {
  return (
    stack.index.resources.some(({ type }) => type.startsWith("aws:bedrock") || type.startsWith("aws-native:bedrock")) ||
    stack.all(identityPolicy).some((p) => mayCallModels(p))
  );
}

function mayCallModels(p: Reading<PolicyHolder>): boolean {
  const document = (policy: Reading<unknown>): boolean =>
    someStatement(policy, (statement) =>
      all(
        allows(statement),
        some(statement.Action, (action) => matches(action as Reading<string>, /bedrock:(\*|Invoke|Converse)/i)),
      ),
    ).truth === true;
  return (
    document(p.policy) ||
    some(p.inlinePolicies, (inline) => fromBoolean(document((inline as Reading<{ policy: string }>).policy))).truth ===
      true
  );
}
