import type { EventRuleArgs } from "@pulumi/aws/cloudwatch";
import type { RoleArgs } from "@pulumi/aws/iam";
import { all, any, fromBoolean, no, not, unknown, unnamed, yes, type Answer } from "../../answer";
import { tagOf } from "../../classification";
import { allows, everyStatement } from "../../policy-document";
import { absent, atMost, is, notFalse, present } from "../../predicates";
import { pathOf, referencesOf, resourceOf, valueOf, type Reading } from "../../reading";
import { identities } from "../../resource";
import { on } from "../../rule";
import { texts } from "../../rule-config";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { asksForSecondFactor } from "./second-factor";

const role = on<RoleArgs>("aws:iam/role:Role");
const eventRule = on<EventRuleArgs>("aws:cloudwatch/eventRule:EventRule");

const PURPOSE_TAGS = ["phiguard:purpose", "Purpose", "purpose"];
const FLAG_TAGS = [
  "phiguard:break-glass",
  "BreakGlass",
  "break-glass",
  "breakGlass",
  "EmergencyAccess",
  "emergency-access",
];

const purposes = texts({
  name: "purposes",
  description: "Values of a role's purpose tag that mark it as the one for emergency access.",
  fallback: ["break-glass", "breakglass", "emergency-access", "emergency"],
});

const OFF: ReadonlySet<string> = new Set(["", "false", "no", "0"]);

/** The tag says so: a purpose, or a flag that is not off. */
function isForEmergencies(p: Reading<RoleArgs>, stack: StackView): Answer {
  const resource = resourceOf(p);
  const purpose = tagOf(resource, PURPOSE_TAGS);
  const flag = tagOf(resource, FLAG_TAGS);
  if (purpose === "unknown" || flag === "unknown") return unknown("tags");
  const flagged = flag !== undefined && !OFF.has(flag.trim().toLowerCase());
  const wanted = purposes.of(stack.settings).map((text) => text.toLowerCase());
  return fromBoolean(flagged || (purpose !== undefined && wanted.includes(purpose.trim().toLowerCase())));
}

const HOUR_SECONDS = 3600;

/** Everyone who may assume it comes with a second factor, for an hour at the most, and an event rule watches for it. */
function isGuarded(p: Reading<RoleArgs>, stack: StackView): Answer {
  return all(
    present(p.assumeRolePolicy),
    everyStatement(p.assumeRolePolicy, (statement) => any(not(allows(statement)), asksForSecondFactor(statement))),
    any(absent(p.maxSessionDuration), atMost(p.maxSessionDuration, HOUR_SECONDS)),
    any(no("EventRule"), ...stack.all(eventRule).map((watch) => watches(watch, p))),
  );
}

/** The pattern is about assuming roles, or names this one; it may be made from the role's ARN and not known yet. */
function watches(watch: Reading<EventRuleArgs>, p: Reading<RoleArgs>): Answer {
  const pattern = valueOf(watch.eventPattern);
  const names = identities(resourceOf(p));
  const about =
    pattern === UNKNOWN
      ? (referencesOf(watch.eventPattern) ?? []).includes(resourceOf(p).urn)
        ? yes
        : unknown(pathOf(watch.eventPattern))
      : fromBoolean(
          typeof pattern === "string" && ["AssumeRole", ...names].some((text) => pattern.includes(text)),
          pathOf(watch.eventPattern),
        );
  return all(about, not(is(watch.state, "DISABLED"), pathOf(watch.state)), notFalse(watch.isEnabled));
}

export const iamBreakGlassRole = role.wholeStack({
  id: "iam-break-glass-role",
  title: "There is a role for emergencies: second factor, an hour at the most, and someone is told",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(ii)", "164.312(d)"] },
  source: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_permissions_emergency_process.html",
  says: "has no guarded role by which people reach patient data in an emergency",
  fix: 'Tag a role phiguard:purpose = "break-glass", bind its trust with Bool aws:MultiFactorAuthPresent "true", leave maxSessionDuration at 3600, and add an aws.cloudwatch.EventRule whose eventPattern is about sts:AssumeRole for it.',
  why: "45 CFR 164.312(a)(2)(ii) asks for a way to the data in an emergency. Every role with the tag is judged; that there is one is asked of the account's baseline stack.",
  config: [purposes],
  appliesWhen: (stack) => any(fromBoolean(stack.isBaseline), ...stack.all(role).map((p) => isForEmergencies(p, stack))),
  otherwise: "The stack makes no role for emergencies; that there is one is asked of the account's baseline stack.",
  requires: (stack) => {
    const roles = stack.all(role).map((p) => ({ p, marked: isForEmergencies(p, stack) }));
    return all(
      any(no("Role"), ...roles.map(({ marked }) => unnamed(marked))),
      ...roles
        .filter(({ marked }) => marked.truth !== false)
        .map(({ p, marked }) => any(unnamed(not(marked)), isGuarded(p, stack))),
    );
  },
});
