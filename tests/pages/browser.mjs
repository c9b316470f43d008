// Pages in Chromium: addresses, keyboard, narrow screens, axe, console, size.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { readFileSync, existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import assert from 'node:assert/strict';

const work = process.argv[2];
const require = createRequire(join(work, 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.xml': 'application/xml',
  '.ics': 'text/calendar; charset=utf-8', '.js': 'text/javascript', '.json': 'application/json',
};

// build/pages/SITE/feeds at /SITE/.
const server = createServer((request, response) => {
  const [, site, ...rest] = normalize(new URL(request.url, 'http://x').pathname).split('/');
  const file = join(work, site, 'feeds', ...rest);
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'Content-Type': types[/\.\w+$/.exec(file)?.[0]] ?? 'text/plain',
    'Access-Control-Allow-Origin': '*',
  });
  response.end(readFileSync(file));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${server.address().port}`;

const pages = {
  'site': 'dialogue/index.html',
  'index-fr': 'dialogue/fr/index.html',
  'series-fr': 'dialogue/fr/cyber/index.html',
  'series-ja': 'dialogue/ja/cyber/index.html',
  'series-ar': 'dialogue/ar/cyber/index.html',
  'event-fr': 'dialogue/fr/cyber/07.html',
  'event-ja': 'dialogue/ja/cyber/08.html',
  'event-ar': 'dialogue/ar/cyber/08.html',
  'seed-series-fr': 'seed/fr/japan-eu-cyber-dialogue/index.html',
  'seed-event-fr': 'seed/fr/japan-eu-cyber-dialogue/07.html',
  'seed-event-ja': 'seed/ja/japan-eu-cyber-dialogue/07.html',
  'prose': 'prose/en/dialogue/01.html',
  'many-ar': 'dialogues/ar/index.html',
  'many-ko': 'dialogues/ko/index.html',
  'many-event-ar': 'dialogues/ar/eu-egypt-political-subcommittee/06.html',
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
let passed = 0;
let failed = 0;

async function check(name, options, test) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { requests: [], messages: [], bodies: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => seen.messages.push(message.text()));
  page.on('pageerror', (error) => seen.messages.push(String(error)));
  page.on('response', (response) => seen.bodies.push(response.body().catch(() => '')));
  try {
    await test(page, seen, context);
    passed++;
  } catch (error) {
    failed++;
    console.log(`failed: ${name}\n${error.message ?? error}`);
  }
  await context.close();
}

const open = (page, path) => page.goto(`${base}/${path}`);
const picture = (page, name) => page.screenshot({ path: join(work, 'pictures', `${name}.png`), fullPage: true });

async function axeFinds(page) {
  const { violations } = await page.evaluate(() => globalThis.axe.run({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`);
}

// Two requests, no message, under 50 KB; axe finds nothing, light or dark.
for (const [name, path] of Object.entries(pages))
  await check(`${name}, desktop`, { bypassCSP: true }, async (page, seen) => {
    await open(page, path);
    assert.equal(seen.requests.length, 2, seen.requests.join('\n'));
    const size = (await Promise.all(seen.bodies)).reduce((sum, body) => sum + body.length, 0);
    assert.ok(size > 2000 && size < 50000, `${size} bytes`);
    assert.deepEqual(seen.messages, []);
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `${name}-desktop-${colorScheme}`);
      assert.deepEqual(await axeFinds(page), [], colorScheme);
    }
  });

// The policy of the page stands: nothing is refused, nothing is said.
function runsScripts() {
  const script = document.createElement('script');
  script.textContent = 'globalThis.ran = true';
  document.body.append(script);
  return globalThis.ran === true;
}

for (const [name, path] of Object.entries(pages))
  await check(`${name}, phone`, { viewport: { width: 390, height: 844 } }, async (page, seen) => {
    await open(page, path);
    assert.equal(await page.evaluate(() => document.styleSheets.length), 1);
    // WCAG 2.2, 2.5.8: what is to be hit is at least 24 pixels high.
    const low = await page.$$eval('.button, header a', (all) => all
      .filter((a) => a.getBoundingClientRect().height < 24).map((a) => a.textContent));
    assert.deepEqual(low, []);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `${name}-phone-${colorScheme}`);
    }
    // 320 pixels are also 1280 at 400 %.
    await page.setViewportSize({ width: 320, height: 640 });
    const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
    assert.ok(width <= 320, `${width} pixels wide`);
    await picture(page, `${name}-narrow`);
    assert.deepEqual(seen.messages, []);
    assert.equal(await page.evaluate(runsScripts), false, 'a script runs');
  });

await check('print', {}, async (page) => {
  await open(page, pages['series-fr']);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await picture(page, 'series-fr-print');
  assert.equal(await page.isVisible('details'), false);
  assert.equal(await page.textContent('.address'), 'https://dialogues.example.org/fr/cyber/index.html');
  assert.equal(await page.isVisible('.address'), true);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).color), 'rgb(0, 0, 0)');
});

await check('buttons in their order', {}, async (page) => {
  await open(page, pages['series-fr']);
  const webcal = 'webcal%3A%2F%2Fdialogues.example.org%2Ffr%2Fcyber%2Fcalendar.ics';
  const query = 'url=https%3A%2F%2Fdialogues.example.org%2Ffr%2Fcyber%2Fcalendar.ics&name=Cyber%20dialogue%20Japon-UE';
  assert.equal(await page.isVisible('.buttons'), true);
  await page.click('.to-subscribe a');
  await picture(page, 'series-fr-subscribe');
  assert.deepEqual(await page.$$eval('.buttons a', (all) => all.map((a) => a.href)), [
    'webcal://dialogues.example.org/fr/cyber/calendar.ics',
    `https://calendar.google.com/calendar/u/0/r?cid=${webcal}`,
    `https://outlook.live.com/calendar/0/addfromweb/?${query}`,
    `https://outlook.office.com/calendar/0/addfromweb/?${query}`,
  ]);
  assert.equal(await page.inputValue('#calendar'), 'https://dialogues.example.org/fr/cyber/calendar.ics');
  assert.equal(await page.inputValue('#news'), 'https://dialogues.example.org/fr/cyber/releases.atom');
  assert.equal(await page.$eval('a[download]', (a) => a.getAttribute('href')), '../cyber/calendar.ics');
  // In the order in which they are offered.
  const order = await page.$$eval('.buttons a, #calendar, a[download], #news, figure svg', (all) => all
    .map((element) => element.id || element.tagName));
  assert.deepEqual(order, ['A', 'A', 'A', 'A', 'calendar', 'A', 'news', 'svg']);
});

await check('parties and topics', {}, async (page) => {
  await open(page, pages['series-fr']);
  await page.click('dd a >> text=Japon');
  assert.match(page.url(), /\/fr\/party-JP\.html$/);
  assert.equal(await page.textContent('h1'), 'Japon');
  assert.equal(await page.$eval('.buttons a', (a) => a.href),
    'webcal://dialogues.example.org/fr/party/JP/calendar.ics');
  assert.equal(await page.inputValue('#news'), 'https://dialogues.example.org/fr/party/JP/releases.atom');
  await page.click('.trail a');
  await page.click('nav a[href="#parties"]');
  assert.equal(await page.$eval('#parties', (section) => section.getBoundingClientRect().top < innerHeight), true);
  // WCAG 2.2, 2.5.8.
  const low = await page.$$eval('.subjects a', (all) => all
    .filter((a) => a.getBoundingClientRect().height < 24).length);
  assert.equal(low, 0);
});

await check('copying without a script', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
  await open(page, pages['series-fr']);
  const copied = async () => {
    await page.keyboard.press('Control+C');
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const address = 'https://dialogues.example.org/fr/cyber/calendar.ics';
  await page.focus('.buttons a >> nth=3');
  await page.keyboard.press('Tab');
  assert.equal(await copied(), address, 'by the keyboard');
  await page.keyboard.type('x');
  assert.equal(await page.inputValue('#calendar'), address);
  await page.click('#news', { clickCount: 3 });
  assert.equal(await copied(), 'https://dialogues.example.org/fr/cyber/releases.atom', 'by the mouse');
});

await check('copying with a button', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
  await open(page, pages['series-fr']);
  await page.click('#news + button');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()),
    'https://dialogues.example.org/fr/cyber/releases.atom');
  assert.equal(await page.textContent('#news + button'), 'Copié');
  assert.equal(await page.textContent('#calendar + button'), 'Copier');
});

await check('the site opens its block, a meeting leads to one', {}, async (page) => {
  await open(page, pages['index-fr']);
  assert.equal(await page.isVisible('.buttons'), false);
  await page.click('.to-subscribe a');
  assert.equal(await page.isVisible('.buttons'), true);
  await open(page, pages['event-fr']);
  await page.click('dd.add a[href*="#"]');
  assert.match(page.url(), /\/fr\/cyber\/index\.html#subscribe$/);
  assert.equal(await page.$eval('#subscribe', (block) => block.getBoundingClientRect().top < innerHeight), true);
});

// Everything that can be followed is reached by the Tab key, and it shows.
await check('keyboard only', {}, async (page) => {
  await open(page, pages['series-fr']);
  const expected = await page.$$eval('a[href], input, button, summary', (all) => all.length);
  for (let i = 0; i < expected; i++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const box = element.getBoundingClientRect();
      return {
        name: element.tagName,
        outline: parseFloat(getComputedStyle(element).outlineWidth),
        visible: box.top >= 0 && Math.floor(box.bottom) <= innerHeight && box.left >= 0 && box.right <= innerWidth,
      };
    });
    assert.ok(['A', 'INPUT', 'BUTTON', 'SUMMARY'].includes(focused.name), `${i}: ${focused.name}`);
    assert.ok(focused.outline >= 2 && focused.visible, `${i}: not seen`);
  }
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY');
  await open(page, pages['event-ar']);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.ok((await page.evaluate(() => location.hash)) === '#content');
});

await check('the way through the site', {}, async (page) => {
  await open(page, pages.site);
  await page.click('.choice a[lang=ja]');
  await page.click('.series a');
  assert.equal(await page.textContent('h1'), '日EUサイバー対話');
  await page.click('.meetings li a >> nth=0');
  assert.match(page.url(), /\/ja\/cyber\/08\.html$/);
  await page.click('nav.languages a[hreflang=ar]');
  assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
  await page.click('.previous a');
  await page.click('.trail a >> nth=1');
  assert.match(page.url(), /\/ar\/cyber\/index\.html$/);
});

await check('words in other languages are marked', {}, async (page) => {
  await open(page, pages['series-ar']);
  const marks = await page.$$eval('[lang]', (all) => all.map((e) => `${e.lang} ${e.dir}`));
  assert.ok(marks.includes('fr ltr') && marks.includes('ja ltr'), marks.join());
});

// nginx serves the feeds by the example, on a page of another origin whose
// policy lets in no more than it needs.
const feeds = process.env.FEEDS_URL.replace(/\/$/, '');
const ministry = createServer((request, response) => {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; script-src ${feeds}; connect-src ${feeds}; `
      + `frame-src ${feeds}; require-trusted-types-for 'script'; trusted-types 'none'`,
  });
  response.end(`<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Ministry</title>
<script src="${feeds}/embed.js"></script>
<dialogue-next src="${feeds}/fr/cyber/next.json"><a href="/">Dialogues</a></dialogue-next>
<iframe src="${feeds}/fr/cyber/${request.url === '/' ? 'embed' : 'index'}.html" title="Next"></iframe>`);
});
await new Promise((resolve) => ministry.listen(0, '127.0.0.1', resolve));
const ministryPage = `http://localhost:${ministry.address().port}`;

await check('on a page of another site', {}, async (page, seen) => {
  await page.goto(`${ministryPage}/`);
  await page.waitForSelector('dialogue-next li');
  assert.equal(await page.getAttribute('dialogue-next', 'lang'), 'fr');
  assert.equal(await page.$$eval('dialogue-next li', (all) => all.length), 3);
  assert.deepEqual(await page.$$eval('dialogue-next a', (all) => all.slice(0, 2).map((a) => a.href)), [
    'https://dialogues.example.org/fr/cyber/index.html', 'https://dialogues.example.org/fr/cyber/08.html']);
  const frame = page.frames()[1];
  assert.equal(await frame.textContent('h1'), 'Cyber dialogue Japon-UE');
  assert.equal(await frame.$$eval('script', (all) => all.length), 0);
  assert.equal(await frame.evaluate(() => document.styleSheets.length), 1);
  await picture(page, 'ministry');
  assert.deepEqual(seen.messages, []);
  assert.deepEqual(seen.requests.filter((url) => !url.startsWith(feeds)), [`${ministryPage}/`]);
});

await check('no other page in a frame', {}, async (page, seen) => {
  await page.goto(`${ministryPage}/index`);
  await page.waitForSelector('dialogue-next li');
  assert.ok(seen.messages.some((text) => text.includes('frame-ancestors')), seen.messages.join());
  assert.equal(await page.frames()[1].$$eval('.meetings', (all) => all.length), 0);
});

await check('a filter of many', {}, async (page) => {
  await open(page, 'many/en/index.html');
  const shown = () => page.$$eval('.series li', (all) => all
    .filter((item) => item.getBoundingClientRect().height > 0).length);
  const all = await shown();
  assert.ok(all >= 20);
  await page.fill('#filter', 'EGYPT');
  assert.equal(await shown(), 2);
  assert.equal(await page.textContent('output'), `2/${all}`);
  assert.equal(await page.$$eval('section > h3', (headings) => headings
    .filter((heading) => heading.getBoundingClientRect().height > 0).length), 1);
  await page.fill('#filter', '');
  assert.equal(await shown(), all);
  await page.click('section .letters a >> nth=1');
  assert.match(page.url(), /#letter-/);
});

await browser.close();
ministry.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
