/** Property tests draw the same examples at every run, unless SEARCH is set. */
import fc from "fast-check";

if (!process.env["SEARCH"]) fc.configureGlobal({ seed: 20_261_121 });
