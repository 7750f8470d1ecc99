type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Pattern = { readonly [key: string]: readonly Matcher[] | Pattern | readonly Pattern[] };
type Matcher =
  | Json
  | { readonly "anything-but": readonly Json[] }
  | { readonly numeric: readonly [">=", number] }
  | { readonly prefix: string };

/**
 * Whether an event matches a pattern, as far as our patterns go: exact values, `anything-but`, `numeric` with `>=`, `prefix`, `$or`.
 * A field whose value is a list matches when one of its elements does (EventBridge User Guide, "Event patterns").
 */
export function matchesEvent(pattern: object, event: object): boolean {
  return fits(pattern as Pattern, event as { [key: string]: Json });
}

function fits(pattern: Pattern, event: Json): boolean {
  if (Array.isArray(event)) return event.some((element: Json) => fits(pattern, element));
  if (typeof event !== "object" || event === null) return false;
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === "$or") return (wanted as readonly Pattern[]).some((one) => fits(one, event));
    const value = (event as { readonly [key: string]: Json | undefined })[key];
    if (value === undefined) return false;
    return Array.isArray(wanted) ? anyOf(wanted as readonly Matcher[], value) : fits(wanted as Pattern, value);
  });
}

function anyOf(matchers: readonly Matcher[], value: Json): boolean {
  const values: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [value];
  return values.some((one) => matchers.some((matcher) => holds(matcher, one)));
}

function holds(matcher: Matcher, value: Json): boolean {
  if (typeof matcher !== "object" || matcher === null) return matcher === value;
  if ("anything-but" in matcher) return !(matcher["anything-but"] as readonly Json[]).includes(value);
  if ("prefix" in matcher) return typeof value === "string" && value.startsWith((matcher as { prefix: string }).prefix);
  const [, least] = (matcher as { readonly numeric: readonly [">=", number] }).numeric;
  return typeof value === "number" && value >= least;
}
