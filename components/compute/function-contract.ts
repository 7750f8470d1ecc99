import type { Statement } from "../access/policy-document";
import { ArgumentError, assertWhole } from "../errors";

/** What a function's code and the component that deploys it agree on; each `lambdas/<name>/contract.ts` has one. */
export interface FunctionContract {
  /** Folder in `lambdas/`, name of the bundle, and last part of the function's name. */
  readonly name: string;
  readonly description: string;
  /** Seconds, in [1, 900]. */
  readonly timeoutSeconds: number;
  /** MiB, in [128, 10240]. */
  readonly memoryMb: number;
  /** Names of the variables that it reads, each of which must be set. */
  readonly environment: readonly string[];
  /** A value of each variable that must have a form of its own, such as JSON: with it the bundle loads in a test. */
  readonly examples?: Readonly<Record<string, string>>;
  /** Every action of AWS that its code takes, in order. */
  readonly actions: readonly string[];
}

/** Throws ArgumentError where the contract is out of AWS's ranges, or what it is given differs from what it says. */
export function assertContract(
  name: string,
  contract: FunctionContract,
  given: { readonly environment: Readonly<Record<string, unknown>> },
): void {
  assertWhole("LambdaFunction", name, "contract.timeoutSeconds", contract.timeoutSeconds, 1, 900);
  assertWhole("LambdaFunction", name, "contract.memoryMb", contract.memoryMb, 128, 10_240);
  assertSame(name, "environment", "set exactly the variables", Object.keys(given.environment), contract.environment);
}

/** Throws ArgumentError unless the statements grant exactly the contract's actions. */
export function assertActions(name: string, contract: FunctionContract, statements: readonly Statement[]): void {
  const granted = statements.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => [Action].flat());
  assertSame(name, "statements", "grant exactly the actions", [...new Set(granted)], contract.actions);
}

function assertSame(
  name: string,
  argument: string,
  verb: string,
  got: readonly string[],
  wanted: readonly string[],
): void {
  const [ours, theirs] = [got, wanted].map((list) => [...list].sort().join(", "));
  if (ours !== theirs) {
    throw new ArgumentError("LambdaFunction", name, argument, `made to ${verb} of its contract (${theirs})`, ours);
  }
}
