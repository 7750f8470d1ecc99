import { words } from "./people";

/** Legal forms, which make a name of what stands before them wherever they stand. */
export const LEGAL_FORMS: ReadonlySet<string> = new Set(
  words("inc ltd llc llp plc corp corporation gmbh bv nv incorporated lp pllc pty"),
);

/** Last words of names of companies and other employers. */
export const BUSINESS_HEADS: ReadonlySet<string> = new Set(
  words(`
  inc ltd llc llp plc corp corporation gmbh bv nv incorporated pllc company co companies group holdings industries enterprises partners associates
  sons daughters brothers bros logistics trucking transport transportation freight shipping express delivery courier movers moving storage warehouse
  construction contracting contractors builders building roofing plumbing electric electrical heating cooling painting flooring masonry paving
  excavating landscaping nursery gardens lumber steel iron metals metalworks steelworks works foundry manufacturing mfg machine tool tooling
  fabrication welding plastics chemical chemicals paper printing press packing packaging foods food meats poultry produce dairy farms farm ranch
  orchards vineyards winery brewery distillery bakery deli diner cafe restaurant grill pizza pizzeria catering hotel hotels inn motel resort casino
  market markets supermarket grocery grocers stores store mart outfitters furniture hardware supply supplies equipment rentals rental motors motor auto
  automotive autobody body garage tire tires towing airlines airways aviation aerospace railway railways railroad lines cruise
  bank banking credit financial finance insurance mutual realty properties property management capital securities investments
  accounting consulting consultants solutions services systems technologies technology tech software networks media communications telecom
  telecommunications broadcasting studios productions publishing news times herald tribune gazette energy power gas oil petroleum mining mine coal
  utilities cooperative coop union university college school schools academy district institute foundation church ministries library museum
  department agency authority administration bureau commission council county city state army navy marines force guard corps postal
  salon spa barbershop laundry cleaners cleaning janitorial security laboratories labs pharmaceuticals biotech farms fisheries seafood cannery mill
  mills textiles apparel clothing shoes jewelers florist daycare preschool gym fitness law firm office offices plant factory
  warehouse depot center centers
  `),
);

/** Those of them that make an employer of capitals before them behind any preposition. */
export const SURE_BUSINESS: ReadonlySet<string> = new Set(
  words(`
  company co group holdings industries enterprises sons daughters bros logistics trucking freight construction contracting contractors
  roofing plumbing landscaping lumber steel foundry manufacturing mfg fabrication welding plastics packing foods farms orchards vineyards winery
  brewery bakery deli diner cafe grill pizza pizzeria catering supermarket grocers furniture hardware motors automotive towing airlines airways
  aviation aerospace railway railways railroad realty accounting consulting technologies software communications telecom broadcasting studios
  publishing petroleum mining utilities cooperative cleaners janitorial pharmaceuticals seafood cannery mills textiles
  `),
);
