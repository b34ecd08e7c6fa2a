import type { CodeMistake } from "../protocol";

interface CodeNotesProps {
  mistakes: readonly CodeMistake[];
  notes: readonly CodeMistake[];
  onLine: (line: number) => void;
}

/** What keeps the typed code from the canvas, each with the way to its line; else what was left out of it. */
export function CodeNotes({ mistakes, notes, onLine }: CodeNotesProps) {
  const shown = mistakes.length > 0 ? mistakes : notes;
  return (
    <div className="ll-code-notes" data-calm={mistakes.length === 0} data-empty={shown.length === 0}>
      <div role="alert">
        {mistakes.length > 0 && (
          <>
            <p className="ll-code-verdict">The canvas stays as it was until this is mended.</p>
            <Findings found={mistakes} onLine={onLine} />
          </>
        )}
      </div>
      <div role="status">{mistakes.length === 0 && notes.length > 0 && <Findings found={notes} onLine={onLine} />}</div>
    </div>
  );
}

function Findings({ found, onLine }: { found: readonly CodeMistake[]; onLine: (line: number) => void }) {
  return (
    <ul>
      {found.map(({ line, message }, index) => (
        <li key={index}>
          {line !== null && (
            <button type="button" className="ll-link" onClick={() => onLine(line)}>
              line {line}
            </button>
          )}
          <span>{message}</span>
        </li>
      ))}
    </ul>
  );
}
