import { isIPv4, isIPv6 } from "node:net";
import type { Call } from "./answering";
import type { Hashes } from "./ports";

/** Keyed hashes of where a call comes from; what nobody told is left out. */
export interface Origin {
  readonly device?: string;
  readonly network?: string;
}

/** Texts whose hashes are kept: of networks and programs, of which there are few, and never of patients. */
const MOST_KEPT = 1000;

/**
 * The device is what the issuer knows it by, or else the program that calls, as it names itself. The address is hashed without its last part,
 * and told in no other way.
 */
export function originOf(hashes: Hashes): (call: Pick<Call, "staff" | "origin">) => Promise<Origin> {
  const kept = new Map<string, Promise<string>>();
  const hash = (text: string): Promise<string> => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const made = hashes.hash(text);
    kept.set(text, made);
    made.catch(() => kept.delete(text));
    return made;
  };
  return async ({ staff, origin: { address, agent } }) => {
    const site = networkOf(address);
    const [device, network] = await Promise.all([
      staff.device ?? (agent === undefined ? undefined : hash(`agent ${agent}`)),
      site === undefined ? undefined : hash(`network ${site}`),
    ]);
    return { ...(device && { device }), ...(network && { network }) };
  };
}

/** The addresses that a site has together: 256 of IPv4, a /48 of IPv6 (RFC 6177). Undefined for what is no address. */
export function networkOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  if (isIPv4(address)) return `${address.split(".").slice(0, 3).join(".")}.0/24`;
  if (!isIPv6(address)) return undefined;
  const [left = "", right] = new URL(`http://[${address.split("%")[0]}]`).hostname.slice(1, -1).split("::");
  const groups = (part: string): string[] => (part === "" ? [] : part.split(":"));
  const after = right === undefined ? [] : groups(right);
  const zeros = Array<string>(8 - groups(left).length - after.length).fill("0");
  return `${[...groups(left), ...zeros, ...after].slice(0, 3).join(":")}::/48`;
}
