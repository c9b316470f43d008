<?php
// Debian's php-sabre-vobject; Nextcloud's server uses a newer one.
require "Sabre/VObject/autoload.php";

use Sabre\VObject\Reader;

// Version 2.1 is older than PHP 8 and says so everywhere.
error_reporting(E_ALL & ~E_DEPRECATED);
date_default_timezone_set("UTC");

function moment($property)
{
	if ($property === null)
		return null;
	$time = $property->getDateTime();
	if ($property["VALUE"] == "DATE")
		return $time->format("Y-m-d");
	return gmdate("Y-m-d\TH:i:s\Z", $time->getTimestamp());
}

// Version 2.1 leaves these to whoever knows whether the value is a list.
function text($property)
{
	return preg_replace('/\\\\([,;])/', '$1', (string)$property);
}

function event($event)
{
	return [
		"uid" => (string)$event->UID,
		"start" => moment($event->DTSTART),
		"end" => moment($event->DTEND),
		"title" => text($event->SUMMARY),
		"place" => text($event->LOCATION),
		"status" => (string)$event->STATUS,
		"zone" => $event->DTSTART["TZID"] !== null
			? (string)$event->DTSTART["TZID"]
			: (str_ends_with((string)$event->DTSTART, "Z") ? "UTC" : null),
	];
}

function read($file)
{
	$calendar = Reader::read(file_get_contents($file));
	foreach ($calendar->validate() as $fault)
		throw new Exception("level $fault[level]: $fault[message]");
	$events = [];
	foreach ($calendar->VEVENT as $event)
		$events[] = event($event);
	return $events;
}

$work = $argv[1];
foreach (array_slice($argv, 2) as $site) {
	$root = "$work/$site/feeds";
	$walk = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($root));
	foreach ($walk as $path => $_) {
		if (!str_ends_with($path, ".ics"))
			continue;
		$line = ["site" => $site, "file" => substr($path, strlen($root) + 1)];
		try {
			$line["events"] = read($path);
		} catch (Throwable $error) {
			$line["error"] = (string)$error->getMessage();
		}
		echo json_encode($line, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR), "\n";
	}
}
