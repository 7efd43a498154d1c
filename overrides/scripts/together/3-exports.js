// What is taken away: tables, calendar, the set itself, and a synthesis of a few pages.

// What a spreadsheet would run as a formula: see `macros/publish/cells.py`.
const FORMULA = /^(?=[=+\-@\t\r\n＝＋－＠])/;
/** RFC 4180. The mark of byte order tells spreadsheets that the text is UTF-8. */
const asCsv = rows => "\ufeff" + rows.map(row => row.map(cell => {
    const text = typeof cell === "string" ? cell.replace(FORMULA, "'") : String(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}).join(",") + "\r\n").join("");

const QUESTIONS = 7;
const plainTitle = id => (entries[id] ? textOf(entries[id].title) : "");

/** One row a défi. */
const byDefi = () => {
    const names = shape.choices.map(choice => choice.replace("-", "_"));
    const who = isNamed() ? names.map(name => `organisations_${name}`) : [];
    const rows = counted().map(({ id, chosen, niveau, cible, deadlines }) => {
        const lists = Object.values(chosen);
        return [
            id, plainTitle(id), ...lists.map(list => list.length), ...[niveau, cible].map(level => level?.toFixed(1) ?? ""),
            deadlines.join(" | "), ...(isNamed() ? lists.map(list => list.map(({ name }) => name).join(" | ")) : []),
        ];
    });
    return [["defi", "titre", ...names, "niveau", "cible", "echeances", ...who], ...rows];
};

const answersOf = ({ questions, autres }, id) => {
    const keys = entries[id]?.questions ?? [];
    const placed = Array.from({ length: QUESTIONS }, (_, index) => questions[keys[index]] ?? "");
    const rest = Object.entries(questions).filter(([key]) => !keys.includes(key)).map(([, text]) => text);
    const others = Object.entries(autres).flatMap(([field, texts]) => texts.map(text => `${field}: ${text}`));
    return [...placed, rest.join(" | "), others.join(" | ")];
};
/** One row an organisation and défi, with every field. */
const byAnswer = () => {
    const questions = Array.from({ length: QUESTIONS }, (_, index) => `question_${index + 1}`);
    const head = ["organisation", "strategie", "identifiant", "enregistre", "defi", "titre"];
    const rows = shown().flatMap(({ name, strategy }) => Object.entries(strategy.reponses).map(([id, answer]) => [
        name, strategy.nom, isNamed() ? strategy.id : "", strategy.enregistre, id, plainTitle(id),
        ...shape.fields.map(field => answer[field]), ...answersOf(answer, id),
    ]));
    return [[...head, ...shape.fields, ...questions, "autres_questions", "autres"], ...rows];
};

/** The set: the file that holds all, and from which all is made again. */
const asSet = () => JSON.stringify({
    ouvrir: address, $schema: root + shape.setSchema, format: shape.set, version: shape.version, cadre: site,
    strategies: loaded.map(({ file, strategy }) => ({ fichier: file, strategie: strategy })),
}, null, 2) + "\n";

const section = (key, ...pieces) => [{ kind: "heading", level: 2, text: words(key) }, ...pieces];
const table = (keys, rows) => ({ kind: "table", head: keys.map(key => words(key)), rows });

const sharePieces = rows => {
    const who = isNamed() ? ["who"] : [];
    const cells = rows.toSorted(compare(({ chosen }) => -chosen.maintenant.length)).map(({ id, chosen, niveau, cible }) => [
        titleOf(id), ...shape.choices.map(choice => chosen[choice].length), levelOf(niveau), levelOf(cible),
        ...who.map(() => namesOf(chosen.maintenant)),
    ]);
    return section("shares", table(["defi", ...shape.choices, "niveau", "cible", ...who], cells));
};
const monthPieces = rows => {
    const months = Map.groupBy(rows.flatMap(({ id, deadlines }) => deadlines.map(date => [date.slice(0, 7), entries[id].number])),
        ([month]) => month);
    const cells = [...months].sort().map(([month, all]) =>
        [day(month), all.length, [...new Set(all.map(([, number]) => number))].join(", ")]);
    return cells.length ? section("calendar", table(["month", "deadlines", "defis"], cells)) : [];
};
const costPieces = () => {
    const plans = loaded.flatMap(({ strategy }) => ofChoice(strategy.reponses, "maintenant").map(([, { cout }]) => cout));
    const cells = shape.costs.map(cost => [words(`cout-${cost}`), plans.filter(cout => cout === cost).length])
        .filter(([, count]) => count);
    return cells.length ? section("cout", table(["cout", "plans"], cells)) : [];
};

/** What the strategies come to, as `python -m macros strategie report` writes it. */
const synthesisPieces = () => {
    const rows = counted();
    const complete = loaded.filter(({ strategy }) => strategy.complet).length;
    return [
        { kind: "title", text: words("synthesis") },
        ...section("figures", { kind: "list", items: [
            listed(words("organisations"), loaded.length), listed(words("complete-ones"), complete)] }),
        ...sharePieces(rows), ...monthPieces(rows), ...costPieces(),
        { kind: "text", text: words(isNamed() ? "names" : "no-names").replace(/\s+/g, " ") },
    ];
};

/** Prints the synthesis, the map with it. */
const printSynthesis = () => {
    $("#paper").replaceChildren(...onPaper(synthesisPieces()));
    $("#paper h3").after(classed("map heat", make("div", ...mapOf(counted()))));
};
