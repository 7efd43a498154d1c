// Strategies as texts that other programs read: Markdown, and calendars.

const lines = text => text.split(/\r?\n/).map(line => line.trim());

// Entities rather than backslashes for `<`: not every reader of Markdown knows the latter.
const markdownLine = line =>
    line.replace(/[\\`*_[\]|~]/g, "\\$&").replace(/&(?=#?\w+;)/g, "&amp;").replace(/</g, "&lt;")
        .replace(/^([-+>#=]|\d+(?=[.)]))/, start => (/\d/.test(start) ? start + "\\" : "\\" + start));
/** A text as one line of Markdown, in which nothing is a mark. */
const markdownCell = text => markdownLine(String(text).split(/\s+/).filter(Boolean).join(" "));
const markdownText = text =>
    lines(text).map(markdownLine).join("\n").replace(/\n{3,}/g, "\n\n").replace(/([^\n])\n(?=[^\n])/g, "$1  \n");

const markdownTable = ({ head, rows }) => [head, ...rows]
    .map(cells => `| ${cells.map(markdownCell).join(" | ")} |`)
    .toSpliced(1, 0, `|${" --- |".repeat(head.length)}`).join("\n");

const MARKDOWN = {
    title: ({ text }) => `# ${markdownCell(text)}`,
    heading: ({ level, text }) => `${"#".repeat(level)} ${markdownCell(text)}`,
    text: ({ text }) => markdownText(text),
    pair: ({ label, text }) => `**${markdownCell(label)}**\n\n${markdownText(text) || "…"}`,
    quote: ({ text, from }) => `> ${markdownCell(text)}\n>\n> ${markdownCell(from)}`,
    list: ({ items }) => items.map(item => `- ${markdownCell(item)}`).join("\n"),
    table: markdownTable,
    contents: ({ items }) => items.map(item => `- ${markdownCell(item)}`).join("\n"),
};
/** The pieces of a document as Markdown: those that only paper has a use for are left out. */
const asMarkdown = pieces =>
    pieces.filter(({ kind }) => kind in MARKDOWN).map(piece => MARKDOWN[piece.kind](piece)).join("\n\n") + "\n";

const calendarText = text =>
    text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n").replace(/[\u0000-\u001f]/g, "");
/** RFC 5545 3.1: a line holds 75 bytes at most; the next one goes on after a space. */
const folded = line => {
    const found = [""];
    let size = 0;
    for (const letter of line) {
        const bytes = bytesOf(letter).length;
        if (size + bytes > 74) {
            found.push(" ");
            size = 1;
        }
        found[found.length - 1] += letter;
        size += bytes;
    }
    return found.join("\r\n");
};

const DETAILS = ["objectif", "premier_pas", "qui", "indicateur", "ecologie"];
/** One entry of a calendar: always of the same name, so that it takes the place of the one exported before. */
const calendarEntry = ({ name, strategy }, id, answer) => {
    const entry = entries[id];
    const title = entry?.name ?? id;
    const page = new URL(entry?.url ?? ".", address);
    const saved = isNaN(new Date(strategy.enregistre)) ? new Date(0) : new Date(strategy.enregistre);
    const stamp = saved.toISOString().replace(/[-:]|\.\d+/g, "");
    const after = new Date(new Date(answer.quand).getTime() + 864e5).toISOString().slice(0, 10);
    const details = DETAILS.filter(field => answer[field].trim()).map(field => listed(words(field), answer[field].trim()));
    const summary = calendarText(`${name} – ${answer.objectif.trim() || title}`);
    return [
        "BEGIN:VEVENT",
        `UID:${identityOf(strategy)}.${id}@${page.hostname || "strategie"}`,
        `DTSTAMP:${stamp}`,
        `LAST-MODIFIED:${stamp}`,
        `SEQUENCE:${Math.floor(saved.getTime() / 60_000)}`,
        `DTSTART;VALUE=DATE:${answer.quand.replaceAll("-", "")}`,
        `DTEND;VALUE=DATE:${after.replaceAll("-", "")}`,
        `SUMMARY:${summary}`,
        `DESCRIPTION:${calendarText([title, ...details].join("\n"))}`,
        `URL:${page.href}`,
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${summary}`, "TRIGGER:-P7D", "END:VALARM",
        "END:VEVENT",
    ];
};

/** The deadlines of `{ name, strategy }` as RFC 5545 wants them; nothing where none has a date. */
const asCalendar = named => {
    const events = named.flatMap(each => ofChoice(each.strategy.reponses, "maintenant")
        .filter(([, answer]) => answer.quand).flatMap(([id, answer]) => calendarEntry(each, id, answer)));
    if (!events.length) return "";
    const head = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${calendarText(site)}//${language.toUpperCase()}`];
    return [...head, ...events, "END:VCALENDAR"].map(folded).join("\r\n") + "\r\n";
};
