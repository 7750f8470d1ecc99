import type { Category } from "../span";

/** What a label of the model says of a word. */
export interface Label {
  /** As the model has it, without what stands before it (`B-`). */
  readonly name: string;
  /** Undefined where it says that the word identifies nobody. */
  readonly category: Category | undefined;
  /** Whether the word begins something new, though the word before has a label of the same name. */
  readonly begins: boolean;
}

/** Labels of models for people and for de-identification, without what stands before them (`B-`) and without marks between letters. */
const KNOWN: Readonly<Record<Category, string>> = {
  NAME: "PATIENT PAT DOCTOR HCW STAFF PER PERSON NAME FIRSTNAME GIVENNAME MIDDLENAME LASTNAME SURNAME RELATIVE",
  ADDRESS:
    "HOSPITAL HOSP LOC LOCATION LOCATIONOTHER ADDRESS STREET STREETNAME STREETADDRESS SECONDARYADDRESS BUILDINGNUM BUILDINGNUMBER CITY COUNTY STATE COUNTRY ZIP ZIPCODE POSTALCODE ORG ORGANIZATION PATORG VENDOR",
  DATE: "DATE DATEOFBIRTH DOB",
  AGE: "AGE",
  PHONE_OR_FAX: "PHONE FAX PHONENUM PHONENUMBER TELEPHONENUM CONTACT",
  EMAIL: "EMAIL",
  ID: "ID IDNUM IDCARDNUM OTHERPHI BIOID MRN MEDICALRECORD HEALTHPLAN SSN SOCIALNUM LICENSE DRIVERLICENSE DRIVERLICENSENUM DRIVERSLICENSE PASSPORT PASSPORTNUM TAXNUM TAXID GOVERNMENTID ACCOUNT ACCOUNTNUM BANKACCOUNT ROUTINGNUMBER CREDITCARD CREDITCARDNUMBER IP IPADDRESS DEVICE VIN USERNAME PASSWORD SECRET",
  URL: "URL",
  PROFESSION: "PROFESSION JOB JOBTITLE",
};

const CATEGORY_OF = new Map(
  Object.entries(KNOWN).flatMap(([category, names]) => names.split(" ").map((name) => [name, category as Category])),
);

/** Begin, inside, last or end, unit or single. */
const PART = /^([BILEUS])[-_](?=.)/;

/**
 * A label by its name. `own` says of names, as the model has them without `B-`, what they are here; null for what identifies nobody.
 * Undefined for a name that neither knows: it may stand for anything.
 */
export function labelOf(name: string, own: Readonly<Record<string, Category | null>>): Label | undefined {
  const part = PART.exec(name)?.[1];
  const bare = part === undefined ? name : name.slice(2);
  const begins = part === "B" || part === "U" || part === "S";
  const told = own[bare];
  if (told !== undefined) return { name: bare, category: told ?? undefined, begins };
  if (bare === "O" || bare === "OUTSIDE") return { name: bare, category: undefined, begins };
  const category = CATEGORY_OF.get(bare.toUpperCase().replace(/[^A-Z]/g, ""));
  return category && { name: bare, category, begins };
}
