/** Made-up metadata of an image set: one image of two frames, and one structured report. */
export function madeMetadata(): object {
  return {
    SchemaVersion: "1.1",
    Study: {
      DICOM: { StudyInstanceUID: "1.2.3.1" },
      Series: {
        "1.2.3.2": {
          DICOM: { Modality: "CT" },
          Instances: {
            "1.2.3.3": {
              DICOM: { SOPClassUID: "1.2.840.10008.5.1.4.1.1.2", TextValue: "not of a report" },
              ImageFrames: [
                { ID: "frame-1", FrameSizeInBytes: 10 },
                { ID: "frame-2", FrameSizeInBytes: 10 },
              ],
            },
          },
        },
        "1.2.3.4": {
          DICOM: { Modality: "SR" },
          Instances: {
            "1.2.3.5": {
              DICOM: {
                SOPClassUID: "1.2.840.10008.5.1.4.1.1.88.11",
                ContentSequence: [
                  { ValueType: "TEXT", TextValue: "Finding: made up." },
                  { ValueType: "CONTAINER", ContentSequence: [{ ValueType: "TEXT", TextValue: "Nothing else." }] },
                ],
              },
              ImageFrames: [],
            },
          },
        },
      },
    },
  };
}
