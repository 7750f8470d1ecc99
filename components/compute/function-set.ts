import type * as pulumi from "@pulumi/pulumi";
import { LambdaFunction, type FunctionArgs } from "./function";

/** Makes one of a component's functions, called `<name>-<contract.name>`. */
export type MakeFunction = (own: Pick<FunctionArgs, "contract" | "role" | "environment">) => LambdaFunction;

/** Functions of one component, which share all but what they are, run as and are told. */
export function functionSet(
  name: string,
  shared: Omit<FunctionArgs, "contract" | "role" | "environment">,
  parent: pulumi.Resource,
): MakeFunction {
  return (own) => new LambdaFunction(`${name}-${own.contract.name}`, { ...shared, ...own }, { parent });
}
