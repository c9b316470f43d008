// ical.js, the parser of Thunderbird and Nextcloud; it computes times from the
// VTIMEZONEs.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [modules, work, ...sites] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, "x.js"));
const loaded = require("ical.js");
const ICAL = loaded.default ?? loaded;

function moment(time) {
	if (!time) return null;
	if (time.isDate) return time.toString();
	if (time.zone === ICAL.Timezone.localTimezone) return `${time} floating`;
	return new Date(time.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");
}

function event(component) {
	const of = (name) => component.getFirstPropertyValue(name);
	return {
		uid: of("uid"),
		start: moment(of("dtstart")),
		end: moment(of("dtend")),
		title: of("summary"),
		place: of("location") ?? "",
		status: of("status"),
	};
}

function read(file) {
	const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")));
	ICAL.TimezoneService.reset();
	for (const zone of calendar.getAllSubcomponents("vtimezone"))
		ICAL.TimezoneService.register(new ICAL.Timezone(zone));
	return calendar.getAllSubcomponents("vevent").map(event);
}

for (const site of sites) {
	const root = path.join(work, site, "feeds");
	for (const file of fs.readdirSync(root, { recursive: true }).sort()) {
		if (!file.endsWith(".ics")) continue;
		let line = { site, file };
		try {
			line.events = read(path.join(root, file));
		} catch (error) {
			line.error = String(error);
		}
		console.log(JSON.stringify(line));
	}
}
