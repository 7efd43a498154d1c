// Words as they are compared: without case, accents, vowel signs, hamza, nor the Arabic article.

const ALIKE = { œ: "oe", æ: "ae", ß: "ss", ٱ: "ا", ى: "ي", ة: "ه" };
// The letters of a word, those of Breton that are written with an apostrophe, and the middle dot of Catalan.
const WORD = /(?:c['’ʼ]h|[\p{L}\p{M}\p{N}ـ·])+/giu;
// The article, with the letters that join it: “and”, “then”, “with”, “like”; “for” takes its alif.
const ARTICLE = /^[وف]?(?:[بك]?ال|لل)(?=..)/, JOINED = /^[وفبكل](?=...)/;

/** A word as it is compared: `Œuvres` → `oeuvres`, `الإثراء` → `الاثراء`, `07` → `7`. */
const plain = word => word.toLowerCase().normalize("NFKD").replace(/[\p{M}ـ·'’ʼ]/gu, "")
    .replace(/[œæßٱىة]/g, letter => ALIKE[letter]).replace(/[٠-٩۰-۹]/g, figure => figure.charCodeAt() % 16)
    .replace(/^0+(?=\d)/, "");

/** A word, and what it is without what may be joined to its beginning. */
const variants = word => new Set([word, word.replace(ARTICLE, ""), word.replace(JOINED, "")]);

/** The words of a text as they are written; a letter alone is none, a figure is. */
const split = text => (text.match(WORD) ?? []).filter(word => /../.test(plain(word)) || /\d/.test(plain(word)));

/** A word without the end of a plural. */
const stem = word => (word.length > 5 ? word.replace(/[sx]$/, "") : word);

/** Whether one letter added, left out, changed or swapped with the next makes of `typed` a word, or its beginning. */
const isNear = (typed, word) => {
    if (typed.length < 4 || (typed.length < 6 && Math.abs(typed.length - word.length) > 1)) return false;
    let at = 0;
    while (at < typed.length && typed[at] === word[at]) at++;
    const goesOn = (from, to) => word.startsWith(typed.slice(from), to);
    return goesOn(at + 1, at + 1) || goesOn(at + 1, at) || goesOn(at, at + 1)
        || (typed[at] === word[at + 1] && typed[at + 1] === word[at] && goesOn(at + 2, at + 2));
};
