import type { Random } from "../../../../synthetic/random";

const words = (text: string): readonly string[] => text.split(",").map((word) => word.trim());

const CITIES = words(
  "Abilene,Alameda,Allentown,Altoona,Anderson,Appleton,Arvada,Bangor,Bartlesville,Bethesda,Bloomington,Boulder,Bozeman,Bremerton,Bryan,Carlsbad,Casper,Chapel Hill,Chula Vista,Cicero,Clarksville,Clovis,Corvallis,Council Bluffs,Cranston,Davenport,Daytona Beach,Dearborn,Denton,Dothan,Elkhart,Enid,Escondido,Florence,Fond du Lac,Fort Smith,Frederick,Fullerton,Gadsden,Garland,Gastonia,Glendale,Gulfport,Hagerstown,Hampton,Harlingen,High Point,Hot Springs,Idaho Falls,Jefferson City,Johnstown,Kankakee,Kettering,Lakewood,Lawton,Longmont,Lynchburg,Marquette,Menifee,Meridian,Moline,Mount Vernon,Murfreesboro,New Bedford,Norman,Norwich,Oak Park,Owensboro,Palmdale,Parkersburg,Pine Bluff,Port Arthur,Prescott,Quincy,Rocky Mount,Roswell,San Marcos,Sandusky,Sheboygan,Shreveport,Sioux Falls,Spartanburg,St. Joseph,State College,Stillwater,Sugar Land,Tupelo,Twin Falls,Valdosta,Vicksburg,Waukesha,Wausau,Wheeling,Yonkers,Cheektowaga,Skowhegan,Opelousas,Wasilla,Pahrump,Tooele,Conshohocken,Rancho Cucamonga",
);
const STATES = words("AK,AL,AR,AZ,CA,CO,CT,FL,GA,IA,ID,IL,IN,KS,KY,LA,MA,MD,ME,MI,MN,MO,MS,MT,NC,ND,NE,NH,NJ,NM,NV,NY,OH,OK,OR,PA,RI,SC,SD,TN,TX,UT,VA,VT,WA,WI,WV,WY"); // prettier-ignore

const ROADS = words(
  "Alder,Amberwood,Applegate,Arroyo Seco,Aspen Grove,Barton Creek,Bayberry,Blackstone,Bluff View,Briar Patch,Buttonwood,Camelback,Cannery,Carriage House,Cobblestone,Coyote Run,Crabapple,Cypress Point,Dartmouth,Eagle Nest,Edgewater,Fairmount,Featherstone,Ferncliff,Fieldstone,Flintlock,Foxglove,Gatehouse,Glenwood,Greenbriar,Half Moon,Hawthorne,Heron Landing,Honeysuckle,Indian Wells,Ironbridge,Juniper,Kingfisher,Lantern,Larkspur,Lexington,Lighthouse,Los Robles,Marigold,Mesquite,Mulberry,Nutmeg,Old Mill Pond,Orchard,Osprey,Partridge,Pebble Beach,Persimmon,Pheasant Hollow,Primrose,Quarry,Raven,Redbud,Saddleback,Sandpiper,Sassafras,Shady Oak,Stagecoach,Sweetgum,Tamarack,Thistle,Timberline,Tupelo,Turnberry,Wagon Wheel,Whispering Pines,Wild Rose,Windmill,Yarrow,4th,11th,23rd,W 86th,Avenida de la Paz,Calle Ocho",
);
const WAYS = words("St,Street,Ave,Avenue,Rd,Road,Dr,Drive,Ln,Lane,Ct,Blvd,Pl,Way,Ter,Cir,Loop,Trail,Crossing,Pass");

const HOUSES = words(
  "Harbor Point,Mountain View,Lakeshore,Union Square,Northside,Grace Valley,Peace Haven,Cottonwood Creek,Sierra Vista,Bay Area,Mid-Valley,Great Lakes,Twin Rivers,Crestwood,Westbrook,Foothills,Palm Coast,Gateway,Golden Plains,Sandhills,Inland,Midtown,Parkside,Old Dominion,Cedar Ridge,Hudson Bend,Whispering Oaks,Canyonlands,St. Brendan,St. Cecilia,St. Gabriel,Our Lady of Lourdes,Immaculate Heart,Trinity,Covenant,Emmanuel,Bethlehem",
);
const HOSPITALS = [
  "{house} Hospital", "{house} Medical Center", "{house} Health", "{house} Clinic", "{house} Nursing Home", "{house} Surgery Center",
  "{house} Women's Hospital", "{city} Veterans Affairs Medical Center", "{city} Community Health Center", "{city} Memorial Hospital",
  "{city} Heart Institute", "Children's Hospital of {city}", "University Hospital {city}", "{last} Family Practice", "{last} Eye Clinic",
  "{city} Free Clinic", "{house} Assisted Living", "{house} Regional Medical Center", "{last} Pharmacy", "Kidney Care of {city}",
]; // prettier-ignore

const FIRMS = words("Blue Heron,Copperline,Evergate,Fairwind,Goldleaf,Hightower,Kestrel,Lone Star,Mapleton,Nordic,Overland,Pinnacle,Riverbend,Silverline,Tri-State,Uptown,Valley Forge,Wolverine,Xcelerate,Bright Path"); // prettier-ignore
const EMPLOYERS = [
  "{firm} Trucking", "{firm} Plastics", "{firm} Foods Inc", "{last} Construction", "{last} and Daughters Bakery", "{city} Public Schools",
  "{firm} Bank", "City of {city}", "{firm} Call Center", "{last}'s Auto Body", "{firm} Aerospace LLC", "{last} Law Group", "{firm} Warehouse",
  "{city} Fire Department", "{firm} Furniture Co.", "{last} Poultry",
]; // prettier-ignore

export const JOBS = words(
  "pharmacy technician,school bus driver,stonemason,roofing contractor,night auditor,sous chef,daycare worker,long-haul trucker,sheet metal worker,preschool teacher,call center agent,court reporter,deckhand,delivery driver,elevator mechanic,farm manager,fitness instructor,funeral director,gas station attendant,graphic designer,hospital porter,house painter,interpreter,jeweler,line worker,locksmith,mechanical engineer,meat cutter,nail technician,nursing assistant,office manager,optician,payroll clerk,photographer,pipefitter,poultry farmer,probation officer,real estate broker,retail manager,sales representative,sawmill worker,sculptor,shoe repairer,soldier,statistician,steelworker,stockbroker,substitute teacher,surveyor,tattoo artist,tax preparer,toll collector,travel agent,upholsterer,veterinarian,waitress,watchmaker,window cleaner,wind turbine technician,zookeeper",
);

export interface Home {
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

export function makeHome(random: Random, family: string): Home {
  const number = random.shape(random.pick(["%#", "%##", "%###", "%####"]));
  const road = random.chance(0.1) ? family : random.pick(ROADS);
  const plain = `${number} ${random.chance(0.15) ? random.pick(["N. ", "South ", "E ", "NW "]) : ""}${road} ${random.pick(WAYS)}`;
  const unit = random.chance(0.3) ? random.shape(random.pick([" Unit %@", ", Apt %##", " #%", ", Ste. %##", ", Floor %"])) : ""; // prettier-ignore
  const rural = random.shape(
    random.pick(["PO Box %##", "P.O. Box %####", "%### FM %##", "%#### Highway %#", "RR % Box ##"]),
  );
  return {
    street: random.chance(0.1) ? rural : plain + unit,
    city: random.pick(CITIES),
    state: random.pick(STATES),
    zip: random.shape(random.pick(["%####", "%####", "%####", "0%###", "%####-####"])),
  };
}

export function makeHospital(random: Random, family: string): string {
  return filled(random.pick(HOSPITALS), random, family).replace("{house}", random.pick(HOUSES));
}

export function makeEmployer(random: Random, family: string): string {
  return filled(random.pick(EMPLOYERS), random, family).replace("{firm}", random.pick(FIRMS));
}

function filled(shape: string, random: Random, family: string): string {
  return shape.replace("{city}", random.pick(CITIES)).replace("{last}", family);
}
