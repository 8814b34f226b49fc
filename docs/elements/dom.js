/** Small pieces of a page, made. */

/**
 * An element with what is in it; text goes in as text.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** @param {string} text @param {() => void} act @returns {HTMLButtonElement} */
export function button(text, act) {
  const made = make("button", { type: "button", class: "button" }, text);
  made.addEventListener("click", act);
  return made;
}

/** Only where it is other: a reader hears of each change. @param {Element | null} element @param {string} text */
export function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

/** Have the keyboard go on from here, and a reader hear it. @param {HTMLElement} element */
export function focusOn(element) {
  element.setAttribute("tabindex", "-1");
  element.focus();
}
