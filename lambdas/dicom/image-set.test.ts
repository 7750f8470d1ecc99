import { expect } from "chai";
import { frameIdOf, frameIds, imageSetMetadata, reportTexts, type ImageSetMetadata } from "./image-set";
import { madeMetadata } from "./testing/image-set-metadata";

const read = (made: object): ImageSetMetadata => imageSetMetadata(JSON.stringify(made)) as ImageSetMetadata;

describe("image set metadata", () => {
  it("gives a frame by series, instance and number", () => {
    const metadata = read(madeMetadata());
    expect(frameIdOf(metadata, "1.2.3.2", "1.2.3.3", 2)).to.equal("frame-2");
    expect(frameIdOf(metadata, "1.2.3.2", "1.2.3.3", 3)).to.equal(undefined);
    expect(frameIdOf(metadata, "1.2.3.2", "constructor", 1)).to.equal(undefined);
    expect(frameIdOf(metadata, "__proto__", "1.2.3.3", 1)).to.equal(undefined);
    expect(frameIds(metadata)).to.deep.equal(["frame-1", "frame-2"]);
  });

  it("collects the text of reports, nested items too, and of nothing else", () => {
    expect(reportTexts(read(madeMetadata()))).to.deep.equal(["Finding: made up.\nNothing else."]);
  });

  it("is undefined for what is none, and never throws", () => {
    for (const text of ["", "{", "[]", "{}", '{"Study":1}']) expect(imageSetMetadata(text)).to.equal(undefined);
  });
});
