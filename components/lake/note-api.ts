import type { ApiDocument } from "../api/open-api";

export const SEND_NOTE = "sendNote";

/** Fields of a note that have to be there, and the others; lambdas/note-intake/core.ts has them too, and a test compares them. */
export const REQUIRED_FIELDS = ["noteId", "clinicId", "patientId", "kind", "writtenAt", "text"] as const;
export const OPTIONAL_FIELDS = ["outcome"] as const;

const DESCRIPTIONS: Readonly<Record<(typeof REQUIRED_FIELDS)[number] | (typeof OPTIONAL_FIELDS)[number], string>> = {
  noteId:
    "The sender's own number of the note, a text of 1 to 64 letters, digits, dots, hyphens or underscores. Of two notes with the same one the later counts.",
  clinicId: "Whose patient it is about, a text of the same kind.",
  patientId: "The clinic's number of the patient, a text of the same kind.",
  kind: "visit, telephone or outreach-call.",
  writtenAt: "When it was written, in UTC, such as 2026-11-22T10:00:00Z.",
  text: "The note, a text of 1 to 100,000 characters.",
  outcome: "How a call ended: reached or not-reached.",
};

/**
 * The intake of care notes. API Gateway refuses what is no object, lacks a field or has one too many, and says which. It does not say
 * which field has a wrong type or shape, so the schema leaves these to the function, whose answer names the field.
 */
export const noteApi: ApiDocument = {
  title: "Care notes",
  version: "1",
  description: "Takes care notes into the lake.",
  paths: {
    "/notes": {
      post: {
        operationId: SEND_NOTE,
        summary: "Sends one care note.",
        parameters: [
          {
            name: "Idempotency-Key",
            in: "header",
            required: false,
            description:
              "What the sender calls this request, 1 to 255 visible ASCII characters, in quotes or not: the request sent again within 24 hours gets the first answer, and the note is kept once. Of requests without one, those are the same whose notes are in all fields.",
            schema: { type: "string" },
          },
        ],
        bodySchema: "CareNote",
        responses: {
          "202": { description: "The note was taken, now or when it was sent before." },
          "400": { description: "The note is not as it has to be; `field` says where." },
          "403": { description: "The caller may not send notes." },
          "409": {
            description: "The same request is being worked on; `Retry-After` says for how many seconds at the most.",
          },
          "422": { description: "The `Idempotency-Key` was used for another note." },
        },
      },
    },
  },
  schemas: {
    CareNote: {
      type: "object",
      required: [...REQUIRED_FIELDS],
      additionalProperties: false,
      properties: Object.fromEntries(
        Object.entries(DESCRIPTIONS).map(([field, description]) => [field, { description }]),
      ),
    },
  },
};
