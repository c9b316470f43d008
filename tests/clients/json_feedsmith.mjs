// feedsmith: JSON Feed 1.1 as a typed object, whose extensions are left out.
import { jsonEntry, require, tellAll } from "./web.mjs";

const { parseFeed } = require("feedsmith");

function entry(item) {
	const [author] = item.authors;
	return {
		...jsonEntry(item),
		author: [author.name, author.url ?? null],
		tags: item.tags,
	};
}

await tellAll("/releases.json", async (address) => {
	const { format, feed } = parseFeed(await (await fetch(address)).text());
	if (format !== "json") throw new Error(`read as ${format}`);
	return feed.items.map(entry);
});
