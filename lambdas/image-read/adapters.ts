import {
  GetImageFrameCommand,
  MedicalImagingServiceException,
  paginateSearchImageSets,
  ResourceNotFoundException,
  type MedicalImagingClient,
} from "@aws-sdk/client-medical-imaging";
import { circuitBreaker, type BreakerPorts } from "../circuit-breaker/breaker";
import { readMetadata } from "../medical-imaging/adapters";
import { ImagesTimeout, type Images } from "./ports";

/** Milliseconds of one question with its repeats; well below the function's timeout, so that the caller gets an answer. */
const PATIENCE_MS = 10_000;

/** Image sets of one study that are looked at. */
const MOST_SETS = 200;

export function healthImages(client: MedicalImagingClient, patienceMs = PATIENCE_MS): Images {
  const patiently = async <T>(work: (abortSignal: AbortSignal) => Promise<T>): Promise<T> => {
    const abortSignal = AbortSignal.timeout(patienceMs);
    try {
      return await work(abortSignal);
    } catch (error) {
      if (abortSignal.aborted) throw new ImagesTimeout("HealthImaging did not answer in time");
      throw error;
    }
  };
  return {
    search: (datastoreId, study) =>
      patiently(async (abortSignal) => {
        const found: string[] = [];
        const searchCriteria = {
          filters: [{ values: [{ DICOMStudyInstanceUID: study }], operator: "EQUAL" as const }],
        };
        for await (const { imageSetsMetadataSummaries } of paginateSearchImageSets(
          { client, pageSize: 50 },
          { datastoreId, searchCriteria },
          { abortSignal },
        )) {
          for (const { imageSetId } of imageSetsMetadataSummaries ?? [])
            if (imageSetId !== undefined) found.push(imageSetId);
          if (found.length >= MOST_SETS) break;
        }
        return found;
      }),
    metadata: (datastoreId, imageSetId) =>
      patiently((abortSignal) => readMetadata(client, datastoreId, imageSetId, abortSignal)),
    frame: (datastoreId, imageSetId, imageFrameId) =>
      patiently(async (abortSignal) => {
        const asked = new GetImageFrameCommand({ datastoreId, imageSetId, imageFrameInformation: { imageFrameId } });
        const { imageFrameBlob, contentType } = await client.send(asked, { abortSignal });
        const bytes = await imageFrameBlob?.transformToByteArray();
        if (bytes === undefined) throw new ResourceNotFoundException({ message: "no content", $metadata: {} });
        return { bytes, type: contentType ?? "application/octet-stream" };
      }),
  };
}

/** HealthImaging says by these that it is well and that the question is not. */
const isAnswer = (error: unknown): error is MedicalImagingServiceException =>
  error instanceof MedicalImagingServiceException && error.$fault === "client";

/** Images behind one circuit breaker: where HealthImaging hangs or fails again and again, viewers hear so at once and hold no runs of the function. */
export function guardedImages(images: Images, ports: BreakerPorts): Images {
  const guarded = circuitBreaker(ports);
  const ask = async <T>(work: () => Promise<T>): Promise<T> => {
    const outcome = await guarded(
      () =>
        work().then(
          (value) => ({ value }),
          (error: unknown) => {
            if (isAnswer(error)) return { error };
            throw error;
          },
        ),
      () => false,
    );
    if ("error" in outcome) throw outcome.error;
    return outcome.value;
  };
  return {
    search: (...asked) => ask(() => images.search(...asked)),
    metadata: (...asked) => ask(() => images.metadata(...asked)),
    frame: (...asked) => ask(() => images.frame(...asked)),
  };
}
