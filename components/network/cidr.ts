/** An IPv4 block as a 32-bit number and a prefix length. */
export interface Cidr {
  readonly base: number;
  readonly prefix: number;
}

/** `10.20.0.0/16` to numbers; undefined when it is no block or has bits set behind its prefix. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const octets = match.slice(1, 5).map(Number);
  const prefix = Number(match[5]);
  if (octets.some((octet) => octet > 255) || prefix > 32) return undefined;
  const base = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return base % 2 ** (32 - prefix) === 0 ? { base, prefix } : undefined;
}

/** Whether two blocks share an address. */
export function overlap(a: Cidr, b: Cidr): boolean {
  const size = 2 ** (32 - Math.min(a.prefix, b.prefix));
  return Math.floor(a.base / size) === Math.floor(b.base / size);
}

/** Inside one of the three private ranges of RFC 1918. */
export function isPrivate(cidr: Cidr): boolean {
  return ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].some((text) => {
    const range = parseCidr(text) as Cidr;
    return (
      cidr.prefix >= range.prefix &&
      Math.floor(cidr.base / 2 ** (32 - range.prefix)) * 2 ** (32 - range.prefix) === range.base
    );
  });
}

/** Prefix lengths of one zone's share, and of its public and private subnets. */
export interface SubnetMasks {
  readonly zoneMask: number;
  readonly publicMask: number;
  readonly privateMask: number;
}

/**
 * Each zone gets an equal power-of-two share of the block, half of it private, a sixteenth public; the rest stays free
 * for later. A public subnet holds gateways and load balancers alone, so it is small.
 */
export function subnetMasks(vpcPrefix: number, zones: number): SubnetMasks {
  const zoneMask = vpcPrefix + Math.ceil(Math.log2(zones));
  return { zoneMask, privateMask: zoneMask + 1, publicMask: zoneMask + 4 };
}
