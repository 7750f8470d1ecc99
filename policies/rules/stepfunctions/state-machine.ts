import type { LogDataProtectionPolicyArgs, LogGroupArgs } from "@pulumi/aws/cloudwatch";
import type { ActivityArgs, StateMachineArgs } from "@pulumi/aws/sfn";
import { all, any, unnamed, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { customerKey, is, notTrue, oneOf, present } from "../../predicates";
import { jsonOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { noCredentialIn } from "../../secrets-in-text";
import type { StackView } from "../../stack-view";
import { logGroup } from "../logs/log-group";

const stateMachine = on<StateMachineArgs>("aws:sfn/stateMachine:StateMachine");
const keyed = on<Pick<StateMachineArgs & ActivityArgs, "encryptionConfiguration">>(
  ...stateMachine.types,
  "aws:sfn/activity:Activity",
);
const dataProtection = on<LogDataProtectionPolicyArgs>(
  "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
);

const LOGS = "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html";

export const stepFunctionsStateMachineLoggingEnabled = stateMachine.rule({
  id: "step-functions-state-machine-logging-enabled",
  title: "State machines log their executions",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1", "PI1.3"] },
  source: LOGS,
  says: "does not log what its executions do",
  fix: 'Set loggingConfiguration: { level: "ALL", logDestination: pulumi.interpolate`${logGroup.arn}:*` }.',
  why: "FATAL leaves out the errors that a state machine catches.",
  requires: (p) =>
    all(oneOf(p.loggingConfiguration.level, ["ALL", "ERROR"]), present(p.loggingConfiguration.logDestination)),
});

export const stepFunctionsXrayEnabled = stateMachine.rule({
  id: "step-functions-xray-enabled",
  title: "State machines trace their executions",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html",
  says: "does not trace its executions",
  fix: "Set tracingConfiguration: { enabled: true }.",
  remedy: { "tracingConfiguration.enabled": true },
  requires: (p) => is(p.tracingConfiguration.enabled, true),
});

export const stepFunctionsCmk = keyed.rule({
  id: "step-functions-cmk",
  title: "State machines and activities encrypt their data with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html",
  says: "keeps its data under a key of AWS",
  fix: 'Set encryptionConfiguration: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyId: key.arn }.',
  requires: ({ encryptionConfiguration: by }) => all(is(by.type, "CUSTOMER_MANAGED_KMS_KEY"), customerKey(by.kmsKeyId)),
});

export const stepFunctionsNoSecretsInDefinition = stateMachine.rule({
  id: "step-functions-no-secrets-in-definition",
  title: "No definition of a state machine holds a credential",
  severity: "high",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/security-best-practices.html",
  says: "shows a credential to everyone who may look at its definition",
  fix: "Take the credential out, and let the task that needs it read it from Secrets Manager.",
  requires: (p) => noCredentialIn(jsonOf(p.definition) as Reading<unknown>),
});

export const sfnLogNoExecutionData = stateMachine.relation({
  id: "sfn-log-no-execution-data",
  title: "Logs of state machines that handle patient data hold none of it, unless they are guarded as such",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(4)(ii)(B)", "164.312(b)", "164.502(b)"] },
  source: LOGS,
  says: "copies the data it works on into a log that is not guarded as patient data",
  fix: "Set loggingConfiguration.includeExecutionData: false, or give the log group a kmsKeyId and an aws.cloudwatch.LogDataProtectionPolicy.",
  appliesWhen: (_, stack, resource) => mayHoldPhi(resource, stack.settings),
  otherwise: "The state machine says it handles no patient data.",
  requires: (p, stack) =>
    any(
      notTrue(p.loggingConfiguration.includeExecutionData),
      unnamed(is(p.loggingConfiguration.level, "OFF")),
      unnamed(guardedLog(p, stack)),
    ),
});

/** The log group it writes to is of this program, has a key of its own and masks what it finds. */
function guardedLog(p: Reading<StateMachineArgs>, stack: StackView): Answer {
  const guarded = (group: Reading<LogGroupArgs>): Answer =>
    all(customerKey(group.kmsKeyId), stack.partner(group, dataProtection, "logGroupName").exists());
  const destination = valueOf(p.loggingConfiguration.logDestination);
  const name = typeof destination === "string" ? /:log-group:([^:]+)/.exec(destination)?.[1] : undefined;
  return any(
    stack.named(p.loggingConfiguration, logGroup).satisfies(guarded),
    ...stack
      .all(logGroup)
      .filter((group) => name !== undefined && valueOf(group.name) === name)
      .map(guarded),
  );
}
