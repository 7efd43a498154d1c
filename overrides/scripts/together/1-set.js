// The strategies that are put together: the same is counted once, and of an organisation the newest is kept.

// { file, strategy, ofSet }, in the order of the files.
let loaded = [];
// What was left aside, each with a line that says so.
let notes = [];

/** Whether two strategies are one organisation's; those of one set count apart: whoever saved it decided so. */
const isSame = (one, other) => {
    if (one.ofSet && one.ofSet === other.ofSet) return false;
    const [mine, theirs] = [one.strategy, other.strategy];
    const isOwner = ownerOf(mine) && ownerOf(mine) === ownerOf(theirs);
    return (mine.id && mine.id === theirs.id) || isOwner || contentOf(mine) === contentOf(theirs);
};

const nameIn = ({ file, strategy }) => strategy.organisation.trim() || file.replace(/\.json$/, "");

/** Says that one was left aside for another, and lets the visitor count it all the same. */
const setAside = (left, other) => {
    const note = { left, text: wordy("span", "superseded", { file: left.file, other: other.file, name: nameIn(other) }) };
    note.act = button("apart", () => {
        notes = notes.filter(each => each !== note);
        loaded.push(left);
        refresh();
        say("loaded-files", { loaded: loaded.length, refused: 0 });
    });
    notes.push(note);
};

/** Adds what a file holds. */
const gather = found => {
    const place = loaded.findIndex(each => isSame(each, found));
    const old = loaded[place];
    if (!old) loaded.push(found);
    else if (contentOf(old.strategy) === contentOf(found.strategy)) {
        notes.push({ text: wordy("span", "identical", { file: found.file, other: old.file }) });
    } else if (found.strategy.enregistre > old.strategy.enregistre) {
        loaded[place] = found;
        setAside(old, found);
    } else setAside(found, old);
};

const isNamed = () => $("#names").checked;
const byIdentity = (one, other) => (identityOf(one.strategy) < identityOf(other.strategy) ? -1 : 1);
const nobodys = strategy => ({
    ...strategy, id: identityOf(strategy), organisation: "", nom: "",
    reponses: Object.fromEntries(Object.entries(strategy.reponses).map(([id, answer]) => [id, { ...answer, qui: "" }])),
});
/** The strategies as they are shown: with their names, or by numbers in an order that tells nothing. */
const shown = () => (isNamed()
    ? loaded.map(each => ({ ...each, name: nameIn(each) }))
    : loaded.toSorted(byIdentity).map(({ strategy }, index) =>
        ({ name: words("anonymous", { number: index + 1 }), strategy: nobodys(strategy) })));

const mean = levels => {
    const found = levels.filter(Boolean).map(Number);
    return found.length ? Math.floor(found.reduce((sum, level) => sum + level, 0) * 10 / found.length + 0.5) / 10 : null;
};
/** What each défi has become: who made each choice, the levels of those who chose it for now, and when. */
const counted = () => {
    const all = shown();
    return Object.keys(entries).map(id => {
        const chosen = Object.fromEntries(shape.choices.map(choice =>
            [choice, all.filter(({ strategy }) => strategy.reponses[id]?.choix === choice)]));
        const plans = chosen.maintenant.map(({ strategy }) => strategy.reponses[id]);
        return {
            id, chosen, niveau: mean(plans.map(plan => plan.niveau)), cible: mean(plans.map(plan => plan.cible)),
            deadlines: plans.map(plan => plan.quand).filter(Boolean).sort(),
        };
    });
};
