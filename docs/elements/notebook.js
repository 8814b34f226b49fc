/** What only the notebook is promoted with. */

import { make } from "./dom.js";
import { GuideCopy } from "./guide-copy.js";
import { GuideLoad } from "./guide-load.js";
import { GuideNotebook } from "./guide-notebook.js";
import { GuideSave } from "./guide-save.js";
import { fileOf } from "./page.js";

/** Its own styles come first; without them it still reads. */
const styles = make("link", { rel: "stylesheet", href: fileOf("styles/notebook.css") });
await new Promise((done) => {
  styles.onload = styles.onerror = done;
  document.head.append(styles);
});

customElements.define("guide-save", GuideSave);
customElements.define("guide-load", GuideLoad);
customElements.define("guide-copy", GuideCopy);
customElements.define("guide-notebook", GuideNotebook);
