// The JSON-LD of all pages as one TypeScript file, whose types are those of
// schema.org: what is no property or no value of one does not compile.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [work, ...folders] = process.argv.slice(2);
const lines = ["import type { Event, WithContext } from 'schema-dts';"];
const start = '<script type="application/ld+json">';

for (const folder of folders)
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith('.html')) continue;
    const page = readFileSync(join(folder, name), 'utf8');
    const at = page.indexOf(start);
    if (at < 0) continue;
    const json = page.slice(at + start.length, page.indexOf('</script>', at));
    JSON.parse(json);
    lines.push(`// ${join(folder, name)}`);
    lines.push(`export const event${lines.length}: WithContext<Event> = ${json};`);
  }
if (lines.length < 50) throw new Error('there are too few pages');
writeFileSync(join(work, 'data.ts'), lines.join('\n'));
