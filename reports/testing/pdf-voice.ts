import type { PDFPageProxy } from "pdfjs-dist";

import { STATES, STATE_WORDS } from "../model/state";

import type { Voice } from "./voices";

interface Node {
  readonly role?: string;
  readonly children?: readonly Node[];
  readonly type?: string;
  readonly id?: string;
}

/** State by citation as a screen reader hears it: from the headings that the PDF's tags name. `citation` matches one at a heading's start. */
export async function pdfVoice(pdf: Uint8Array, citation = /^(164\.\S+) /): Promise<Voice> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const found: [string, string][] = [];
  for (let number = 1; number <= document.numPages; number++) {
    for (const heading of await headingsOf(await document.getPage(number))) {
      const name = citation.exec(heading)?.[1];
      const state = STATES.find(
        (one) => heading.endsWith(STATE_WORDS[one]) && !heading.endsWith(`not ${STATE_WORDS[one]}`),
      );
      if (name !== undefined && state !== undefined) found.push([name, state]);
    }
  }
  await document.destroy();
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function headingsOf(page: PDFPageProxy): Promise<string[]> {
  const texts = new Map<string, string>();
  let open: string | undefined;
  for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
    if ("str" in item) {
      if (open !== undefined) texts.set(open, (texts.get(open) ?? "") + item.str);
    } else if (item.type === "beginMarkedContentProps") open = item.id;
    else if (item.type === "endMarkedContent") open = undefined;
  }
  const textOf = (node: Node): string =>
    node.type === "content" ? (texts.get(node.id ?? "") ?? "") : (node.children ?? []).map(textOf).join(" ");
  const headings = (node: Node): string[] =>
    node.role === "H4" ? [textOf(node).replace(/\s+/g, " ").trim()] : (node.children ?? []).flatMap(headings);
  return headings((await page.getStructTree()) as Node);
}
