// The strategy as files: its own format, a text, a calendar.

const day = date => date.toLocaleDateString(locale, { dateStyle: "long", timeZone: "UTC" });
const organisation = () => (draft.get("organisation") ?? "").trim();
const fileName = extension => [slug(site), slug(organisation()), `strategie.${extension}`].filter(Boolean).join("-");

const asJson = () => JSON.stringify({
    $schema: root + shape.schema,
    format: shape.format,
    version: shape.version,
    cadre: site,
    langue: language,
    enregistre: new Date().toISOString(),
    organisation: organisation(),
    complet: isComplete(answers()),
    reponses: Object.fromEntries(answers()),
}, null, 2) + "\n";

/** The strategy as a document: headings, paragraphs, labelled texts, items. */
const pieces = () => {
    const given = [...answers()];
    const of = choice => given.filter(([, answer]) => answer.choix === choice);
    const name = organisation();
    const found = [
        { kind: "heading", level: 1, text: name ? words("title", { organisation: name }) : words("untitled") },
        { kind: "text", text: words("made", { date: day(new Date()), site }) },
        { kind: "text", text: isComplete(answers()) ? words("complete", { now: of("maintenant").length }) : words("incomplete", {
            now: of("maintenant").length,
            done: of("maintenant").filter(([, answer]) => !lacking(answer).length).length,
        }) },
    ];
    for (const [id, answer] of of("maintenant")) {
        found.push({ kind: "heading", level: 2, text: titleOf(id) });
        for (const field of shape.plan) {
            const value = field === "quand" && answer.quand ? day(new Date(answer.quand)) : answer[field];
            found.push({ kind: "labelled", label: label(field), text: value });
        }
    }
    for (const choice of ["plus-tard", "non"]) {
        if (!of(choice).length) continue;
        found.push({ kind: "heading", level: 2, text: choiceLabel(choice) });
        for (const [id, { raison }] of of(choice)) found.push({ kind: "item", label: titleOf(id), text: raison });
    }
    found.push({ kind: "text", text: words("source", { address: $("link[rel=canonical]").href }) });
    return found;
};

const lines = text => text.split(/\r?\n/).map(line => line.trim());

// Entities rather than backslashes for `<`: not every reader of Markdown knows the latter.
const markdownLine = line =>
    line.replace(/[\\`*_[\]|~]/g, "\\$&").replace(/&(?=#?\w+;)/g, "&amp;").replace(/</g, "&lt;")
        .replace(/^([-+>#=]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? start + "\\" : "\\" + start));
const markdownText = text => lines(text).map(markdownLine).join("\n").replace(/\n{3,}/g, "\n\n").replace(/([^\n])\n(?=[^\n])/g, "$1  \n");

const asMarkdown = () => pieces().map(({ kind, level, label, text }) => ({
    heading: () => `${"#".repeat(level)} ${markdownLine(text.replace(/\s+/g, " "))}`,
    text: () => markdownText(text),
    labelled: () => `**${markdownLine(label)}**\n\n${markdownText(text) || "…"}`,
    item: () => `- **${markdownLine(label)}** ${markdownLine(text.replace(/\s+/g, " "))}`.trimEnd(),
})[kind]()).join("\n\n") + "\n";

const calendarText = text => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n").replace(/[\u0000-\u001f]/g, "");
/** RFC 5545 3.1: a line holds 75 bytes at most; the next one goes on after a space. */
const folded = line => {
    const found = [""];
    let size = 0;
    for (const letter of line) {
        const bytes = new TextEncoder().encode(letter).length;
        if (size + bytes > 74) {
            found.push(" ");
            size = 1;
        }
        found[found.length - 1] += letter;
        size += bytes;
    }
    return found.join("\r\n");
};

/** The deadlines as RFC 5545 wants them; nothing where none has a date. */
const asCalendar = () => {
    const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const events = [...answers()].filter(([, answer]) => answer.choix === "maintenant" && answer.quand).flatMap(([id, answer]) => {
        const after = new Date(new Date(answer.quand).getTime() + 864e5).toISOString().slice(0, 10);
        const details = ["objectif", "premier_pas", "qui", "indicateur"].filter(field => answer[field])
            .map(field => `${label(field)} : ${answer[field]}`);
        return [
            "BEGIN:VEVENT",
            `UID:${id}.${slug(organisation()) || "strategie"}@${new URL(root).hostname}`,
            `DTSTAMP:${stamp}`,
            `DTSTART;VALUE=DATE:${answer.quand.replaceAll("-", "")}`,
            `DTEND;VALUE=DATE:${after.replaceAll("-", "")}`,
            `SUMMARY:${calendarText(titleOf(id))}`,
            `DESCRIPTION:${calendarText(details.join("\n"))}`,
            "END:VEVENT",
        ];
    });
    if (!events.length) return "";
    const calendar = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${calendarText(site)}//${language}`, ...events, "END:VCALENDAR"];
    return calendar.map(folded).join("\r\n") + "\r\n";
};
