import { z } from "zod";
import { INCOMING, MOST_DOCUMENTS, PAGE_DOCUMENTS } from "../phi/contract";
import { destinationIn, documentId, type Destination, type DocumentRef } from "../phi/document";

export type Refusal =
  "too-large" | "missing" | "destination-unknown" | "not-json" | "documents-unreadable" | "too-many-documents";

/** One execution of the pipeline to start. */
export interface Start {
  /** Name of the execution: the document's id, so that a second start of the same version is known as such. */
  readonly name: string;
  readonly input: DocumentRef & Destination;
}

export type Page =
  | {
      readonly kind: "page";
      readonly starts: readonly Start[];
      readonly total: number;
      readonly next: number | undefined;
    }
  | { readonly kind: "refused"; readonly reason: Refusal };

const MANIFEST = z.object({
  documents: z
    .array(
      z.object({
        key: z.string().startsWith(INCOMING.batches).max(1024),
        versionId: z.string().min(1).max(1024),
      }),
    )
    .min(1),
});

/** Characters of a page, far below the 256 KiB that a state may hold. */
const MOST_CHARACTERS = 100_000;

/** The starts of a page, from the `from`th document on. A manifest that is wrong anywhere starts nothing. */
export function pageOf(
  bucket: string,
  manifest: DocumentRef,
  read: Uint8Array | "too-large" | "missing",
  from: number,
): Page {
  const refused = (reason: Refusal): Page => ({ kind: "refused", reason });
  const to = destinationIn(manifest.key, INCOMING.manifests);
  if (to === undefined) return refused("destination-unknown");
  if (typeof read === "string") return refused(read);
  const value = jsonIn(read);
  if (value === undefined) return refused("not-json");
  const parsed = MANIFEST.safeParse(value);
  if (!parsed.success) return refused("documents-unreadable");
  const { documents } = parsed.data;
  if (documents.length > MOST_DOCUMENTS) return refused("too-many-documents");
  const starts: Start[] = [];
  let characters = 0;
  for (const { key, versionId } of documents.slice(from, from + PAGE_DOCUMENTS)) {
    const start = {
      name: documentId(bucket, { key, versionId }),
      input: { key, versionId, arrivedAt: manifest.arrivedAt, ...to },
    };
    characters += JSON.stringify(start).length;
    if (starts.length > 0 && characters > MOST_CHARACTERS) break;
    starts.push(start);
  }
  const next = from + starts.length;
  return { kind: "page", starts, total: documents.length, next: next < documents.length ? next : undefined };
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
