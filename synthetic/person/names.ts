import type { Random } from "../random";

const split = (text: string): readonly string[] => text.split(" ");

interface Group {
  /** Share of the people, in percent. */
  readonly percent: number;
  /** Code and display of the US Core race, OMB categories. */
  readonly race: readonly [code: string, display: string];
  readonly isHispanic: boolean;
  readonly language: readonly [code: string, share: number];
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly family: readonly string[];
}

const WHITE = ["2106-3", "White"] as const;
const BLACK = ["2054-5", "Black or African American"] as const;
const ASIAN = ["2028-9", "Asian"] as const;
const NATIVE = ["1002-5", "American Indian or Alaska Native"] as const;
const PACIFIC = ["2076-8", "Native Hawaiian or Other Pacific Islander"] as const;

/** Peoples of the United States in rough shares of the census of 2020; names are put together by chance. */
export const GROUPS: readonly Group[] = [
  {
    percent: 58, race: WHITE, isHispanic: false, language: ["en", 0.99],
    women: split("Emma Olivia Charlotte Amelia Sophie Hannah Abigail Natalie Claire Julia Megan Lauren Rachel Heather Nicole Melissa Kimberly Denise Cheryl Diane Carol Judith Shirley Beverly Dorothy Mildred Edna Ingrid Bridget Francesca"),
    men: split("Liam Noah Henry Owen Caleb Ethan Lucas Nathan Tyler Kyle Brandon Justin Jeremy Scott Todd Keith Craig Bruce Roger Gerald Eugene Harold Clarence Walter Stefan Patrick Vincent Lars Anton Connor"),
    family: split("Abbott Bauer Becker Brennan Callahan Carlson Conrad Dalton Decker Donovan Eriksen Ferraro Fleming Gallagher Hanson Holloway Jankowski Keller Kowalski Larkin Lindqvist Marino McBride Novak Olson Petersen Quinn Rossi Schroeder Sheridan Sorensen Sullivan Thatcher Ulrich Vance Wagner Whitfield Zimmer"),
  },
  {
    percent: 19, race: WHITE, isHispanic: true, language: ["es", 0.45],
    women: split("Sofia Camila Valentina Lucia Mariana Daniela Gabriela Alejandra Veronica Leticia Guadalupe Yolanda Esperanza Consuelo Ximena Beatriz"),
    men: split("Mateo Santiago Diego Alejandro Javier Ricardo Eduardo Hector Raul Arturo Guillermo Ernesto Ignacio Salvador Esteban Rogelio"),
    family: split("Acosta Aguilar Barrera Cabrera Calderon Castillo Dominguez Escobar Fuentes Guerrero Ibarra Lozano Maldonado Montoya Navarro Ochoa Pacheco Quintero Rosales Salazar Trujillo Valdez Villarreal Zamora"),
  },
  {
    percent: 12, race: BLACK, isHispanic: false, language: ["en", 0.96],
    women: split("Aaliyah Brianna Imani Jasmine Kiara Latoya Monique Nia Renee Sheila Tamika Yvonne Zoe Ernestine Ngozi Adaeze"),
    men: split("Andre Darius Elijah Isaiah Jamal Kendrick Malik Marcus Reginald Terrence Tyrell Winston Xavier Cornelius Kwame Chidi"),
    family: split("Battle Boateng Broussard Chambers Coleman Dawkins Fontenot Gaines Hairston Jeffries Langston Mayfield Mensah Okafor Pettway Randle Stokes Tillman Vaughn Winfield"),
  },
  {
    percent: 6, race: ASIAN, isHispanic: false, language: ["en", 0.7],
    women: split("Mei Lan Anjali Priya Kavya Hana Yuki Soo-jin Min-seo Thuy Linh Maricel Divya Xin Fatima Sunita"),
    men: split("Wei Jun Arjun Rohan Vikram Kenji Haruto Min-ho Joon Minh Duc Rodel Karthik Hao Imran Sanjay"),
    family: split("Chen Zhang Liu Wang Patel Sharma Reddy Nair Nguyen Tran Pham Kim Park Choi Tanaka Sato Bautista Santos Khan Rao"),
  },
  {
    percent: 3, race: WHITE, isHispanic: false, language: ["ar", 0.4],
    women: split("Layla Noor Amira Samira Shirin Parisa Dalia Yasmin"),
    men: split("Omar Karim Tariq Hassan Yusuf Darius Nabil Samir"),
    family: split("Haddad Khoury Mansour Nasser Darwish Hosseini Karimi Sayegh Farahani El-Amin"),
  },
  {
    percent: 1.5, race: NATIVE, isHispanic: false, language: ["en", 0.9],
    women: split("Nizhoni Winona Aiyana Talulah Dena Yanaba"),
    men: split("Ahiga Nodin Tate Wes Delbert Yiska"),
    family: split("Begay Tsosie Yazzie Benally Whitehorse Redcloud Locklear Oxendine"),
  },
  {
    percent: 0.5, race: PACIFIC, isHispanic: false, language: ["en", 0.9],
    women: split("Leilani Malia Kalani Sina"),
    men: split("Keanu Kimo Tavita Sione"),
    family: split("Kealoha Kahale Tuiasosopo Fifita Leiato"),
  },
]; // prettier-ignore

export function groupByChance(random: Random): Group {
  return random.weighted(GROUPS.map((group) => [group, group.percent] as const));
}

export function givenName(random: Random, group: Group, isWoman: boolean): string {
  return random.pick(isWoman ? group.women : group.men);
}

export function familyName(random: Random, group: Group): string {
  return random.pick(group.family);
}

export type { Group };
