import type {
  AccountSettingsArgs,
  AccountSubscriptionArgs,
  IpRestrictionArgs,
  KeyRegistrationArgs,
} from "@pulumi/aws/quicksight";
import { all, any, fromBoolean, no, unknown, unnamed, type Answer } from "../../answer";
import { customerKey, is, notFalse, oneOf, present, some } from "../../predicates";
import { entriesOf, pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { texts } from "../../rule-config";
import { UNKNOWN } from "../../value";
import { dataSet } from "./data-set";

const keyRegistration = on<KeyRegistrationArgs>("aws:quicksight/keyRegistration:KeyRegistration");
const ipRestriction = on<IpRestrictionArgs>("aws:quicksight/ipRestriction:IpRestriction");

const ACCOUNT_WIDE =
  "The setting holds for the whole account. Where another stack makes it, waive the finding and name that stack.";

export const quicksightCmkRegistered = keyRegistration.wholeStack({
  id: "quicksight-cmk-registered",
  title: "QuickSight encrypts what it keeps with a default customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/quicksight/latest/user/customer-managed-keys.html",
  says: "has QuickSight data sets but registers no default customer managed key",
  fix: "Add an aws.quicksight.KeyRegistration with keyRegistrations: [{ keyArn: key.arn, defaultKey: true }].",
  why: ACCOUNT_WIDE,
  appliesWhen: (stack) => fromBoolean(stack.all(dataSet).length > 0),
  otherwise: "There are no QuickSight data sets in this program.",
  requires: (stack) =>
    one(stack.all(keyRegistration), "KeyRegistration", (p) =>
      some(p.keyRegistrations, (key) => all(is(key.defaultKey, true), customerKey(key.keyArn))),
    ),
});

export const quicksightIpRestrictionEnabled = ipRestriction.wholeStack({
  id: "quicksight-ip-restriction-enabled",
  title: "QuickSight is open to named addresses, VPCs or VPC endpoints alone",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/quicksight/latest/user/ip-restrictions.html",
  says: "uses QuickSight, which answers to the whole internet",
  fix: 'Add an aws.quicksight.IpRestriction with enabled: true and ipRestrictionRuleMap: { "198.51.100.0/24": "clinic" }.',
  why: ACCOUNT_WIDE,
  appliesWhen: (stack) => fromBoolean(stack.index.resources.some(({ type }) => type.startsWith("aws:quicksight/"))),
  otherwise: "Nothing in this program is of QuickSight.",
  requires: (stack) =>
    one(stack.all(ipRestriction), "IpRestriction", (p) =>
      all(
        is(p.enabled, true),
        any(
          unnamed(present(p.vpcIdRestrictionRuleMap)),
          unnamed(present(p.vpcEndpointIdRestrictionRuleMap)),
          present(p.ipRestrictionRuleMap),
        ),
        noWorld(p.ipRestrictionRuleMap),
      ),
    ),
});

/** A setting that an account has once: its resource is there and holds. */
function one<T>(found: readonly Reading<T>[], missing: string, holds: (p: Reading<T>) => Answer): Answer {
  return found.length === 0 ? no(missing) : any(...found.map(holds));
}

/** No range is wider than a network of one owner can be (/8). */
function noWorld(ranges: Reading<IpRestrictionArgs["ipRestrictionRuleMap"]>): Answer {
  const entries = entriesOf(ranges);
  if (entries === UNKNOWN) return unknown(pathOf(ranges));
  return fromBoolean(!entries.some(([range]) => /\/0*[0-7]$/.test(range)), pathOf(ranges));
}

type AccountArgs = AccountSettingsArgs & Omit<AccountSubscriptionArgs, keyof AccountSettingsArgs>;

const SETTINGS = "aws:quicksight/accountSettings:AccountSettings";
const account = on<AccountArgs>(SETTINGS, "aws:quicksight/accountSubscription:AccountSubscription");

const authenticationMethods = texts({
  name: "authenticationMethods",
  description: "Ways to sign in to QuickSight that are accepted.",
  fallback: ["IAM_IDENTITY_CENTER", "IAM_ONLY", "ACTIVE_DIRECTORY"],
});

export const quicksightAccountProtectionAndAuth = account.rule({
  id: "quicksight-account-protection-and-auth",
  title:
    "QuickSight accounts are of the Enterprise edition, sign users in by the organisation and can't be deleted at once",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)", "164.312(d)"] },
  source: "https://docs.aws.amazon.com/quicksight/latest/user/identity.html",
  says: "can be deleted at once, keeps passwords of its own, or is of an edition without encryption and row-level security",
  fix: 'Leave terminationProtectionEnabled true; set edition: "ENTERPRISE" and authenticationMethod: "IAM_IDENTITY_CENTER".',
  why: "With IAM_AND_QUICKSIGHT QuickSight keeps users and passwords of its own. Termination protection is on unless it is set to false.",
  config: [authenticationMethods],
  remedy: { terminationProtectionEnabled: undefined },
  requires: (p, settings, { type }) =>
    type === SETTINGS
      ? notFalse(p.terminationProtectionEnabled)
      : all(
          oneOf(p.edition, ["ENTERPRISE", "ENTERPRISE_AND_Q"]),
          oneOf(p.authenticationMethod, authenticationMethods.of(settings)),
        ),
});
