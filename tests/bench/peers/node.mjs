// ical-generator and feed, with fast-xml-parser to read:
// node.mjs MODULES EVENTS OUT writes OUT/all.ics and OUT/all.atom.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const [modules, events, out] = process.argv.slice(2);
const require = createRequire(path.join(modules, "x"));
const { default: ical } = require("ical-generator");
const { Feed } = require("feed");
const { XMLParser } = require("fast-xml-parser");

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: "",
	parseTagValue: false,
	isArray: (name) => name === "person" || name === "discussed",
});
const STATUS = { tentative: "TENTATIVE", postponed: "TENTATIVE",
	cancelled: "CANCELLED" };

const read = (file) => parser.parse(fs.readFileSync(file, "utf8"));
const words = (text) => text.trim().replace(/\s+/g, " ");
const escape = (text) =>
	text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

const folders = (folder) =>
	fs.readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => path.join(folder, entry.name))
		.sort();

// The clock of the place, as if it were UTC: the zone is written beside it.
const moment = (text, days) => {
	const time = new Date(text + (text.includes("T") ? ":00Z" : "T00:00Z"));
	time.setUTCDate(time.getUTCDate() + days);
	return time;
};

const description = (text) => [
	`Where: ${words(text.place)}`, "", "Co-chairs:",
	...text.person.map((one) => `– ${words(one.name)}, ${words(one.role)}`),
	"", "Topics discussed:",
	...text.discussed.map((topic) => `– ${words(topic)}`)].join("\n");

const addEvent = (calendar, facts, text) => {
	const { start, end = start, zone } = facts.time;
	calendar.createEvent({
		id: facts.uid,
		stamp: new Date("2026-02-01T20:00:00Z"),
		start: moment(start, 0),
		end: moment(end, zone ? 0 : 1),
		allDay: !zone,
		timezone: zone ?? null,
		summary: words(text.title),
		description: description(text),
		location: words(text.place),
		url: text.release.href,
		status: STATUS[facts.status] ?? "CONFIRMED",
	});
};

const addEntry = (feed, facts, text) => {
	const date = new Date(facts.release.published + "T11:00:00Z");
	const paragraphs = text.release["#text"].split("\n\n").map(words);
	feed.addItem({
		id: "urn:uuid:" + facts.uid,
		title: words(text.title),
		link: text.release.href,
		date,
		published: date,
		author: [{ name: "Official dialogues" }],
		content: [description(text), ...paragraphs]
			.map((line) => `<p>${escape(line)}</p>`).join(""),
	});
};

const calendar = ical({ prodId: "-//bench//node//EN" });
const feed = new Feed({
	id: "https://dialogues.example.org/",
	title: "Official dialogues",
	link: "https://dialogues.example.org/",
	updated: new Date("2026-02-01T20:00:00Z"),
});
for (const series of folders(events))
	for (const folder of folders(series)) {
		const facts = read(path.join(folder, "event.xml")).event;
		const { text } = read(path.join(folder, "en.xml"));
		addEvent(calendar, facts, text);
		addEntry(feed, facts, text);
	}
fs.writeFileSync(path.join(out, "all.ics"), calendar.toString());
fs.writeFileSync(path.join(out, "all.atom"), feed.atom1());
