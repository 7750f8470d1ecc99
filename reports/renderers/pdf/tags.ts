import { deflateSync, inflateSync } from "node:zlib";
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRawStream, PDFString } from "pdf-lib";
import type { PDFDocument, PDFObject } from "pdf-lib";

import { PdfError } from "../../errors";

/** What Chromium leaves open for a reader who hears the document. `labels`: heading of each place a link leads to, by its name. */
export function completeTags(document: PDFDocument, labels: Readonly<Record<string, string>>): void {
  mapRoles(document);
  giveListBodies(document);
  for (const page of document.getPages()) {
    markArtifacts(document, page.node);
    describeLinks(page.node, labels);
  }
}

/** Chromium names these as PDF 2.0 does; PDF 1.7 has no such types. */
function mapRoles({ context, catalog }: PDFDocument): void {
  const root = catalog.lookup(PDFName.of("StructTreeRoot"), PDFDict);
  root.set(PDFName.of("RoleMap"), context.obj({ Strong: "Span", Em: "Span" }));
}

/** A list item may hold a label and a body only; Chromium puts the item's content beside the label. */
function giveListBodies({ context }: PDFDocument): void {
  const kind = PDFName.of("S");
  const [item, label, body] = [PDFName.of("LI"), PDFName.of("Lbl"), PDFName.of("LBody")];
  for (const [reference, element] of context.enumerateIndirectObjects()) {
    if (!(element instanceof PDFDict) || element.get(kind) !== item) continue;
    const kids = element.lookup(PDFName.of("K"));
    if (!(kids instanceof PDFArray)) continue;
    const isLabel = (kid: PDFObject) => context.lookupMaybe(kid, PDFDict)?.get(kind) === label;
    const content = kids.asArray().filter((kid) => !isLabel(kid));
    const wrapped = context.register(context.obj({ Type: "StructElem", S: body, P: reference, K: content }));
    for (const kid of content) context.lookupMaybe(kid, PDFDict)?.set(PDFName.of("P"), wrapped);
    element.set(PDFName.of("K"), context.obj([...kids.asArray().filter(isLabel), wrapped]));
  }
}

const PAINTS = /(^|\s)(ET|f\*?|F|S|s|B\*?|b\*?|Do|sh)$/m;

/** Backgrounds and the lines at the foot of a page are neither read aloud nor left undeclared. */
function markArtifacts({ context }: PDFDocument, page: PDFDict): void {
  const reference = page.get(PDFName.of("Contents"));
  const stream = context.lookup(reference);
  if (!(stream instanceof PDFRawStream)) throw new PdfError("Chromium printed a page without content of its own.");
  const text = inflateSync(stream.contents).toString("latin1");
  const marked = Buffer.from(withArtifacts(text), "latin1");
  const contents = deflateSync(marked);
  const dict = stream.dict.clone(context);
  dict.set(PDFName.of("Length"), context.obj(contents.length));
  page.set(PDFName.of("Contents"), context.register(PDFRawStream.of(dict, contents)));
}

/** Wraps what paints outside of marked content. Chromium writes one operator a line, and begins marked content outside of text objects. */
export function withArtifacts(content: string): string {
  const out: string[] = [];
  let depth = 0;
  let outside: string[] = [];
  const close = () => {
    out.push(...(PAINTS.test(outside.join("\n")) ? ["/Artifact BMC", ...outside, "EMC"] : outside));
    outside = [];
  };
  for (const line of content.split("\n")) {
    const begins = /B[DM]C$/.test(line);
    if (depth === 0 && !begins) {
      outside.push(line);
      continue;
    }
    if (depth === 0) close();
    out.push(line);
    if (begins) depth += 1;
    if (line === "EMC") depth -= 1;
  }
  close();
  return out.join("\n");
}

/** A link says where it leads: Chromium gives it a place or an address and no words. */
function describeLinks(page: PDFDict, labels: Readonly<Record<string, string>>): void {
  const annotations = page.lookupMaybe(PDFName.of("Annots"), PDFArray);
  for (let index = 0; index < (annotations?.size() ?? 0); index++) {
    const annotation = annotations!.lookup(index, PDFDict);
    if (annotation.lookup(PDFName.of("Subtype")) !== PDFName.of("Link")) continue;
    annotation.set(PDFName.of("Contents"), PDFHexString.fromText(describe(annotation, labels)));
  }
}

function describe(annotation: PDFDict, labels: Readonly<Record<string, string>>): string {
  const place = annotation.lookup(PDFName.of("Dest"));
  if (place instanceof PDFName) {
    const name = place.decodeText();
    return `To: ${labels[name] ?? name}`;
  }
  const address = annotation.lookupMaybe(PDFName.of("A"), PDFDict)?.lookup(PDFName.of("URI"));
  return address instanceof PDFString || address instanceof PDFHexString ? `To: ${address.decodeText()}` : "Link";
}
