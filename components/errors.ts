import * as pulumi from "@pulumi/pulumi";

/**
 * A component was given an argument it can't use. The engine prints a RunError's message without a stack trace:
 * the fault is in the program's arguments, not in the component.
 */
export class ArgumentError extends pulumi.RunError {
  constructor(component: string, name: string, argument: string, wanted: string, got: unknown) {
    super(`${component} "${name}": ${argument} must be ${wanted}; got ${show(got)}`);
  }
}

function show(value: unknown): string {
  return typeof value === "string" ? `"${value}"` : String(JSON.stringify(value) ?? value);
}

/** Throws ArgumentError unless `value` is a whole number in [min, max]. */
export function assertWhole(
  component: string,
  name: string,
  argument: string,
  value: number,
  min: number,
  max: number,
): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new ArgumentError(component, name, argument, `a whole number in [${min}, ${max}]`, value);
  }
}

/** Throws ArgumentError unless `value` is one of `accepted`. */
export function assertOneOf<T>(
  component: string,
  name: string,
  argument: string,
  value: T,
  accepted: readonly T[],
): void {
  if (!accepted.includes(value)) {
    throw new ArgumentError(component, name, argument, `one of ${accepted.join(", ")}`, value);
  }
}
