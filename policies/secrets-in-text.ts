import { fromBoolean, unknown, yes, type Answer } from "./answer";
import { pathOf, valueOf, type Reading } from "./reading";
import { UNKNOWN } from "./value";
import { everyNamedText, inSnakeCase, isPointer } from "./named-texts";

/** Names, in snake case, that say their value is a credential; `secret_arn` and `token_url` don't. */
const CREDENTIAL_NAME =
  /(password|passwd|passphrase|secret|token|credentials?|(api|access|secret|private|signing|auth)_?key|access_key_id|_pwd|_pass)_?\d*$/;

/** Published shapes of keys and tokens, which give them away whatever stands around them. */
const KEYS: readonly RegExp[] = [
  // AWS access key ids, long-lived and temporary (IAM User Guide, "Unique identifiers").
  /(?<![A-Z0-9])(AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/,
  /-----BEGIN ([A-Z]+ )*PRIVATE KEY( BLOCK)?-----/,
  /\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{22}/,
  /\bglpat-[\w-]{20}/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10}/,
  /\b[rs]k_live_[A-Za-z0-9]{16}/,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/,
];

/** What else is a credential when it is a value: a secret access key, a password inside an address or a setting. */
const CREDENTIAL_VALUES: readonly RegExp[] = [
  ...KEYS,
  // AWS secret access keys: 40 characters with letters of both cases and digits.
  /(?<![A-Za-z0-9/+=])(?=[^\n]{0,39}[a-z])(?=[^\n]{0,39}[A-Z])(?=[^\n]{0,39}\d)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/,
  /[a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]*:[^\s:/@${]+@/i,
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

/** What a script looks up instead of holding it: a variable, the output of a command, a placeholder, the name or path of a secret. */
const LOOKED_UP = /^(\$|`|<|\{|%|\*|@|arn:|\/|ssm:|file:|https?:|[a-z0-9._-]+(\/[a-z0-9._-]+)+$)/;

const NO_SECRET = /^(true|false|null|none|required|optional|enabled?|disabled?)$/i;

/** A value that a script or a settings file writes out: up to a blank, a quote, a comma or the end of its line. */
const VALUE = "[\"']?([^\\s\"',;]{4,})";

/** Names that say their value is a secret: `DB_PASSWORD=`, `"apiKey": `, `--token `. Those that go on, such as `secret_arn`, do not. */
const NAME =
  "(?:password|passwd|passphrase|secret|token|api[_-]?key|(?:access|secret|private|auth|account|license)[_-]?key(?:[_-]?id)?)\\d*";

const WRITTEN_OUT: readonly RegExp[] = [
  new RegExp(`${NAME}["']?[ \\t]*(?:=>|[:=])[ \\t]*${VALUE}`, "gi"),
  new RegExp(`--[a-z-]{0,40}${NAME}[ =]${VALUE}`, "gi"),
  /\bauthorization:[ \t]*(?:basic|bearer)[ \t]+([^\s"']{8,})/gi,
  // A password inside an address: postgres://claims:password@host.
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s:/@]{2,})@/gi,
  /\b[\w-]{1,64}:([^\s"':|]{4,})["']?[ \t]*\|[ \t]*(?:sudo[ \t]+)?chpasswd\b/g,
];

/** A script or a settings file that writes a password, key or token out. */
export function holdsCredential(text: string): boolean {
  return (
    KEYS.some((shape) => shape.test(text)) ||
    WRITTEN_OUT.some((shape) => [...text.matchAll(shape)].some((match) => isSecret(match[1] as string)))
  );
}

function isSecret(value: string): boolean {
  return !LOOKED_UP.test(value) && !NO_SECRET.test(value);
}
