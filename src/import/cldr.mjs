// Rewrites cldr.txt beside this file: what releases say of time and place and
// the phrase catalogues do not need. Development time only; to run it:
//
//   npm install --prefix FOLDER cldr-core cldr-dates-full cldr-localenames-full \
//     cldr-subdivisions-full
//   node src/import/cldr.mjs FOLDER/node_modules
//
// FOLDER is a temporary folder outside the checkout. Which country a zone is in
// says the system's zone.tab; which name a zone has now, model/zones.zi.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
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
const { version } = json('cldr-core', 'package.json');
const phrases = join(here, '../model/phrases');
// What CLDR calls pt is that of Brazil.
const tags = readdirSync(phrases).filter((f) => f.endsWith('.txt') && !['pt-BR.txt', 'self_names.txt'].includes(f)).map((f) => f.slice(0, -4)).sort();
const locales = { en: 'en-GB', zh: 'zh-Hans' };

const lines = (path) => readFileSync(path, 'utf8').split('\n').filter((l) => l && !l.startsWith('#'));
const renamed = new Map(lines(join(here, '../model/zones.zi')).map((l) => l.split(' ')).map(([, to, from]) => [from, to]));
const countries = new Map(lines('/usr/share/zoneinfo/zone.tab').map((l) => l.split('\t')).map(([code, , zone]) => [zone, code]));
// Names of feasts, stations and what else is no town that people meet in.
const noTown = /^(Antarctica\/|Indian\/Christmas|Pacific\/Easter|Europe\/Isle_of_Man|America\/North_Dakota\/Center)/;
// Countries that are towns; of others, a zone of the country's name is no town.
const townStates = new Set(['DJ', 'HK', 'KW', 'LU', 'MC', 'MO', 'SG', 'SM', 'VA']);

// { Europe: { Brussels: { exemplarCity } } } as [ "Europe/Brussels", exemplarCity ]
function* zonesOf(node, path) {
  for (const [name, below] of Object.entries(node)) {
    if (typeof below !== 'object') continue;
    if (below.exemplarCity || below.long) yield [[...path, name].join('/'), below.exemplarCity];
    else yield* zonesOf(below, [...path, name]);
  }
}

// Towns that many meet in, of countries whose zones are called after others.
const seats = {
  usdc: 'America/New_York', cnbj: 'Asia/Shanghai', indl: 'Asia/Kolkata', vnhn: 'Asia/Ho_Chi_Minh',
  vndn: 'Asia/Ho_Chi_Minh', chbe: 'Europe/Zurich', chge: 'Europe/Zurich', kz71: 'Asia/Almaty',
  tr06: 'Europe/Istanbul', pkis: 'Asia/Karachi', aeaz: 'Asia/Dubai', nzwgn: 'Pacific/Auckland',
  jp26: 'Asia/Tokyo', jp27: 'Asia/Tokyo', jp34: 'Asia/Tokyo', kr26: 'Asia/Seoul', kr49: 'Asia/Seoul',
  dehh: 'Europe/Berlin', itmi: 'Europe/Rome', itfi: 'Europe/Rome', esb: 'Europe/Madrid',
  ruspe: 'Europe/Moscow', marab: 'Africa/Casablanca', gbedh: 'Europe/London', egalx: 'Africa/Cairo',
};

function* seatCities() {
  const names = json('cldr-subdivisions-full', 'subdivisions', 'en', 'en.json').subdivisions.localeDisplayNames.subdivisions;
  for (const [code, zone] of Object.entries(seats)) yield [zone, names[code].replace(/ DC$/, '')];
}

const isTown = (zone, name, names) =>
  countries.has(zone) && !noTown.test(zone) &&
  (townStates.has(countries.get(zone)) || !Object.values(names).includes(name));

function citiesOf(locale, names) {
  const found = new Map();
  for (const [zone, city] of zonesOf(main('cldr-dates-full', locale, 'timeZoneNames').dates.timeZoneNames.zone, []))
    if (city) found.set(renamed.get(zone) ?? zone, city);
  return [...found].filter(([zone, city]) => isTown(zone, city, names)).sort();
}

// As the zone itself is called, for every language in Latin script.
function* zoneCities(names) {
  for (const zone of [...countries.keys()].sort()) {
    const name = zone.split('/').pop().replace(/_/g, ' ');
    if (isTown(zone, name, names)) yield [zone, name];
  }
}

const out = [`# CLDR ${version} and zone.tab, written by cldr.mjs; do not edit.`];
const english = main('cldr-localenames-full', 'en', 'territories').localeDisplayNames.territories;
for (const [zone, name] of zoneCities(english)) out.push(['*', 'city', `${countries.get(zone)} ${zone}`, name].join('\t'));
for (const [zone, name] of seatCities()) out.push(['*', 'city', `${countries.get(zone)} ${zone}`, name].join('\t'));
for (const tag of tags) {
  const locale = locales[tag] ?? tag;
  const put = (kind, value, words) => out.push([tag, kind, value, words.normalize('NFC')].join('\t'));
  const { months, days } = main('cldr-dates-full', locale, 'ca-gregorian').dates.calendars.gregorian;
  const { territories } = main('cldr-localenames-full', locale, 'territories').localeDisplayNames;

  for (let n = 1; n <= 12; n++)
    for (const name of new Set([months.format.abbreviated[n], months['stand-alone'].abbreviated[n]]))
      if (!/^[0-9]/.test(name)) put('month', n, name.replace(/\.$/, ''));
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].forEach((d, i) => {
    for (const name of new Set([days.format.wide[d], days.format.abbreviated[d]])) put('weekday', i + 1, name.replace(/\.$/, ''));
  });
  for (const [code, name] of Object.entries(territories)) {
    const match = code.match(/^([A-Z]{2})-alt-(short|variant)$/);
    if (match && match[1] !== 'PS') put('country', match[1], name);
  }
  for (const [zone, city] of citiesOf(locale, territories)) put('city', `${countries.get(zone)} ${zone}`, city);
}
writeFileSync(join(here, 'cldr.txt'), `${out.join('\n')}\n`);
