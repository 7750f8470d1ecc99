import { testRule, unknownValue } from "../../testing/rule-tester";
import { guarddutyDetectorEnabled, guarddutyEnabledCentralized } from "./detector";

const DETECTOR = "aws:guardduty/detector:Detector";
const ORGANIZATION = "aws:guardduty/organizationConfiguration:OrganizationConfiguration";
const ADMIN = "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount";
const all = { type: ORGANIZATION, name: "o", props: { detectorId: "d", autoEnableOrganizationMembers: "ALL" } };
const isBaseline = true;
const MEMBERS = ["OrganizationConfiguration.autoEnableOrganizationMembers", "OrganizationConfiguration.autoEnable"];

testRule(guarddutyEnabledCentralized, {
  valid: [
    { name: "detector", props: { enable: true }, isBaseline },
    { name: "detector of the security account", props: {}, others: [all], isBaseline },
    { name: "management account", props: {}, others: [{ type: ADMIN, name: "a" }], isBaseline },
    { name: "detector made elsewhere", type: ORGANIZATION, props: all.props },
    { name: "as older providers write it", type: ORGANIZATION, props: { autoEnable: true } },
    { name: "one of two is on", props: { enable: false }, others: [{ type: DETECTOR, name: "d2" }], isBaseline },
  ],
  invalid: [
    { name: "none", type: "aws:securityhub/account:Account", props: {}, isBaseline, finds: "Detector" },
    { name: "suspended", props: { enable: false }, isBaseline, finds: "Detector.enable" },
    {
      name: "new accounts alone",
      props: {},
      others: [{ ...all, props: { autoEnableOrganizationMembers: "NEW" } }],
      isBaseline,
      finds: MEMBERS,
    },
    { name: "no accounts, not the baseline", type: ORGANIZATION, props: { autoEnable: false }, finds: MEMBERS },
    { name: "suspended in the security account", props: { enable: false }, others: [all], finds: "Detector.enable" },
  ],
  notJudged: [
    { name: "not the baseline", type: "aws:sqs/queue:Queue", props: {}, because: "exempt" },
    {
      name: "not known yet",
      props: { enable: unknownValue },
      isBaseline,
      because: "unknown",
      finds: "Detector.enable",
    },
  ],
});

testRule(guarddutyDetectorEnabled, {
  valid: [
    { name: "on", props: { enable: true } },
    { name: "left out", props: {} },
  ],
  invalid: [{ name: "suspended", props: { enable: false }, finds: "enable" }],
  notJudged: [
    { name: "another type", type: ORGANIZATION, props: {}, because: "other-type" },
    { name: "not known yet", props: { enable: unknownValue }, because: "unknown", finds: "enable" },
  ],
});
