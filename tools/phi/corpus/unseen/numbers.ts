import type { Random } from "../../../../synthetic/random";
import type { Sub } from "../../../../synthetic/text/labels";
import { makeIdentifier } from "../identifiers";
import type { Person } from "./people";

/** Shapes of identifiers that have no check digit. */
const SHAPES: Partial<Record<Sub, readonly string[]>> = {
  MRN: ["%######", "%#######", "0#######", "MR%#####", "%###-###", "%##-###-##", "@%#######", "P%########"],
  ACCOUNT: ["%#######", "%#########", "AC-%######", "%##-%####-##", "FIN%########", "@%#########"],
  VISIT: ["%#######", "%#########", "ENC-%######", "E%########", "CSN %########"],
  ACCESSION: ["MR-%####-##", "US%######", "@@-##-####", "%#######-#", "XR%#######", "C##-%####", "##-%####"],
  HEALTHPLAN: ["@@@%########", "%@@#-@@#-@@##", "@%#########", "%#########01", "@@%#######", "MCD%#######"],
  LICENSE: ["@%#####", "@@-%#####", "ME%#####", "%#####-##", "G%####"],
  DL: ["@%######", "@@%#####", "%########", "@###-###-###", "@%##-####-####"],
  PLATE: ["@@@-####", "%@@@###", "@@-#####", "@@@ %##", "###-@@@"],
  DEVICE: ["%@@#####", "BSX-%#####", "@##%######", "%####-##-###", "MDT%######@", "SN%######"],
  USERNAME: ["{f}{last}", "{last}.{f}", "{first}{last}%", "{f}_{last}##", "rn{last}"],
};

/** Those with a check digit come from where the halves take them: their rules are those of their issuers. */
export function someIdentifier(sub: Sub, random: Random, owner: Person): string {
  const shapes = SHAPES[sub];
  if (shapes === undefined) return makeIdentifier(sub, random, "held-out", owner.first, owner.last);
  const [first, last] = [letters(owner.first), letters(owner.last)];
  return random.shape(random.pick(shapes)).replace("{last}", last).replace("{first}", first).replace("{f}", first.slice(0, 1)); // prettier-ignore
}

const AREAS = [208, 209, 215, 225, 251, 256, 270, 309, 316, 319, 320, 334, 337, 406, 412, 417, 423, 440, 478, 501, 518, 530, 541, 559, 573, 608, 616, 651, 660, 706, 715, 717, 724, 740, 765, 803, 814, 828, 870, 931]; // prettier-ignore

export function somePhone(random: Random): string {
  const exchange = `${random.whole(2, 9)}${random.whole(2, 9)}${random.whole(0, 9)}`;
  const shape = random.pick(["({a}) {e}-####", "({a}) {e}-####", "{a}-{e}-####", "{a}-{e}-####", "{a}.{e}.####", "{a} {e} ####", "1 ({a}) {e}-####", "+1{a}{e}####", "{a}{e}####", "{a}-{e}-#### ext %##", "({a}){e}-####"]); // prettier-ignore
  return random.shape(shape.replace("{a}", String(random.pick(AREAS))).replace("{e}", exchange));
}

const ROOMS = [
  "Room %##",
  "Rm %##",
  "room %#@",
  "Bed %",
  "bed %#",
  "Ward %@",
  "ICU %#",
  "Room %##-%",
  "%@-%##",
  "Bay %",
  "Rm #%##",
  "OR %",
];

export function someRoom(random: Random): string {
  return random.shape(random.pick(ROOMS));
}

export function someEmail(random: Random, { first, last }: Person): string {
  const [f, l] = [letters(first), letters(last)];
  const name = random.pick([`${f}${l}`, `${f}.${l}`, `${l}_${f.slice(0, 1)}`, `${f.slice(0, 1)}.${l}${random.whole(2, 99)}`, `${f}${random.whole(60, 99)}`]); // prettier-ignore
  return `${name}@${random.pick(["gmail.com", "yahoo.com", "hotmail.com", "live.com", "att.net", "clinic.example.org", "me.com", "example.edu"])}`; // prettier-ignore
}

export function someAddressOfWeb(random: Random, { first, last }: Person): string {
  const [f, l] = [letters(first), letters(last)];
  return random.shape(random.pick([
    `https://records.example.com/chart/%#######`, `http://patient.example.org/${f}-${l}`, `www.${f}${l}art.com`, `facebook.com/${f}.${l}.%#`,
    `https://caringbridge.example.org/visit/${f}${l}`, `https://pay.example.net/i/%#####?acct=%######`,
  ])); // prettier-ignore
}

function letters(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]/g, "");
}
