/**
 * Words as searches compare them, the same in PostgreSQL and in every language: without accents, in lower case, cut at
 * whatever is neither letter nor number. Done here and not by the database, whose idea of a letter depends on how it was set up.
 */
export { searchDocument, searchQuery, searchWords } from './search-words.js';
