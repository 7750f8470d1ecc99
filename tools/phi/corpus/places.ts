import { inHalf } from "./names";
import type { Half } from "./half";
import type { Random } from "../../../synthetic/random";

const words = (text: string): readonly string[] => text.split(",").map((word) => word.trim());

const CITIES = words(
  "Albany,Akron,Amarillo,Ann Arbor,Asheville,Athens,Augusta,Aurora,Bakersfield,Baton Rouge,Beaumont,Bellevue,Bend,Billings,Biloxi,Bismarck,Boise,Bowling Green,Brookline,Brownsville,Buffalo,Burlington,Cambridge,Camden,Canton,Cedar Rapids,Champaign,Charleston,Chattanooga,Cheyenne,Chico,Clearwater,Coeur d'Alene,Columbia,Concord,Corpus Christi,Dayton,Decatur,Des Moines,Dubuque,Duluth,Durham,Eau Claire,El Paso,Elgin,Erie,Eugene,Evansville,Fairbanks,Fargo,Fayetteville,Flagstaff,Flint,Fort Collins,Fort Wayne,Fresno,Gainesville,Galveston,Gary,Grand Forks,Grand Rapids,Green Bay,Greenville,Hartford,Hattiesburg,Helena,Hilo,Honolulu,Huntsville,Independence,Iowa City,Jackson,Jersey City,Joplin,Juneau,Kalamazoo,Kenosha,Killeen,Knoxville,La Crosse,Lafayette,Lansing,Laredo,Las Cruces,Lawrence,Lexington,Lincoln,Little Rock,Lowell,Lubbock,Macon,Madison,Manchester,McAllen,Medford,Mesa,Midland,Milwaukee,Missoula,Mobile,Modesto,Montgomery,Muncie,Nampa,Nashua,New Haven,Newark,Normal,Oakland,Ocala,Odessa,Ogden,Olympia,Oshkosh,Oxnard,Paducah,Pasadena,Pensacola,Peoria,Pittsfield,Plano,Pocatello,Portland,Providence,Provo,Pueblo,Racine,Rapid City,Reading,Redding,Reno,Roanoke,Rochester,Rockford,Salem,Salinas,San Angelo,Santa Fe,Santa Rosa,Savannah,Scranton,Sioux City,South Bend,Spokane,St. Cloud,St. Paul,Stockton,Syracuse,Tacoma,Tallahassee,Temple,Terre Haute,Topeka,Truth or Consequences,Tucson,Tulsa,Utica,Vallejo,Visalia,Waco,Warren,Waterloo,West Palm Beach,Wichita,Winston-Salem,Worcester,Yakima,York,Youngstown,Yuma,Walla Walla,Ho-Ho-Kus,King of Prussia,Kill Devil Hills,Ypsilanti,Schenectady,Poughkeepsie,Puyallup,Natchitoches,Kissimmee,Okmulgee,Sequim,Zanesville,Guadalajara,Lagos,Manila,Chennai,Toronto,Leeds,Lyon,Nairobi,Kharkiv,Ponce",
);

export const STATES = words(
  "AL,AK,AZ,AR,CA,CO,CT,DE,FL,GA,HI,ID,IL,IN,IA,KS,KY,LA,ME,MD,MA,MI,MN,MS,MO,MT,NE,NV,NH,NJ,NM,NY,NC,ND,OH,OK,OR,PA,RI,SC,SD,TN,TX,UT,VT,VA,WA,WV,WI,WY,DC,PR",
);

const STREETS = words(
  "Oak,Maple,Cedar,Pine,Elm,Washington,Lake,Hill,Walnut,Spring,North,Ridge,Church,Willow,Mill,Sunset,Railroad,Jackson,Highland,Franklin,Park,Meadow,Chestnut,River,Locust,Dogwood,Hickory,Laurel,Lincoln,Adams,Spruce,Sycamore,Center,Jefferson,Poplar,Birch,Cherry,Valley View,Forest,College,Prospect,Grant,Broad,Summit,Monroe,Magnolia,Liberty,Market,Madison,Cottonwood,Quail Hollow,Old Post,Martin Luther King,Fox Run,Bear Creek,Deer Path,Rolling Hills,Golden Gate,Las Palmas,El Camino Real,San Pablo,Camino del Sol,Rue Royale,Peachtree,Ventura,Wabash,Michigan,Ohio,Delaware,Pennsylvania,Kosciuszko,Van Buren,Pulaski,Tchoupitoulas,Schuyler,Beacon,Commonwealth,Mission,Haight,Bourbon,Canal,Wilshire,Figueroa,Lamar,Guadalupe,Congress,Colfax,Speer,Alameda,Hawthorne,Burnside,Aurora,Rainier,Pike,Nicollet,Hennepin",
);

const SAINTS = words(
  "Mary,Luke,Jude,Vincent,Elizabeth,Joseph,Anthony,Francis,Agnes,Barnabas,Clare,Dominic,Rita,John,Catherine,Raphael",
);

const PLACES = words(
  "Mercy,Lakeside,Riverside,Good Samaritan,Sacred Heart,Providence,Highland,Bayview,Cedar Grove,Northgate,Evergreen,Maplewood,Silver Creek,Harborview,Three Rivers,Red Mesa,Blue Ridge,Prairie View,Big Sky,Desert Springs,Coastal,Summit,Pinecrest,Willow Bend,Oak Hollow,Stonebridge,Fairhaven,Kingsbrook,Tri-County,Ridgeview,Holy Cross,Bethany,Mount Hermon,Shiloh,Zion,Beth Emanuel,Piedmont,Chesapeake,Allegheny,Great Plains,Columbia Gorge,Wasatch,Ozark,Everglades,Tidewater,Bluegrass,Granite State,Pine Tree",
);

const WORKS = words(
  "Northwind,Acme,Bluebird,Ironwood,Keystone,Summit,Pioneer,Redstone,Clearwater,Crescent,Atlas,Beacon,Cascade,Diamond,Eagle,Frontier,Granite,Harbor,Liberty,Meridian,Orion,Patriot,Quantum,Sterling,Titan,Union,Vanguard,Westfield,Zenith,Palmetto",
);

const JOBS = words(
  "plumber,welder,kindergarten teacher,bus driver,forklift operator,accountant,paralegal,line cook,dental hygienist,hairdresser,electrician,librarian,software engineer,farmhand,cashier,postal worker,firefighter,police officer,truck dispatcher,roofer,seamstress,machinist,real estate agent,flight attendant,warehouse supervisor,translator,janitor,school principal,barista,mail carrier,dairy farmer,coal miner,stagehand,crane operator,bartender,music teacher,web designer,insurance adjuster,high school coach,tailor,longshoreman,bookkeeper,security guard,social worker,beekeeper,taxi driver,civil engineer,florist,butcher,piano tuner,land surveyor,church organist,park ranger,bank teller,landscaper,oil rig worker,veterinary technician,zoologist,sous-chef,locksmith",
);

/** Words of places and work, those of one half alone. */
export function placesOf(
  half: Half,
): Record<"cities" | "streets" | "saints" | "places" | "works" | "jobs", readonly string[]> {
  const mine = (of: readonly string[]): readonly string[] => of.filter((word) => inHalf(word, half));
  return {
    cities: mine(CITIES),
    streets: mine(STREETS),
    saints: mine(SAINTS),
    places: mine(PLACES),
    works: mine(WORKS),
    jobs: mine(JOBS),
  };
}

export interface Address {
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

export function makeAddress(random: Random, half: Half, family: string): Address {
  const { cities, streets } = placesOf(half);
  const kinds: Record<Half, readonly string[]> = {
    tuning: ["St", "Street", "Ave", "Rd", "Drive", "Ln", "Blvd.", "Ct", "Pkwy"],
    "held-out": ["St.", "Avenue", "Road", "Dr", "Lane", "Blvd", "Court", "Way", "Terrace", "Place", "Circle", "Trl"],
  };
  const units: Record<Half, readonly string[]> = {
    tuning: [" Apt #%", ", Apt. %#@", " #%##", ", Unit %", ""],
    "held-out": [", Suite %##", " Apt %@", ", Fl. %", " Lot ##", ", Bldg @ Apt %##", " Trlr %#", ""],
  };
  const name = random.chance(0.12) ? family : random.pick(streets);
  const way = random.chance(0.2) ? `${random.pick(["N", "S", "E", "W", "NE", "SW", "North", "West"])} ` : "";
  const plain = `${random.shape(random.pick(["%##", "%###", "%#", "%####"]))} ${way}${name} ${random.pick(kinds[half])}`;
  const unit = random.chance(0.35) ? random.shape(random.pick(units[half])) : "";
  const odd: Record<Half, readonly string[]> = {
    tuning: ["PO Box %###", "%## County Road %##", "RR % Box %#"],
    "held-out": [
      "P. O. Box %##",
      "%#### US Hwy %#",
      "Rural Route % Box %##A",
      "%### State Route %##",
      "W%## N%### Mill Creek Rd",
      "HC %# Box %#",
    ],
  };
  return {
    street: random.chance(0.14) ? random.shape(random.pick(odd[half])) : plain + unit,
    city: random.pick(cities),
    state: random.pick(STATES),
    zip: random.shape(random.chance(0.15) ? "%####-####" : random.chance(0.1) ? "0%###" : "%####"),
  };
}

const HOSPITALS: Record<Half, readonly string[]> = {
  tuning: ["{saint} Hospital", "{place} Medical Center", "{place} Regional Hospital", "{city} General Hospital", "{city} Clinic", "{place} Family Medicine", "University of {city} Hospital", "{last} Memorial Hospital", "VA {city}"],
  "held-out": ["{saint}'s Health Center", "{place} Community Hospital", "{city} Children's Hospital", "{place} Health System", "{last} Cancer Institute", "{city} Urgent Care", "{place} Rehabilitation and Nursing", "{place} Dialysis of {city}", "{last} & {last2} Orthopedics", "Hospice of {city}", "{city} County Medical Ctr", "{saint} Mercy Infirmary"],
}; // prettier-ignore

/** The name of a house where patients are treated. */
export function makeHospital(random: Random, half: Half, last: string, last2: string): string {
  const { cities, saints, places } = placesOf(half);
  return random
    .pick(HOSPITALS[half])
    .replace("{saint}", `${random.pick(["St.", "Saint", "St"])} ${random.pick(saints)}`)
    .replace("{place}", random.pick(places))
    .replace("{city}", random.pick(cities))
    .replace("{last2}", last2)
    .replace("{last}", last);
}

export function makeEmployer(random: Random, half: Half, last: string): string {
  const kinds: Record<Half, readonly string[]> = {
    tuning: [
      "{work} Logistics",
      "{work} Manufacturing Inc.",
      "{last} & Sons",
      "{work} Foods",
      "{work} Elementary School",
    ],
    "held-out": [
      "{work} Steel Corp",
      "{last} Brothers Roofing",
      "{work} Credit Union",
      "{work} Airlines",
      "{last} Dairy",
      "{work} Unified School District",
      "{work} Energy LLC",
    ],
  };
  return random
    .pick(kinds[half])
    .replace("{work}", random.pick(placesOf(half).works))
    .replace("{last}", last);
}
