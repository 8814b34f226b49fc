/**
 * Give the reader a file.
 * @param {string} name
 * @param {BlobPart} content
 * @param {string} [type]
 */
export function download(name, content, type = "text/html") {
  const link = document.createElement("a");
  const whole = type.startsWith("text/") ? `${type};charset=utf-8` : type;
  link.href = URL.createObjectURL(new Blob([content], { type: whole }));
  link.download = name;
  link.click();
  // Some browsers read it only after this.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
