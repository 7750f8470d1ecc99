import type { Random } from "../random";

export interface Address {
  readonly line: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

/** Cities with the first three digits of their ZIP codes and an area code: names of places identify nobody. */
const CITIES: readonly (readonly [city: string, state: string, zip3: string, areaCode: string])[] = [
  ["Worcester", "MA", "016", "508"], ["Springfield", "MA", "011", "413"], ["Providence", "RI", "029", "401"], ["Hartford", "CT", "061", "860"],
  ["Albany", "NY", "122", "518"], ["Rochester", "NY", "146", "585"], ["Newark", "NJ", "071", "973"], ["Allentown", "PA", "181", "610"],
  ["Baltimore", "MD", "212", "410"], ["Richmond", "VA", "232", "804"], ["Durham", "NC", "277", "919"], ["Columbia", "SC", "292", "803"],
  ["Savannah", "GA", "314", "912"], ["Tampa", "FL", "336", "813"], ["Mobile", "AL", "366", "251"], ["Knoxville", "TN", "379", "865"],
  ["Lexington", "KY", "405", "859"], ["Dayton", "OH", "454", "937"], ["Fort Wayne", "IN", "468", "260"], ["Lansing", "MI", "489", "517"],
  ["Des Moines", "IA", "503", "515"], ["Madison", "WI", "537", "608"], ["Duluth", "MN", "558", "218"], ["Sioux Falls", "SD", "571", "605"],
  ["Billings", "MT", "591", "406"], ["Rockford", "IL", "611", "815"], ["Wichita", "KS", "672", "316"], ["Omaha", "NE", "681", "402"],
  ["Shreveport", "LA", "711", "318"], ["Little Rock", "AR", "722", "501"], ["Tulsa", "OK", "741", "918"], ["El Paso", "TX", "799", "915"],
  ["Lubbock", "TX", "794", "806"], ["Pueblo", "CO", "810", "719"], ["Boise", "ID", "837", "208"], ["Tucson", "AZ", "857", "520"],
  ["Albuquerque", "NM", "871", "505"], ["Reno", "NV", "895", "775"], ["Fresno", "CA", "937", "559"], ["Salem", "OR", "973", "503"],
  ["Tacoma", "WA", "984", "253"], ["Honolulu", "HI", "968", "808"],
]; // prettier-ignore

const STREETS =
  "Alder Aspen Bellflower Bramble Canterbury Cloverleaf Copper Dovecote Elderberry Falcon Fieldstone Foxglove Gable Hawthorn Heron Juniper Kestrel Larkspur Linden Marigold Millrace Nightingale Orchard Partridge Pinecone Quarry Ravine Saffron Sandpiper Tamarack Thistle Umber Violet Waterwheel Wren Yarrow".split(
    " ",
  );
const WAYS = ["Street", "Avenue", "Road", "Lane", "Drive", "Court", "Way"];

export interface Town {
  readonly city: string;
  readonly state: string;
  readonly zip3: string;
  readonly areaCode: string;
}

export const TOWNS: readonly Town[] = CITIES.map(([city, state, zip3, areaCode]) => ({ city, state, zip3, areaCode }));

export function townByChance(random: Random): Town {
  return random.pick(TOWNS);
}

/** An invented address in a town. */
export function addressIn(town: Town, random: Random): Address {
  const unit = random.chance(0.3) ? random.shape(random.pick([" Apt %#", " Unit %", " # %##"])) : "";
  return {
    line: `${random.shape(random.pick(["%##", "%###", "%#"]))} ${random.pick(STREETS)} ${random.pick(WAYS)}${unit}`,
    city: town.city,
    state: town.state,
    zip: town.zip3 + random.shape("##"),
  };
}

/** Numbers 555-0100 to 555-0199 are set aside for fiction in every area code (ATIS-0300115). */
export function phoneIn(town: Town, random: Random): string {
  return `${town.areaCode}-555-01${random.shape("##")}`;
}
