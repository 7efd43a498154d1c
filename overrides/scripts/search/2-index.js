// The small index, which the page holds: what each word of a query finds, and in what order.

// What finding an entry counts for, by where the word stands; a number is that of a défi or of an action.
const EXACT = 1000, NUMBER = 9, TITLE = 8, RELATED = 4, QUESTION = 2, HEADING = 1;
// A word that only begins as it was typed; what an entry has to have of a query, compared with the best.
const BEGINS = 0.5, ENOUGH = 0.7;

const entries = [...document.getElementById("search-index").content.querySelectorAll("li")];
const byId = new Map(entries.map(entry => [entry.dataset.id, entry]));
// Each word → as it was first written; what it finds, and what that counts for.
const vocabulary = new Map();
// Each title, and each other form of it → its entries.
const titles = new Map();

const keyOf = text => split(text).map(plain).join(" ");

const add = (entry, text, weight) => {
    for (const written of split(text)) for (const word of variants(plain(written))) {
        if (!vocabulary.has(word)) vocabulary.set(word, { written: written.toLowerCase(), found: new Map() });
        const { found } = vocabulary.get(word);
        found.set(entry, Math.max(found.get(entry) ?? 0, weight));
    }
};

for (const entry of entries) {
    const { forms = "", related = "", to = "" } = entry.dataset;
    const [title, kind] = entry.children;
    const names = [title.textContent, ...forms.split("|")];
    for (const name of names) {
        const key = keyOf(name);
        titles.set(key, [...titles.get(key) ?? [], entry]);
        add(entry, name, TITLE);
    }
    // “Défi 7”: what all have in common, such as “Thème”, tells none of them from another.
    if (/\d/.test(kind.textContent)) for (const word of split(kind.textContent)) add(entry, word, /\d/.test(word) ? NUMBER : HEADING);
    for (const line of entry.querySelectorAll("p")) add(entry, line.textContent, line.firstElementChild ? HEADING : QUESTION);
    add(entry, related, RELATED);
    for (const id of to.split(" ")) if (byId.has(id)) add(byId.get(id), [...names, related].join("|"), RELATED);
}

/** What a typed word finds: the words that are it or begin with it, else those that one letter parts from it. */
const match = written => {
    const typed = [...variants(plain(written))];
    const known = [...vocabulary.keys()];
    const whole = known.filter(word => typed.some(one => stem(one) === stem(word)));
    let words = /^\d+$/.test(typed[0]) ? whole : known.filter(word => typed.some(one => word.startsWith(stem(one))));
    let meant = written;
    if (!words.length) {
        const near = known.filter(word => !/\d/.test(typed[0]) && isNear(typed[0], word));
        // The nearest in length, then the one that finds the most.
        const cost = word => Math.abs(word.length - typed[0].length) - vocabulary.get(word).found.size / entries.length;
        const best = near.sort((one, other) => cost(one) - cost(other))[0];
        if (!best) return null;
        meant = vocabulary.get(best).written;
        words = near.filter(word => stem(word) === stem(best) || word.startsWith(best));
        whole.push(...words);
    }
    const found = new Map();
    for (const word of words) for (const [entry, weight] of vocabulary.get(word).found) {
        const counted = weight * (whole.includes(word) ? 1 : BEGINS);
        found.set(entry, Math.max(found.get(entry) ?? 0, counted));
    }
    return { meant, words, found, rarity: Math.log(1 + entries.length / found.size) };
};

/** The entries that a query finds, the best first; the query as it was understood; how rare each word found is. */
const lookUp = query => {
    const typed = split(query);
    const matches = typed.map(match).filter(Boolean);
    const has = new Map(), score = new Map();
    const count = (tally, entry, value) => tally.set(entry, (tally.get(entry) ?? 0) + value);
    for (const { found, rarity } of matches) for (const [entry, weight] of found) {
        count(has, entry, rarity);
        count(score, entry, rarity * weight);
    }
    const understood = matches.map(({ meant }) => meant).join(" ");
    for (const entry of titles.get(keyOf(understood)) ?? []) count(score, entry, EXACT);
    const enough = ENOUGH * Math.max(...has.values()), rarest = Math.max(...matches.map(({ rarity }) => rarity));
    return {
        // Those that count for as much stay in the order of the index.
        found: entries.filter(entry => has.get(entry) >= enough).sort((one, other) => score.get(other) - score.get(one)),
        query: understood === typed.join(" ") ? query : understood,
        // “de” says nothing of an entry beside “chaîne” and “blocs”.
        words: new Map(matches.filter(({ rarity }) => rarity > rarest / 2).flatMap(({ words, rarity }) => words.map(word => [word, rarity]))),
    };
};
