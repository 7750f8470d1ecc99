import type { DocumentRef } from "../phi/document";

export interface Manifests {
  read(manifest: DocumentRef): Promise<Uint8Array | "too-large" | "missing">;
}
