import { words } from "./people";

/** Trades and professions; those of several words by their last, with what may stand before it (`LAST_WORDS`). */
export const PROFESSIONS: ReadonlySet<string> = new Set(
  words(`
  accountant actor actress actuary administrator advisor agent aide analyst anchor animator appraiser apprentice archaeologist architect archivist artist
  astronaut astronomer athlete attorney auctioneer auditor author baker banker barber barista bartender beautician beekeeper biologist blacksmith
  boilermaker bookkeeper bookseller botanist bouncer bricklayer broker builder butcher buyer carpenter cartographer cashier caterer cellist
  ceo chauffeur chef chemist chiropractor choreographer clergyman clerk coach cobbler columnist comedian composer conductor congressman
  conservator consultant contractor cook counselor courier custodian dancer dealer decorator deckhand dentist designer detective developer
  dietitian diplomat director dishwasher dispatcher diver docker dockworker doorman drafter dressmaker driver drummer ecologist economist editor
  educator electrician embalmer engineer engraver entertainer entrepreneur estimator executive exterminator fabricator farmer farmhand farmworker
  filmmaker firefighter fireman fisherman fishmonger fitter florist foreman forester forger framer gardener geographer geologist glassblower glazier
  goldsmith grocer groundskeeper guard guitarist hairdresser hairstylist handyman herder historian homemaker hostess housekeeper housewife hunter
  illustrator importer innkeeper inspector installer instructor insurer interpreter inventor investigator ironworker janitor jeweler jeweller jockey joiner
  journalist judge juggler keeper laborer labourer landlord landscaper laundress lawyer lecturer librarian lifeguard lineman linguist lobbyist locksmith
  logger longshoreman lumberjack machinist magician maid mailman manager manicurist mariner marketer mason masseur masseuse mathematician mayor mechanic
  merchant metalworker meteorologist midwife miller milliner millwright miner minister missionary model mortician musician nanny navigator negotiator
  novelist optician optometrist organist painter paralegal paramedic pastor patrolman paver pharmacist philosopher photographer physicist pianist pilot
  pipefitter planner plasterer playwright plumber poet policeman policewoman politician porter postman postmaster potter preacher priest principal
  printer producer professor programmer promoter psychologist publicist publisher puppeteer rancher realtor receptionist recruiter referee reporter
  researcher restaurateur retailer rigger roofer sailor salesman salesperson saleswoman sawyer scaffolder scholar scientist screenwriter sculptor
  seamstress seaman secretary senator server sheriff shepherd shipwright shoemaker shopkeeper silversmith singer skipper smith social soldier
  solicitor songwriter statistician steelworker stenographer steward stewardess stockbroker stonemason storekeeper stuntman superintendent supervisor
  surveyor tailor tanner tattooist teacher telemarketer teller therapist tiler toolmaker trader trainer translator trapper trucker tutor typist
  undertaker upholsterer usher valet vendor veterinarian violinist vintner waiter waitress warden warehouseman watchmaker weaver webmaster welder
  whaler winemaker woodcutter woodworker worker writer zoologist zookeeper firefighters paramedics
  accountancy nurse physician surgeon dentist pharmacist electricians officer assistant associate operator technician specialist representative
  coordinator owner marine
`),
);

/** Words that make a profession only with one before them: `dairy farmer` is one, and so is `postal worker`, but not `worker`. */
export const WEAK_PROFESSIONS: ReadonlySet<string> = new Set(
  words(`
    worker agent aide assistant associate officer operator technician specialist representative coordinator owner manager director executive
    analyst advisor clerk engineer driver model dealer keeper server social guard trainer planner author principal minister judge
    consultant administrator inspector supervisor therapist buyer marine nurse physician surgeon investigator interpreter historian
    director scholar conductor educator host
  `),
);

/** What stands before the last word of a profession. */
export const JOB_ADJECTIVES: ReadonlySet<string> = new Set(
  words(`
    software truck bus taxi school high elementary middle kindergarten preschool college university math science english music art
    construction factory warehouse office bank insurance real estate sales retail store shop grocery restaurant hotel police fire security
    army navy military air airline commercial flight train railroad postal mail social dairy cattle pig chicken crop fruit farm coal steel auto
    car diesel aircraft machine heavy equipment crane forklift computer data systems network web it electrical mechanical civil chemical
    structural aerospace industrial software project product program account executive administrative legal medical dental veterinary nursing
    hair interior graphic fashion landscape line sous head pastry short order personal fitness yoga dance ballet swim football basketball tax
    public human resources customer service call center home health child day care special substitute assistant associate senior junior chief
    general lead regional deputy district part-time freelance self-employed retired former professional union licensed certified registered
    delivery tow garbage sanitation maintenance utility telephone cable tv radio news film video game sound stage event travel tour
    park zoo marine research lab laboratory clinical quality safety environmental probation parole correctional court immigration customs
    border investment financial mortgage loan credit hedge fund stock business management marketing advertising media communications
    operations logistics supply shipping import export crab lobster deep sea oil gas rig pipeline nuclear power plant wind solar
  `),
);
