import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { lakeformationPermissionNotAll } from "./permissions";

const analyst = "arn:aws:iam::111122223333:role/analyst";
const steward = "arn:aws:iam::111122223333:role/steward";
const grant = (permissions: unknown, rest: object = {}): object => ({
  principal: analyst,
  permissions,
  table: { databaseName: "billing", name: "claims" },
  ...rest,
});

testRule(lakeformationPermissionNotAll, {
  valid: [
    { name: "named permissions", props: grant(["SELECT", "DESCRIBE"]) },
    { name: "no grant option", props: grant(["SELECT"], { permissionsWithGrantOptions: [] }) },
    {
      name: "an administrator passes on",
      props: grant(["SELECT"], { principal: steward, permissionsWithGrantOptions: ["SELECT"] }),
      config: { administrators: [steward] },
    },
  ],
  invalid: [
    { name: "everything", props: grant(["ALL"]), finds: "permissions[0]" },
    { name: "everything, as the console calls it", props: grant(["SELECT", "SUPER"]), finds: "permissions[1]" },
    {
      name: "everything, for an administrator",
      props: grant(["ALL"], { principal: steward }),
      config: { administrators: [steward] },
      finds: "permissions[0]",
    },
    {
      name: "passed on",
      props: grant(["SELECT"], { permissionsWithGrantOptions: ["SELECT"] }),
      finds: "permissionsWithGrantOptions",
    },
    {
      name: "passed on by a role not known yet",
      props: grant(["SELECT"], { principal: unknownString, permissionsWithGrantOptions: ["SELECT"] }),
      finds: "permissionsWithGrantOptions",
    },
    {
      name: "passed on by another than the administrator",
      props: grant(["SELECT"], { permissionsWithGrantOptions: ["SELECT"] }),
      config: { administrators: [steward] },
      finds: "permissionsWithGrantOptions",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:lakeformation/lfTag:LfTag", props: {}, because: "other-type" },
    { name: "not known yet", props: grant(unknownValue), because: "unknown", finds: "permissions" },
    {
      name: "perhaps the administrator",
      props: grant(["SELECT"], { principal: unknownString, permissionsWithGrantOptions: ["SELECT"] }),
      config: { administrators: [steward] },
      because: "unknown",
      finds: "principal",
    },
  ],
});
