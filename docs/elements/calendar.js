/**
 * Days as a calendar reads them: all-day events as jCal (RFC 7265), which a library writes out as iCalendar (RFC 5545).
 *
 * Each is a whole day without a time zone, so it is the same day wherever it is read. Its name stays the same and its
 * number grows, so that a calendar that has it changes it and does not add another.
 */

import { dayOf, timeOf } from "./dates.js";

/**
 * One day. `name` is its name for ever, in letters, digits and hyphens; `day` a real day.
 * @typedef {{name: string, day: string, title: string, lines: string[], link?: string, reminder: boolean}} Occasion
 */
/** @typedef {{id: string, title: string, language: string}} Guide Where they come from. */
/** @typedef {[string, Record<string, string>, string, string | number]} Property */
/** @typedef {[string, Property[], unknown[]]} Component */

const DAY = 86_400_000;
/** Counted from here, seconds have room in what a calendar can hold until the year 2094. */
const FIRST = Date.UTC(2026, 0, 1);
const NINE = "PT9H";
/** A line has up to 75 bytes. The library does not count the space that each but the first begins with. */
const LINE = 74;

/**
 * A file for a calendar. What writes it is loaded with the first one: few readers want it.
 * @param {Occasion[]} events
 * @param {Guide} guide
 * @param {number} now Milliseconds since 1970.
 * @returns {Promise<string>}
 */
export async function calendarText(events, guide, now) {
  const { ICAL } = await import("../vendor/ical.js");
  ICAL.foldLength = LINE;
  return ICAL.stringify(calendarOf(events, guide, now));
}

/**
 * @param {Occasion[]} events
 * @param {Guide} guide
 * @param {number} now
 * @returns {Component}
 */
export function calendarOf(events, { id, title, language }, now) {
  const maker = `-//${line(title)}//${id}//${language.toUpperCase()}`;
  const all = events.map((event) => eventOf(event, id, now));
  return ["vcalendar", [text("version", "2.0"), text("prodid", maker), text("calscale", "GREGORIAN")], all];
}

/** @param {Occasion} event @param {string} guide @param {number} now @returns {Component} */
function eventOf({ name, day, title, lines, link, reminder }, guide, now) {
  const [stamp, next] = [new Date(now).toISOString().replace(/\.\d+/, ""), dayOf(timeOf(day) + DAY)];
  return ["vevent", [
    text("uid", `${name}@${guide}`),
    ["dtstamp", {}, "date-time", stamp],
    ["last-modified", {}, "date-time", stamp],
    ["sequence", {}, "integer", numberOf(now)],
    ["dtstart", {}, "date", day],
    // The day after is no part of it. The last day of all has none, and is one day long without it.
    ...(next ? [/** @type {Property} */ (["dtend", {}, "date", next])] : []),
    text("summary", line(title)),
    ...(lines.length || link ? [text("description", [...lines, link ?? ""].map(tidy).filter(Boolean).join("\n"))] : []),
    ...(link ? [/** @type {Property} */ (["url", {}, "uri", link])] : []),
    text("class", "PRIVATE"),
    text("transp", "TRANSPARENT"),
  ], reminder ? [alarmOf(title)] : []];
}

/** Of two files the later one has the higher number, at any time that a clock may show. @param {number} now */
const numberOf = (now) => Math.min(Math.max(0, Math.floor((now - FIRST) / 1000)), 2 ** 31 - 1);

/** From the day's start on that device: so at nine in the morning wherever it is. @param {string} title @returns {Component} */
const alarmOf = (title) => ["valarm", [
  text("action", "DISPLAY"),
  ["trigger", {}, "duration", NINE],
  text("description", line(title)),
], []];

/** @param {string} name @param {string} value @returns {Property} */
const text = (name, value) => [name, {}, "text", value];

/** What some program takes for the end of a line is one, and other signs that nobody sees are none. @param {string} value @returns {string} */
const tidy = (value) => value.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n").replace(/[^\P{Cc}\t\n]/gu, "").trim();

/** @param {string} value */
const line = (value) => tidy(value).replace(/\s*\n\s*/g, " ");
