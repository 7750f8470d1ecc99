import { Random } from "../random";
import type { Organization, Practitioner } from "../record";
import { familyName, givenName, groupByChance } from "./names";
import { providerIdentifier } from "./numbers";
import { uuid } from "./numbers";
import { addressIn, phoneIn, type Town } from "./places";

export interface Practice {
  readonly clinic: Organization;
  readonly hospital: Organization;
  readonly practitioners: readonly Practitioner[];
}

const PRACTITIONERS = 8;
const CREDENTIALS = ["MD", "MD", "MD", "DO", "NP", "PA-C"];
const HOUSES = [
  "Juniper Ridge",
  "Larkspur",
  "Heron Lake",
  "Fieldstone",
  "Copper Hill",
  "Foxglove",
  "Millrace",
  "Tamarack",
];

/** The clinic and the hospital of each town, the same for all patients of a seed. */
export class Practices {
  private readonly made = new Map<string, Practice>();

  constructor(private readonly seed: string) {}

  in(town: Town): Practice {
    const key = `${town.city}, ${town.state}`;
    let practice = this.made.get(key);
    if (practice === undefined) this.made.set(key, (practice = this.make(town, key)));
    return practice;
  }

  private make(town: Town, key: string): Practice {
    const random = new Random(`${this.seed}/practice/${key}`);
    const organization = (name: string): Organization => ({
      id: uuid(random),
      name,
      phone: phoneIn(town, random),
      address: addressIn(town, random),
    });
    return {
      clinic: organization(`${random.pick(HOUSES)} Family Clinic ${town.city}`),
      hospital: organization(`${random.pick(HOUSES)} Memorial Hospital`),
      practitioners: Array.from({ length: PRACTITIONERS }, () => {
        const group = groupByChance(random);
        return {
          id: uuid(random),
          npi: providerIdentifier(random.whole(0, 99_999_999)),
          given: givenName(random, group, random.chance(0.5)),
          family: familyName(random, group),
          credential: random.pick(CREDENTIALS),
        };
      }),
    };
  }
}
