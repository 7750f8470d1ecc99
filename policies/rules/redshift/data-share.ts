import type { DataShareAuthorizationArgs, ResourcePolicyArgs } from "@pulumi/aws/redshift";
import { all, any, no, unknown, type Answer } from "../../answer";
import { noOpenStatement } from "../../policy-document";
import { absent, oneOf } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import { on } from "../../rule";
import { texts, type RuleSettings } from "../../rule-config";
import { isTrusted, noForeignPrincipal } from "../../trusted-accounts";
import { UNKNOWN } from "../../value";
import { accountOfArn } from "../dataflow/account-of-stack";

const AUTHORIZATION = "aws:redshift/dataShareAuthorization:DataShareAuthorization";

const share = on<DataShareAuthorizationArgs & ResourcePolicyArgs>(
  AUTHORIZATION,
  "aws:redshift/resourcePolicy:ResourcePolicy",
);

const associateAccounts = texts({
  name: "associateAccounts",
  description:
    "Consumers of data shares with a business associate agreement, beside the pack's trusted accounts: account ids, or a keyword such as ADX.",
  fallback: [],
});

export const redshiftDatashareAuthorizedConsumers = share.rule({
  id: "redshift-datashare-authorized-consumers",
  title: "Redshift shares data only with accounts that are on the list",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.308(b)(1)", "164.312(a)(1)", "164.314(a)(1)"],
  },
  source: "https://docs.aws.amazon.com/redshift/latest/dg/datashare-overview.html",
  says: "shares data with an account that nobody listed",
  fix: "Put the account on associateAccounts of this rule or on trustedAccounts once there is an agreement with its owner, or take the share back.",
  config: [associateAccounts],
  requires: (p, settings, resource) =>
    resource.type === AUTHORIZATION
      ? isListed(p.consumerIdentifier, settings, resource)
      : staysAtHome(p, settings, resource),
});

function isListed(consumer: Reading<string>, settings: RuleSettings, resource: Resource): Answer {
  return any(
    absent(consumer),
    isTrusted(consumer, settings, resource),
    oneOf(consumer, associateAccounts.of(settings)),
  );
}

/** The policy lets in the account of the namespace it hangs on, listed accounts and AWS services. */
function staysAtHome(p: Reading<ResourcePolicyArgs>, settings: RuleSettings, resource: Resource): Answer {
  const arn = valueOf(p.resourceArn);
  const own = typeof arn === "string" ? accountOfArn(arn) : undefined;
  const trustedAccounts = [
    ...settings.trustedAccounts,
    ...associateAccounts.of(settings),
    ...(own === undefined ? [] : [own]),
  ];
  return all(
    noOpenStatement(p.policy),
    any(
      noForeignPrincipal(p.policy, { ...settings, trustedAccounts }, resource),
      // The account it names may be its own, which the ARN will tell.
      arn === UNKNOWN ? unknown(pathOf(p.resourceArn)) : no(),
    ),
  );
}
