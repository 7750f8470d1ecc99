import type { AccountArgs, ConfigurationPolicyArgs, StandardsSubscriptionArgs } from "@pulumi/aws/securityhub";
import { all, any, fromBoolean, no, unnamed } from "../../answer";
import { is, notFalse, present } from "../../predicates";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";

const ACCOUNT = "aws:securityhub/account:Account";
const SUBSCRIPTION = "aws:securityhub/standardsSubscription:StandardsSubscription";

export const account: Kind<AccountArgs> = { types: [ACCOUNT] };
const subscription: Kind<StandardsSubscriptionArgs> = { types: [SUBSCRIPTION] };
const hub = on<object>(ACCOUNT, SUBSCRIPTION);

/** Central configuration: standards come by a policy that the administrator hands to all accounts. */
const configurationPolicy: Kind<ConfigurationPolicyArgs> = {
  types: ["aws:securityhub/configurationPolicy:ConfigurationPolicy"],
};

export const securityhubEnabled = hub.wholeStack({
  id: "securityhub-enabled",
  title: "Security Hub is switched on and checks the account against a standard",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(D)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(5)(ii)(C)",
      "164.308(a)(6)(i)",
      "164.308(a)(6)(ii)",
      "164.308(a)(8)",
      "164.312(b)",
      "164.312(e)(2)(i)",
    ],
    nistCsf: [
      "DE.AE-2",
      "DE.AE-4",
      "DE.CM-1",
      "DE.CM-2",
      "DE.CM-3",
      "DE.CM-4",
      "DE.CM-5",
      "DE.CM-6",
      "DE.CM-7",
      "DE.DP-4",
      "ID.RA-1",
      "ID.RA-2",
      "ID.RA-3",
      "ID.RA-5",
      "ID.SC-4",
      "PR.DS-5",
      "PR.DS-8",
    ],
    soc2: ["CC3.1", "CC6.6", "CC6.8", "CC7.1", "CC7.2", "CC7.3", "CC7.4"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/securityhub-enabled.html",
  says: "does not use Security Hub, or checks the account against no standard",
  fix: 'new aws.securityhub.Account("<name>", {}) with an aws.securityhub.StandardsSubscription.',
  baselineOnly: true,
  requires: (stack) => {
    const accounts = stack.all(account);
    if (accounts.length === 0) return no("Account");
    return any(
      ...accounts.map((one) => notFalse(one.enableDefaultStandards)),
      fromBoolean(stack.all(subscription).length > 0),
      ...stack
        .all(configurationPolicy)
        .map(({ configurationPolicy: policy }) =>
          unnamed(all(is(policy.serviceEnabled, true), present(policy.enabledStandardArns))),
        ),
    );
  },
});
