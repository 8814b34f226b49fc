/** What a page of the guide is promoted with. Every element here stands on a page that is complete without it. */

import { GuideCall } from "./guide-call.js";
import { GuideCard } from "./guide-card.js";
import { GuideDepth } from "./guide-depth.js";
import { GuideDevice } from "./guide-device.js";
import { GuideFolder } from "./guide-folder.js";
import { GuideKept } from "./guide-kept.js";
import { GuideKeeping } from "./guide-keeping.js";
import { GuideOnward } from "./guide-onward.js";
import { GuidePace } from "./guide-pace.js";
import { GuideProgress } from "./guide-progress.js";
import { GuideSheet } from "./guide-sheet.js";
import { GuideTidy } from "./guide-tidy.js";
import { GuideWays } from "./guide-ways.js";
import { follow } from "./keeping.js";

follow();
customElements.define("guide-keeping", GuideKeeping);
customElements.define("guide-device", GuideDevice);
customElements.define("guide-call", GuideCall);
customElements.define("guide-card", GuideCard);
customElements.define("guide-sheet", GuideSheet);
customElements.define("guide-folder", GuideFolder);
customElements.define("guide-depth", GuideDepth);
customElements.define("guide-pace", GuidePace);
customElements.define("guide-tidy", GuideTidy);
customElements.define("guide-onward", GuideOnward);
customElements.define("guide-progress", GuideProgress);
customElements.define("guide-ways", GuideWays);
customElements.define("guide-kept", GuideKept);
// Only one page needs it.
if (document.querySelector("guide-notebook")) import("./notebook.js");
