import type { CompositeAlarmArgs } from "@pulumi/aws/cloudwatch";
import { any, no, type Answer } from "../../answer";
import { byKeys } from "../../by-keys";
import { oncePerStack } from "../../once-per-stack";
import { resourceOf, type Reading } from "../../reading";
import { effective, identities, type Resource } from "../../resource";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";

const compositeAlarm: Kind<CompositeAlarmArgs> = { types: ["aws:cloudwatch/compositeAlarm:CompositeAlarm"] };

/**
 * A composite alarm that rings because this alarm does passes, or one that rings because of that one. A rule that is not known yet names
 * what it was made from; a known one names by name or ARN.
 */
export function toldByComposite(
  alarm: Reading<unknown>,
  stack: StackView,
  passes: (composite: Reading<CompositeAlarmArgs>) => Answer,
  seen: ReadonlySet<string> = new Set(),
): Answer {
  const resource = resourceOf(alarm);
  if (seen.has(resource.urn)) return no();
  const above = new Set([...seen, resource.urn]);
  const names = namesOf(resource);
  const tells = (composite: Reading<CompositeAlarmArgs>): Answer =>
    any(passes(composite), toldByComposite(composite, stack, passes, above));
  const byName = names.flatMap((name) => composites(stack.index).get(name) ?? []);
  return any(
    stack
      .partner(alarm, compositeAlarm, "alarmRule")
      .some((composite) => (mayName(resourceOf(composite), names) ? tells(composite) : no())),
    ...byName.flatMap(({ urn }) => stack.at<CompositeAlarmArgs>(urn) ?? []).map(tells),
  );
}

/** Composite alarms by the names and ARNs in their rules, as far as these are known. */
const composites = oncePerStack((index) =>
  byKeys(index.ofKind(compositeAlarm), ({ inputs }) => namesIn(inputs["alarmRule"])),
);

/** A rule may be made from an alarm that only keeps it quiet, which its text tells. */
function mayName({ inputs }: Resource, names: readonly string[]): boolean {
  const rule = inputs["alarmRule"];
  return typeof rule !== "string" || namesIn(rule).some((name) => names.includes(name));
}

function namesOf(alarm: Resource): readonly string[] {
  const name = effective(alarm, "alarmName");
  return [...identities(alarm), ...(typeof name === "string" ? [name] : [])];
}

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const STATE = String.raw`\((?:${QUOTED}|[^()"])*\)`;
/** `NOT ALARM("a")` and `NOT (ALARM("a") OR ...)`: what keeps the composite quiet. */
const QUIETING = new RegExp(String.raw`\bNOT\s*(?:ALARM\s*)?\((?:${QUOTED}|[^()"]|${STATE})*\)`, "g");
/** `OK("a")` keeps it quiet as well. */
const RINGING = new RegExp(String.raw`\b(?:ALARM|INSUFFICIENT_DATA)\s*\(\s*(?:(${QUOTED})|([^")\s]+))\s*\)`, "g");

/** Names and ARNs of the alarms for which a composite rings (PutCompositeAlarm, AlarmRule). */
function namesIn(rule: unknown): readonly string[] {
  if (typeof rule !== "string") return [];
  return [...rule.replace(QUIETING, "").matchAll(RINGING)].map(([, quoted, plain]) =>
    String(quoted?.slice(1, -1).replace(/\\(.)/g, "$1") ?? plain),
  );
}
