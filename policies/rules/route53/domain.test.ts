import { testRule, unknownValue } from "../../testing/rule-tester";
import { route53DomainPrivacy, route53DomainTransferLock } from "./domain";

const another = { name: "another type", type: "aws:route53/zone:Zone", props: {}, because: "other-type" } as const;
const DOMAIN = "aws:route53domains/domain:Domain";
const domainName = "example.org";

testRule(route53DomainTransferLock, {
  valid: [
    { name: "locked", props: { domainName, transferLock: true } },
    { name: "left out", props: { domainName } },
  ],
  invalid: [{ name: "unlocked", props: { domainName, transferLock: false }, finds: "transferLock" }],
  notJudged: [
    another,
    { name: "not known yet", props: { transferLock: unknownValue }, because: "unknown", finds: "transferLock" },
  ],
  alike: [DOMAIN],
});

testRule(route53DomainPrivacy, {
  valid: [
    { name: "hidden", props: { domainName, registrantPrivacy: true, adminPrivacy: true, techPrivacy: true } },
    { name: "left out", props: { domainName } },
  ],
  invalid: [
    {
      name: "published",
      props: { domainName, registrantPrivacy: false, adminPrivacy: false, techPrivacy: false },
      finds: ["registrantPrivacy", "adminPrivacy", "techPrivacy"],
    },
    { name: "registrant", props: { domainName, registrantPrivacy: false }, finds: "registrantPrivacy" },
    { name: "administrator", props: { domainName, adminPrivacy: false }, finds: "adminPrivacy" },
    { name: "technician", props: { domainName, techPrivacy: false }, finds: "techPrivacy" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { adminPrivacy: unknownValue }, because: "unknown", finds: "adminPrivacy" },
  ],
  alike: [DOMAIN],
});
