// A strategy as a file. The page holds the shape of one, which is that of `macros/publish/worksheet.py`.

const tool = $(".tool");
const { site, root } = document.body.dataset;
const shape = JSON.parse(tool.dataset.shape);

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
/** Whether a field may hold this value. */
const isSound = (field, value) => typeof value === "string"
    && (!value || ((field !== "choix" || shape.choices.includes(value)) && (field !== "quand" || isDay(value))));
const check = (isTrue, key, values) => {
    if (!isTrue) throw new Problem(key, values);
};

/** The strategy in a file that a visitor chose; throws a `Problem`. */
const read = async file => {
    check(file.size <= shape.largest, "file-large", { size: shape.largest / 1e6 });
    let text;
    try {
        text = await file.text();
    } catch {
        throw new Problem("file-unread");
    }
    return parse(text);
};

/** The strategy in a text: its organisation, and the answers by the id of each entry; throws a `Problem`. */
const parse = text => {
    let value;
    try {
        value = JSON.parse(text);
    } catch {
        throw new Problem("file-json");
    }
    check(isObject(value) && value.format === shape.format && Number.isInteger(value.version), "file-other");
    check(value.version <= shape.version, "file-newer", { version: value.version });
    check(value.cadre === site, "file-framework", { framework: String(value.cadre).slice(0, 80) });
    check(typeof value.organisation === "string", "file-field", { field: "organisation" });
    check(isObject(value.reponses), "file-field", { field: "reponses" });
    const answers = new Map();
    for (const [id, given] of Object.entries(value.reponses)) {
        check(new RegExp(shape.id).test(id), "file-id", { id: id.slice(0, 80) });
        check(isObject(given), "file-field", { field: id });
        const answer = {};
        for (const field of shape.fields) {
            const text = Object.hasOwn(given, field) ? given[field] : "";
            check(isSound(field, text), "file-field", { field: `${id}.${field}` });
            answer[field] = text;
        }
        answers.set(id, answer);
    }
    return { organisation: value.organisation, answers };
};

/** The fields that an answer still needs to be a plan. */
const lacking = answer => shape.plan.filter(field => !answer[field].trim());

/** Whether enough entries are chosen for now, each with a whole plan. */
const isComplete = answers => {
    const now = [...answers.values()].filter(answer => answer.choix === "maintenant");
    return now.length >= shape.enough && now.every(answer => !lacking(answer).length);
};
