import { createHash } from "node:crypto";
import type { Provenance } from "fhir/r4";
import type { Conversion } from "../fhir/convert/conversion";
import { faultText } from "../fhir/convert/claims/columns";
import { convertClaims } from "../fhir/convert/claims/file";
import { convertMessages } from "../fhir/convert/hl7/file";
import type { Ids } from "../fhir/convert/ids";
import type { Order } from "../fhir/convert/sayings";
import { utf8Text } from "../text/utf8";
import type { IntakeFormat } from "./contract";

/** A message or a row; `index` counts from 1, and is 0 for what is wrong with the file as a whole. */
export type Part =
  | {
      readonly kind: "converted";
      readonly index: number;
      /** The same message has the same, in whatever file it comes. */
      readonly id: string;
      readonly order: Order;
      readonly conversion: Conversion;
    }
  /** `reasons` are codes and places, never values; `text` is the message where the file says where it ends. */
  | { readonly kind: "refused"; readonly index: number; readonly reasons: readonly string[]; readonly text?: string };

export interface PartSettings {
  readonly ids: Ids;
  /** Offset of times that name none. */
  readonly zone: string | undefined;
  /** When the file was dropped, ISO 8601 in UTC. */
  readonly arrivedAt: string;
  readonly fileId: string;
}

type Parts = (bytes: AsyncIterable<Uint8Array>, settings: PartSettings) => AsyncGenerator<Part>;

/** The parts of a file, one after another, by its format. */
export const PARTS: Readonly<Record<IntakeFormat, Parts>> = { hl7: messageParts, claims: claimParts };

async function* messageParts(
  bytes: AsyncIterable<Uint8Array>,
  { ids, zone, arrivedAt }: PartSettings,
): AsyncGenerator<Part> {
  for await (const message of convertMessages(bytes, { ids, zone, convertedAt: arrivedAt })) {
    const { index, text } = message;
    if ("conversion" in message) {
      const { conversion } = message;
      const order = orderOf(saidAt(conversion) ?? arrivedAt, arrivedAt, index);
      yield { kind: "converted", index, id: hashOf(message.text), order, conversion };
    } else {
      yield { kind: "refused", index, reasons: [message.fault.message], ...(text !== undefined && { text }) };
    }
  }
}

async function* claimParts(
  bytes: AsyncIterable<Uint8Array>,
  { ids, arrivedAt, fileId }: PartSettings,
): AsyncGenerator<Part> {
  for await (const row of convertClaims(utf8Text(bytes), { ids, convertedAt: arrivedAt })) {
    const { index } = row;
    if ("conversion" in row) {
      const { conversion } = row;
      yield {
        kind: "converted",
        index,
        id: hashOf(`${fileId} ${index}`),
        order: orderOf(arrivedAt, arrivedAt, index),
        conversion,
      };
    } else yield { kind: "refused", index, reasons: row.faults.map(faultText) };
  }
}

/** The time of a message, which its Provenance has. */
function saidAt({ bundle }: Conversion): string | undefined {
  const found = (bundle.entry ?? []).find(({ resource }) => resource?.resourceType === "Provenance");
  return (found?.resource as Provenance | undefined)?.recorded;
}

/** Nothing is said after it has arrived: a sender whose clock is ahead does not win over all who come after. */
function orderOf(said: string, arrived: string, index: number): Order {
  const arrivedMs = Date.parse(arrived);
  return [Math.min(Date.parse(said), arrivedMs), arrivedMs, index];
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
