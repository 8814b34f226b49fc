/** What only the notebook is promoted with. */

import { GuideCopy } from "./guide-copy.js";
import { GuideLoad } from "./guide-load.js";
import { GuideNotebook } from "./guide-notebook.js";
import { GuideSave } from "./guide-save.js";

customElements.define("guide-save", GuideSave);
customElements.define("guide-load", GuideLoad);
customElements.define("guide-copy", GuideCopy);
customElements.define("guide-notebook", GuideNotebook);
