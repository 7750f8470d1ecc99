/** How often an instance of a function let a service alone, by stack and function; an alarm watches each. */
export const CIRCUIT_METRICS = { namespace: "phiguard/circuits", opened: "CircuitOpened" } as const;

/** What a function's openings are counted by. */
export const circuitDimensions = (
  environment: string,
  functionName: string,
): { readonly Environment: string; readonly FunctionName: string } => ({
  Environment: environment,
  FunctionName: functionName,
});
