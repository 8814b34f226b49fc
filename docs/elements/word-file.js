/** A message as a document for Word and its like. Loaded only when somebody wants one: with it comes what builds it. */

import { paragraphsOf } from "./editing.js";
import { clean, oneLine } from "./sending.js";

/** @import { Outgoing } from "./sending.js" */

/** Of a page, width and height, in twentieths of a point. */
const PAPER = { a4: { width: 11906, height: 16838 }, letter: { width: 12240, height: 15840 } };

/** As letters from an office look. Sizes are in half points, distances in twentieths of a point. */
const LOOK = { font: "Calibri", size: 22, line: 276, after: 160 };
const HEADING = { size: 28, bold: true, color: "000000", after: 240 };

/**
 * A .docx file: the title as a heading, then the paragraphs, with nobody's words marked.
 * @param {Pick<Outgoing, "title" | "text">} outgoing
 * @param {{language: string, letter: boolean}} home The language it is in, and whether its paper is Letter.
 * @returns {Promise<Blob>}
 */
export async function wordFile({ title, text }, { language, letter }) {
  const { Document, HeadingLevel, Packer, Paragraph, TextRun } = await import("../vendor/docx.js");
  const heading = new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(oneLine(title))] });
  const paragraphs = paragraphsOf(clean(text)).map((each) =>
    new Paragraph({ children: each.split("\n").map((line, at) => new TextRun({ text: line, break: at && 1 })) })
  );
  return Packer.toBlob(
    new Document({
      title: oneLine(title),
      creator: "",
      lastModifiedBy: "",
      styles: { default: stylesIn(language) },
      sections: [{
        properties: { page: { size: PAPER[letter ? "letter" : "a4"] } },
        children: [heading, ...paragraphs],
      }],
    }),
  );
}

/** @param {string} language */
const stylesIn = (language) => ({
  document: {
    run: { font: LOOK.font, size: LOOK.size, language: { value: language } },
    paragraph: { spacing: { line: LOOK.line, after: LOOK.after } },
  },
  heading1: {
    run: { size: HEADING.size, bold: HEADING.bold, color: HEADING.color },
    paragraph: { spacing: { after: HEADING.after }, outlineLevel: 0 },
  },
});
