import humanNames from "humannames/index.json";
import { fold } from "../../../../lambdas/phi/text/fold";
import { lookUp, wordRank } from "../../../../lambdas/phi/text/lexicon";
import type { Random } from "../../../../synthetic/random";

const list = (text: string): readonly string[] => text.split(",").map((item) => item.trim());

/** Trades and callings, as people tell of their work. */
export const JOBS = list(
  "plumber,welder,teacher,second grade teacher,school teacher,bus driver,truck driver,long-haul trucker,forklift operator,accountant,bookkeeper,paralegal,line cook,chef,baker,waitress,waiter,bartender,barista,dishwasher,hairdresser,barber,nail technician,electrician,apprentice electrician,carpenter,cabinet maker,mason,bricklayer,roofer,painter,house painter,drywall installer,plasterer,tiler,glazier,librarian,archivist,museum guide,software engineer,software developer,web designer,data analyst,systems administrator,help desk technician,farmer,dairy farmer,farm worker,rancher,beekeeper,fisherman,lobsterman,logger,lumberjack,miner,coal miner,oil rig worker,pipefitter,steamfitter,machinist,tool and die maker,mechanic,auto mechanic,diesel mechanic,tow truck driver,taxi driver,uber driver,delivery driver,courier,mail carrier,postal clerk,warehouse worker,picker,stocker,cashier,grocery clerk,sales clerk,salesman,car salesman,insurance agent,insurance adjuster,real estate agent,realtor,broker,banker,bank teller,loan officer,financial planner,economist,actuary,lawyer,attorney,judge,court reporter,bailiff,police officer,detective,state trooper,firefighter,fire captain,paramedic,security guard,prison guard,corrections officer,soldier,marine,sailor,navy cook,army medic,air force mechanic,pilot,airline pilot,flight attendant,air traffic controller,baggage handler,travel agent,tour guide,hotel clerk,hotel manager,housekeeper,maid,janitor,custodian,cleaner,window washer,landscaper,gardener,florist,arborist,groundskeeper,zookeeper,veterinarian,dog groomer,dog walker,jockey,horse trainer,nanny,babysitter,daycare worker,preschool teacher,principal,school principal,guidance counselor,professor,history professor,adjunct professor,graduate student,college student,nursing student,music teacher,piano teacher,violinist,cellist,guitarist,jazz musician,drummer,opera singer,singer,dancer,ballet dancer,choreographer,actor,stage hand,film editor,photographer,wedding photographer,journalist,reporter,news anchor,editor,copy editor,novelist,poet,translator,interpreter,architect,draftsman,civil engineer,mechanical engineer,electrical engineer,chemist,biologist,geologist,astronomer,physicist,mathematician,statistician,lab technician,dental assistant,dentist,optician,pharmacy technician,phlebotomist,home health aide,social worker,priest,pastor,minister,rabbi,nun,missionary,undertaker,funeral director,tailor,seamstress,shoemaker,cobbler,upholsterer,weaver,potter,sculptor,jeweler,goldsmith,watchmaker,locksmith,blacksmith,butcher,meat packer,fishmonger,grocer,shop owner,small business owner,restaurant owner,caterer,wine merchant,brewer,tattoo artist,personal trainer,yoga instructor,swim coach,football coach,referee,professional boxer,golfer,union organizer,city councilman,mayor,campaign manager,lobbyist,diplomat,human resources manager,office manager,secretary,executive assistant,receptionist,typist,call center agent,telemarketer,purchasing agent,quality inspector,assembly line worker,factory worker,textile worker,seam sealer,crane operator,heavy equipment operator,bulldozer operator,surveyor,road worker,asphalt paver,garbage collector,sewer worker,exterminator,chimney sweep,elevator repairman,hvac technician,solar installer,cable installer,lineman,telephone operator,train conductor,locomotive engineer,railroad worker,longshoreman,ship captain,deckhand,ferry pilot,park ranger,wildland firefighter,lifeguard,ski instructor,card dealer,casino dealer,pawnbroker,auctioneer,antiques dealer,interior designer,fashion designer,model,stylist,cosmetologist,massage therapist,stay-at-home mom,homemaker,day laborer,migrant worker,foreman,construction worker,construction foreman,plant manager,shift supervisor,program manager,marketing director,advertising executive,ceo,investor,day trader",
);

const PLAIN_LASTS = list(
  "Stone,Young,King,Banks,Rivers,Fields,Woods,Brooks,Marsh,Hill,Day,Knight,Bishop,Pope,Price,Bond,Cash,Rice,Bean,Berry,Lemon,Pepper,Sage,Frost,Snow,Winter,Summers,May,March,Long,Short,Small,Little,Strong,Wise,Sharp,Savage,Wild,Fox,Wolf,Lamb,Bird,Swan,Drake,Hawk,Crane,Fish,Pike,Bass,Crabb,Moody,Grimm,Love,Joy,Hope,Church,Temple,Parish,Hall,Chambers,House,Gates,Bridges,Lane,Street,Rhodes,Miles,Foot,Hand,Head,Beard,Pain,Payne,Cough,Coffin,Graves,Blood,Bone,Burns,Butcher,Cook,Baker,Mason,Carpenter,Farmer,Shepherd,Fisher,Hunter,Archer,Porter,Page,Sargent,Major,Judge,Noble,Duke,Earl,Prince,Lord,Guy,Mann,Good,Best,Rich,Poor,Early,Power,Powers,Speed,Swift,Battle,Law,Case,Read,Story,Penn,Ball,Bell,Horn,Harper,Singer,Reel,Waltz,Green,Brown,Black,White,Gray,Gold,Silver,Steel,Iron,Flint,Clay,Sands,Waters,Wells,Pool,Lake,Moor,Heath,Glen,Dale,Forest,Park,Garden,Rose,Lilly,Ivy,Reed,Rush,Thorne,Root,Branch,Leaf,Bush,Oakes,Ash",
);
const PLAIN_FIRSTS = list(
  "Grace,Hope,Faith,Joy,Rose,Lily,Iris,Daisy,Violet,Ruby,Pearl,Opal,Amber,Crystal,Ivy,Hazel,Olive,Ginger,Sage,April,May,June,August,Summer,Autumn,Dawn,Eve,Star,Sky,Will,Bill,Mark,Grant,Chase,Drew,Art,Rob,Pat,Frank,Ernest,Earnest,Guy,Max,Rich,Dean,Duke,Earl,King,Pierce,Hunter,Mason,Carter,Cooper,Wade,Rusty,Sandy,Misty,Stormy,Angel,Destiny,Melody,Harmony,Charity,Patience,Prudence,Serenity,Christian,Royal,Major,Reed,Clay,Cliff,Heath,Dale,Glen,Brook,River,Jade,Jasper,Jack,Nick,Gene,Victor,Miles,Norm,Bud,Buddy,Skip,Chip,Ray,Sunny,Story",
);

const STARTS = "b br c ch cl cr d dr f fl fr g gl gr h j k kl kr l m n p pr qu r s sch sh sk sl sm sn st str t th tr v w wh y z zh kh mb nd ng x".split(" "); // prettier-ignore
const MIDDLES = "a e i o u ae ai au ea ee ei eo ia ie io oa oo ou ue uo y".split(" ");
const ENDS = "n r s t l m k d th ng nd rt ck x z sch ski sson sen vic ova enko ides oglu yan shvili son man berg stein wick worth ford ley ham ton ez es o a i e u ini elli otti eau oux ard aux aire ster wala wani pura kar nath rao dra gh".split(" "); // prettier-ignore

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A name of syllables, of no list. */
export function madeUp(random: Random, family: boolean): string {
  const syllable = (): string => random.pick(STARTS) + random.pick(MIDDLES);
  let word = syllable();
  for (let more = random.whole(0, family ? 2 : 1); more > 0; more -= 1)
    word += random.chance(0.3) ? random.pick("nrlsmt".split("")) + syllable() : syllable();
  return capital(word + (random.chance(0.75) ? random.pick(ENDS) : ""));
}

let listed: readonly string[] | undefined;

/** A name of a long list of the whole world, of those that are no words of English. */
export function listedName(random: Random): string {
  listed ??= Object.keys(humanNames)
    .filter((name) => /^\p{Script=Latin}{3,}$/u.test(name) && wordRank(lookUp(fold(name))) === 0)
    .map(capital);
  return random.pick(listed);
}

export const plainName = (random: Random, family: boolean): string => random.pick(family ? PLAIN_LASTS : PLAIN_FIRSTS);

const EMPLOYERS = list(
  "{x} Industries,{x} & Sons,{x} and Daughters,{x} Logistics,{x} Foods,{x} Freight Lines,{x} Manufacturing,{x} Farms,{x} Dairy,{x} Bakery,{x}'s Diner,{x}'s Garage,{x} Motors,{x} Auto Body,{x} Tire,{x} Hardware,{x} Lumber,{x} Paper Mill,{x} Steel,{x} Foundry,{x} Electric,{x} Power and Light,{x} Energy,{x} Oil,{x} Gas,{x} Mining,{x} Construction,{x} Builders,{x} Roofing,{x} Plumbing,{x} Realty,{x} Properties,{x} Bank,{x} Savings,{x} Credit Union,First {x} Bank,{x} Insurance,{x} Mutual,{x} Capital,{x} Partners,{x} Group,{x} Holdings,{x} Inc,{x} Inc.,{x} LLC,{x} Ltd,{x} Corp,{x} Co.,{x} Company,{x} Technologies,{x} Systems,{x} Software,{x} Labs,{x} Robotics,{x} Telecom,{x} Wireless,{x} Media,{x} Press,{x} Daily News,{x} Gazette,{x} Airlines,{x} Air,{x} Cargo,{x} Transit,{x} Railways,{x} Shipping,{x} Moving,{x} Landscaping,{x} Nursery,{x} Stables,{x} Kennels,{x} Textiles,{x} Apparel,{x} Furniture,{x} Flooring,{x} Glass,{x} Plastics,{x} Chemicals,{x} Packaging,{x} Brewery,{x} Winery,{x} Coffee,{x} Grill,{x} Pizza,{x} Catering,{x} Hotel,{x} Inn,{x} Casino,{x} Theater,{x} Records,{x} Fitness,{x} Security,{x} Staffing,{x} Cleaners,{x} Pharmacy,{x} Drugs,{x} Market,{x} Supermarket,{x} Grocers,{x} Outfitters,{x} High School,{x} Elementary,{x} Elementary School,{x} Middle School,{x} Academy,{x} Preschool,{x} Day Care,{x} College,{x} Community College,{x} University,University of {x},{x} State University,{x} School District,{x} Public Schools,{x} Public Library,{x} Police Department,{x} Fire Department,City of {x},{x} Parks Department,{x} Foundation,{x} Trust,{x} Shelter,{x} House,{x} Food Bank,{x} Church,{x} Methodist Church,{x} Legal Aid,{x} Law Group,{x} Consulting,{x} Design,{x} Studios,{x} Home Care,{x} Home Health,{x} Medical Supply,{x} Hospice,{x} Funeral Home,{x} Mortuary,{x} Union,{x} Works,{x} Supply,{x} Tool,{x} Aerospace,{x} Marine,{x} Fisheries,{x} Seafood,{x} Poultry,{x} Packing,{x}-{y},{x}-{y} Industries,{x} & {y},{x} & {y} LLP,{x} and {y},Bank of {x},The {x} Company,{x} Brothers,{x} Bros Towing,{x} Valley Growers,{x} Water District,{x} County Sheriff,{x} Housing Authority,{x} Nuclear Station,{x} Quarry,{x} Orchards,{x} Vineyards,{x} Golf Club,{x} Country Club,{x} Yacht Club,{x} Zoo,{x} Museum,{x} Symphony,{x} Post Office,{x} Correctional,{x} Naval Yard,{x} Distribution,{x} Fulfillment,{x} Solar,{x} Wind,{x} Biotech,{x} Pharma,{x} Instruments,{x} Optics,{x} Payroll,{x} Travel,{x} Salon,{x} Barbers,{x} Pets,{x} Tavern,{x} Cafe,{x} Kitchen,{x} Books,{x} Toys,{x} Sports,{x} Charter School,St. {f} School,{x} Montessori,{x} Head Start,{x} Seminary,{x} Tabernacle,{x} Temple,{x} Mosque",
);
const FACILITIES = list(
  "{x} Hospital,{x} General Hospital,{x} General,{x} Memorial Hospital,{x} Memorial,{x} Regional Medical Center,{x} Medical Center,{x} Community Hospital,{x} Children's Hospital,{x} Children's,{x} Clinic,{x} Family Clinic,{x} Family Medicine,{x} Family Practice,{x} Internal Medicine,{x} Pediatrics,{x} Cardiology Associates,{x} Oncology Center,{x} Cancer Center,{x} Cancer Institute,{x} Heart Institute,{x} Eye Center,{x} Orthopedics,{x} Orthopaedic Group,{x} Surgery Center,{x} Imaging,{x} Radiology,{x} Diagnostics,{x} Laboratories,{x} Dialysis,{x} Rehab,{x} Rehabilitation Center,{x} Nursing Home,{x} Nursing and Rehab,{x} Care Center,{x} Health Center,{x} Health,{x} Health System,{x} Healthcare,{x} Urgent Care,{x} Walk-In,{x} Behavioral Health,{x} Psychiatric Hospital,{x} Recovery Center,{x} Women's Health,{x} Birth Center,{x} Wellness,{x} Pain Center,{x} Sleep Center,{x} Hospice,{x} Manor,{x} Village,{x} Gardens,{x} Terrace,{x} Assisted Living,{x} Senior Living,{x} Skilled Nursing,St. {f} Hospital,St {f}'s,St. {f} Medical Center,Mount {x},Mount {x} Hospital,{x} VA,{x} VA Medical Center,VA {x},{x} Infirmary,{x} Baptist,{x} Methodist Hospital,{x} Presbyterian,{x} Lutheran,{x} Mercy,Mercy {x},Our Lady of {x},{x} University Hospital,University of {x} Hospital,{x} County Hospital,{x} City Hospital,{x} Sanatorium,Hospital {x},Klinik {x},{x} Surgical Group,{x} Dental,{x} Dermatology,The {x} Clinic,The {x} Center,{x}-{y} Medical Center,{x}-{y} Hospital,{x} & {y} Family Dentistry,{x} Kidney Care,{x} Spine,{x} Spine and Joint,{x} OB/GYN,{x} Women's Clinic,{x} Foot & Ankle,{x} ENT,{x} Allergy & Asthma,{x} Eye Associates,{x} Vision,{x} Hearing,{x} Smiles,{x} Physical Therapy,{x} Sports Medicine,{x} Physicians,{x} Medical Group,{x} Medical Associates,{x} Medical Arts,{x} Health Partners,{x} Primary Care,{x} Urology,{x} Neurology,{x} GI Associates,{x} Vein Clinic,{x} Infusion,{x} Wound Center,{x} Counseling,{x} Treatment Center,{x} Detox,{x} Sober Living,{x} Lodge,{x} Place,{x} House,{x} Commons,{x} Pointe,{x} Meadows,{x} Estates,{x} Rest Home,{x} Convalescent,{x} Health & Rehab,{x} Community Health,{x} Free Clinic,{x} Tribal Clinic,{x} Army Hospital,{x} Naval Hospital,{x} State Hospital,{x} Long Term Acute Care,{x} Rehab Institute,Holy {f},Saint {f} Clinic,Sisters of {x},{x} Jewish,{x} Adventist,{x} Deaconess,{x} Shriners,{x} District Hospital,{x} Medical,{x} SNF,{x} ALF,{x} LTAC,{x} LTC,{x} Surgery,The {x} Surgery",
);
const PLACE_WORDS = list(
  "Oakhurst,Riverbend,Maplewood,Eastview,Westbrook,Northfield,Southgate,Lakeshore,Hillcrest,Fairmont,Greenway,Stonegate,Ridgeview,Clearwater,Bluewater,Redwood,Whitefield,Silverdale,Goldcrest,Ironbridge,Copper Hill,Eagle Point,Falcon Ridge,Pine Grove,Cedar Hill,Willow Creek,Elm Street,Bay Area,Harbor Point,Ocean View,Desert Sun,Mountain View,Prairie Rose,Sunrise,Sunset,Evergreen,Unity,Hope,Grace,Trinity,Providence,Liberty,Heritage,Pioneer,Frontier,Summit,Apex,Pinnacle,Premier,Central,Metro,Midtown,Uptown,Coastal,Valley,Tri-County,Tri-State,Great Plains,Blue Ridge,Twin Rivers,Three Oaks,Golden Gate,Keystone,Cornerstone,Milestone,Compass,Beacon,Lighthouse,Anchor,Horizon,Aurora,Nova,Stellar,Lunar,Orbit,Quantum,Vertex,Nexus,Synergy,Titan,Atlas,Phoenix,Griffin,Bear Creek,Wolf Run,Deer Park,Fox Hollow,Swan Lake,Crane,Heron Bay,Acorn,Juniper,Magnolia,Azalea,Lotus,Ivy,Fern,Laurel",
);

/** A name of a firm or a place of care, of some pattern and the name of a town, a family or a word. */
export function namedAfter(random: Random, care: boolean, town: string, family: string, saint: string): string {
  const after = random.weighted([[town, 2], [family, 2], [random.pick(PLACE_WORDS), 4], [madeUp(random, true), 2]]); // prettier-ignore
  if (!care && random.chance(0.12)) return after === town ? `${town} Mills` : after;
  return random
    .pick(care ? FACILITIES : EMPLOYERS)
    .replace("{x}", after)
    .replace("{y}", random.chance(0.5) ? family : madeUp(random, true))
    .replace("{f}", saint);
}

/** A town of no list, or as it is. */
export function town(random: Random, city: string): string {
  if (random.chance(0.6)) return city;
  const base = random.chance(0.5) ? madeUp(random, false) : plainName(random, true);
  return random.pick(["{x}ville", "{x}ton", "{x}burg", "{x}field", "Port {x}", "New {x}", "{x} Falls", "{x} Heights", "Lake {x}", "{x}"]).replace("{x}", base); // prettier-ignore
}

/** What somebody logs in by. */
export function login(random: Random, first: string, last: string): string {
  const [f, l] = [first, last].map((word) => word.toLowerCase().replace(/[^a-z]/g, "") || "x") as [string, string];
  return random.pick([`${f}.${l}`, `${f[0]}${l}`, `${f[0]}${l}${random.whole(1, 99)}`, `${f}${l}`, `${l}${f[0]}`, `${f}_${l}`, `${l}.${f[0]}`, `${f}${random.whole(1, 99)}`, `${l}${random.shape("###")}`, random.shape("@@####"), random.shape("&&####"), `${f.slice(0, 3)}${l.slice(0, 3)}${random.whole(1, 9)}`, `${f}-${l}`, `${l}${random.shape("##")}`]); // prettier-ignore
}
