import { isTag, readAttribute } from "./dicom-attributes";
import { jsonLeaves, around, type JsonLeaf } from "./json-leaves";
import { keyMeaning, wordsOf } from "./key-lexicon";
import { LayoutBuilder, type Layout } from "./layout";
import { addIfPlausible } from "./plausible";
import { isUuid } from "./identifier-shape";

/** Reads JSON of a shape that no standard describes, by its keys; also DICOM's JSON model (PS3.18 annex F), whose keys are tags. */
export function readJson(text: string): Layout {
  const layout = new LayoutBuilder();
  for (const leaf of jsonLeaves(text)) readLeaf(layout, leaf);
  return layout;
}

/** Keys that say nothing without what they stand in. */
const GENERAL =
  /^(?:name|names|full|first|last|middle|given|family|id|identifier|number|no|num|value|text|display|line|line ?\d|street|label|ref|date|phone|address)$/;

function readLeaf(layout: LayoutBuilder, { node, key, kind, value }: JsonLeaf): void {
  const [object, outer] = around(node);
  const tagged = [object, outer].find((at) => at !== undefined && isTag(at.key));
  if (tagged !== undefined) {
    if (key !== "vr") readAttribute(layout, tagged.key.toUpperCase(), tagged.values.get("vr") ?? "", value);
    return;
  }
  const before = wordsOf((object === undefined || object.key === key ? outer : object)?.key ?? "");
  const words = wordsOf(key);
  const meaning =
    (GENERAL.test(words) && before !== "" ? keyMeaning(`${before} ${words}`) : undefined) ?? ofAlone(words, before);
  const rule = `json:${words.slice(0, 40)}`;
  if (meaning === "keep") return;
  if (meaning !== undefined && meaning !== "text") addIfPlausible(layout, value, meaning, rule);
  else if (kind === "string" && isUuid(value.text)) layout.add(value, "uuid", rule);
  else if (kind === "string") layout.read(value);
}

/** A general key within something is that thing's: the name of a drug is nobody's. */
function ofAlone(words: string, before: string): ReturnType<typeof keyMeaning> {
  return GENERAL.test(words) && before !== "" && !PEOPLE.test(before) ? undefined : keyMeaning(words, before);
}

const PEOPLE =
  /^(?:data|payload|body|record|records|person|people|user|users|demographics|address(?:es)?|contact|item|items|result|results)$/;
