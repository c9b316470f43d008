// Rewrites the CLDR part (below the marker line) of every TAG.txt beside this
// file, and self_names.txt, and then checks all files. Development time only;
// to run it:
//
//   npm install --prefix FOLDER cldr-core cldr-dates-full cldr-localenames-full
//   node src/model/phrases/cldr.mjs FOLDER/node_modules
//
// FOLDER is a temporary folder outside the checkout. The three packages must
// be of one version, which is written into the marker line.

import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = process.argv[2];
if (!modules) {
  console.error('usage: node cldr.mjs NODE_MODULES');
  process.exit(2);
}

const json = (...path) => JSON.parse(readFileSync(join(modules, ...path), 'utf8'));
const main = (pkg, locale, file) => json(pkg, 'main', locale, `${file}.json`).main[locale];

const packages = ['cldr-core', 'cldr-dates-full', 'cldr-localenames-full'];
const versions = new Set(packages.map((p) => json(p, 'package.json').version));
if (versions.size !== 1) throw new Error(`versions differ: ${[...versions]}`);
const [version] = versions;

const tags = readdirSync(here).filter((f) => f.endsWith('.txt') && f !== 'self_names.txt')
  .map((f) => f.slice(0, -4)).sort();
// The CLDR locale of a tag, where it has another name: `pt` is of Portugal here.
const locales = { en: 'en-GB', pt: 'pt-PT', 'pt-BR': 'pt', zh: 'zh-Hans' };
const localeOf = (tag) => locales[tag] ?? tag;

// ---- which countries and languages ----

const territoriesEn = main('cldr-localenames-full', 'en', 'territories').localeDisplayNames.territories;
const languagesEn = main('cldr-localenames-full', 'en', 'languages').localeDisplayNames.languages;
const { codeMappings } = json('cldr-core', 'supplemental', 'codeMappings.json').supplemental;
const { territoryAlias } = json('cldr-core', 'supplemental', 'aliases.json').supplemental.metadata.alias;

// ISO 3166-1 alpha-2: a code with a number, neither replaced nor from the
// ranges for private use. EU, UN and XK are added by hand.
const privateUse = /^(AA|Q[M-Z]|X[A-Z]|ZZ)$/;
const countries = Object.keys(territoriesEn)
  .filter((c) => /^[A-Z]{2}$/.test(c))
  .filter((c) => codeMappings[c]?._numeric && !territoryAlias[c] && !privateUse.test(c) && c !== 'EU')
  .concat('EU', 'UN', 'XK')
  .sort();

const languages = [...new Set(
  Object.keys(languagesEn).filter((l) => /^[a-z]{2}$/.test(l)).concat('zh-Hans', 'zh-Hant', tags),
)].sort();

// Zones whose clocks meetings have, by the city that they are named after.
const zones = {
  Africa: 'Abidjan Accra Addis_Ababa Algiers Cairo Casablanca Dakar Johannesburg Khartoum Kigali Kinshasa Lagos '
    + 'Nairobi Tripoli Tunis',
  America: 'Argentina/Buenos_Aires Bogota Caracas Chicago Denver Halifax Havana Lima Los_Angeles Mexico_City '
    + 'Montevideo New_York Panama Santiago Sao_Paulo Toronto Vancouver',
  Asia: 'Almaty Amman Baghdad Baku Bangkok Beirut Brunei Colombo Damascus Dhaka Dubai Ho_Chi_Minh Hong_Kong Jakarta '
    + 'Jerusalem Kabul Karachi Kathmandu Kolkata Kuala_Lumpur Kuwait Manila Nicosia Phnom_Penh Pyongyang Qatar Riyadh '
    + 'Seoul Shanghai Singapore Taipei Tashkent Tbilisi Tehran Tokyo Ulaanbaatar Vientiane Yangon Yerevan',
  Atlantic: 'Reykjavik',
  Australia: 'Brisbane Melbourne Perth Sydney',
  Europe: 'Amsterdam Andorra Athens Belgrade Berlin Bratislava Brussels Bucharest Budapest Chisinau Copenhagen Dublin '
    + 'Helsinki Istanbul Kyiv Lisbon Ljubljana London Luxembourg Madrid Malta Minsk Monaco Moscow Oslo Paris Podgorica '
    + 'Prague Riga Rome San_Marino Sarajevo Skopje Sofia Stockholm Tallinn Tirane Vaduz Vatican Vienna Vilnius Warsaw '
    + 'Zagreb Zurich',
  Indian: 'Comoro',
  Pacific: 'Auckland',
};
const cities = Object.entries(zones)
  .flatMap(([area, names]) => names.split(' ').map((name) => `${area}/${name}`));

// CLDR keeps to the names that zones had first.
const firstNames = {
  'America/Argentina/Buenos_Aires': 'America/Buenos_Aires', 'Asia/Ho_Chi_Minh': 'Asia/Saigon',
  'Asia/Kathmandu': 'Asia/Katmandu', 'Asia/Kolkata': 'Asia/Calcutta', 'Asia/Yangon': 'Asia/Rangoon',
  'Europe/Kyiv': 'Europe/Kiev',
};

// "New York" is what its zone says.
function cityName(locale, zone) {
  const path = (firstNames[zone] ?? zone).split('/');
  const { zone: names } = main('cldr-dates-full', locale, 'timeZoneNames').dates.timeZoneNames;
  const city = path.reduce((at, part) => at?.[part], names)?.exemplarCity;
  return city ?? zone.split('/').pop().replaceAll('_', ' ');
}

// ---- names ----

// As ministries write, where CLDR has "Congo - Kinshasa".
const diplomatic = {
  de: { CD: 'Demokratische Republik Kongo', CG: 'Republik Kongo' },
  en: { CD: 'Democratic Republic of the Congo', CG: 'Republic of the Congo' },
  es: { CD: 'República Democrática del Congo', CG: 'República del Congo' },
  fr: { CD: 'République démocratique du Congo', CG: 'République du Congo' },
  it: { CD: 'Repubblica Democratica del Congo', CG: 'Repubblica del Congo' },
  nl: { CD: 'Democratische Republiek Congo', CG: 'Republiek Congo' },
  pl: { CD: 'Demokratyczna Republika Konga', CG: 'Republika Konga' },
  pt: { CI: 'Costa do Marfim' },
  ru: { CD: 'Демократическая Республика Конго', CG: 'Республика Конго' },
};

function countryName(tag, names, code) {
  const name = diplomatic[tag]?.[code] ?? properName(names, code);
  return tag === 'en' ? name.replace(' & ', ' and ') : name;
}

function properName(names, code) {
  const name = names[code];
  const short = names[`${code}-alt-short`];
  const variant = names[`${code}-alt-variant`];
  if (code === 'HK' || code === 'MO') return short ?? name;
  // "Myanmar (Burma)"
  if (code === 'MM') return name.replace(/\s*[(（].*[)）]$/, '');
  // "Congo - Kinshasa", where the language also has a full name
  const makeshift = /[-(（]/;
  if ((code === 'CD' || code === 'CG') && makeshift.test(name) && variant && !makeshift.test(variant)) return variant;
  return name;
}

// CLDR leaves out what is composed of "Chinese" and "Simplified", or of
// "Portuguese" and "Brazil".
function languageName(locale, names, tag) {
  if (names[tag]) return names[tag];
  const [language, rest] = tag.split('-');
  const { localePattern } = main('cldr-localenames-full', locale, 'localeDisplayNames').localeDisplayNames.localeDisplayPattern;
  const { scripts } = main('cldr-localenames-full', locale, 'scripts').localeDisplayNames;
  const { territories } = main('cldr-localenames-full', locale, 'territories').localeDisplayNames;
  return localePattern.replace('{0}', names[language]).replace('{1}', scripts[rest] ?? territories[rest])
    .replace(/(.*[\u3040-\u9fff]) \((.*)\)$/, '$1（$2）');
}

// ---- date patterns ----

// A CLDR pattern with our placeholders instead of its letters. The second
// occurrence of a field gets a 2. Names of months that are numbers with a
// suffix (ja, ko, zh) become {m} and the suffix.
function convert(pattern, months, monthName = 'month') {
  const seen = {};
  const field = (name) => {
    seen[name] = (seen[name] ?? 0) + 1;
    return `{${name}${seen[name] > 1 ? seen[name] : ''}}`;
  };
  const numbered = (names) => {
    const suffix = names[1].slice(1);
    return Object.entries(names).every(([n, name]) => name === n + suffix) ? suffix : null;
  };
  const month = (letters) => {
    if (letters.length < 3) return field('m');
    const suffix = numbered(letters.length === 3 ? months.format.abbreviated : months.format.wide);
    return suffix === null ? field(monthName) : field('m') + suffix;
  };
  return pattern
    .replace(/'([^']*)'|([A-Za-z])\2*/g, (token, text, letter) => {
      if (text !== undefined) return text;
      if (letter === 'd') return field('d');
      if (letter === 'y') return field('y');
      if (letter === 'M' || letter === 'L') return month(token);
      if (letter === 'H') return token === 'HH' ? '{HH}' : '{H}';
      if (letter === 'm') return '{mm}';
      throw new Error(`${letter} in ${pattern}`);
    })
    .replace(/\u2009/g, ' ') // thin space
    .replace(/\u202f/g, '\u00a0'); // narrow no-break space
}

// What the languages' own ministries write, where CLDR is briefer.
const same = (key, pattern) => pattern;
const chinese = (key, pattern) => /^date\.range/.test(key) ? pattern.replace(' – ', '至') : pattern;
const habits = {
  // "28 stycznia 2026 r."
  pl: (key, pattern) => /^date\./.test(key) ? pattern.replace(/\{y2?\}/g, '$&\u00a0r.') : pattern,
  // "2026 г.", as behind days and months
  ru: (key, pattern) => key === 'date.year' ? `${pattern}\u00a0г.` : pattern,
  zh: chinese,
  'zh-Hant': chinese,
};

function dates(tag) {
  const { months, dateFormats, dateTimeFormats } =
    main('cldr-dates-full', localeOf(tag), 'ca-gregorian').dates.calendars.gregorian;
  const { availableFormats: formats, intervalFormats: intervals } = dateTimeFormats;
  const range = intervals.yMMMMd ?? intervals.yMMMd;
  const out = {};
  for (let n = 1; n <= 12; n++) out[`month.${n}`] = months.format.wide[n];
  for (let n = 1; n <= 12; n++) out[`month-alone.${n}`] = months['stand-alone'].wide[n];
  out['date.day'] = convert(dateFormats.long, months);
  out['date.month'] = convert(formats.yMMMM, months, 'month-alone');
  out['date.year'] = convert(formats.y, months);
  // "28–30 January": no blanks between bare numbers
  out['date.range-days'] = convert(range.d, months).replace(/\{d\} – \{d2\} /, '{d}–{d2} ');
  out['date.range-months'] = convert(range.M, months);
  out['date.range-years'] = convert(range.y, months);
  out['date.range'] = intervals.intervalFormatFallback
    .replace('{0}', '{from}').replace('{1}', '{to}').replace(/\u2009/g, ' ');
  out['time.clock'] = convert(formats.Hm, months);
  // "16:00–18:00", as between days
  const dash = intervals.Hm.m.match(/[–～~]/)[0];
  out['time.range'] = `${out['time.clock']}${dash}${out['time.clock'].replace(/\}/g, '2}')}`;
  for (const key of Object.keys(out)) out[key] = (habits[tag] ?? same)(key, out[key]);
  return out;
}

// ---- write ----

const marker = /^# --- below: CLDR.*$/m;
for (const tag of tags) {
  const locale = localeOf(tag);
  const { territories } = main('cldr-localenames-full', locale, 'territories').localeDisplayNames;
  const { languages: names } = main('cldr-localenames-full', locale, 'languages').localeDisplayNames;
  const values = dates(tag);
  for (const code of countries) values[`country.${code}`] = countryName(tag, territories, code);
  for (const code of languages) values[`language.${code}`] = languageName(locale, names, code);
  for (const zone of cities) values[`city.${zone}`] = cityName(locale, zone);

  const file = join(here, `${tag}.txt`);
  const text = readFileSync(file, 'utf8');
  const at = text.search(marker);
  if (at < 0) throw new Error(`${tag}: no marker line`);
  const lines = Object.entries(values).map(([key, value]) => `${key} = ${value.normalize('NFC')}\n`);
  writeFileSync(file,
    `${text.slice(0, at)}# --- below: CLDR ${version}, written by cldr.mjs; do not edit ---\n${lines.join('')}`);
}

// Each language that has a locale, by its own name; a script that is not the
// usual one of the language, where the name is another one in it.
const selfNames = new Map();
for (const locale of readdirSync(join(modules, 'cldr-localenames-full', 'main')).sort()) {
  const [language, script, ...rest] = locale.split('-');
  if (rest.length > 0 || (script && script.length !== 4) || language === 'und') continue;
  if (!existsSync(join(modules, 'cldr-localenames-full', 'main', locale, 'languages.json'))) continue;
  const { languages: names } = main('cldr-localenames-full', locale, 'languages').localeDisplayNames;
  const name = (names[locale] ?? names[language])?.normalize('NFC');
  if (!name || name === language || (script && name === selfNames.get(language))) continue;
  selfNames.set(locale, name);
}
writeFileSync(join(here, 'self_names.txt'), [
  `# Languages by their own names: CLDR ${version}, written by cldr.mjs; do not edit\n`,
  ...[...selfNames].map(([tag, name]) => `language.${tag} = ${name}\n`)].join(''));

// ---- check ----

let faults = 0;
const fault = (tag, what) => {
  console.error(`${tag}: ${what}`);
  faults++;
};

function load(tag) {
  const text = readFileSync(join(here, `${tag}.txt`), 'utf8');
  if (text !== text.normalize('NFC')) fault(tag, 'not NFC');
  if (/[\r\t\ufeff]/.test(text)) fault(tag, 'CR, tab or byte order mark');
  if (/[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069]/.test(text)) fault(tag, 'invisible control character');
  const values = new Map();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const parts = line.split(' = ');
    if (parts.length !== 2) {
      fault(tag, `not one separator: ${line}`);
      continue;
    }
    const [key, raw] = parts;
    const value = raw.replace(/^"(.*)"$/, '$1');
    if (values.has(key)) fault(tag, `${key} twice`);
    if (value === '' || value === 'undefined') fault(tag, `${key} empty`);
    if (raw !== raw.trim()) fault(tag, `${key} needs quotes`);
    if (/^feed\.(?!changes-description)/.test(key) && /[,;\\]/.test(value)) fault(tag, `${key} has , ; or \\`);
    values.set(key, value);
  }
  return values;
}

const placeholders = (s) => (s.match(/\{[^}]*\}/g) ?? []).sort().join(' ');
const english = load('en');
for (const tag of tags) {
  const values = load(tag);
  if ([...values.keys()].join('\n') !== [...english.keys()].join('\n')) fault(tag, 'keys are not those of en');
  for (const [key, value] of values) {
    if (/^(date\.|time\.|weekday-date)/.test(key)) continue;
    if (placeholders(value) !== placeholders(english.get(key) ?? '')) fault(tag, `${key}: placeholders`);
  }
  console.log(`${tag}: ${values.size} keys`);
}
if (faults) process.exit(1);
