// The theme searches at f, s and /, and leaves the page at p, n, comma and dot, wherever there is no text to type.
// One key is pressed too easily for that: by voice, by a shaky hand, on a button. Only the search keeps them.
addEventListener("keydown", (event) => {
  const target = /** @type {Element | null} */ (event.target);
  const typing = target?.closest?.(".md-search, input:not([type=radio]), select, textarea");
  if ("fs/pn,.".includes(event.key) && !typing) event.stopPropagation();
}, true);
// The theme opens all that is folded before it prints, then closes what a reader had open. What prints is for print.css to say.
addEventListener("beforeprint", (event) => event.stopImmediatePropagation());
