import type { EncryptionConfigArgs } from "@pulumi/aws/xray";
import { all, any, no, yes, type Answer } from "../../answer";
import { customerKey, is } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";

const encryption = on<EncryptionConfigArgs>("aws:xray/encryptionConfig:EncryptionConfig");

/** How each service turns tracing on. */
interface TracedArgs {
  readonly tracingConfig: { readonly mode: string };
  readonly xrayTracingEnabled: boolean;
  readonly xrayEnabled: boolean;
  readonly tracingConfiguration: { readonly enabled: boolean };
}

const traced: Kind<TracedArgs> = {
  types: [
    "aws:lambda/function:Function",
    "aws:sns/topic:Topic",
    "aws:apigateway/stage:Stage",
    "aws:appsync/graphQLApi:GraphQLApi",
    "aws:sfn/stateMachine:StateMachine",
  ],
};
const traceSettings: Kind<unknown> = {
  types: ["aws:xray/group:Group", "aws:xray/samplingRule:SamplingRule", ...encryption.types],
};

export const xrayEncryptionCmk = encryption.wholeStack({
  id: "xray-encryption-cmk",
  title: "Traces are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/xray/latest/devguide/xray-console-encryption.html",
  says: "traces requests, but the traces are kept under a key of AWS",
  fix: 'new aws.xray.EncryptionConfig("traces", { type: "KMS", keyId: key.arn })',
  why: "The setting exists once an account and region, and this stack can't see one that another makes: judge it in the account's own stack, and waive the finding here with that stack's name.",
  appliesWhen: usesTraces,
  otherwise: "The program traces nothing.",
  requires: (stack) => {
    const settings = stack.all(encryption);
    if (settings.length === 0) return no("EncryptionConfig");
    return all(...settings.map((p) => all(is(p.type, "KMS"), customerKey(p.keyId))));
  },
});

function usesTraces(stack: StackView): Answer {
  if (stack.all(traceSettings).length > 0) return yes;
  return any(...stack.all(traced).map(isTraced));
}

function isTraced(p: Reading<TracedArgs>): Answer {
  return any(
    is(p.tracingConfig.mode, "Active"),
    is(p.xrayTracingEnabled, true),
    is(p.xrayEnabled, true),
    is(p.tracingConfiguration.enabled, true),
  );
}
