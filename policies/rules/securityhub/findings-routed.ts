import type { EventRuleArgs, EventTargetArgs } from "@pulumi/aws/cloudwatch";
import { about, all, any, fromBoolean, no, not, unknown, yes, type Answer } from "../../answer";
import { is, notFalse } from "../../predicates";
import { jsonOf, pathOf, referencesOf, valueOf, type Reading } from "../../reading";
import { typeOf } from "../../resource";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import { UNKNOWN } from "../../value";
import { account } from "./account";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";

const routing = on<object>(...account.types, RULE, TARGET);
const eventRule: Kind<EventRuleArgs> = { types: [RULE] };
const eventTarget: Kind<EventTargetArgs> = { types: [TARGET] };

export const securityhubFindingsRouted = routing.wholeStack({
  id: "securityhub-findings-routed",
  title: "Someone is told of grave findings of Security Hub",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(6)(ii)"] },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-integration-types.html",
  says: "tells nobody of findings that are high or critical",
  fix: 'Add an aws.cloudwatch.EventRule with eventPattern { source: ["aws.securityhub"], "detail-type": ["Security Hub Findings - Imported"], detail: { findings: { Severity: { Label: ["HIGH", "CRITICAL"] } } } } and an aws.cloudwatch.EventTarget that is a topic or a function.',
  why: "A log group or a stream keeps findings and tells nobody.",
  appliesWhen: (stack) => fromBoolean(stack.all(account).length > 0),
  otherwise: "The stack does not set up Security Hub.",
  requires: (stack) => {
    const answer = any(
      ...stack.all(eventRule).map((rule) =>
        all(
          takesGraveFindings(rule.eventPattern as Reading<string>),
          not(is(rule.state, "DISABLED"), pathOf(rule.state)),
          notFalse(rule.isEnabled),
          stack.partner(rule, eventTarget, "rule").some((target) => alerts(target.arn as Reading<string>)),
        ),
      ),
    );
    return about(answer, "EventRule");
  },
});

interface Pattern {
  readonly source: string[];
  readonly "detail-type": string[];
  readonly detail: { readonly findings: { readonly Severity: { readonly Label: string[] } } };
}

function takesGraveFindings(written: Reading<string>): Answer {
  const pattern = jsonOf<Pattern>(written);
  return all(
    hasOne(pattern.source, ["aws.securityhub"]),
    any(isLeftOut(pattern["detail-type"]), hasOne(pattern["detail-type"], ["Security Hub Findings - Imported"])),
    any(
      isLeftOut(pattern.detail.findings.Severity.Label),
      hasOne(pattern.detail.findings.Severity.Label, ["HIGH", "CRITICAL"]),
    ),
  );
}

function isLeftOut(list: Reading<string[]>): Answer {
  return fromBoolean(valueOf(list) === undefined, pathOf(list));
}

/** One of the texts; a matcher (`{"prefix": ...}`, `{"anything-but": ...}`) is taken to let them through. */
function hasOne(list: Reading<string[]>, texts: readonly string[]): Answer {
  const value = valueOf(list);
  if (value === UNKNOWN) return unknown(pathOf(list));
  const items = Array.isArray(value) ? (value as readonly unknown[]) : [];
  return fromBoolean(
    items.some((item) => typeof item === "object" || texts.includes(String(item))),
    pathOf(list),
  );
}

/** Keeps findings without telling anyone. */
const KEEPERS: ReadonlySet<string> = new Set([
  "aws:cloudwatch/logGroup:LogGroup",
  "aws:kinesis/stream:Stream",
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
]);

function alerts(arn: Reading<string>): Answer {
  const value = valueOf(arn);
  if (value === UNKNOWN) {
    const keeps = (referencesOf(arn) ?? []).some((urn) => KEEPERS.has(typeOf(urn)));
    return keeps ? no(pathOf(arn)) : yes;
  }
  return fromBoolean(typeof value === "string" && !/^arn:[^:]*:(logs|kinesis|firehose):/.test(value), pathOf(arn));
}
