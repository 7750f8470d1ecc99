/**
 * A resource may name the waiver that covers it, so that who reads the program knows. The engine hands a policy few options of a resource
 * before it is made; the list of additional secret outputs is one of them, is kept in the state, and names what does not exist without
 * effect: the name of an output that no resource has marks the waiver. It does nothing without an approved entry in the waiver file.
 */
const MARK = "phiguard:waiver:";

/** Resource options that name waivers: `new aws.s3.Bucket("raw", args, { ...opts, ...waivedBy("W-12") })`. */
export function waivedBy(...ids: readonly string[]): { additionalSecretOutputs: string[] } {
  return { additionalSecretOutputs: ids.map((id) => `${MARK}${id}`) };
}

/** Ids of the waivers that a resource's options name. */
export function waiversNamedIn(additionalSecretOutputs: readonly string[]): string[] {
  return additionalSecretOutputs.filter((name) => name.startsWith(MARK)).map((name) => name.slice(MARK.length));
}
