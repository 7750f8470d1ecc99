import type { EventBusPolicyArgs, EventPermissionArgs } from "@pulumi/aws/cloudwatch";
import { all, any, unnamed, type Answer } from "../../answer";
import { narrowedBy, noOpenStatement, type Statement } from "../../policy-document";
import { is, oneOf, present } from "../../predicates";
import type { Reading } from "../../reading";
import type { Resource } from "../../resource";
import { on } from "../../rule";
import type { PackSettings } from "../../settings";
import { noForeignPrincipal, ownAccounts } from "../../trusted-accounts";

const PERMISSION = "aws:cloudwatch/eventPermission:EventPermission";

const busAccess = on<EventBusPolicyArgs & EventPermissionArgs>(
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
  PERMISSION,
);

export const eventbridgeBusNotExposed = busAccess.rule({
  id: "eventbridge-bus-not-exposed",
  title: "Event buses take events from named accounts or the own organisation alone",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html",
  says: "lets anyone, or an account that is not on the list of trusted accounts, put events on the bus",
  fix: 'Bind the star with Condition: { StringEquals: { "aws:PrincipalOrgID": "o-..." } } (EventPermission: condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-..." }), or add the account to the pack\'s trustedAccounts.',
  why: "A program does not say which account it runs in; the account in the statement's Resource and the provider's allowedAccountIds count as its own.",
  requires: (p, settings, resource) =>
    resource.type === PERMISSION
      ? permissionCloses(p, settings, resource)
      : all(noOpenStatement(p.policy), noForeignPrincipal(p.policy, settings, resource, { bound: ofOrganisation })),
});

const ORGANISATION: ReadonlySet<string> = new Set(["aws:principalorgid", "aws:principalorgpaths"]);

function ofOrganisation(statement: Reading<Statement>): Answer {
  return narrowedBy(statement, (key) => ORGANISATION.has(key));
}

/** One account, or everyone of an organisation. */
function permissionCloses(p: Reading<EventPermissionArgs>, settings: PackSettings, resource: Resource): Answer {
  return any(
    oneOf(p.principal, [...settings.trustedAccounts, ...ownAccounts(resource)]),
    all(is(p.principal, "*"), unnamed(is(p.condition.key, "aws:PrincipalOrgID")), unnamed(present(p.condition.value))),
  );
}
