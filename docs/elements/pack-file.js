/**
 * A pack as one PDF, joined from those that are published: first what is for whoever leads, then all sheets for each
 * person in turn, so that they can be handed out as they come from the printer.
 *
 * What a page shows is in the file once, however many people get it. Links are left out, and what reads pages aloud
 * has no tags here: this file is for paper, and each sheet by itself has both.
 *
 * Loaded only when somebody wants a pack: with it comes what reads and writes PDF.
 */

/** @import { Stamp } from "./stamp.js" */

/** As the library has them; it comes without types. @typedef {any} Library @typedef {any} Page */

const MM = 72 / 25.4;

/** Where words may stand on a sheet's first page, in points from its edges; below that the sheet begins. */
const MARGIN = { side: 18 * MM, top: 8 * MM, height: 6 * MM };

/** What these words have, on the narrowest paper. */
export const ROOM = { width: 210 * MM - 2 * MARGIN.side, height: MARGIN.height };

/**
 * @param {{led: ArrayBuffer[], each: ArrayBuffer[]}} files As they are published.
 * @param {{people: number, sides: boolean, stamp: Stamp | undefined, title: string, language: string}} how
 * @returns {Promise<{bytes: Uint8Array, pages: number}>}
 */
export async function packFile({ led, each }, { people, sides, stamp, title, language }) {
  const library = await import("../vendor/pdflib.js");
  const pack = new Pack(library, await library.PDFDocument.create(), sides);
  if (stamp) pack.use(stamp);
  const mine = await pack.read(led);
  const theirs = await pack.read(each);
  mine.forEach((pages) => pack.add(pages));
  for (let person = 0; person < people; person++) theirs.forEach((pages) => pack.add(pages));
  return pack.finish(title, language);
}

class Pack {
  #library;
  #file;
  #sides;
  /** @type {(page: Page) => void} */
  #stampOn = () => {};
  #isUsed = new Set();

  /** @param {Library} library @param {any} file @param {boolean} sides */
  constructor(library, file, sides) {
    this.#library = library;
    this.#file = file;
    this.#sides = sides;
  }

  /** On top of each sheet read from now on. @param {Stamp} stamp */
  use({ width, height, across, down, bits }) {
    const { pushGraphicsState, concatTransformationMatrix, drawObject, popGraphicsState } = this.#library;
    const look = { Width: across, Height: down, ImageMask: true, BitsPerComponent: 1, Decode: [1, 0] };
    const { context } = this.#file;
    const picture = context.register(context.flateStream(bits, { Type: "XObject", Subtype: "Image", ...look }));
    this.#stampOn = (page) => {
      const above = page.getHeight() - MARGIN.top - height;
      page.pushOperators(
        pushGraphicsState(),
        concatTransformationMatrix(width, 0, 0, height, MARGIN.side, above),
        drawObject(page.node.newXObject("Stamp", picture)),
        popGraphicsState(),
      );
    };
  }

  /** @param {ArrayBuffer[]} files @returns {Promise<Page[][]>} */
  async read(files) {
    const { PDFDocument, PDFName } = this.#library;
    const found = [];
    for (const each of files) {
      const source = await PDFDocument.load(each, { updateMetadata: false });
      const pages = await this.#file.copyPages(source, source.getPageIndices());
      for (const page of pages) page.node.delete(PDFName.of("Annots"));
      this.#stampOn(pages[0]);
      found.push(pages);
    }
    return found;
  }

  /** Pages that belong together begin a new piece of paper. @param {Page[]} pages */
  add(pages) {
    for (const page of pages) this.#file.addPage(this.#another(page));
    const [last] = pages.slice(-1);
    if (this.#sides && pages.length % 2) this.#file.addPage([last.getWidth(), last.getHeight()]);
  }

  /** The page itself the first time; then one that shows the same. @param {Page} page @returns {Page} */
  #another(page) {
    if (!this.#isUsed.has(page)) {
      this.#isUsed.add(page);
      return page;
    }
    const node = page.node.clone(this.#file.context);
    return this.#library.PDFPage.of(node, this.#file.context.register(node), this.#file);
  }

  /** @param {string} title @param {string} language */
  async finish(title, language) {
    const file = this.#file;
    file.setTitle(title, { showInWindowTitleBar: true });
    file.setLanguage(language);
    const wanted = file.catalog.getOrCreateViewerPreferences();
    wanted.setPrintScaling(this.#library.PrintScaling.None);
    if (this.#sides) wanted.setDuplex(this.#library.Duplex.DuplexFlipLongEdge);
    return { bytes: await file.save({ updateFieldAppearances: false }), pages: file.getPageCount() };
  }
}
