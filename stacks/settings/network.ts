import { z } from "zod";
import { isPrivate, overlap, parseCidr, type Cidr } from "../../components/network/cidr";
import { flag, matching, oneOf, section, wholeIn } from "./values";

const block = z.string({ error: "must be an IPv4 block such as 10.90.0.0/16" }).refine(
  (text) => {
    const cidr = parseCidr(text);
    return cidr !== undefined && isPrivate(cidr);
  },
  { error: "must be a private IPv4 block such as 10.90.0.0/16, without bits behind its prefix" },
);

const transitGateway = section({
  /** A transit gateway that exists in the home region, shared with this account. */
  id: matching(/^tgw-[0-9a-f]{17}$/, "the id of a transit gateway such as tgw-0123456789abcdef0"),
  /** Blocks that are reached through it. */
  routes: z
    .array(block, { error: "must be a list of IPv4 blocks" })
    .min(1, { error: "must name one block at least" })
    .max(8, { error: "must name 8 blocks at most, as a network ACL has 20 rules" }),
  /** True keeps both directions of a flow in one zone, for firewalls that keep state. */
  applianceMode: flag().default(false),
});

const partnerService = section({
  /** Part of the endpoint's name. */
  id: matching(/^[a-z][a-z0-9-]{1,19}$/, "2 to 20 small letters, digits and hyphens that begin with a letter"),
  serviceName: matching(
    /^com\.amazonaws\.vpce\.[a-z0-9-]+\.vpce-svc-[0-9a-f]{17}$/,
    "the name of an endpoint service such as com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
  ),
  /** TCP ports that it listens on with TLS. */
  ports: z
    .array(wholeIn(1, 65_535), { error: "must be a list of ports" })
    .min(1, { error: "must name one port at least" })
    .default([443]),
  /** True answers the partner's own, verified name with the endpoint's addresses. */
  privateDns: flag().default(false),
});

/** `phiguard:network`. */
export const network = section({
  /** Block of the VPC, private, prefix in [16, 22]. */
  cidrBlock: z
    .string({ error: "must be a private IPv4 block such as 10.20.0.0/16" })
    .refine(
      (text) => {
        const block = parseCidr(text);
        return block !== undefined && isPrivate(block) && block.prefix >= 16 && block.prefix <= 22;
      },
      { error: "must be a private IPv4 block with a prefix in [16, 22], such as 10.20.0.0/16" },
    )
    .default("10.20.0.0/16"),
  /** Availability zones. */
  zones: wholeIn(2, 3).default(2),
  /** `single` is cheaper; `one-per-zone` survives the loss of a zone, and production must have it. */
  natGateways: oneOf(["single", "one-per-zone"]).default("one-per-zone"),
  transitGateway: transitGateway.optional(),
  /** Services of other organisations by PrivateLink. */
  partnerServices: z.array(partnerService, { error: "must be a list of services" }).default([]),
});

/** What no single key of `phiguard:network` can tell: the key, and the fault. */
export function networkFaults({
  cidrBlock,
  transitGateway: transit,
  partnerServices,
}: z.infer<typeof network>): readonly (readonly [key: string, fault: string])[] {
  const faults: [string, string][] = [];
  const routes = transit?.routes ?? [];
  routes.forEach((route, index) => {
    const others = [cidrBlock, ...routes.slice(0, index)];
    const met = others.find((other) => overlap(parseCidr(route) as Cidr, parseCidr(other) as Cidr));
    if (met === undefined) return;
    const what = met === cidrBlock ? `phiguard:network.cidrBlock (${met})` : `another route (${met})`;
    faults.push([`network.transitGateway.routes.${index}`, `must not overlap ${what}; got ${route}`]);
  });
  const ids = partnerServices.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) faults.push(["network.partnerServices", `must have different ids; ${twice} is there twice`]);
  return faults;
}
