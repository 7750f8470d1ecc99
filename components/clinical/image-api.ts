import { PATHS } from "../../lambdas/image-read/contract";
import type { ApiDocument, ApiOperation, ApiParameter } from "../api/open-api";

/** DICOM's UIDs (PS3.5 section 9.1). */
const UID = "^[0-9.]{1,64}$";

const inPath = (name: string, description: string, pattern: string): ApiParameter => ({
  name,
  in: "path",
  required: true,
  description,
  schema: { type: "string", pattern },
});

const TENANT = inPath("tenant", "Organisation whose images these are.", "^[a-z][a-z0-9-]{1,15}$");
const STUDY = inPath("study", "Study Instance UID.", UID);
const SERIES = inPath("series", "Series Instance UID.", UID);
const INSTANCE = inPath("instance", "SOP Instance UID.", UID);
const FRAME = inPath("frame", "Number of the frame, from one.", "^[1-9][0-9]{0,5}$");

const REFUSED = {
  "400": { description: "The request can't be read." },
  "403": { description: "Not the caller's organisation." },
  "404": { description: "There is nothing of that name." },
  "413": { description: "Too large for one answer." },
  "503": { description: "HealthImaging does not answer; Retry-After says when to come again." },
  "504": { description: "HealthImaging took too long." },
} as const;

function reading(
  operationId: string,
  summary: string,
  content: string,
  parameters: readonly ApiParameter[],
): { get: ApiOperation } {
  return { get: { operationId, summary, parameters, responses: { "200": { description: content }, ...REFUSED } } };
}

/** What viewers may read, after the paths of DICOMweb (PS3.18 section 10.4), below the organisation they belong to. */
export function imageApiDocument(ids: {
  readonly study: string;
  readonly series: string;
  readonly frame: string;
}): ApiDocument {
  return {
    title: "Images",
    version: "1",
    description: "Medical images of an organisation, for its viewers.",
    paths: {
      [PATHS.study]: reading(ids.study, "Image sets of a study.", "Ids of image sets.", [TENANT, STUDY]),
      [PATHS.series]: reading(ids.series, "Metadata of a series.", "The series' instances in the DICOM JSON model.", [
        TENANT,
        STUDY,
        SERIES,
      ]),
      [PATHS.frame]: reading(
        ids.frame,
        "One frame, as HealthImaging encodes it (HTJ2K); a part of it with the header Range.",
        "Bytes of the frame.",
        [TENANT, STUDY, SERIES, INSTANCE, FRAME],
      ),
    },
  };
}
