/** What a page of the guide is promoted with. Every element here stands on a page that is complete without it. */

import { GuideDepth } from "./guide-depth.js";
import { GuideDevice } from "./guide-device.js";
import { GuideKeeping } from "./guide-keeping.js";
import { GuideSheet } from "./guide-sheet.js";
import { GuideTidy } from "./guide-tidy.js";
import { follow } from "./keeping.js";

/** What some pages have only. */
const SOME = {
  "guide-call": async () => (await import("./guide-call.js")).GuideCall,
  "guide-card": async () => (await import("./guide-card.js")).GuideCard,
  "guide-dates": async () => (await import("./guide-dates.js")).GuideDates,
  "guide-folder": async () => (await import("./around.js")).GuideFolder,
  "guide-kept": async () => (await import("./guide-kept.js")).GuideKept,
  "guide-onward": async () => (await import("./around.js")).GuideOnward,
  "guide-pack": async () => (await import("./guide-pack.js")).GuidePack,
  "guide-pace": async () => (await import("./around.js")).GuidePace,
  "guide-progress": async () => (await import("./around.js")).GuideProgress,
  "guide-ways": async () => (await import("./guide-ways.js")).GuideWays,
};

follow();
customElements.define("guide-keeping", GuideKeeping);
customElements.define("guide-device", GuideDevice);
customElements.define("guide-sheet", GuideSheet);
customElements.define("guide-depth", GuideDepth);
customElements.define("guide-tidy", GuideTidy);
for (const [name, load] of Object.entries(SOME)) {
  if (document.querySelector(name)) void load().then((element) => customElements.define(name, element));
}
if (document.querySelector("guide-notebook")) void import("./notebook.js");

// What paper has at the foot of each page: style sheets cannot read a title.
document.documentElement.style.setProperty("--title", JSON.stringify(document.title));
