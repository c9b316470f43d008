// feedsmith: JSON Feed 1.1 as a typed object, whose extensions are left out.
import { require, tellAll } from "./web.mjs";

const { parseFeed } = require("feedsmith");

function entry(item) {
	const [author] = item.authors;
	return {
		id: item.id,
		title: item.title,
		link: item.url ?? null,
		published: item.date_published,
		updated: item.date_modified,
		content: item.content_html,
		summary: item.summary,
		author: [author.name, author.url ?? null],
		tags: item.tags,
		language: item.language,
	};
}

await tellAll("/releases.json", async (address) => {
	const { format, feed } = parseFeed(await (await fetch(address)).text());
	if (format !== "json") throw new Error(`read as ${format}`);
	return feed.items.map(entry);
});
