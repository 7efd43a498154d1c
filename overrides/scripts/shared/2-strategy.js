// A strategy as a file. The page holds the shape of one, which is that of `macros/publish/worksheet/model.py`.

/** Why a file can't be opened: a key of the page's words, and what fills it. */
class Problem extends Error {
    constructor(key, values) {
        super(key);
        Object.assign(this, { key, values });
    }
}

const isObject = value => value !== null && typeof value === "object" && !Array.isArray(value);
const isDay = text => {
    const date = new Date(text);
    return /^\d{4}-\d\d-\d\d$/.test(text) && !isNaN(date) && date.toISOString().startsWith(text);
};
const KNOWN = { choix: shape.choices, niveau: shape.levels, cible: shape.levels, cout: shape.costs };
/** Whether a field may hold this value. */
const isSound = (field, value) => typeof value === "string"
    && (!value || ((KNOWN[field]?.includes(value) ?? true) && (field !== "quand" || isDay(value))));
const check = (isTrue, key, values) => {
    if (!isTrue) throw new Problem(key, values);
};
const own = (value, key, otherwise) => (Object.hasOwn(value, key) ? value[key] : otherwise);

/** The strategies in a file that a visitor chose, one or a set: `{ file, strategy, ofSet }`; throws a `Problem`. */
const read = async file => {
    check(file.size <= shape.largest, "file-large", { size: shape.largest / 1e6 });
    let text;
    try {
        text = await file.text();
    } catch {
        throw new Problem("file-unread");
    }
    return parse(text, file.name);
};

const parse = (text, name) => {
    let value;
    try {
        value = JSON.parse(text);
    } catch {
        throw new Problem("file-json");
    }
    checkHead(value, [shape.format, shape.set]);
    if (value.format === shape.format) return [{ file: name, strategy: strategyOf(value), ofSet: "" }];
    check(Array.isArray(value.strategies), "file-field", { field: "strategies" });
    return value.strategies.map(item => {
        check(isObject(item) && typeof item.fichier === "string", "file-field", { field: "fichier" });
        checkHead(item.strategie, [shape.format]);
        return { file: item.fichier, strategy: strategyOf(item.strategie), ofSet: name };
    });
};

const checkHead = (value, formats) => {
    check(isObject(value) && formats.includes(value.format) && Number.isInteger(value.version), "file-other");
    check(value.version <= shape.version, "file-newer", { version: value.version });
    check(value.cadre === site, "file-framework", { framework: String(value.cadre).slice(0, 80) });
};

const textIn = (value, field, shown = field) => {
    const text = own(value, field, "");
    check(isSound(field, text), "file-field", { field: shown });
    return text;
};

/** A strategy as the current version of the format has it, in the order of its fields. */
const strategyOf = value => {
    check(typeof value.organisation === "string", "file-field", { field: "organisation" });
    check(isObject(value.reponses), "file-field", { field: "reponses" });
    check(/^[0-9a-f]{0,64}$/.test(textIn(value, "id")), "file-field", { field: "id" });
    const [ouvrir, id, nom, langue, enregistre, organisation] =
        ["ouvrir", "id", "nom", "langue", "enregistre", "organisation"].map(field => textIn(value, field));
    const reponses = {};
    for (const defi of Object.keys(value.reponses).sort()) reponses[defi] = answerOf(value.reponses[defi], defi);
    return {
        ouvrir, format: shape.format, version: shape.version, cadre: site, id, nom, langue, enregistre, organisation,
        complet: isComplete(reponses), autres: othersOf(value, "autres"), reponses,
    };
};

const answerOf = (given, id) => {
    check(new RegExp(shape.id).test(id), "file-id", { id: id.slice(0, 80) });
    check(isObject(given), "file-field", { field: id });
    const answer = Object.fromEntries(shape.fields.map(field => [field, textIn(given, field, `${id}.${field}`)]));
    const questions = own(given, "questions", {});
    const areTexts = isObject(questions) && Object.entries(questions)
        .every(([key, text]) => new RegExp(shape.question).test(key) && typeof text === "string");
    check(areTexts, "file-field", { field: `${id}.questions` });
    return { ...answer, questions: { ...questions }, autres: othersOf(given, `${id}.autres`) };
};

/** What others wrote in some fields, not decided yet: lists of texts, by the name of the field. */
const othersOf = (value, shown) => {
    const others = own(value, "autres", {});
    const areLists = isObject(others) && Object.values(others)
        .every(list => Array.isArray(list) && list.every(text => typeof text === "string"));
    check(areLists, "file-field", { field: shown });
    return { ...others };
};

/** The answers of one choice, as [id, answer] pairs in the order of the ids. */
const ofChoice = (answers, choice) => Object.entries(answers).filter(([, answer]) => answer.choix === choice);

/** The fields that an answer still needs to be a plan. */
const lacking = answer => shape.plan.filter(field => !answer[field].trim());

/** Whether enough entries are chosen for now, each with a whole plan. */
const isComplete = answers => {
    const now = ofChoice(answers, "maintenant");
    return now.length >= shape.enough && now.every(([, answer]) => !lacking(answer).length);
};

// The sum that zip files and the identities of the first version need (ISO 3309).
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? 0xedb88320 ^ (byte >>> 1) : byte >>> 1;
    return byte;
});
const bytesOf = text => new TextEncoder().encode(text);
const crc32 = bytes => ~bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), -1) >>> 0;

const said = value => Object.fromEntries(Object.entries(value).filter(([key, item]) => key !== "revision"
    && (isObject(item) ? Object.keys(item).length : item)));
/** All that was filled in, as one text: two strategies with the same say the same. */
const contentOf = ({ organisation, nom, autres, reponses }) => JSON.stringify([organisation, nom, said(autres),
    Object.fromEntries(Object.entries(reponses).map(([id, answer]) => [id, said(answer)])
        .filter(([, answer]) => Object.keys(answer).length))]);
/** The organisation's name as names are compared: case and spaces aside. */
const ownerOf = ({ organisation }) => organisation.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).join(" ");
/** What tells a strategy from others: see `StrategyFile.identity`. */
const identityOf = strategy => strategy.id
    || crc32(bytesOf(ownerOf(strategy) || contentOf(strategy))).toString(16).padStart(8, "0");
