import { assemble, type GoldDocument, type Piece } from "../../../synthetic/text/labelled";
import { LABELS, type Sub } from "../../../synthetic/text/labels";
import ccda from "./ccda.json";
import deidgate from "./deidgate.json";
import dicom from "./dicom.json";
import fhir from "./fhir.json";
import hl7 from "./hl7.json";
import openmed from "./openmed.json";
import portal from "./portal.json";

/**
 * Texts that packages carry as samples, fictional by their authors' word; NOTICE names the packages, their versions and licences. Identifiers
 * were labelled here, `[[SUB|text]]`: in notes and messages by hand; in C-CDA, FHIR, DICOM and the download of a portal by the element, path,
 * attribute or key that holds them, the prose among it by hand. Of one HL7 message some segments were left out, of DICOM what is no text; else
 * nothing was put in or left out. Neither right nor wrong to find (as a state) are names of insurers, ids such as `f201` that a server gave,
 * and titles of application entities.
 */
const SOURCES: Readonly<Record<string, readonly string[]>> = { openmed, deidgate, hl7, fhir, ccda, dicom, portal };

export function foreignDocuments(): GoldDocument[] {
  return Object.entries(SOURCES).flatMap(([source, texts]) =>
    texts.map((text, index) => ({
      id: `${source}-${index}`,
      kind: `foreign-${source}`,
      noise: "",
      ...assemble(piecesOf(text)),
    })),
  );
}

/** Throws for a label that there is not. */
export function piecesOf(text: string): Piece[] {
  return text.split(/(\[\[\w+\|[^\]]+\]\])/).map((part) => {
    const [, sub, marked] = /^\[\[(\w+)\|([^\]]+)\]\]$/.exec(part) ?? [];
    if (sub === undefined || marked === undefined) return part;
    if (!Object.hasOwn(LABELS, sub)) throw new Error(`there is no label ${sub}`);
    return { text: marked, sub: sub as Sub };
  });
}
