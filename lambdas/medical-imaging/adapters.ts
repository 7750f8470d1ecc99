import { gunzipSync } from "node:zlib";
import { GetImageSetMetadataCommand, MedicalImagingClient } from "@aws-sdk/client-medical-imaging";
import { imageSetMetadata, type ImageSetMetadata } from "../dicom/image-set";

export function medicalImagingClient(): MedicalImagingClient {
  return new MedicalImagingClient({ maxAttempts: 4 });
}

/** Largest metadata that is unpacked: a study of thousands of slices has some tens of megabytes. */
const MOST_BYTES = 256 * 1024 ** 2;

/** The metadata of an image set, which HealthImaging hands over packed. */
export async function readMetadata(
  client: MedicalImagingClient,
  datastoreId: string,
  imageSetId: string,
  abortSignal?: AbortSignal,
): Promise<ImageSetMetadata> {
  const asked = new GetImageSetMetadataCommand({ datastoreId, imageSetId });
  const { imageSetMetadataBlob } = await client.send(asked, { abortSignal });
  const packed = await imageSetMetadataBlob?.transformToByteArray();
  const text = packed === undefined ? "" : gunzipSync(packed, { maxOutputLength: MOST_BYTES }).toString("utf8");
  const metadata = imageSetMetadata(text);
  if (metadata === undefined) throw new Error("HealthImaging gave no metadata that can be read");
  return metadata;
}
