import { fromBoolean, unknown, yes, type Answer } from "../../answer";
import { pathOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";
import { everyNamedText, inSnakeCase, isPointer } from "./named-texts";

/** Names, in snake case, that say their value is a credential; `secret_arn` and `token_url` don't. */
const CREDENTIAL_NAME =
  /(password|passwd|passphrase|secret|token|credentials?|(api|access|secret|private|signing|auth)_?key|access_key_id|_pwd|_pass)_?\d*$/;

/** What gives a credential away whatever its name: the published shapes of keys and tokens, and a password inside a URL or a setting. */
const CREDENTIAL_VALUES: readonly RegExp[] = [
  // AWS access key ids (IAM User Guide, "Unique identifiers").
  /(?<![A-Z0-9])(AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/,
  // AWS secret access keys: 40 characters with letters of both cases and digits.
  /(?<![A-Za-z0-9/+=])(?=[^\n]{0,39}[a-z])(?=[^\n]{0,39}[A-Z])(?=[^\n]{0,39}\d)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{22}/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10}/,
  /\b[rs]k_live_[A-Za-z0-9]{16}/,
  /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/,
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:[^\s:/@${]+@/i,
  /\b(password|pwd)\s*=\s*[^\s;${]{3}/i,
];

/**
 * The value is no credential. One that is not known yet counts as one only where its name says so: what AWS and other resources give back
 * under other names are ids, names and addresses.
 */
function noCredential(name: string, value: Reading<unknown>): Answer {
  const named = CREDENTIAL_NAME.test(inSnakeCase(name));
  const text = valueOf(value);
  if (text === UNKNOWN) return named ? unknown(pathOf(value)) : yes;
  if (typeof text !== "string") return yes;
  const isCredential = (named && !isPointer(text)) || CREDENTIAL_VALUES.some((pattern) => pattern.test(text));
  return fromBoolean(!isCredential, pathOf(value));
}

/** No text of the map or document looks like a credential; a document that is not known yet is unknown. */
export function noCredentialIn(r: Reading<unknown>): Answer {
  return valueOf(r) === UNKNOWN ? unknown(pathOf(r)) : everyNamedText(r, noCredential, pathOf(r));
}
