import { readFile, writeFile, type Attribute, type DicomFile } from "./data-set";
import { cleanedDescription, DESCRIPTORS, knownParts } from "./descriptors";
import { dummyOf, movedBack } from "./dummy";
import { EDITION, ruleOf } from "./profile";
import { daysBack, pseudonymOf, remappedUid } from "./uid";

export interface DeidentifyOptions {
  /** Secret of at least 32 bytes: the same gives the same UIDs, pseudonyms and moves of dates. */
  readonly key: Uint8Array;
  /**
   * `remove` as the basic profile has it; `move` keeps the intervals between a patient's dates (E.3.6, modified dates); `keep` keeps the dates
   * themselves (E.3.6, full dates), which is no de-identification by 45 CFR 164.514(b)(2) and asks for another ground.
   */
  readonly dates: "remove" | "move" | "keep";
  /** `strip` takes the image itself out, for files whose pixels may show a name. */
  readonly pixels: "keep" | "strip";
  /** `clean` keeps descriptions without what identifies (E.3.5): words that neither the file nor the engine knows for a name may stay. */
  readonly descriptors?: "remove" | "clean";
}

/** Why a file is not de-identified. None of these tells anything of the patient. */
export type DeidentifyFault = "unreadable" | "no-instance-uid" | "burned-in-annotation";

export type Deidentified =
  { readonly kind: "file"; readonly bytes: Uint8Array } | { readonly kind: "refused"; readonly fault: DeidentifyFault };

const TAG = {
  mediaInstance: "00020003",
  instance: "00080018",
  patientId: "00100020",
  burnedIn: "00280301",
  identityRemoved: "00120062",
  method: "00120063",
  methodCodes: "00120064",
  datesChanged: "00280303",
} as const;

const SECRET_BYTES = 32;

/** Meta attributes that are kept: version, class, instance, transfer syntax, and what wrote the file. Names of senders and private information go. */
const META = new Set(["00020001", "00020002", "00020003", "00020010", "00020012", "00020013"]);
const DATES = new Set(["DA", "DT"]);

/**
 * A file by the Basic Application Level Confidentiality Profile (PS3.15 annex E), in the transfer syntax it came in. The same file and key give the
 * same bytes. Throws RangeError for a key that is too short.
 */
export function deidentify(bytes: Uint8Array, options: DeidentifyOptions): Deidentified {
  if (options.key.length < SECRET_BYTES) throw new RangeError(`the key must have at least ${SECRET_BYTES} bytes`);
  const file = readFile(bytes);
  if (file === undefined) return { kind: "refused", fault: "unreadable" };
  const text = (tag: string): string => textOf(file.data.find((one) => one.tag === tag));
  const instance = text(TAG.instance);
  if (instance === "") return { kind: "refused", fault: "no-instance-uid" };
  if (options.pixels === "keep" && text(TAG.burnedIn) === "YES")
    return { kind: "refused", fault: "burned-in-annotation" };
  const patientId = text(TAG.patientId);
  const known = knownParts(options.descriptors === "clean" ? removedTexts(file.data) : []);
  const scene: Scene = { ...options, patientId, days: daysBack(patientId, options.key), known };
  return { kind: "file", bytes: writeFile(cleanedFile(file, scene, remappedUid(instance, options.key))) };
}

interface Scene extends DeidentifyOptions {
  readonly patientId: string;
  readonly days: number;
  /** Parts of the names and numbers that are taken away, in small letters. */
  readonly known: ReadonlySet<string>;
}

/** Texts of every attribute that is not kept and is no description itself, wherever it stands. */
function removedTexts(attributes: readonly Attribute[]): { vr: string; text: string }[] {
  return attributes.flatMap((one) => {
    if (one.content.kind === "items") return one.content.items.flatMap((item) => removedTexts(item));
    const { action, vr } = ruleOf(one.tag);
    return action === "keep" || DESCRIPTORS.has(one.tag)
      ? []
      : [{ vr: one.vr === "" ? vr : one.vr, text: textOf(one) }];
  });
}

function cleanedFile(file: DicomFile, scene: Scene, instance: string): DicomFile {
  const meta = file.meta
    .filter(({ tag }) => META.has(tag))
    .map((one) => (one.tag === TAG.mediaInstance ? valueOf(one.tag, "UI", instance) : one));
  const kept = cleaned(file.data, scene).filter(({ tag }) => !ADDED.has(tag));
  const vr = (name: string): string => (file.implicit ? "" : name);
  const data = [...kept, ...added(scene, vr)].sort((a, b) => (a.tag < b.tag ? -1 : 1));
  return { ...file, meta, data };
}

/** Birth date and time: they are the patient's, not the course's, and go with every option (PS3.15 table E.1-1). */
const BIRTH = new Set(["00100030", "00100032", "00100033", "00100034"]);

/** Pixel data in each of its forms. */
const PIXELS = new Set(["7FE00008", "7FE00009", "7FE00010"]);

function cleaned(attributes: readonly Attribute[], scene: Scene): Attribute[] {
  return attributes.flatMap((one): Attribute[] => {
    // Lengths of groups are retired, and would be wrong.
    if (one.tag.endsWith("0000") || (scene.pixels === "strip" && PIXELS.has(one.tag))) return [];
    // What nobody knows the form of may hold anything.
    if (one.vr === "UN") return [];
    if (one.tag === TAG.patientId) return [valueOf(one.tag, one.vr, pseudonymOf(scene.patientId, scene.key))];
    const rule = ruleOf(one.tag);
    const vr = one.vr === "" ? rule.vr : one.vr;
    if (scene.dates === "move" && DATES.has(vr) && rule.action !== "keep") return [moved(one, vr, scene.days)];
    if (scene.dates === "keep" && (DATES.has(vr) || vr === "TM") && !BIRTH.has(one.tag)) return [one];
    if (scene.descriptors === "clean" && DESCRIPTORS.has(one.tag) && one.content.kind === "value") {
      const text = cleanedDescription(textOf(one), scene.known);
      if (text !== undefined) return [valueOf(one.tag, one.vr, text)];
    }
    switch (rule.action) {
      case "remove":
        return [];
      case "empty":
        return [
          one.content.kind === "items"
            ? { ...one, content: { kind: "items", items: [] } }
            : valueOf(one.tag, one.vr, ""),
        ];
      case "dummy":
        return [dummy(one, vr)];
      case "uid":
        return [withUids(one, scene.key)];
      case "clean-items":
      case "keep":
        return [keptOrCleaned(one, scene)];
    }
  });
}

/** Sequences are cleaned item by item, whatever holds them. */
function keptOrCleaned(one: Attribute, scene: Scene): Attribute {
  if (one.content.kind !== "items") return one;
  return { ...one, content: { kind: "items", items: one.content.items.map((item) => cleaned(item, scene)) } };
}

/** A sequence's dummy is one empty item. */
function dummy(one: Attribute, vr: string): Attribute {
  if (one.content.kind === "items" || vr === "SQ") return { ...one, content: { kind: "items", items: [[]] } };
  return { ...one, content: { kind: "value", bytes: dummyOf(vr) } };
}

function withUids(one: Attribute, key: Uint8Array): Attribute {
  const uids = textOf(one).split("\\");
  return valueOf(one.tag, one.vr, uids.map((uid) => (uid === "" ? "" : remappedUid(uid, key))).join("\\"));
}

function moved(one: Attribute, vr: string, days: number): Attribute {
  const text = textOf(one);
  if (text === "") return one;
  const values = text.split("\\").map((value) => movedBack(value, days) ?? Buffer.from(dummyOf(vr)).toString());
  return valueOf(one.tag, one.vr, values.join("\\"));
}

/** Attributes that say what was done (PS3.15 section E.1.1, PS3.16 CID 7050). */
const ADDED = new Set<string>([TAG.identityRemoved, TAG.method, TAG.methodCodes, TAG.datesChanged]);

function added({ dates, descriptors }: Scene, vr: (name: string) => string): Attribute[] {
  const code = (value: string, meaning: string): Attribute[] => [
    valueOf("00080100", vr("SH"), value),
    valueOf("00080102", vr("SH"), "DCM"),
    valueOf("00080104", vr("LO"), meaning),
  ];
  const codes = [
    code("113100", "Basic Application Confidentiality Profile"),
    ...(descriptors === "clean" ? [code("113105", "Clean Descriptors Option")] : []),
    ...(dates === "keep" ? [code("113106", "Retain Longitudinal Temporal Information Full Dates Option")] : []),
    ...(dates === "move" ? [code("113107", "Retain Longitudinal Temporal Information Modified Dates Option")] : []),
  ];
  return [
    valueOf(TAG.identityRemoved, vr("CS"), "YES"),
    valueOf(TAG.method, vr("LO"), `phiguard, PS3.15 annex E, edition ${EDITION}`),
    { tag: TAG.methodCodes, vr: vr("SQ"), content: { kind: "items", items: codes } },
    valueOf(TAG.datesChanged, vr("CS"), { remove: "REMOVED", move: "MODIFIED", keep: "UNMODIFIED" }[dates]),
  ];
}

function valueOf(tag: string, vr: string, text: string): Attribute {
  // A UID of odd length ends with a zero byte; in implicit VR nothing else says that it is one.
  return {
    tag,
    vr,
    content: {
      kind: "value",
      bytes: Buffer.from(vr === "" && text.length % 2 === 1 && !/^2\.25\./.test(text) ? `${text} ` : text),
    },
  };
}

/** Text of ASCII attributes, without padding. */
function textOf(one: Attribute | undefined): string {
  if (one?.content.kind !== "value") return "";
  return Buffer.from(one.content.bytes)
    .toString("latin1")
    .replace(/[\0 ]+$/, "");
}
