/** The named variables of the environment; throws with the names of those that are missing. */
export function environment<const Names extends readonly string[]>(
  names: Names,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Record<Names[number], string> {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`the environment lacks ${missing.join(", ")}`);
  return Object.fromEntries(names.map((name) => [name, env[name] as string])) as Record<Names[number], string>;
}
