import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { createAction, type Remedy } from "./action";
import { dynamoClient, tableItems } from "./adapters";

/** A function's remedies as they are deployed. @param table what they keep themselves in: the variable TABLE. */
export function deployedAction(functionName: string, table: string, remedies: readonly Remedy<object>[]) {
  return createAction(functionName, {
    remedies,
    items: tableItems(dynamoClient(), table),
    audit: eventBridgeAudit(eventBridgeClient()),
    clock: () => new Date(),
    log: new Logger({ serviceName: functionName }),
  });
}
