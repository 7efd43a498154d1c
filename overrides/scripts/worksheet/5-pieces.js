// The strategy as the pieces of a document, which are the same on the screen, on paper and in every file.

const organisation = () => (draft.get("organisation") ?? "").trim();
const asStrategy = () => {
    const reponses = answers();
    const autres = Object.fromEntries([...draft.keys()].filter(name => /^\w+~$/.test(name))
        .map(name => [name.slice(0, -1), othersAt(name.slice(0, -1))]));
    return {
        ouvrir: address, format: shape.format, version: shape.version, cadre: site, id: strategyId(),
        nom: draft.get("nom") ?? "", langue: language, enregistre: new Date().toISOString(),
        organisation: organisation(), complet: isComplete(reponses), autres, reponses,
    };
};
const asJson = () => {
    const { ouvrir, ...rest } = asStrategy();
    return JSON.stringify({ ouvrir, $schema: root + shape.schema, ...rest }, null, 2) + "\n";
};

const heading = (key, level = 2) => ({ kind: "heading", level, text: words(key) });
const pair = (label, text, blank) => ({ kind: "pair", label, text, blank });
/** A table, or a sign that there is nothing to put in it yet. */
const table = (keys, rows, style) => (rows.length
    ? { kind: "table", head: keys.map(key => words(key)), rows, style }
    : { kind: "text", text: "…" });
/** The same, its label a text that may be in another language. */
const asking = (said, text, blank) => ({ ...pair(textOf(said), text, blank), said });
const quote = (said, from) => ({ kind: "quote", text: textOf(said), said, from });
const plain = said => ({ kind: "text", text: textOf(said), said });
/** What a défi says officially, and what that is in the page's language where it is in another. */
const wordingOf = ({ official, unofficial, page }, name = "") => [
    quote(official, [name, words("page", { page })].filter(Boolean).join(", ")),
    ...(unofficial ? [plain(unofficial)] : []),
];
const presented = entry => [...wordingOf(entry), plain(entry.brief)];
const one = text => text.replace(/\s+/g, " ").trim() || "…";

const coverPieces = given => [
    { kind: "title", text: words("document") },
    pair(words("organisation"), organisation()),
    ...(draft.get("nom") ? [pair(words("nom"), draft.get("nom"))] : []),
    pair(words("date"), day(new Date().toISOString().slice(0, 10))),
    pair(words("state"), words(...stateOf(given))),
];

const summaryPieces = now => {
    const dated = now.filter(([, { quand }]) => quand).sort(([, one], [, other]) => (one.quand < other.quand ? -1 : 1));
    return [
        { kind: "break" }, heading("summary"),
        table(["defi", "objectif", "qui", "quand"],
            now.map(([id, { objectif, qui, quand }]) => [titleOf(id), one(objectif), one(qui), one(valued("quand", quand))])),
        ...(dated.length ? [heading("calendar"), table(["quand", "defi", "premier_pas"],
            dated.map(([id, { quand, premier_pas }]) => [day(quand), titleOf(id), one(premier_pas)]))] : []),
    ];
};

const planPieces = ([id, answer]) => {
    const { questions = [], asked = [] } = entries[id] ?? {};
    const optional = shape.optional.filter(field => answer[field]);
    const labelOf = key => asked[questions.indexOf(key)] ?? wording["old-question"];
    return [
        { kind: "heading", level: 3, text: titleOf(id) },
        ...[...shape.plan, ...optional].map(field => pair(words(field), valued(field, answer[field]))),
        ...Object.entries(answer.questions).map(([key, text]) => asking(labelOf(key), text)),
        ...Object.entries(answer.autres).flatMap(([field, texts]) =>
            texts.map(text => pair(words("undecided", { label: calledOf(`${id}.${field}`) }), valued(field, text)))),
    ];
};

const otherPieces = (given, choice) => {
    const found = ofChoice(given, choice);
    const rows = found.map(([id, { raison }]) => [titleOf(id), one(raison)]);
    return found.length ? [heading(choice), table(["defi", "raison"], rows)] : [];
};

const officialPieces = now => {
    const known = now.filter(([id]) => entries[id]);
    return [heading("officials"), ...known.flatMap(([id]) => wordingOf(entries[id], titleOf(id)))];
};

/** The whole document. */
const documentPieces = () => {
    const given = answers();
    const now = ofChoice(given, "maintenant");
    const rest = [
        ...summaryPieces(now),
        { kind: "break" }, heading("plans"), ...now.flatMap(planPieces),
        heading("ecologie"), table(["defi", "ecologie"], now.map(([id, { ecologie }]) => [titleOf(id), one(ecologie)])),
        ...otherPieces(given, "plus-tard"), ...otherPieces(given, "non"),
        ...officialPieces(now),
        heading("sources"), { kind: "list", items: [textOf(source), words("made", { site, address })] },
    ];
    const items = rest.filter(({ kind, level }) => kind === "heading" && level === 2).map(({ text }) => text);
    return [...coverPieces(given), heading("contents"), { kind: "contents", items }, ...rest];
};

const BOX = "☐";
// In minutes: an hour and a half in all.
const ORDER = [10, 10, 25, 35, 10];
const SPARE_CARDS = 6;

/** What a défi asks, with room to write by hand where there is no answer yet. */
const cardPieces = ([id, answer]) => {
    const { questions, asked } = entries[id];
    return [
        { kind: "break" }, { kind: "heading", level: 2, text: titleOf(id) },
        ...presented(entries[id]),
        ...questions.map((key, index) => asking(asked[index], answer.questions[key] ?? "", 1)),
        ...shape.plan.map(field => pair(words(field), valued(field, answer[field]), 1)),
    ];
};
const blankCard = (_, index) => [
    ...(index % 2 ? [] : [{ kind: "break" }]), heading("blank-card"),
    ...shape.plan.map(field => pair(words(field), "", field === "objectif" || field === "ecologie" ? 2 : 1)),
];

/** What to take to a meeting: the titles to vote on, how the time goes, then a sheet for each chosen défi. */
const packPieces = () => {
    const given = answers();
    const now = ofChoice(given, "maintenant").filter(([id]) => entries[id]);
    const votes = Object.values(entries).map(({ number, title }) => [`${number}. ${textOf(title)}`, BOX, BOX, BOX, ""]);
    const cards = now.length ? now.flatMap(cardPieces) : Array.from({ length: SPARE_CARDS }, blankCard).flat();
    return [
        { kind: "title", text: words("pack") }, pair(words("organisation"), organisation(), 1),
        heading("vote"), table(["defi", ...shape.choices, "raison"], votes, "votes"),
        heading("order"), table(["minutes", "what"], ORDER.map((minutes, index) => [minutes, words(`order-${index + 1}`)])),
        ...cards,
    ];
};
