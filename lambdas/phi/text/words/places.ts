import { words } from "./people";

/** Street suffixes of the United States Postal Service (Publication 28, appendix C1), with their common short forms, and a few others. */
export const STREET_TYPES = words(`
  alley aly annex anx arcade arc avenue ave av bayou bch beach bend bnd bluff blf bluffs bottom btm boulevard blvd branch br bridge brg brook
  brooks burg burgs bypass byp camp canyon cape causeway cswy center ctr centers centre circle cir circles cliff cliffs club common commons
  corner cor corners course court ct courts cts cove cv coves creek crk crescent cres crest crossing xing crossroad crossroads curve dale dam
  divide drive dr drives estate estates expressway expy extension ext extensions fall falls ferry field fields flat flats ford fords forest
  forge forges fork forks fort freeway fwy garden gardens gdns gateway glen glens green greens grove grv groves harbor hbr harbors haven heights
  hts highway hwy hill hills hollow inlet island islands isle junction jct junctions key keys knoll knolls lake lakes land landing ldg lane ln
  light lights loaf lock locks lodge loop mall manor mnr manors meadow meadows mews mill mills mission motorway mount mountain mountains mtn
  neck orchard oval overpass park parks parkway pkwy parkways pass passage path pike pine pines place pl plain plains plaza plz point pt points
  port ports prairie radial ramp ranch rapid rapids rest ridge rdg ridges river road rd roads route rte row rue run shoal shoals shore shores
  skyway spring springs spur spurs square sq squares station sta stravenue stream street st str streets summit terrace ter terr throughway trace
  track trafficway trail trl trailer tunnel turnpike tpke underpass union unions valley valleys viaduct view views village villages ville
  vista walk walks wall way wy ways well wells close quay strasse weg laan straat plein gasse allee
`);

/** Those of them that make a street of a number and a name even in the midst of a sentence in lower case. */
export const SURE_STREET_TYPES = words(`
  alley aly avenue ave boulevard blvd causeway circle cir court ct crescent cres drive dr expressway freeway fwy highway hwy lane ln
  parkway pkwy place pl plaza plz road rd square sq street st terrace ter trail trl turnpike tpke viaduct way mews loop pike crossing
`);

export const DIRECTIONS = words(`
  n s e w ne nw se sw north south east west northeast northwest southeast southwest
`);

export const UNITS = words(
  "apt apartment suite ste unit flat floor fl bldg building room rm lot trlr trailer space spc box dept no",
);

export const STATES = words(`
  al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa
  wv wi wy dc pr vi gu as mp aa ae ap fm mh pw
`);

/** Names of states, single words of two folded together. */
export const STATE_NAMES: readonly string[] = [
  ...words(`
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky
    louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania
    tennessee texas utah vermont virginia washington wisconsin wyoming ontario quebec manitoba alberta saskatchewan
  `),
  "new hampshire",
  "new jersey",
  "new mexico",
  "new york",
  "north carolina",
  "north dakota",
  "rhode island",
  "south carolina",
  "south dakota",
  "west virginia",
  "puerto rico",
  "british columbia",
  "nova scotia",
  "new brunswick",
];

/** Countries that people are as often called as: `Jordan`. */
export const COUNTRIES_AS_NAMES: ReadonlySet<string> = new Set(words("chad georgia israel jordan"));

/** Of one word. No part of an address that identifies anybody (45 CFR 164.514(b)(2)(i)(B) begins below a state). */
export const COUNTRIES: ReadonlySet<string> = new Set(
  words(`
  afghanistan albania algeria angola argentina armenia australia austria bahamas bahrain bangladesh barbados belarus belgium belize benin bhutan
  bolivia bosnia botswana brazil brunei bulgaria burundi cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus czechia
  denmark djibouti ecuador egypt england eritrea estonia ethiopia fiji finland france gabon gambia georgia germany ghana greece grenada guatemala
  guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait
  laos latvia lebanon lesotho liberia libya lithuania luxembourg madagascar malawi malaysia mali malta mauritania mauritius mexico moldova mongolia
  montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru
  philippines poland portugal qatar romania russia rwanda samoa scotland senegal serbia singapore slovakia slovenia somalia spain sudan suriname
  sweden switzerland syria taiwan tajikistan tanzania thailand togo tonga tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan vanuatu
  venezuela vietnam wales yemen zambia zimbabwe
`),
);

/** First words of names of towns. */
export const TOWN_STARTS = words(
  "new port lake north south east west mount fort saint st san santa los las el la upper lower old great little glen cape point villa",
);

/** Endings that make a town of a name: Adrianburgh, Mullinstown, Marychester. */
export const TOWN_ENDING =
  /.{3}(?:burgh?|boro(?:ugh)?|bury|chester|field|ford|furt|fort|haven|land|mouth|port|shire|side|stad|ton|town|view|ville|wood|worth|berg|stadt|dorf|hausen|brook|dale|hurst|minster|mont|polis)$/;

/** Last words of names of places of care. */
export const FACILITY_HEADS = words(`
  hospital hospitals clinic clinics infirmary hospice sanatorium sanitarium medical healthcare health rehab rehabilitation nursing
  pharmacy surgicenter dispensary polyclinic maternity krankenhaus klinik klinikum hospitalier ospedale ziekenhuis
`);

/** Heads of names of organisations. */
export const ORGANIZATION_HEADS = words(`
  inc ltd llc llp plc corp corporation company co gmbh ag sa bv nv group holdings industries associates partners enterprises solutions
  services systems technologies consulting logistics bank university college school academy institute foundation church laboratories
  labs university department agency authority association society union council ministry motors airlines railways
`);

export const ROOM_HEADS = words(
  "room rm bed ward unit bay floor pod wing suite cubicle stretcher bay station icu ccu micu sicu nicu picu",
);
