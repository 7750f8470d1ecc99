import type { DetectorArgs, OrganizationConfigurationArgs } from "@pulumi/aws/guardduty";
import { all, any, fromBoolean, type Answer } from "../../answer";
import { is, notFalse } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";

const DETECTOR = "aws:guardduty/detector:Detector";
const ADMIN = "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount";
const ORGANIZATION = "aws:guardduty/organizationConfiguration:OrganizationConfiguration";

export const detector = on<DetectorArgs>(DETECTOR);
const central = on<object>(DETECTOR, ADMIN, ORGANIZATION);

/** `autoEnable` is what providers before version 7 took. */
type Organization = OrganizationConfigurationArgs & { readonly autoEnable: boolean };

const organization: Kind<Organization> = { types: [ORGANIZATION] };

export const guarddutyEnabledCentralized = central.wholeStack({
  id: "guardduty-enabled-centralized",
  title: "GuardDuty watches the account, and every account of the organisation",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(A)",
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
      "DE.AE-3",
      "DE.AE-4",
      "DE.CM-1",
      "DE.CM-2",
      "DE.CM-3",
      "DE.CM-4",
      "DE.CM-5",
      "DE.CM-6",
      "DE.CM-7",
      "DE.DP-4",
      "DE.DP-5",
      "ID.RA-1",
      "ID.RA-2",
      "ID.RA-3",
      "ID.RA-5",
      "ID.SC-4",
      "PR.DS-5",
    ],
    soc2: ["CC3.1", "CC3.2", "CC4.2", "CC6.6", "CC6.8", "CC7.1", "CC7.2", "CC7.3", "CC7.4"],
  },
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html",
  says: "is not watched by GuardDuty, or leaves accounts of the organisation out",
  fix: 'new aws.guardduty.Detector("<name>", { enable: true }); in the security account aws.guardduty.OrganizationConfiguration with autoEnableOrganizationMembers: "ALL"',
  why: "The account that delegates the administration (OrganizationAdminAccount) is not the one that has the organisation's configuration, so neither asks for the other.",
  // An organisation's configuration is judged wherever it stands; that there is a detector is asked of the baseline.
  baselineOnly: true,
  alsoWhere: organization,
  requires: (stack) => {
    const organizations = stack.all(organization);
    const detectors = stack.all(detector);
    const watched = detectors.map((one) => notFalse(one.enable));
    // A configuration of the organisation names a detector, which another stack may have made.
    const isWatched = watched.length > 0 ? any(...watched) : fromBoolean(organizations.length > 0, "Detector");
    return all(isWatched, ...organizations.map(takesAllIn));
  },
});

function takesAllIn(p: Reading<Organization>): Answer {
  return any(is(p.autoEnableOrganizationMembers, "ALL"), is(p.autoEnable, true));
}

export const guarddutyDetectorEnabled = detector.rule({
  id: "guardduty-detector-enabled",
  title: "Detectors of GuardDuty are switched on",
  severity: "high",
  controls: { hipaa: ["164.308(a)(6)(ii)"] },
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html",
  says: "is suspended",
  fix: "Set enable: true or leave it out.",
  remedy: { enable: true },
  requires: (p) => notFalse(p.enable),
});
