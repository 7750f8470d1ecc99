import {
  GetImageFrameCommand,
  paginateSearchImageSets,
  ResourceNotFoundException,
  type MedicalImagingClient,
} from "@aws-sdk/client-medical-imaging";
import { readMetadata } from "../medical-imaging/adapters";
import type { Images } from "./ports";

/** Image sets of one study that are looked at. */
const MOST_SETS = 200;

export function healthImages(client: MedicalImagingClient): Images {
  return {
    search: async (datastoreId, study) => {
      const found: string[] = [];
      const searchCriteria = {
        filters: [{ values: [{ DICOMStudyInstanceUID: study }], operator: "EQUAL" as const }],
      };
      for await (const { imageSetsMetadataSummaries } of paginateSearchImageSets(
        { client, pageSize: 50 },
        { datastoreId, searchCriteria },
      )) {
        for (const { imageSetId } of imageSetsMetadataSummaries ?? [])
          if (imageSetId !== undefined) found.push(imageSetId);
        if (found.length >= MOST_SETS) break;
      }
      return found;
    },
    metadata: (datastoreId, imageSetId) => readMetadata(client, datastoreId, imageSetId),
    frame: async (datastoreId, imageSetId, imageFrameId) => {
      const { imageFrameBlob, contentType } = await client.send(
        new GetImageFrameCommand({ datastoreId, imageSetId, imageFrameInformation: { imageFrameId } }),
      );
      const bytes = await imageFrameBlob?.transformToByteArray();
      if (bytes === undefined) throw new ResourceNotFoundException({ message: "no content", $metadata: {} });
      return { bytes, type: contentType ?? "application/octet-stream" };
    },
  };
}
