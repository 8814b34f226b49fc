import {
  crlf,
  fileName,
  hasGaps,
  homeForm,
  htmlOf,
  LONGEST_LINK,
  mailLink,
  oneLine,
} from "../../docs/elements/sending.js";
import { ok, same } from "./assert.js";

const TEXT = "Dear Ann,\n\nThank you – it was good to meet.\n\nKind regards,\nAlex";

// --- the link for mail

Deno.test("a link has subject and text, and nobody it goes to", () => {
  const { href, isWhole } = mailLink({ subject: "Thank you & more?", text: TEXT });
  const { protocol, pathname, searchParams } = new URL(href);
  same([protocol, pathname, [...searchParams.keys()], isWhole], ["mailto:", "", ["subject", "body"], true]);
  same(searchParams.get("subject"), "Thank you & more?");
  same(searchParams.get("body"), TEXT.replaceAll("\n", "\r\n"));
  ok(href.includes("Dear%20Ann%2C%0D%0A%0D%0A"), "spaces are no plus, line ends are both characters");
  same(mailLink({ subject: " \n", text: "a" }).href, "mailto:?body=a", "no empty subject");
});

Deno.test("a subject can name no second field", () => {
  const { href } = mailLink({ subject: "a\r\nBcc: x@example.org&cc=y@example.org?to=z", text: "b&bcc=c" });
  same([...new URL(href).searchParams.keys()], ["subject", "body"]);
  ok(!/%0d|%0a/i.test(href.split("&body")[0] ?? ""));
});

Deno.test("where the text is too long only the subject is in the link", () => {
  const fits = "x".repeat(LONGEST_LINK - "mailto:?subject=a&body=".length);
  same(mailLink({ subject: "a", text: fits }).isWhole, true);
  same(mailLink({ subject: "a", text: `${fits}x` }), { href: "mailto:?subject=a", isWhole: false });
  same(mailLink({ subject: "", text: `${fits}${fits}` }), { href: "mailto:", isWhole: false });
  same(
    mailLink({ subject: fits + fits, text: fits }),
    { href: "mailto:", isWhole: false },
    "a subject can be too long, too",
  );
});

Deno.test("half a character is no reason to fail", () => {
  same(mailLink({ subject: "\uD83D", text: "a\uDE00b" }).href, "mailto:?subject=%EF%BF%BD&body=a%EF%BF%BDb");
});

// --- the name of a file

Deno.test("a title is a name that every system takes", () => {
  const name = (/** @type {string} */ title) => fileName(title, "Message", "docx");
  same(name("Thank-you note"), "Thank-you note.docx");
  same(name("What went well / what didn’t: <a>?"), "What went well what didn’t a.docx");
  same(name("Приветствие, 面接のお礼"), "Приветствие, 面接のお礼.docx");
  same(name("../../etc/passwd"), "etc passwd.docx");
  same(name("  ..hidden.. "), "hidden.docx");
  same(name("Note\u202Etxt.exe"), "Notetxt.exe.docx", "letters that stand backwards");
  same(name("a\0b\tc\r\nd"), "ab c d.docx");
  same(["con", "Aux", "nul.txt", "COM1", "lpt¹"].map(name), [
    ...["_con.docx", "_Aux.docx", "_nul.txt.docx", "_COM1.docx", "_lpt¹.docx"],
  ]);
  same([name("console"), name("Conversation")], ["console.docx", "Conversation.docx"]);
});

Deno.test("where a title has nothing for a name, there is another", () => {
  same(fileName("???", "Message", "txt"), "Message.txt");
  same(fileName("...", "", "txt"), "file.txt");
});

Deno.test("a long title is cut between characters", () => {
  const name = fileName("👩".repeat(500), "", "eml");
  ok(new TextEncoder().encode(name).length < 255);
  ok(name.endsWith("👩.eml"));
});

// --- lines

Deno.test("lines end as mail wants them, whoever wrote them", () => {
  same(crlf("a\nb\r\nc\rd\u2028e\vf"), "a\r\nb\r\nc\r\nd\r\ne\r\nf");
  same(crlf("a\0\x1Bb\uFFFEc\uD800"), "abc\uFFFD");
  same(oneLine(" a\r\n\tb\u2029c "), "a b c");
});

Deno.test("rich lines are paragraphs, and everything else is text", () => {
  same(htmlOf(TEXT), "<p>Dear Ann,</p>\n<p>Thank you – it was good to meet.</p>\n<p>Kind regards,<br>Alex</p>");
  same(htmlOf('<img src=x onerror="a">&amp;'), "<p>&lt;img src=x onerror=&quot;a&quot;&gt;&amp;amp;</p>");
});

Deno.test("gaps are known by what the text was made from, else by their brackets", () => {
  const text = "Dear [their name],";
  same([hasGaps({ text }), hasGaps({ text: "Dear Ann" })], [true, false]);
  same(hasGaps({ text, paragraphs: [[{ kind: "reader", text }]] }), false, "a reader may write in brackets");
  same(hasGaps({ text, paragraphs: [[{ kind: "ours", text: "Dear " }, { kind: "gap", text: "their name" }]] }), true);
});

Deno.test("paper and spelling are those of the reader's home", () => {
  same(homeForm("en", ["de-DE", "en-US", "en-GB"]), { language: "en-US", letter: true });
  same(homeForm("en", ["en-GB"]), { language: "en-GB", letter: false });
  same(homeForm("en", ["fr-CA"]), { language: "en", letter: false });
  same(homeForm("es", ["es", "es-MX"]), { language: "es", letter: false });
});
