/**
 * What HL7 v2's fields hold, by segment and field number (HL7 v2.5.1, chapters 2 to 10). A type alone is a data type of chapter 2A; one with a
 * meaning says whose name or which identifier it is. `keep` are codes and what the message needs; a field that is not listed is read as text.
 */
export type FieldType =
  | "keep"
  | "text"
  | "date"
  | "period"
  | "timing"
  | "name.patient"
  | "name.relative"
  | "name.person"
  | "staff"
  | "interpreter"
  | "address"
  | "phone"
  | "location"
  | "authority"
  | "id.mrn"
  | "id.account"
  | "id.visit"
  | "id.accession"
  | "id.health-plan"
  | "id.ssn"
  | "id.driver-licence"
  | "id.other-id"
  | "id.device"
  | "facility"
  | "organisation"
  | "county"
  | "city"
  | "profession"
  | "authorisation"
  | "observation";

/** Field numbers with spaces between them, by type. */
type Segment = Partial<Record<FieldType, string>>;

const SEGMENTS: Readonly<Record<string, Segment>> = {
  MSH: { keep: "1 2 3 5 8 9 11 12 13 14 15 16 17 18 19 20 21", facility: "4 6", date: "7", "id.other-id": "10" },
  BHS: { keep: "1 2 3 5 8", facility: "4 6", date: "7", "id.other-id": "11 12" },
  FHS: { keep: "1 2 3 5 8", facility: "4 6", date: "7", "id.other-id": "11 12" },
  BTS: { keep: "1" },
  FTS: { keep: "1" },
  MSA: { keep: "1 4 5 6", "id.other-id": "2", text: "3" },
  ERR: { keep: "1 2 3 4 5 6 9 10 11 12", text: "7 8" },
  EVN: { keep: "1 4", date: "2 3 6", staff: "5", facility: "7" },
  PID: {
    keep: "1 8 10 15 16 17 22 24 25 26 27 28 30 31 32 35 36 37 38",
    "id.mrn": "2 3 4 21",
    "name.patient": "5 9",
    "name.relative": "6",
    date: "7 29 33",
    address: "11",
    county: "12",
    phone: "13 14 40",
    "id.account": "18",
    "id.ssn": "19",
    "id.driver-licence": "20",
    city: "23",
    authority: "34",
  },
  PD1: { keep: "1 2 5 6 7 11 12 16 19 20 21", organisation: "3", staff: "4", date: "13 17 18", authority: "14" },
  NK1: {
    keep: "1 3 7 14 15 17 18 19 20 21 22 23 24 25 27 28 29 34 35 36 39",
    "name.relative": "2 26 30",
    address: "4 32",
    phone: "5 6 31",
    date: "8 9 16",
    profession: "10 11",
    "id.other-id": "12 33",
    organisation: "13",
    "id.ssn": "37",
    city: "38",
  },
  PV1: {
    keep: "1 2 4 10 12 13 14 15 16 18 20 21 22 24 26 27 28 30 31 32 33 34 35 36 38 40 41 46 47 48 49 51",
    location: "3 6 11 42 43",
    "id.visit": "5 19 50",
    staff: "7 8 9 17 52",
    date: "25 29 44 45",
    facility: "37 39",
  },
  PV2: {
    keep: "2 4 6 7 10 11 15 16 18 19 20 21 22 24 25 27 30 31 32 34 35 36 37 38 39 40 41 42 43 44 45",
    location: "1",
    text: "3 5 12",
    date: "8 9 14 17 26 28 29 33 46 47 48",
    staff: "13",
    organisation: "23",
  },
  // Whose the insurance is says much, which company sells it little.
  IN1: {
    keep: "1 2 3 4 15 17 20 21 22 23 25 27 31 32 33 34 35 37 38 39 40 41 42 43 45 46 47 48 50 51",
    "id.health-plan": "8 36 49",
    organisation: "9 11",
    address: "5 19 44",
    "name.person": "6",
    phone: "7",
    "id.other-id": "10",
    date: "12 13 18 24 26 28 29",
    authorisation: "14",
    "name.patient": "16",
    staff: "30",
    city: "52",
  },
  IN2: {
    keep: "4 5 11 12 14 15 16 17 18 19 20 21 23 24 25 27 28 30 31 32 33 34 35 36 37 38 39 41 42 43 48 51",
    "id.other-id": "1",
    "id.ssn": "2",
    staff: "3",
    "id.health-plan": "6 8 10 26 29 61",
    "name.person": "7 9 22 49 52",
    "name.relative": "40",
    profession: "46 47",
    phone: "50 53 58 63 64",
    organisation: "69 70",
  },
  IN3: {
    keep: "1 4 5 10 13 18 19 20 21 22 23 24",
    "id.health-plan": "2",
    staff: "3 8 14 25",
    date: "6 7 9 11 15 17",
    phone: "16",
    authorisation: "12",
  },
  GT1: {
    keep: "1 9 10 11 15 20 22 23 24 25 26 27 28 32 33 34 35 36 37 38 39 40 41 43 44 47 48 52 53 54 55 56 57",
    "id.account": "2",
    "name.relative": "3 4 42 45",
    address: "5 17",
    phone: "6 7 18 46",
    date: "8 13 14 30 31",
    "id.ssn": "12",
    "name.person": "16",
    "id.other-id": "19 29",
    organisation: "21 51",
    profession: "49 50",
  },
  ORC: {
    keep: "1 5 6 16 20 25 27 28 29",
    "id.accession": "2 3 4 8",
    timing: "7",
    date: "9 15",
    staff: "10 11 12 19",
    location: "13",
    phone: "14 23",
    organisation: "17 21",
    address: "22 24",
    text: "26",
  },
  OBR: {
    keep: "1 4 5 9 11 15 23 24 25 26 30 37 43 44 45 46 47 48 49 50",
    "id.accession": "2 3 18 19 20 21",
    date: "6 7 8 14 22 36",
    staff: "10 16 28",
    text: "12 13 31 39 40",
    phone: "17",
    timing: "27",
    interpreter: "32 33 34 35",
  },
  OBX: {
    keep: "1 2 3 4 6 7 8 9 10 11 13 17 20 21 22",
    observation: "5",
    date: "12 14 19",
    organisation: "15 23",
    staff: "16 25",
    "id.device": "18",
    address: "24",
  },
  NTE: { keep: "1 2 4", text: "3" },
  SCH: {
    keep: "3 4 5 7 8 9 10 25",
    "id.visit": "1 2 26 27",
    text: "6",
    timing: "11",
    staff: "12 16 20",
    phone: "13 17 21",
    address: "14 18 22",
    location: "15 19 24",
  },
  AIP: { keep: "1 2 4 5 7 8 9 10 11 12", staff: "3", date: "6" },
  AIL: { keep: "1 2 4 5 7 8 9 10 11 12", location: "3", date: "6" },
  AIG: { keep: "1 2 4 5 6 7 9 10 11 12 13 14", text: "3", date: "8" },
  AIS: { keep: "1 2 3 5 6 7 8 9 10", date: "4" },
  RGS: { keep: "1 2 3" },
  TQ1: { keep: "1 2 3 5 6 9 12 13 14", date: "7 8", text: "10 11" },
  // A diagnosis is what the message is about; whose it is stands elsewhere.
  DG1: { keep: "1 2 3 4 6 7 8 9 10 11 12 13 14 15 17 18", date: "5 19", staff: "16", "id.other-id": "20" },
  DRG: { keep: "1 3 4 5 6 7 8 9 10 11", date: "2" },
  PR1: { keep: "1 2 3 4 6 7 9 10 13 14 15 16 17 18", date: "5", staff: "8 11 12", "id.other-id": "19" },
  AL1: { keep: "1 2 3 4 5", date: "6" },
  IAM: {
    keep: "1 2 3 4 6 9 10 12 17",
    text: "5 8 15",
    date: "11 13 20",
    "name.person": "14",
    staff: "18",
    organisation: "16 19",
  },
  PRB: { keep: "1 3 5 6 9 10 12 13 14", date: "2 7 8 15 16", "id.other-id": "4", text: "21" },
  ROL: { keep: "2 3 9 10", "id.other-id": "1", staff: "4", date: "5 6", text: "7", address: "11", phone: "12" },
  PRD: { keep: "1 6", "name.person": "2", address: "3", location: "4", phone: "5", "id.other-id": "7", date: "8 9" },
  CTD: { keep: "1 6", "name.person": "2", address: "3", location: "4", phone: "5", "id.other-id": "7" },
  ACC: { keep: "2 4 5 6 8", date: "1", city: "3", "name.person": "7", text: "9", staff: "10" },
  FT1: {
    keep: "1 6 7 8 9 10 11 12 13 14 15 17 18 19 22 24 25 26",
    "id.other-id": "2 3",
    date: "4 5",
    location: "16",
    staff: "20 21",
    "id.accession": "23",
  },
  RXA: { keep: "1 2 5 6 7 8 12 13 14 17 18 19 20 21", date: "3 4 16 22", text: "9", staff: "10", location: "11" },
  RXE: {
    keep: "2 3 4 5 6 9 10 11 12 16 17",
    timing: "1",
    staff: "13 14",
    "id.other-id": "15",
    date: "18",
    text: "7 8 21",
  },
  RXO: { keep: "1 2 3 4 5 9 10 11 12 13", text: "6 7", location: "8", staff: "14 15" },
  RXD: { keep: "1 2 4 5 6 8", date: "3", "id.other-id": "7", text: "9", staff: "10" },
  SPM: { keep: "1 4 5 6 7 8 9 10 11 12 13", "id.accession": "2 3", text: "14", period: "17", date: "18 19" },
  TXA: {
    keep: "1 2 3 17 18 19 20 21",
    date: "4 6 7 8",
    staff: "5 9 10 11 22 23",
    "id.accession": "12 13 14 15 16",
  },
  MRG: { keep: "", "id.mrn": "1 2 4", "id.account": "3", "id.visit": "5 6", "name.patient": "7" },
  STF: {
    keep: "1 4 5 7 8 9 16 17 21 22 23",
    "id.other-id": "2",
    "name.person": "3",
    date: "6 12 13 14",
    phone: "10",
    address: "11",
    profession: "18 19",
  },
  QRD: { keep: "2 3 5 6 7 9 10 11 12", date: "1", "id.other-id": "4", "name.patient": "8" },
  DSC: { keep: "1 2" },
  SFT: { keep: "1 2 3 4 5", date: "6" },
};

/** Whether a line may begin so: names of the segments above and segments of one's own. */
export const isSegment = (name: string): boolean => Object.hasOwn(SEGMENTS, name) || /^Z[A-Z0-9]{2}$/.test(name);

const TABLE: ReadonlyMap<string, ReadonlyMap<number, FieldType>> = new Map(
  Object.entries(SEGMENTS).map(([segment, types]) => [
    segment,
    new Map(
      Object.entries(types).flatMap(([type, fields]) =>
        fields.split(" ").map((field): [number, FieldType] => [Number(field), type as FieldType]),
      ),
    ),
  ]),
);

/** What a field of a segment holds. Segments of one's own and fields that nobody has listed are text: anything may stand there. */
export const fieldType = (segment: string, field: number): FieldType => TABLE.get(segment)?.get(field) ?? "text";

/** Data types of OBX-2 that have one of the types above; the rest are numbers and codes, or text. */
export const OBSERVATION_TYPES: Readonly<Record<string, FieldType>> = {
  AD: "address",
  CN: "staff",
  CX: "id.other-id",
  DR: "period",
  DT: "date",
  DTM: "date",
  EI: "id.other-id",
  MO: "keep",
  NM: "keep",
  PN: "name.person",
  PPN: "staff",
  SI: "keep",
  SN: "keep",
  TM: "keep",
  TN: "phone",
  TS: "date",
  XAD: "address",
  XCN: "staff",
  XON: "organisation",
  XPN: "name.person",
  XTN: "phone",
};
