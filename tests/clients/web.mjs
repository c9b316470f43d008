// What a client that is a JavaScript program needs: the feeds of the sites
// with one ending, over HTTP, and lines for compare.py.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [modules, work, ...sites] = process.argv.slice(2);

export const require = createRequire(path.resolve(modules, "x.js"));

// What every reader of JSON Feed knows of an item, as compare.py has it.
export function jsonEntry(item) {
	return {
		id: item.id,
		title: item.title,
		link: item.url ?? null,
		published: item.date_published,
		updated: item.date_modified,
		content: item.content_html,
		summary: item.summary,
		language: item.language,
	};
}

// read(address) gives the entries, or throws.
export async function tellAll(ending, read) {
	for (const site of sites) {
		const root = path.join(work, site, "feeds");
		for (const file of fs.readdirSync(root, { recursive: true }).sort()) {
			if (!file.endsWith(ending)) continue;
			const line = { site, file };
			try {
				line.entries = await read(
					`${process.env.FEEDS_URL}${site}/feeds/${file}`);
			} catch (error) {
				line.error = String(error);
			}
			console.log(JSON.stringify(line));
		}
	}
}
