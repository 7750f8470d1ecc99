import { words } from "./people";

/** Trades and professions, written down from what classifications of work (ISCO-08, SOC) name; those of several words by their last. */
export const PROFESSIONS: ReadonlySet<string> = new Set(
  words(`
  abbot accompanist accountant acrobat activist actor actress actuary adjudicator adjuster administrator admiral adviser advisor advocate
  aesthetician agent agronomist aide airman allergist ambassador analyst anchor animator announcer anthropologist appraiser apprentice
  aquarist arbitrator arborist archaeologist architect archivist artisan artist assembler assessor assistant associate astrologer astronaut
  astronomer astrophysicist athlete attendant attorney auctioneer audiologist auditor author autoworker bagger bailiff baker banker barback
  barber barista barkeeper bartender basketmaker beautician beekeeper bellhop bellman biochemist biologist biophysicist biostatistician
  blacksmith blaster blogger boatbuilder boatman bodyguard boilermaker bookbinder bookkeeper bookmaker bookseller botanist bouncer boxer
  brakeman brewer bricklayer broadcaster broker builder busboy busser butcher butler buyer cabbie cabdriver cabinetmaker cabman caddie
  calligrapher cameraman camerawoman cantor canvasser captain caregiver caretaker carny carpenter carrier cartographer cartoonist carver
  cashier caterer cellist ceo cfo chaplain chauffeur chef chemist chiropractor choreographer cinematographer clergy clergyman clergywoman
  clerk climatologist clown coach coachman coalminer cobbler coder collector colonel columnist comedian commander commentator composer
  comptroller concierge conductor confectioner congressman congresswoman conservationist conservator constable consultant contractor
  controller cook cooper coordinator cop copywriter coroner corporal correspondent cosmetologist costumer councilman councilwoman counsellor
  counselor courier cowboy cowhand crafter craftsman crewman crewmember critic croupier cryptographer curator custodian cutter cyclist
  dancer deacon dealer dean deckhand decorator demonstrator dentist deputy dermatologist designer detailer detective developer dietitian
  diplomat director dishwasher dispatcher distiller distributor diver docent docker dockhand dockworker dogcatcher doorman drafter draftsman
  draper dredger dressmaker driller driver drummer drywaller ecologist economist editor educator electrician embalmer embroiderer emt
  engineer engraver entertainer entomologist entrepreneur epidemiologist ergonomist escort estimator etcher evaluator examiner executive
  expert exterminator fabricator facilitator farmer farmhand farmworker farrier feller ferryman fieldhand fieldworker filmmaker finisher
  firefighter fireman firewoman fisher fisherman fisherwoman fishmonger fitter flagger flautist florist flutist foreman forester forewoman
  forger forwarder framer freelancer fundraiser furrier gamekeeper gardener gasfitter geneticist geographer geologist geophysicist gilder
  glassblower glazier goldsmith governess grader grazier greengrocer grinder grocer groom groomer groundskeeper groundsman guard guardsman
  guide guitarist gunner gunsmith gymnast haberdasher hacker hairdresser hairstylist hand handyman hatter hauler headmaster herbalist herder
  historian homemaker horticulturist host hostess hotelier housecleaner househusband housekeeper housewife hunter hydrologist hygienist
  illustrator imam importer infantryman influencer innkeeper inspector installer instructor insulator insurer intern interpreter inventor
  investigator investor ironworker jailer janitor jeweler jeweller jockey joiner journalist judge juggler keeper laborer labourer lacemaker
  landlady landlord landscaper lather launderer laundress lawman lawyer lector lecturer legislator librarian lieutenant lifeguard lineman
  lineworker linguist loader lobbyist lobsterman locksmith logger logistician longshoreman lumberjack luthier lyricist machinist magician
  magistrate maid mailman maker maltster manager manicurist manufacturer marine mariner marketer mason masseur masseuse mathematician matron
  mayor mechanic mediator mentor merchandiser merchant messenger metallurgist metalworker meteorologist microbiologist midwife milkman
  miller milliner millworker millwright miner minister missionary mixer model modeler modeller molder monk mortician mover musician
  musicologist nanny navigator negotiator neurobiologist neuroscientist newscaster newspaperman notary novelist nun nurse nursemaid
  nurseryman nutritionist oceanographer officer oiler ombudsman operative operator optician optometrist orderly organist organizer
  ornithologist osteopath owner packager packer paddler painter paleontologist paperhanger paralegal paramedic parson pastor pathologist
  patrolman paver pawnbroker pediatrician performer pharmacist philosopher phlebotomist photographer photojournalist physician physicist
  physiologist physiotherapist pianist picker piercer pilot pipefitter pipelayer pipeliner planner plasterer playwright plumber podiatrist
  poet policeman policewoman policymaker politician porter postman postmaster postmistress postwoman potter preacher presenter president
  presser priest principal printer producer professor programmer projectionist promoter proofreader prosecutor prospector psychiatrist
  psychologist publican publicist publisher puppeteer purser quarryman quilter rabbi rancher ranchhand ranger realtor receptionist recruiter
  referee refinisher registrar reporter representative rescuer researcher restauranteur restaurateur restorer retailer rigger riveter
  roaster roofer roughneck roustabout saddler sailor salesclerk salesman salesperson saleswoman sandblaster sanitarian sawyer scaffolder
  scholar schoolmaster schoolteacher scientist screenwriter scriptwriter sculptor seafarer seaman seamstress secretary senator sergeant
  server sexton shampooer shearer sheepherder shepherd sheriff shipbuilder shipper shipwright shoemaker shoeshiner shopkeeper sideman
  silversmith singer sitter skipper smelter smith sociologist soldier solicitor sommelier songwriter sorter specialist spinner sportscaster
  sprayer stagehand statesman statistician steamfitter steelworker steeplejack stenographer stevedore steward stewardess stockbroker stocker
  stockman stonecutter stonemason storekeeper storyteller strategist streamer stripper student stuntman stuntwoman stylist superintendent
  supervisor surgeon surveyor sweeper swineherd switchman tailor tanner taper taxidermist taxidriver taxonomist teacher teamster technician
  technologist telemarketer teller tender tester thatcher therapist tiler tinsmith toolmaker toolpusher topographer trader trainee trainer
  transcriptionist translator trapper trawlerman treasurer trimmer trooper trucker tuner turner tutor typesetter typist umpire
  undersecretary undertaker underwriter upholsterer urologist usher valet vendor ventriloquist veteran veterinarian vicar videographer
  vintner violinist vlogger vulcanizer waiter waitress warden warehouseman warehouser washer watchmaker watchman waterman weaver webmaster
  weigher weightlifter welder whaler wheelwright wholesaler winemaker woodcarver woodcutter woodworker worker wrangler wrestler writer
  yardman youtuber zookeeper zoologist
`),
);

/** Words that make a profession only with one before them: `dairy farmer` is one, and so is `postal worker`, but not `worker`. */
export const WEAK_PROFESSIONS: ReadonlySet<string> = new Set(
  words(`
  activist administrator admiral adviser advisor advocate agent aide allergist analyst assessor assistant associate athlete attendant
  auditor author blogger boxer buyer captain caregiver caretaker carrier chaplain clerk collector colonel commander conductor consultant
  controller coordinator corporal counsellor counselor critic cutter cyclist dealer dermatologist dietitian director distributor diver
  docker driver editor educator engineer escort evaluator examiner executive expert facilitator finisher fitter grinder groom guard guide
  hacker hand historian host hostess hunter hygienist inspector intern interpreter inventor investigator investor judge keeper lieutenant
  loader maid maker manager marine matron mediator mentor messenger minister mixer model monk mover nun nurse nutritionist officer operative
  operator orderly organizer owner packer pathologist pediatrician performer pharmacist phlebotomist physician picker planner podiatrist
  presenter president principal producer promoter psychiatrist registrar representative scholar secretary senator sergeant server sitter
  skipper smelter sorter specialist spinner sprayer student supervisor surgeon sweeper taper technician tender tester therapist trainee
  trainer trimmer turner urologist veteran washer weightlifter worker wrestler
`),
);

/** What stands before the last word of a profession. */
export const JOB_ADJECTIVES: ReadonlySet<string> = new Set(
  words(`
    software truck bus taxi school high elementary middle kindergarten preschool college university math science english music art history
    construction factory warehouse office bank insurance real estate sales retail store shop grocery restaurant hotel police fire security
    army navy military base air airline commercial flight train railroad postal mail social dairy cattle pig chicken crop fruit farm coal steel auto
    car diesel aircraft machine heavy equipment crane forklift computer data systems network web it electrical mechanical civil chemical
    structural aerospace industrial project product program account accounts executive administrative legal medical dental veterinary nursing
    hair interior graphic fashion landscape line sous head pastry short order personal fitness yoga dance ballet swim football basketball tax
    public human resources customer service call center home health child day care special substitute assistant associate senior junior chief
    general lead regional deputy district part-time freelance self-employed retired former professional union licensed certified registered
    delivery tow garbage sanitation maintenance utility telephone cable tv radio news film video game sound stage event travel tour quality
    park zoo marine research lab laboratory clinical safety environmental probation parole correctional corrections court immigration customs
    border investment financial mortgage loan credit hedge fund stock business management marketing advertising media communications
    operations logistics supply shipping import export crab lobster deep sea oil gas rig pipeline nuclear power plant wind solar ski
    piano guitar violin jazz opera dog horse cat nail tattoo wedding church youth camp ranch mill mine shipyard dock textile garment meat
    poultry packing assembly production manufacturing payroll billing benefits claims title escrow bail bond pool window carpet roofing
    drywall concrete cement brick tile hvac plumbing telecom tower highway road railway subway ferry tugboat barge trucking parking
    traffic control graduate phd doctoral law nursing medical engineering theater theatre book magazine sports wildlife forest fish
    hospital hospice church crossing postdoctoral gig uber lyft rideshare amazon night shift field branch bar night club casino
  `),
);

/** Endings of words for who does something. */
export const AGENT_ENDING =
  /.{3}(?:er|or|ist|ian|man|woman|person|ant|eer|smith|wright|keeper|hand|ranger|tuner|monger|maker|worker)$/;

/** Such words that tell of no trade. */
export const NO_TRADES: ReadonlySet<string> = new Set(
  words(`
    daughter mother father brother sister smoker former drinker user never other later water fever liver bladder cancer number order diabetic
    caucasian asian woman man gentleman patient infant male female senior minor elder older younger over under after dinner shower river tumor
    disorder doctor physician donor survivor hour labor major error motor sensor factor primigravida christian italian indian russian canadian
    mexican american african nonsmoker carrier responder reader speaker sleeper eater walker talker swallower vegetarian pescatarian pedestrian
    passenger bicyclist motorist restrained unrestrained loner prisoner beginner believer partner neighbor stranger offender perpetrator
    customer consumer member teenager toddler newcomer foreigner retiree better little greater per bother further together either whether
    answer barrier power tower paper counter center shoulder finger corner weather summer winter september october november december
    hunter dreamer lover caregiver person veteran historian competitor winner loser commuter marker walker catheter ulcer filter fiber trigger
    predictor indicator inhibitor blocker receptor vector tremor odor color vapor favor humor indicated significant pleasant constant
    important elegant distant relevant infant restaurant
  `),
);
