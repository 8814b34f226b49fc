/** What stands around the questions of most checklists, in one file: it is nearly always all needed at once. */

export { GuideFolder } from "./guide-folder.js";
export { GuideOnward } from "./guide-onward.js";
export { GuidePace } from "./guide-pace.js";
export { GuideProgress } from "./guide-progress.js";
