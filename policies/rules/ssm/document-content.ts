import { parse } from "yaml";
import { ReadLog, readResource, resourceOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN, type PropertyObject, type PropertyValue } from "../../value";

/** What a session document says of its sessions (Systems Manager User Guide, "Session document schema"). */
export interface DocumentContent {
  readonly sessionType: string;
  readonly inputs: {
    readonly kmsKeyId: string;
    readonly s3BucketName: string;
    readonly s3EncryptionEnabled: boolean;
    readonly cloudWatchLogGroupName: string;
    readonly cloudWatchEncryptionEnabled: boolean;
  };
}

/** The content of a document, written as JSON or YAML; one that parses as neither reads as unknown. */
export function contentOf(content: Reading<string>): Reading<DocumentContent> {
  const text = valueOf(content);
  const read: PropertyValue = typeof text === "string" ? parsed(text) : text;
  const inputs: PropertyObject = { content: read };
  return readResource<{ content: DocumentContent }>({ ...resourceOf(content), inputs }, new ReadLog()).content;
}

function parsed(text: string): PropertyValue {
  try {
    // YAML takes JSON in.
    return parse(text) as PropertyValue;
  } catch {
    return UNKNOWN;
  }
}
