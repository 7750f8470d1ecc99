import { day, month, name, ordinal, short, two, year } from "../date-parts";
import type { Values } from "../values";
import { OWN_NAMES } from "./own-names";
import { TRAPS } from "./traps";

const words = (text: string): readonly string[] => text.split(",");

/** What the slots of the tuning half are filled from. */
export const TUNING_VALUES: Values = {
  traps: TRAPS,
  ownNames: OWN_NAMES,
  dates: {
    full: [
      (y, m, d) => `${m}/${d}/${y}`,
      (y, m, d) => `${two(m)}-${two(d)}-${y}`,
      (y, m, d) => `${d} ${name(m)} ${y}`,
      (y, m, d) => `${two(d)}-${short(m)}-${y}`,
      (y, m, d) => `${short(m)} ${d} ${y}`,
      (y, m, d) => `${two(d)}.${two(m)}.${y}`,
      (y, m, d) => `${two(d)}${short(m).toUpperCase()}${y}`,
      (y, m, d) => `${name(m)} ${ordinal(d)}, ${y}`,
    ],
    noYear: [(_, m, d) => `${m}/${d}`, (_, m, d) => `${name(m)} ${d}`, (_, m, d) => `${d} ${short(m)}`],
    noDay: [(y, m) => `${name(m)} ${y}`, (y, m) => `${m}/${y}`],
  },
  ranges: [
    (a, b) => `${month(a)}/${day(a)}/${year(a)} - ${month(b)}/${day(b)}/${year(b)}`,
    (a, b) => `${name(month(a))} ${day(a)} to ${name(month(b))} ${day(b)}, ${year(b)}`,
  ],
  clocks: [":", ""],
  shapes: {
    MRN: ["%######", "%#######", "%##-##-##", "M%######", "0########"],
    ACCOUNT: ["V%########", "%#########", "A-%#####"],
    VISIT: ["%########", "V%#######"],
    ACCESSION: ["ACC%#######", "S##-%####", "%#######"],
    HEALTHPLAN: ["XYZ%########", "%@@@%##@@##", "W%########"],
    LICENSE: ["MD%#####", "A%#####"],
    DL: ["@%#######", "%########"],
    PLATE: ["@@@-####", "%@@@###"],
    DEVICE: ["SN-%#####@", "@@@%######@", "%#####-###"],
    USERNAME: ["{f}{last}##", "{last}{f}"],
  },
  betweenSsn: ["-", "-", ""],
  betweenMac: ":",
  areaCodes: [
    205, 212, 213, 216, 240, 253, 281, 301, 303, 305, 312, 313, 360, 402, 404, 410, 412, 415, 503, 505, 512, 513, 602,
    612, 615, 617, 619, 702, 713, 718, 773, 785, 801, 804, 808, 857, 860, 901, 907, 915, 919, 971,
  ],
  phones: ["({a}) {e}-####", "{a}-{e}-####", "{a}.{e}.####", "+1 {a} {e} ####", "({a}){e}-####", "{a} {e} ####"],
  pagers: ["%####", "%###"],
  rooms: ["Rm %##", "Room %##-@", "Bed %#", "Ward %@"],
  mailNames: (f, l, random) => [`${f}.${l}`, `${f[0]}${l}${random.whole(1, 99)}`, `${l}.${f}`],
  mailHosts: ["gmail.com", "yahoo.com", "outlook.com", "hospital.example.org", "aol.com"],
  urls: (f, l) => [
    `https://portal.example.org/patients/${l}${f[0]}`,
    `http://www.facebook.com/${f}.${l}`,
    `www.${l}family.com`,
  ],
  words: {
    cities: words(
      "Akron,Athens,Bakersfield,Baton Rouge,Beaumont,Biloxi,Bismarck,Charleston,Chattanooga,Columbia,Dayton,Eau Claire,El Paso,Erie,Eugene,Evansville,Fairbanks,Flint,Gary,Hattiesburg,Hilo,Honolulu,Huntsville,Independence,Jersey City,Kalamazoo,Kenosha,Killeen,La Crosse,Lafayette,Lansing,Laredo,Lincoln,Little Rock,Lubbock,Madison,Mesa,Midland,Milwaukee,Missoula,Mobile,Modesto,Montgomery,Muncie,Normal,Oakland,Ocala,Oshkosh,Paducah,Pasadena,Pensacola,Plano,Pocatello,Portland,Providence,Provo,Pueblo,Racine,Rapid City,Redding,Reno,Roanoke,Rochester,Rockford,Salem,San Angelo,Santa Fe,Santa Rosa,South Bend,Spokane,St. Cloud,St. Paul,Topeka,Utica,Walla Walla,Kill Devil Hills,Poughkeepsie,Sequim,Guadalajara,Leeds,Kharkiv",
    ),
    streets: words(
      "Maple,Pine,Elm,Willow,Sunset,Highland,Chestnut,Laurel,Lincoln,Adams,Center,Poplar,Cherry,Valley View,Broad,Summit,Liberty,Madison,Cottonwood,Old Post,Martin Luther King,Rolling Hills,El Camino Real,Peachtree,Ventura,Wabash,Michigan,Kosciuszko,Pulaski,Schuyler,Beacon,Commonwealth,Haight,Bourbon,Canal,Figueroa,Congress,Alameda,Hawthorne,Burnside",
    ),
    saints: words("Mary,Vincent,Elizabeth,Joseph,Anthony,Agnes,Barnabas,Clare,Rita,John,Catherine,Raphael"),
    places: words(
      "Mercy,Riverside,Good Samaritan,Providence,Highland,Bayview,Northgate,Evergreen,Harborview,Summit,Willow Bend,Oak Hollow,Fairhaven,Bethany,Shiloh,Allegheny,Columbia Gorge,Wasatch,Ozark,Everglades,Tidewater,Pine Tree",
    ),
    works: words(
      "Northwind,Acme,Bluebird,Ironwood,Keystone,Summit,Pioneer,Redstone,Beacon,Cascade,Diamond,Eagle,Harbor,Liberty,Meridian,Patriot,Titan,Vanguard,Westfield,Palmetto",
    ),
    jobs: words(
      "plumber,welder,kindergarten teacher,bus driver,line cook,hairdresser,electrician,librarian,software engineer,farmhand,cashier,postal worker,firefighter,police officer,roofer,seamstress,machinist,school principal,dairy farmer,crane operator,bartender,web designer,high school coach,longshoreman,bookkeeper,social worker,butcher,piano tuner,church organist,park ranger,landscaper,oil rig worker,sous-chef,locksmith",
    ),
  },
  ways: ["St", "Street", "Ave", "Rd", "Drive", "Ln", "Blvd.", "Ct", "Pkwy"],
  units: [" Apt #%", ", Apt. %#@", " #%##", ", Unit %", ""],
  oddAddresses: ["PO Box %###", "%## County Road %##", "RR % Box %#"],
  hospitals: [
    "{saint} Hospital",
    "{place} Medical Center",
    "{place} Regional Hospital",
    "{city} General Hospital",
    "{city} Clinic",
    "{place} Family Medicine",
    "University of {city} Hospital",
    "{last} Memorial Hospital",
    "VA {city}",
  ],
  employers: [
    "{work} Logistics",
    "{work} Manufacturing Inc.",
    "{last} & Sons",
    "{work} Foods",
    "{work} Elementary School",
  ],
  suffixes: [" Jr.", " III"],
  shortName: ({ first, last }) => `${first.slice(0, 1)}. ${last}`,
  initials: ({ first, last }) => `${first[0]}.${last[0]}.`,
};
