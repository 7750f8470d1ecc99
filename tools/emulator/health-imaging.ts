import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { readFile, type Attribute } from "../../lambdas/dicom/deidentify/data-set";
import type { Answer, Sent } from "../../lambdas/testing/aws-server";

/** Where its jobs read and write, by S3 URI. */
export interface Objects {
  /** Content by key below a prefix. */
  below(uri: string): Promise<ReadonlyMap<string, Uint8Array>>;
  write(uri: string, content: Uint8Array): Promise<void>;
}

interface Instance {
  readonly DICOM: Readonly<Record<string, unknown>>;
  readonly ImageFrames: readonly { readonly ID: string; readonly FrameSizeInBytes: number }[];
}

/** One series of a study: HealthImaging makes an image set of each. */
interface ImageSet {
  readonly study: string;
  readonly series: string;
  readonly described: Readonly<Record<string, unknown>>;
  readonly instances: Map<string, Instance>;
  readonly frames: Map<string, Uint8Array>;
}

interface Job {
  readonly datastoreId: string;
  readonly input: string;
  readonly output: string;
  readonly roleArn: string;
  status: "SUBMITTED" | "IN_PROGRESS" | "COMPLETED" | "FAILED";
}

/** What it tells the bus of an image set. */
export interface Told {
  readonly type: "Image Set Created" | "Image Set Updated" | "Image Set Deleted";
  readonly datastoreId: string;
  readonly imageSetId: string;
}

/** Keywords of the attributes that are told of in metadata (PS3.6). */
const KEYWORDS: Readonly<Record<string, string>> = {
  "00080016": "SOPClassUID",
  "00080018": "SOPInstanceUID",
  "00080060": "Modality",
  "00081030": "StudyDescription",
  "0020000D": "StudyInstanceUID",
  "0020000E": "SeriesInstanceUID",
  "0040A040": "ValueType",
  "0040A160": "TextValue",
  "0040A730": "ContentSequence",
};
const PIXEL_DATA = "7FE00010";

const idOf = (...parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);

/**
 * HealthImaging as far as the workload asks it, behind its own protocol: import jobs that read what lies in S3 and write their manifest there, image
 * sets, metadata and frames. Frames are handed out as they came in; the service would encode them anew.
 */
export class HealthImaging {
  readonly jobs = new Map<string, Job>();
  /** Image sets that nobody has been told of yet, in order. */
  readonly untold: Told[] = [];
  /** Input of jobs that fail as a whole. */
  readonly failing = new Set<string>();
  /** So many starts more are refused, as they come too fast. */
  throttles = 0;
  private readonly sets = new Map<string, Map<string, ImageSet>>();
  private readonly byToken = new Map<string, string>();

  /** @param may whether a role may do something with a resource; a job whose role may not read its input fails. */
  constructor(
    private readonly objects: Objects,
    private readonly may: (roleArn: string, action: string, resource: string) => boolean = () => true,
  ) {}

  /** Undefined for what is no call of HealthImaging. */
  async answer({ method, path, query, headers, body }: Sent): Promise<Answer | undefined> {
    const [, starts] = /^\/startDICOMImportJob\/datastore\/(\w+)$/.exec(path) ?? [];
    if (starts !== undefined) return this.start(starts, JSON.parse(body) as Readonly<Record<string, string>>);
    const [, , asked] = /^\/getDICOMImportJob\/datastore\/(\w+)\/job\/(\w+)$/.exec(path) ?? [];
    if (method === "GET" && asked !== undefined) return this.progress(asked);
    const [, store, rest = ""] = /^\/datastore\/(\w+)\/(.+)$/.exec(path) ?? [];
    if (store === undefined) return undefined;
    if (!headers["host"]?.startsWith("runtime-")) throw new Error("images are read from a host of their own");
    const of = this.sets.get(store) ?? new Map<string, ImageSet>();
    if (rest === "searchImageSets") return search(of, body, query["nextToken"]);
    const [, id, what] = /^imageSet\/(\w+)\/(getImageSetMetadata|getImageFrame)$/.exec(rest) ?? [];
    const set = of.get(id ?? "");
    if (set === undefined) return NOT_FOUND;
    if (what === "getImageSetMetadata") return { body: gzipSync(JSON.stringify(metadataOf(set))) };
    const frame = set.frames.get((JSON.parse(body) as { imageFrameId: string }).imageFrameId);
    return frame === undefined ? NOT_FOUND : { headers: { "content-type": "application/octet-stream" }, body: frame };
  }

  private start(datastoreId: string, asked: Readonly<Record<string, string>>): Answer {
    if (this.throttles > 0) {
      this.throttles -= 1;
      return error(429, "ThrottlingException");
    }
    const token = asked["clientToken"] ?? "";
    const jobId = this.byToken.get(token) ?? idOf(token);
    if (!this.byToken.has(token)) {
      this.byToken.set(token, jobId);
      this.jobs.set(jobId, {
        datastoreId,
        input: asked["inputS3Uri"] ?? "",
        output: asked["outputS3Uri"] ?? "",
        roleArn: asked["dataAccessRoleArn"] ?? "",
        status: "SUBMITTED",
      });
    }
    return json({ datastoreId, jobId, jobStatus: "SUBMITTED", submittedAt: 0 });
  }

  /** A job is told of as running first, and has done its work when it is asked after again. */
  private async progress(jobId: string): Promise<Answer> {
    const job = this.jobs.get(jobId);
    if (job === undefined) return NOT_FOUND;
    if (job.status === "SUBMITTED") job.status = "IN_PROGRESS";
    else if (job.status === "IN_PROGRESS") job.status = await this.work(job, jobId);
    const { datastoreId, input, output, roleArn, status } = job;
    return json({
      jobProperties: {
        jobId,
        jobName: "import",
        jobStatus: status,
        datastoreId,
        dataAccessRoleArn: roleArn,
        inputS3Uri: input,
        outputS3Uri: output,
      },
    });
  }

  private async work({ datastoreId, input, output, roleArn }: Job, jobId: string): Promise<Job["status"]> {
    const arn = (uri: string): string => uri.replace("s3://", "arn:aws:s3:::");
    const files = await this.objects.below(input);
    const readable = [...files.keys()].every((key) =>
      this.may(roleArn, "s3:GetObject", `${arn(input).split("/")[0]}/${key}`),
    );
    const writable = this.may(roleArn, "s3:PutObject", `${arn(output)}job-output-manifest.json`);
    if (this.failing.has(input) || !readable || !writable) return "FAILED";
    let imported = 0;
    for (const content of files.values()) imported += this.take(datastoreId, content) ? 1 : 0;
    const manifest = {
      jobSummary: {
        jobId,
        datastoreId,
        numberOfScannedFiles: files.size,
        numberOfImportedFiles: imported,
        numberOfFilesWithCustomerError: files.size - imported,
        numberOfFilesWithServerError: 0,
      },
    };
    const place = `${output}${datastoreId}-DicomImport-${jobId}/job-output-manifest.json`;
    await this.objects.write(place, Buffer.from(JSON.stringify(manifest)));
    return "COMPLETED";
  }

  /** Puts an instance into the image set of its series; false for what can't be read to its end. */
  private take(datastoreId: string, content: Uint8Array): boolean {
    const file = readFile(content);
    if (file === undefined) return false;
    const told = described(file.data);
    const [study, series, instance] = ["StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID"].map((name) =>
      String(told[name]),
    ) as [string, string, string];
    const of = this.sets.get(datastoreId) ?? new Map<string, ImageSet>();
    this.sets.set(datastoreId, of);
    const imageSetId = idOf(datastoreId, study, series);
    const known = of.get(imageSetId);
    const set = known ?? { study, series, described: told, instances: new Map(), frames: new Map() };
    of.set(imageSetId, set);
    const pixels = file.data.find(({ tag }) => tag === PIXEL_DATA)?.content;
    const bytes = pixels?.kind === "value" ? pixels.bytes : undefined;
    const ID = idOf(imageSetId, instance);
    if (bytes !== undefined) set.frames.set(ID, bytes);
    const ImageFrames = bytes === undefined ? [] : [{ ID, FrameSizeInBytes: bytes.length }];
    set.instances.set(instance, { DICOM: told, ImageFrames });
    if (!this.untold.some((one) => one.imageSetId === imageSetId))
      this.untold.push({
        type: known === undefined ? "Image Set Created" : "Image Set Updated",
        datastoreId,
        imageSetId,
      });
    return true;
  }
}

/** One image set a page, so that whoever asks has to turn pages. */
function search(of: ReadonlyMap<string, ImageSet>, body: string, nextToken: string | undefined): Answer {
  const { filters } = JSON.parse(body) as {
    filters: { values: { DICOMStudyInstanceUID: string }[]; operator: string }[];
  };
  const study = filters[0]?.values[0]?.DICOMStudyInstanceUID;
  const found = [...of].filter(([, set]) => set.study === study);
  const at = Number(nextToken ?? 0);
  return json({
    imageSetsMetadataSummaries: found.slice(at, at + 1).map(([imageSetId]) => ({ imageSetId, version: 1 })),
    ...(at + 1 < found.length && { nextToken: String(at + 1) }),
  });
}

function metadataOf({ study, series, described: told, instances }: ImageSet): object {
  return {
    SchemaVersion: "1.1",
    Study: {
      DICOM: { StudyInstanceUID: study, StudyDescription: told["StudyDescription"] },
      Series: {
        [series]: { DICOM: { Modality: told["Modality"] }, Instances: Object.fromEntries(instances) },
      },
    },
  };
}

/** Attributes by their keywords, those of items within them too. */
function described(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(
    attributes.flatMap(({ tag, content }): [string, unknown][] => {
      const keyword = KEYWORDS[tag];
      if (keyword === undefined || content.kind === "fragments") return [];
      if (content.kind === "items") return [[keyword, content.items.map(described)]];
      return [
        [
          keyword,
          Buffer.from(content.bytes)
            .toString("utf8")
            .replace(/[\0 ]+$/, ""),
        ],
      ];
    }),
  );
}

const json = (content: object): Answer => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(content),
});
const error = (status: number, name: string): Answer => ({
  status,
  headers: { "x-amzn-errortype": name, "content-type": "application/json" },
  body: JSON.stringify({ message: "refused" }),
});
const NOT_FOUND = error(404, "ResourceNotFoundException");
