import type { DataLakeSettingsArgs } from "@pulumi/aws/lakeformation";
import { all, any, not, unnamed, type Answer } from "../../answer";
import { every, is, notTrue, present } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";

const settings = on<DataLakeSettingsArgs>("aws:lakeformation/dataLakeSettings:DataLakeSettings");

interface DefaultPermission {
  readonly principal: string;
  readonly permissions: string[];
}

/** No default gives the virtual group of everyone whom IAM lets in anything at all. */
function givesIamNothing(defaults: Reading<unknown>): Answer {
  return every(defaults as Reading<DefaultPermission[]>, ({ principal, permissions }) =>
    not(all(is(principal, "IAM_ALLOWED_PRINCIPALS"), present(permissions)), pathOf(principal)),
  );
}

export const lakeformationNoIamAllowedPrincipals = settings.rule({
  id: "lakeformation-no-iam-allowed-principals",
  title: "New databases and tables are open to those alone whom Lake Formation lets in",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/lake-formation/latest/dg/change-settings.html",
  says: "opens new databases or tables to everyone whom IAM lets in, past Lake Formation",
  fix: "Take IAM_ALLOWED_PRINCIPALS out of createDatabaseDefaultPermissions and createTableDefaultPermissions; left out, both are cleared.",
  requires: (p) =>
    all(
      givesIamNothing(p.createDatabaseDefaultPermissions as Reading<unknown>),
      givesIamNothing(p.createTableDefaultPermissions as Reading<unknown>),
    ),
});

export const lakeformationExternalFilteringOff = settings.rule({
  id: "lakeformation-external-filtering-off",
  title: "No engine outside of Lake Formation filters the rows, other than those of named accounts",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/lake-formation/latest/dg/full-table-credential-vending.html",
  says: "hands whole tables to engines outside of Lake Formation, of whatever account",
  fix: "Leave allowExternalDataFiltering and allowFullTableExternalDataAccess out, or name the accounts in externalDataFilteringAllowLists.",
  remedy: { allowExternalDataFiltering: false, allowFullTableExternalDataAccess: false },
  requires: (p) => {
    const named = unnamed(present(p.externalDataFilteringAllowLists));
    return all(
      any(notTrue(p.allowExternalDataFiltering), named),
      any(notTrue(p.allowFullTableExternalDataAccess), named),
    );
  },
});
