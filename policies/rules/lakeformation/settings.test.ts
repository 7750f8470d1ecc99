import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { lakeformationExternalFilteringOff, lakeformationNoIamAllowedPrincipals } from "./settings";

const another = {
  name: "another type",
  type: "aws:lakeformation/resource:Resource",
  props: {},
  because: "other-type",
} as const;
const lake = { admins: ["arn:aws:iam::111122223333:role/data-lake-admin"] };
const steward = { principal: "arn:aws:iam::111122223333:role/steward", permissions: ["ALL"] };
const everyone = { principal: "IAM_ALLOWED_PRINCIPALS", permissions: ["ALL"] };

testRule(lakeformationNoIamAllowedPrincipals, {
  valid: [
    {
      name: "a named role",
      props: { ...lake, createDatabaseDefaultPermissions: [steward], createTableDefaultPermissions: [steward] },
    },
    { name: "left out: cleared", props: lake },
    { name: "empty", props: { ...lake, createDatabaseDefaultPermissions: [], createTableDefaultPermissions: [] } },
    {
      name: "the group without permissions",
      props: { ...lake, createTableDefaultPermissions: [{ ...everyone, permissions: [] }] },
    },
  ],
  invalid: [
    {
      name: "tables",
      props: { ...lake, createTableDefaultPermissions: [everyone] },
      finds: "createTableDefaultPermissions[0].principal",
    },
    {
      name: "databases",
      props: { ...lake, createDatabaseDefaultPermissions: [steward, everyone] },
      finds: "createDatabaseDefaultPermissions[1].principal",
    },
    {
      name: "one permission",
      props: { ...lake, createTableDefaultPermissions: [{ ...everyone, permissions: ["SELECT"] }] },
      finds: "createTableDefaultPermissions[0].principal",
    },
  ],
  notJudged: [
    another,
    {
      name: "principal not known yet",
      props: { ...lake, createTableDefaultPermissions: [{ ...everyone, principal: unknownString }] },
      because: "unknown",
      finds: "createTableDefaultPermissions[0].principal",
    },
  ],
});

testRule(lakeformationExternalFilteringOff, {
  valid: [
    { name: "off", props: { ...lake, allowExternalDataFiltering: false, allowFullTableExternalDataAccess: false } },
    { name: "left out", props: lake },
    {
      name: "for named accounts",
      props: {
        ...lake,
        allowExternalDataFiltering: true,
        allowFullTableExternalDataAccess: true,
        externalDataFilteringAllowLists: ["444455556666"],
      },
    },
  ],
  invalid: [
    { name: "filtering", props: { ...lake, allowExternalDataFiltering: true }, finds: "allowExternalDataFiltering" },
    {
      name: "whole tables",
      props: { ...lake, allowFullTableExternalDataAccess: true },
      finds: "allowFullTableExternalDataAccess",
    },
    {
      name: "empty list",
      props: { ...lake, allowExternalDataFiltering: true, externalDataFilteringAllowLists: [] },
      finds: "allowExternalDataFiltering",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...lake, allowExternalDataFiltering: unknownValue },
      because: "unknown",
      finds: "allowExternalDataFiltering",
    },
  ],
});
