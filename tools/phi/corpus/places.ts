import type { Half } from "./half";
import { VALUES } from "./values";
import type { Random } from "../../../synthetic/random";

export const STATES =
  "AL,AK,AZ,AR,CA,CO,CT,DE,FL,GA,HI,ID,IL,IN,IA,KS,KY,LA,ME,MD,MA,MI,MN,MS,MO,MT,NE,NV,NH,NJ,NM,NY,NC,ND,OH,OK,OR,PA,RI,SC,SD,TN,TX,UT,VT,VA,WA,WV,WI,WY,DC,PR".split(
    ",",
  );

export interface Address {
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

export function makeAddress(random: Random, half: Half, family: string): Address {
  const { words, ways, units, oddAddresses } = VALUES[half];
  const name = random.chance(0.12) ? family : random.pick(words.streets);
  const side = random.chance(0.2) ? `${random.pick(["N", "S", "E", "W", "NE", "SW", "North", "West"])} ` : "";
  const plain = `${random.shape(random.pick(["%##", "%###", "%#", "%####"]))} ${side}${name} ${random.pick(ways)}`;
  const unit = random.chance(0.35) ? random.shape(random.pick(units)) : "";
  return {
    street: random.chance(0.14) ? random.shape(random.pick(oddAddresses)) : plain + unit,
    city: random.pick(words.cities),
    state: random.pick(STATES),
    zip: random.shape(random.chance(0.15) ? "%####-####" : random.chance(0.1) ? "0%###" : "%####"),
  };
}

/** The name of a house where patients are treated. */
export function makeHospital(random: Random, half: Half, last: string, last2: string): string {
  const { hospitals, words } = VALUES[half];
  return random
    .pick(hospitals)
    .replace("{saint}", `${random.pick(["St.", "Saint", "St"])} ${random.pick(words.saints)}`)
    .replace("{place}", random.pick(words.places))
    .replace("{city}", random.pick(words.cities))
    .replace("{last2}", last2)
    .replace("{last}", last);
}

export function makeEmployer(random: Random, half: Half, last: string): string {
  const { employers, words } = VALUES[half];
  return random.pick(employers).replace("{work}", random.pick(words.works)).replace("{last}", last);
}
