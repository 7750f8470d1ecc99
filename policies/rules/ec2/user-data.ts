import { on } from "../../rule";
import { INSTANCE, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE, SPOT_REQUEST, type Compute } from "./compute";
import { everyUserData } from "./user-data-text";

const started = on<Compute>(INSTANCE, LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION, SPOT_REQUEST);

/** Published shapes of keys and tokens, whatever stands around them. */
const CREDENTIALS: readonly RegExp[] = [
  // AWS access key ids, long-lived and temporary (IAM User Guide, "Unique identifiers").
  /(?<![A-Z0-9])(AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/,
  /-----BEGIN ([A-Z]+ )*PRIVATE KEY( BLOCK)?-----/,
  /\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{22}/,
  /\bglpat-[\w-]{20}/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10}/,
  /\b[rs]k_live_[A-Za-z0-9]{16}/,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/,
];

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
  new RegExp(`--[a-z-]*${NAME}[ =]${VALUE}`, "gi"),
  /\bauthorization:[ \t]*(?:basic|bearer)[ \t]+([^\s"']{8,})/gi,
  // A password inside an address: postgres://claims:password@host.
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s:/@]{2,})@/gi,
  /\b[\w-]+:([^\s"':|]{4,})["']?[ \t]*\|[ \t]*(?:sudo[ \t]+)?chpasswd\b/g,
];

function holdsCredential(text: string): boolean {
  return (
    CREDENTIALS.some((shape) => shape.test(text)) ||
    WRITTEN_OUT.some((shape) => [...text.matchAll(shape)].some((match) => isSecret(match[1] as string)))
  );
}

function isSecret(value: string): boolean {
  return !LOOKED_UP.test(value) && !NO_SECRET.test(value);
}

export const ec2NoSecretsInUserData = started.rule({
  id: "ec2-no-secrets-in-user-data",
  title: "User data holds no password, key or token",
  severity: "high",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
  says: "holds a password, key or token in its user data",
  fix: "Keep it in Secrets Manager and let the script fetch it with the role of the instance: $(aws secretsmanager get-secret-value ...).",
  why: "Whoever may describe the instance, and every process on it, can read its user data; AWS advises against keeping secrets there.",
  requires: (p) => everyUserData(p, (text) => !holdsCredential(text)),
});
