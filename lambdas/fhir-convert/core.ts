import { createHash } from "node:crypto";
import { z } from "zod";
import { INTAKE, type IntakeFormat, type IntakeMessage } from "./contract";

/** A file is in memory with all that comes of it, some fifty times its size. */
export const MOST_BYTES = 16 * 1024 ** 2;

const MESSAGE = z.object({
  bucket: z.string().min(1),
  key: z.string().min(1),
  version: z.string().min(1),
  sizeBytes: z.number().int().min(0),
  time: z.iso.datetime(),
});

/** Why a file is not even read, in words of a fixed list: a name may hold anything. */
export type Refusal =
  "message-malformed" | "another-bucket" | "no-intake-prefix" | "file-empty" | "file-too-large" | "file-missing";

export type Intake =
  | { readonly kind: "file"; readonly format: IntakeFormat; readonly message: IntakeMessage }
  | { readonly kind: "refuse"; readonly reason: Refusal; readonly message?: IntakeMessage };

/** What was dropped, by where it lies. */
export function intakeOf(body: string, inputBucket: string): Intake {
  const message = messageOf(body);
  if (message === undefined) return { kind: "refuse", reason: "message-malformed" };
  if (message.bucket !== inputBucket) return { kind: "refuse", reason: "another-bucket" };
  const formats = Object.keys(INTAKE) as IntakeFormat[];
  const format = formats.find((one) => message.key.startsWith(INTAKE[one]) && message.key !== INTAKE[one]);
  if (format === undefined) return { kind: "refuse", reason: "no-intake-prefix" };
  if (message.sizeBytes === 0) return { kind: "refuse", reason: "file-empty", message };
  if (message.sizeBytes > MOST_BYTES) return { kind: "refuse", reason: "file-too-large", message };
  return { kind: "file", format, message };
}

function messageOf(body: string): IntakeMessage | undefined {
  try {
    return MESSAGE.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/** A file's id: the same content is the same file, whatever it is called and however often it comes. Not keyed: only for names within the bucket. */
export function fileId(format: IntakeFormat, bytes: Uint8Array): string {
  return createHash("sha256").update(`${format}\n`).update(bytes).digest("hex");
}

/** The id of a file that is not read, by its version. */
export const unreadId = (body: string): string => createHash("sha256").update(`unread\n${body}`).digest("hex");

/** What the receipt, the lineage and the audit say of a file. */
export interface Counts {
  readonly converted: number;
  readonly quarantined: number;
  readonly unmapped: number;
  readonly resources: number;
}
