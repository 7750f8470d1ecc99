import type { DocumentArgs } from "@pulumi/aws/ssm";
import { all, any, fromBoolean, implies, no, not, yes, type Answer } from "../../answer";
import { customerKey, every, is, matches, present } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { noCredentialIn } from "../../secrets-in-text";
import { UNKNOWN } from "../../value";
import { contentOf, type DocumentContent } from "./document-content";

const document = on<DocumentArgs>("aws:ssm/document:Document");

export const ssmDocumentNotPublic = document.rule({
  id: "ssm-document-not-public",
  title: "Documents of Systems Manager are not shared with everyone",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.PT-3", "PR.PT-4"],
  },
  source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html",
  says: "is shared with every AWS account",
  fix: 'Name account ids in permissions.account_ids in place of "All", or remove permissions.',
  remedy: { permissions: undefined },
  // A map keeps the provider's own spelling of its keys; programs are met with both.
  requires: (p) => all(sharedWithNamed(p.permissions.account_ids), sharedWithNamed(p.permissions.accountIds)),
});

/** Account ids are one text, parted by commas. */
function sharedWithNamed(accounts: unknown): Answer {
  return every(accounts as Reading<string[]>, (one) =>
    not(matches(one as Reading<string>, /(^|,)\s*all\s*(,|$)/i), pathOf(one as Reading<string>)),
  );
}

export const ssmSessionManagerEncrypted = document.rule({
  id: "ssm-session-manager-encrypted",
  title: "Sessions are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html",
  says: "starts sessions that no key of your own encrypts",
  fix: "Set inputs.kmsKeyId in content to the id or ARN of a customer managed key.",
  appliesWhen: (p) => is(p.documentType, "Session"),
  otherwise: "The document starts no session.",
  // A content that is not known yet and was made from a key names it.
  requires: (p) => customerKey(contentOf(p.content).inputs.kmsKeyId),
});

export const ssmSessionManagerLogged = document.rule({
  id: "ssm-session-manager-logged",
  title: "Sessions are recorded in an encrypted bucket or log group",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html",
  says: "starts sessions that are not recorded, or recorded where nothing asks for encryption",
  fix: "Set inputs.s3BucketName with s3EncryptionEnabled: true, or cloudWatchLogGroupName with cloudWatchEncryptionEnabled: true, in content.",
  appliesWhen: (p) => all(is(p.documentType, "Session"), passesShell(contentOf(p.content))),
  otherwise: "The document starts no session, or one that forwards a port, which Session Manager can't record.",
  requires: (p) => {
    const { inputs } = contentOf(p.content);
    const { s3BucketName: bucket, cloudWatchLogGroupName: group } = inputs;
    return all(
      implies(present(bucket), is(inputs.s3EncryptionEnabled, true)),
      implies(present(group), is(inputs.cloudWatchEncryptionEnabled, true)),
      any(present(bucket), present(group)),
    );
  },
});

function passesShell(content: Reading<DocumentContent>): Answer {
  return fromBoolean(is(content.sessionType, "Port").truth !== true, pathOf(content.sessionType));
}

/** What a script writes out: `export DB_PASSWORD=...`, `mysql --password "..."`; not a variable, a placeholder, a path or a command's output. */
const WRITTEN_OUT =
  /(password|passwd|passphrase|secret|token|(api|access|secret|private|auth)[_-]?key)["']?\s*(:|=|=>|\s)\s*["']?(?!arn:|ssm:|https?:|[\w.-]*\/)(?=[^\s"'$`{<]{6})[^\s"'$`{<]*\d/i;

export const ssmDocumentNoSecrets = document.rule({
  id: "ssm-document-no-secrets",
  title: "Documents of Systems Manager hold no password, key or token",
  severity: "high",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents.html",
  says: "holds a password, key or token in its content",
  fix: "Keep it in Secrets Manager or in a SecureString parameter, and let the step fetch it by name.",
  why: "Whoever may read the document reads what it holds, and so does the log of every command that it runs.",
  requires: (p) => {
    const text = valueOf(p.content);
    const written = typeof text === "string" && WRITTEN_OUT.test(text);
    const content = contentOf(p.content);
    return all(
      written ? no(pathOf(p.content)) : yes,
      noCredentialIn(p.content),
      valueOf(content) === UNKNOWN ? yes : noCredentialIn(content),
    );
  },
});
