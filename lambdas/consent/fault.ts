import type { z } from "zod";

/** Why something was not taken: a path, and what was wanted there. Neither holds a value that came. */
export interface Fault {
  readonly kind: "refused";
  readonly field: string;
  readonly wanted: string;
}

/** The first fault that a schema found. */
export function faultIn({ issues: [issue] }: z.ZodError): Fault {
  const at = issue?.path.map(String).join(".") ?? "";
  const field = at === "" ? "body" : at;
  if (issue?.code === "unrecognized_keys") {
    // A name that nobody knows may be anything, a patient's too.
    return { kind: "refused", field, wanted: "must have no fields that have no meaning here" };
  }
  const missing = issue?.code === "invalid_type" && issue.message.endsWith("received undefined");
  const wanted = missing ? "must be there" : (issue?.message ?? "must be a change of consent");
  return { kind: "refused", field, wanted: wanted.startsWith("must") ? wanted : "must have another type or value" };
}
