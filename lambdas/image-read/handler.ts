import { CircuitOpen } from "../circuit-breaker/breaker";
import { dicomJson, type JsonInstance } from "../dicom/dicom-json";
import { frameIdOf, type ImageSetMetadata } from "../dicom/image-set";
import { MOST_ANSWER_BYTES, type ReaderTenant } from "./contract";
import { askedOf, partOf, type Refusal, type Wish } from "./core";
import { ImagesTimeout, type Images, type Log } from "./ports";

export interface ReadPorts {
  readonly images: Images;
  readonly log: Log;
  readonly tenants: Readonly<Record<string, ReaderTenant>>;
}

/** What API Gateway hands on (API Gateway Developer Guide, "Output format of a Lambda function for proxy integration"). */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

const STATUS: Readonly<Record<Refusal, readonly [number, string]>> = {
  malformed: [400, "The request can't be read."],
  forbidden: [403, "The caller may not read this."],
  "not-found": [404, "There is nothing of that name."],
  "too-large": [413, "The answer is too large. Ask for a range of bytes, or for a smaller part."],
  "range-not-satisfiable": [416, "The range begins behind the last byte."],
  timeout: [504, "The images took too long. Try again later."],
  unavailable: [503, "The images do not answer. Try again later."],
};

/** PHI stays with whom it was sent to. */
const PRIVATE = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" };

/** Answers one request for one organisation, from that organisation's data store alone. */
export function createHandler({ images, log, tenants }: ReadPorts) {
  const answer = async ({ datastoreId }: ReaderTenant, wish: Wish): Promise<Answer> => {
    const sets = await images.search(datastoreId, wish.study);
    if (wish.kind === "study")
      return sets.length === 0 ? refuse("not-found") : json({ study: wish.study, imageSets: sets });
    const instances: JsonInstance[] = [];
    for (const imageSetId of sets) {
      const metadata = await images.metadata(datastoreId, imageSetId);
      if (wish.kind === "series") instances.push(...(dicomJson(metadata, wish.series) ?? []));
      else {
        const frame = await frameAnswer(datastoreId, imageSetId, metadata, wish);
        if (frame !== undefined) return frame;
      }
    }
    return instances.length === 0 ? refuse("not-found") : json(instances, "application/dicom+json");
  };

  const frameAnswer = async (
    datastoreId: string,
    imageSetId: string,
    metadata: ImageSetMetadata,
    { series, instance, frame, range }: Wish & { kind: "frame" },
  ): Promise<Answer | undefined> => {
    const frameId = frameIdOf(metadata, series, instance, frame);
    if (frameId === undefined) return undefined;
    const { bytes, type } = await images.frame(datastoreId, imageSetId, frameId);
    const part = partOf(bytes.length, range, MOST_ANSWER_BYTES);
    if (part.kind === "refused") return refuse(part.refusal);
    const { first, end, partial } = part;
    return {
      statusCode: partial ? 206 : 200,
      headers: {
        ...PRIVATE,
        "content-type": type,
        "accept-ranges": "bytes",
        ...(partial && { "content-range": `bytes ${first}-${end - 1}/${bytes.length}` }),
      },
      body: Buffer.from(bytes.subarray(first, end)).toString("base64"),
      isBase64Encoded: true,
    };
  };

  return async (event: unknown): Promise<Answer> => {
    const asked = askedOf(event, tenants);
    const given =
      asked.kind === "refused"
        ? refuse(asked.refusal)
        : await answer(asked.tenant, asked.wish).catch((error: unknown) => {
            // An image set that was deleted between the search and the reading.
            if ((error as Error).name === "ResourceNotFoundException") return refuse("not-found");
            if (error instanceof ImagesTimeout) return refuse("timeout");
            if (error instanceof CircuitOpen) return refuse("unavailable", error.retryAfterSeconds);
            throw error;
          });
    log.info("answered", {
      status: given.statusCode,
      asked: asked.kind === "refused" ? asked.refusal : asked.wish.kind,
      bytes: given.body.length,
    });
    return given;
  };
}

function json(body: object, type = "application/json"): Answer {
  const text = JSON.stringify(body);
  if (Buffer.byteLength(text) > MOST_ANSWER_BYTES) return refuse("too-large");
  return {
    statusCode: 200,
    headers: { ...PRIVATE, "content-type": type },
    body: text,
    isBase64Encoded: false,
  };
}

function refuse(refusal: Refusal, retryAfterSeconds?: number): Answer {
  const [statusCode, title] = STATUS[refusal];
  return {
    statusCode,
    headers: {
      ...PRIVATE,
      "content-type": "application/problem+json",
      ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
    },
    body: JSON.stringify({ type: "about:blank", title, status: statusCode, code: refusal }),
    isBase64Encoded: false,
  };
}
