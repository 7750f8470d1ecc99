import type { GoldDocument } from "../../../synthetic/text/labelled";
import { isCovered, overlap } from "./letters";
import type { Found } from "./tally";

/** Letters shown on each side. */
const CONTEXT = 30;

/** A line for each Safe Harbor span that is not covered and each finding that is wrong, with what stands around it. */
export function missesOf({ text, spans, kind, noise, id }: GoldDocument, found: readonly Found[]): string[] {
  const covered = new Uint8Array(text.length);
  for (const { begin, end } of found) covered.fill(1, begin, end);
  const show = ({ begin, end }: { begin: number; end: number }): string => {
    const [before, after] = [text.slice(Math.max(0, begin - CONTEXT), begin), text.slice(end, end + CONTEXT)];
    return `${before}[${text.slice(begin, end)}]${after}`.replace(/\s+/g, " ");
  };
  const where = `${id} ${kind}${noise && `/${noise}`}`;
  return [
    ...spans
      .filter((span) => span.tier === "H" && !isCovered(text, span, covered))
      .map((span) => `missed ${span.sub}  ${where}: ${show(span)}`),
    ...found
      .filter((span) => !spans.some((of) => overlap(of, span)))
      .map((span) => `wrong ${span.category}  ${where}: ${show(span)}`),
  ];
}
