// Prints expected.txt: days, months and names as the ICU inside Node has them
// from CLDR, by functions of its own. Development time only:
//
//   node tests/phrases/expected.mjs >tests/phrases/expected.txt
//
// `habits` is what ministries write and CLDR does not.

const locales = { en: 'en-GB', pt: 'pt-PT', 'pt-BR': 'pt', zh: 'zh-Hans' };
const tags = ['ar', 'de', 'en', 'es', 'fr', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'pt-BR', 'ru', 'zh', 'zh-Hant'];
const countries = 'AT AU BA BE BR CA CD CH CI CN CY CZ DE EG EU FI FR GB GR HU IN IT JP KE KR MX NL PL PT RO SA SE TR UA UN US VN ZA';
const languages = 'ar cs da de el en es fa fi fr he hi it ja ko nl pl pt ru sv tr uk vi zh';
const selves = `${languages} ca ckb eu ga hr hy ka mn nb sr sr-Latn th ur zh-Hant`;

// French first of the month, no blanks between bare numbers, and so on.
const first = (mark) => (text) => text.replace(/(^| )1 /g, `$11${mark} `);
const zh = { hours: (text) => text.replace(' – ', '至') };
const habits = {
  fr: { firsts: first('er'), days: first('er') },
  it: { firsts: first('º'), days: first('º') },
  'pt-BR': { firsts: first('º'), days: first('º') },
  de: { hours: (text) => text.replace(/(\d\d:\d\d)(?= \(| – )/g, '$1\u00a0Uhr') },
  nl: { hours: (text) => text.replace(/(\d\d:\d\d)(?= \(| – )/g, '$1\u00a0uur') },
  pl: Object.fromEntries(['months', 'firsts', 'days', 'hours'].map((what) =>
    [what, (text) => text.replace(/(20\d\d)/g, '$1\u00a0r.')])),
  ru: Object.fromEntries(['months', 'firsts', 'days', 'hours'].map((what) =>
    [what, (text) => text.replace(/^2027$/, '2027 г.').replace(/ (?=г\.)/g, '\u00a0')])),
  zh,
  'zh-Hant': zh,
};

for (const tag of tags) {
  const locale = `${locales[tag] ?? tag}-u-nu-latn`;
  const format = (options) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const plain = (text) => text.replace(/\u2009/g, ' ').replace(/\u202f/g, '\u00a0').normalize('NFC');
  const day = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const month = format({ month: 'long', year: 'numeric' });
  const year = format({ year: 'numeric' });
  const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const at = (text) => new Date(`${text}Z`.replace(/^([\d-]+)Z/, '$1T00:00Z'));
  const put = (what, values) => console.log(
    `${tag} ${what} ${values.map((text) => (habits[tag]?.[what] ?? String)(plain(text))).join(' | ')}`);
  // Of ja and zh, ICU prints numbers alone: "2026/06/20～2026/06/21".
  const rest = (a, b) => {
    const same = ['月', '年'].map((unit) => a.slice(0, a.indexOf(unit) + 1)).find((start) => b.startsWith(start));
    return b.slice(same?.length ?? 0);
  };
  const joint = { ja: '～', zh: '至', 'zh-Hant': '至' }[tag];
  const range = (from, to) => {
    const [a, b] = [day.format(at(from)), day.format(at(to))];
    if (joint) return `${a}${joint}${rest(a, b)}`;
    return plain(day.formatRange(at(from), at(to)))
      .replace(/^(\d+) – (\d+ (?:de )?[a-z]+ )/i, '$1–$2').replace(/\b0(\d) /g, '$1 ');
  };
  const numbers = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`);
  put('months', numbers.map((m) => month.format(at(`${m}-01`))));
  put('firsts', numbers.map((m) => day.format(at(`${m}-01`))));
  put('days', [year.format(at('2027-06-01')), day.format(at('2026-01-28')), range('2026-06-20', '2026-06-21'),
    range('2026-06-30', '2026-07-02'), range('2026-12-31', '2027-01-01')]);
  // How a day and an hour go together is a phrase of ours.
  const comma = { ar: '، ', ja: ' ', ko: ' ', zh: ' ', 'zh-Hant': ' ' }[tag] ?? ', ';
  const bracket = { ja: '（UTC）', zh: '（UTC）', 'zh-Hant': '（UTC）', ko: '(UTC)', ar: ' (التوقيت العالمي المنسق)' }[tag] ?? ' (UTC)';
  const hour = (text) => clock.format(at(text)).replace(/^0(?=\d:)/, ['ja', 'es'].includes(tag) ? '' : '0');
  const moment = (text) => `${day.format(at(text))}${comma}${hour(text)}`;
  const dash = { ja: '～', ko: '~' }[tag] ?? '–';
  const long = { ja: '～', ko: ' ~ ' }[tag] ?? ' – ';
  put('hours', [`${moment('2026-01-28T09:05')}${dash}${hour('2026-01-28T17:30')}${bracket}`,
    `${moment('2026-01-28T22:00')}${long}${moment('2026-01-29T00:30')}${bracket}`]);
  const ours = {
    en: { BA: 'Bosnia and Herzegovina', CD: 'Democratic Republic of the Congo' },
    ar: { CD: 'جمهورية الكونغو الديمقراطية' }, de: { CD: 'Demokratische Republik Kongo' },
    fr: { CD: 'République démocratique du Congo' }, it: { CD: 'Repubblica Democratica del Congo' },
    ja: { CD: 'コンゴ民主共和国' }, ko: { CD: '콩고민주공화국' }, nl: { CD: 'Democratische Republiek Congo' },
    pt: { CD: 'República Democrática do Congo', CI: 'Costa do Marfim' },
    'pt-BR': { CD: 'República Democrática do Congo' }, ru: { CD: 'Демократическая Республика Конго' },
    zh: { CD: '刚果民主共和国' }, 'zh-Hant': { CD: '剛果民主共和國' },
  }[tag] ?? {};
  const names = (type) => new Intl.DisplayNames(locale, { type });
  put('countries', countries.split(' ').map((code) => `${code} ${ours[code] ?? names('region').of(code)}`));
  put('languages', languages.split(' ').map((code) => `${code} ${names('language').of(code)}`));
}
console.log(`own self ${selves.split(' ').map((tag) =>
  `${tag} ${new Intl.DisplayNames(tag, { type: 'language' }).of(tag === 'zh-Hant' ? tag : tag.split('-')[0])}`).join(' | ')}`);
