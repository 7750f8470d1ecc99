import { oncePerStack } from "../../once-per-stack";
import type { StackIndex } from "../../stack-index";
import type { PropertyValue } from "../../value";
import { parsed } from "./flow-names";

/** The account that the stack is made in, where an ARN that AWS answered or the provider's allow list tells it. */
export const accountOfStack = oncePerStack(findAccount);

function findAccount(index: StackIndex): string | undefined {
  for (const { outputs, provider } of index.resources) {
    const arn = outputs?.["arn"];
    const made = typeof arn === "string" ? accountOfArn(arn) : undefined;
    if (made !== undefined) return made;
    const allowed = provider?.properties["allowedAccountIds"];
    const [only, ...more] = listOf(typeof allowed === "string" ? parsed(allowed) : allowed);
    if (typeof only === "string" && more.length === 0) return only;
  }
  return undefined;
}

function listOf(value: PropertyValue): readonly PropertyValue[] {
  return Array.isArray(value) ? value : [];
}

/** `arn:aws:logs:us-east-1:111122223333:...` */
export function accountOfArn(arn: string): string | undefined {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];
}

export function regionOfArn(arn: string): string | undefined {
  return /^arn:[^:]*:[^:]*:([^:]+):/.exec(arn)?.[1];
}
