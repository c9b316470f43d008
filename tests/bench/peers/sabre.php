<?php
// Debian's php-sabre-vobject, with SimpleXML to read and XMLWriter to write
// Atom: sabre.php EVENTS OUT writes OUT/all.ics and OUT/all.atom.
require "Sabre/VObject/autoload.php";

use Sabre\VObject\Component;
use Sabre\VObject\Component\VCalendar;

// Version 2.1 is older than PHP 8 and says so everywhere.
error_reporting(E_ALL & ~E_DEPRECATED);
ini_set("memory_limit", "-1");
[, $events, $out] = $argv;

const STATUS = ["tentative" => "TENTATIVE", "postponed" => "TENTATIVE",
	"cancelled" => "CANCELLED"];

function words($text)
{
	return trim(preg_replace('/\s+/', " ", (string)$text));
}

function description($text)
{
	$lines = ["Where: " . words($text->place), "", "Co-chairs:"];
	foreach ($text->person as $person)
		$lines[] = "– " . words($person->name) . ", " .
			words($person->role);
	array_push($lines, "", "Topics discussed:");
	foreach ($text->discussed as $topic)
		$lines[] = "– " . words($topic);
	return implode("\n", $lines);
}

function add_time($event, $name, $text, $zone, $days)
{
	if ($zone === "") {
		$day = (new DateTime($text))->modify("+$days day");
		$event->add($name, $day->format("Ymd"), ["VALUE" => "DATE"]);
	} else {
		$event->add($name, (new DateTime($text))->format("Ymd\THis"),
			["TZID" => $zone]);
	}
}

function add_event($calendar, $facts, $text)
{
	$event = Component::create("VEVENT");
	$calendar->add($event);
	$start = (string)$facts->time["start"];
	$end = (string)($facts->time["end"] ?? $start);
	$zone = (string)$facts->time["zone"];
	$event->add("UID", (string)$facts["uid"]);
	$event->add("DTSTAMP", "20260201T200000Z");
	add_time($event, "DTSTART", $start, $zone, 0);
	add_time($event, "DTEND", $end, $zone, 1);
	$event->add("SUMMARY", words($text->title));
	$event->add("DESCRIPTION", description($text));
	$event->add("LOCATION", words($text->place));
	$event->add("URL", (string)$text->release["href"]);
	$event->add("STATUS", STATUS[(string)$facts["status"]] ?? "CONFIRMED");
}

function add_entry($atom, $facts, $text)
{
	$published = $facts->release["published"] . "T11:00:00Z";
	$atom->startElement("entry");
	$atom->writeElement("id", "urn:uuid:" . $facts["uid"]);
	$atom->writeElement("title", words($text->title));
	$atom->startElement("author");
	$atom->writeElement("name", "Official dialogues");
	$atom->endElement();
	$atom->writeElement("published", $published);
	$atom->writeElement("updated", $published);
	$atom->startElement("link");
	$atom->writeAttribute("rel", "alternate");
	$atom->writeAttribute("href", (string)$text->release["href"]);
	$atom->endElement();
	$atom->startElement("content");
	$atom->writeAttribute("type", "xhtml");
	$atom->startElementNs(null, "div", "http://www.w3.org/1999/xhtml");
	$atom->writeElement("p", description($text));
	foreach (explode("\n\n", $text->release) as $paragraph)
		$atom->writeElement("p", words($paragraph));
	$atom->endElement();
	$atom->endElement();
	$atom->endElement();
}

$calendar = new VCalendar();
$atom = new XMLWriter();
$atom->openUri("$out/all.atom");
$atom->startDocument("1.0", "UTF-8");
$atom->startElementNs(null, "feed", "http://www.w3.org/2005/Atom");
$atom->writeElement("id", "https://dialogues.example.org/");
$atom->writeElement("title", "Official dialogues");
$atom->writeElement("updated", "2026-02-01T20:00:00Z");
foreach (glob("$events/*/*", GLOB_ONLYDIR) as $folder) {
	$facts = simplexml_load_file("$folder/event.xml");
	$text = simplexml_load_file("$folder/en.xml");
	add_event($calendar, $facts, $text);
	add_entry($atom, $facts, $text);
}
$atom->endElement();
$atom->endDocument();
$atom->flush();
file_put_contents("$out/all.ics", $calendar->serialize());
