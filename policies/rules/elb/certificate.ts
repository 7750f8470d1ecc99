import { fromBoolean, unknown, type Answer } from "../../answer";
import { pathOf, referencesOf, valueOf, type Reading } from "../../reading";
import { typeOf } from "../../resource";
import { UNKNOWN } from "../../value";

const ACM_TYPES: ReadonlySet<string> = new Set([
  "aws:acm/certificate:Certificate",
  "aws:acm/certificateValidation:CertificateValidation",
]);
const IAM_TYPE = "aws:iam/serverCertificate:ServerCertificate";

/**
 * A certificate of AWS Certificate Manager, by its ARN or by the resource it comes from. IAM server certificates renew by hand alone.
 * All listeners of a classic load balancer share one list of references, so a list with both kinds leaves it open.
 */
export function fromCertificateManager(r: Reading<unknown>): Answer {
  const value = valueOf(r);
  if (value !== UNKNOWN) return fromBoolean(/^arn:aws[a-z-]*:acm:/.test(String(value)), pathOf(r));
  const types = (referencesOf(r) ?? []).map(typeOf);
  const isIam = types.includes(IAM_TYPE);
  const isAcm = types.some((type) => ACM_TYPES.has(type));
  if (isAcm === isIam) return unknown(pathOf(r));
  return fromBoolean(isAcm, pathOf(r));
}
