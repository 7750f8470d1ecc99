import { dynamodbClient } from "../access-state/adapters";
import { remedyTable } from "../remediation/testing/remedy-table";
import { answering } from "../testing/answering";
import { suspendAccess } from "./adapters";

const CALLERS = ["c0".repeat(32), "c1".repeat(32)] as const;
type Item = Readonly<Record<string, { readonly S: string }>>;

remedyTable("access-suspend", {
  action: "suspend-access",
  targets: CALLERS,
  changes: { suspendHours: 24 },
  world: ({ through }) => {
    const until = new Map<string | undefined, string | undefined>();
    const dynamo = answering(dynamodbClient(), through, (name, input) => {
      if (name.startsWith("Put")) {
        const item = input["Item"] as Item;
        return until.set(item["caller"]?.S, item["until"]?.S);
      }
      const found = until.get((input["Key"] as Item)["caller"]?.S);
      return { Item: found === undefined ? undefined : { until: { S: found } } };
    });
    // Of the time alone whether there is one: it is the clock's and a day.
    return { remedy: suspendAccess(dynamo, "access"), kept: () => [...until.keys()].sort() };
  },
});
