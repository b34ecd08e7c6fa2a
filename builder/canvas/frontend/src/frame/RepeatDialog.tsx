import { type FormEvent, useEffect, useRef, useState } from "react";

import { blockOf } from "../document/blocks";
import { titleOf } from "../document/graph";
import { MOST_TIMES } from "../document/repeat";
import { readSeries } from "../document/series";
import type { ArgumentSpec, Node } from "../protocol";
import { repeatBlock } from "../state/blocks";
import { useCanvas } from "../state/CanvasContext";
import { type Row, varyingRows } from "./varyingRows";

interface RepeatDialogProps {
  node: Node;
  onClose: () => void;
}

/** How often a block is repeated, and what changes from one copy to the next. */
export function RepeatDialog({ node, onClose }: RepeatDialogProps) {
  const canvas = useCanvas();
  const dialog = useRef<HTMLDialogElement>(null);
  const [times, setTimes] = useState(3);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState("");
  const rows = varyingRows(blockOf(canvas.graph, node), canvas.state.catalog);
  const read = rows
    .filter((row) => typed[row.key] !== undefined && typed[row.key] !== row.text)
    .map((row) => ({ row, series: readSeries(typed[row.key] ?? "", row.spec, times) }));
  const isWrong = read.some(({ series }) => "mistake" in series);

  useEffect(() => dialog.current?.showModal?.(), []);

  function make(event: FormEvent) {
    event.preventDefault();
    const variations = read.flatMap(({ row, series }) =>
      "values" in series ? [{ node: row.node, argument: row.spec.name, values: series.values }] : [],
    );
    const mistake = repeatBlock(canvas, node.id, times, variations);
    if (mistake === null) onClose();
    else setRefusal(mistake);
  }

  return (
    <dialog ref={dialog} className="ll-dialog ll-panel" aria-label={`Repeat ${titleOf(node)}`} onClose={onClose}>
      <form onSubmit={make}>
        <h2>Repeat “{titleOf(node)}”</h2>
        <p className="ll-note">Makes a chain of copies, each with weights of its own; each takes what the last gives.</p>
        <div className="ll-field">
          <label htmlFor="repeat-times">How many in all</label>
          <input
            id="repeat-times"
            className="ll-input"
            type="number"
            min={2}
            max={MOST_TIMES}
            required
            value={Number.isNaN(times) ? "" : times}
            onChange={(event) => setTimes(event.target.valueAsNumber)}
          />
        </div>
        {rows.length > 0 && (
          <p className="ll-note">
            What varies: one value for all, a list (32, 64, 128), or a first value and its growth (32 ×2, or 16 +8).
          </p>
        )}
        <div className="ll-repeat-rows">
          {rows.map((row) => (
            <VaryingField
              key={row.key}
              row={row}
              text={typed[row.key] ?? row.text}
              told={toldOf(row.spec, typed[row.key], row.text, times)}
              onText={(text) => setTyped({ ...typed, [row.key]: text })}
            />
          ))}
        </div>
        {refusal !== "" && (
          <p className="ll-error" role="alert">
            {refusal}
          </p>
        )}
        <div className="ll-dialog-buttons">
          <button type="button" className="ll-button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="ll-primary" disabled={isWrong}>
            Repeat
          </button>
        </div>
      </form>
    </dialog>
  );
}

function toldOf(spec: ArgumentSpec, text: string | undefined, before: string, times: number) {
  if (text === undefined || text === before) return null;
  const series = readSeries(text, spec, times);
  if ("mistake" in series) return { text: series.mistake, isMistake: true };
  const shown = series.values.slice(0, 6).map(String).join(", ");
  return { text: series.values.length > 6 ? `${shown}, …` : shown, isMistake: false };
}

interface VaryingFieldProps {
  row: Row;
  text: string;
  told: { text: string; isMistake: boolean } | null;
  onText: (text: string) => void;
}

function VaryingField({ row, text, told, onText }: VaryingFieldProps) {
  const id = `repeat-${row.key}`;
  return (
    <div className="ll-field">
      <label htmlFor={id}>
        {row.title} {row.spec.name}
      </label>
      <input
        id={id}
        className="ll-input"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={told?.isMistake ?? false}
        aria-describedby={told ? `${id}-told` : undefined}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      {told && (
        <p id={`${id}-told`} className={told.isMistake ? "ll-error" : "ll-note"}>
          {told.text}
        </p>
      )}
    </div>
  );
}
