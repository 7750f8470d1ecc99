import { createHash } from "node:crypto";
import { AFRelationship, ParseSpeeds, PDFDocument, PDFHexString, PDFName, PDFString } from "pdf-lib";

import { srgbProfile } from "./srgb-profile";
import { completeTags } from "./tags";
import { PRODUCER, xmpOf } from "./xmp";

export interface EmbeddedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly description: string;
  /** `data`: what the pages were made from, in a form for machines; `supplement`: more than the pages show. */
  readonly relation: "data" | "supplement";
  readonly content: string;
}

export interface ArchiveInput {
  /** As Chromium printed it: tagged, with outline. */
  readonly printed: Uint8Array;
  /** Heading of each place that a link leads to, by its name. */
  readonly labels: Readonly<Record<string, string>>;
  readonly title: string;
  readonly subject: string;
  /** ISO 8601 in UTC. */
  readonly asOf: string;
  /** Told apart from other documents by this, in hex. */
  readonly id: string;
  readonly files: readonly EmbeddedFile[];
}

/** Turns a tagged print into PDF/UA-1 and PDF/A-3a, with files inside. The clock is left out: the same input gives the same bytes. */
export async function archive(input: ArchiveInput): Promise<Uint8Array> {
  const { title, subject, asOf, id } = input;
  const document = await PDFDocument.load(input.printed, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
  const { context, catalog } = document;
  const date = `${asOf.slice(0, 19)}Z`;
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setSubject(subject);
  document.setLanguage("en");
  document.setCreator(PRODUCER);
  document.setProducer(PRODUCER);
  document.setCreationDate(new Date(date));
  document.setModificationDate(new Date(date));
  completeTags(document, input.labels);

  const metadata = context.stream(xmpOf({ title, subject, date }), { Type: "Metadata", Subtype: "XML" });
  catalog.set(PDFName.of("Metadata"), context.register(metadata));
  const profile = context.register(context.flateStream(srgbProfile(), { N: 3 }));
  const intent = context.obj({ Type: "OutputIntent", S: "GTS_PDFA1", DestOutputProfile: profile });
  intent.set(PDFName.of("OutputConditionIdentifier"), PDFString.of("sRGB IEC61966-2-1"));
  intent.set(PDFName.of("Info"), PDFString.of("sRGB IEC61966-2-1"));
  catalog.set(PDFName.of("OutputIntents"), context.obj([intent]));

  for (const file of input.files) {
    await document.attach(Buffer.from(file.content, "utf8"), file.name, {
      mimeType: file.mimeType,
      description: file.description,
      creationDate: new Date(date),
      modificationDate: new Date(date),
      afRelationship: file.relation === "data" ? AFRelationship.Data : AFRelationship.Supplement,
    });
  }
  const mark = PDFHexString.of(createHash("sha256").update(`${id} ${asOf}`).digest("hex").slice(0, 32));
  context.trailerInfo.ID = context.obj([mark, mark]);
  return document.save({ objectsPerTick: Number.POSITIVE_INFINITY, updateFieldAppearances: false });
}
