import type { PermissionsArgs } from "@pulumi/aws/lakeformation";
import { all, any, no, unnamed } from "../../answer";
import { absent, every, noneOf, oneOf } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { texts } from "../../rule-config";

const permissions = on<PermissionsArgs>("aws:lakeformation/permissions:Permissions");

const administrators = texts({
  name: "administrators",
  description: "ARNs of the data lake's administrators, who may pass permissions on.",
  fallback: [],
});

export const lakeformationPermissionNotAll = permissions.rule({
  id: "lakeformation-permission-not-all",
  title: "Lake Formation permissions name what they allow, and are not passed on",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/lake-formation/latest/dg/lf-permissions-reference.html",
  says: "allows everything, or lets its holder pass permissions on",
  fix: 'Name what is needed, e.g. permissions: ["SELECT", "DESCRIBE"], and leave permissionsWithGrantOptions out.',
  why: "A permission carries no classification, so each counts as one on patient data. Who administers the data lake is not written on it: name them in administrators.",
  config: [administrators],
  requires: (p, settings) => {
    const trusted = administrators.of(settings);
    return all(
      every(p.permissions, (permission) => noneOf(permission as Reading<string>, ["ALL", "SUPER"])),
      any(
        absent(p.permissionsWithGrantOptions),
        // Whoever the principal turns out to be, nobody is trusted.
        trusted.length === 0 ? no() : unnamed(oneOf(p.principal, trusted)),
      ),
    );
  },
});
