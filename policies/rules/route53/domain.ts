import type { RegisteredDomainArgs } from "@pulumi/aws/route53domains";
import { all } from "../../answer";
import { notFalse } from "../../predicates";
import { on } from "../../rule";

const domain = on<RegisteredDomainArgs>(
  "aws:route53domains/registeredDomain:RegisteredDomain",
  "aws:route53domains/domain:Domain",
);

export const route53DomainTransferLock = domain.rule({
  id: "route53-domain-transfer-lock",
  title: "Domains are locked against transfer to another registrar",
  severity: "medium",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)"] },
  source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/domain-lock.html",
  says: "can be moved to another registrar",
  fix: "Set transferLock: true or leave it out.",
  remedy: { transferLock: true },
  requires: (p) => notFalse(p.transferLock),
});

export const route53DomainPrivacy = domain.rule({
  id: "route53-domain-privacy",
  title: "The contacts of domains are not published",
  severity: "low",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/domain-privacy-protection.html",
  says: "has its contacts published",
  fix: "Set registrantPrivacy, adminPrivacy and techPrivacy: true or leave them out.",
  remedy: { registrantPrivacy: true, adminPrivacy: true, techPrivacy: true },
  // The provider wants the same for all three.
  requires: (p) => all(notFalse(p.registrantPrivacy), notFalse(p.adminPrivacy), notFalse(p.techPrivacy)),
});
