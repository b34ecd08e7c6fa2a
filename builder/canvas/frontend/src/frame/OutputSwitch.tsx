import { useId } from "react";

interface OutputSwitchProps {
  isOutput: boolean;
  onToggle: (isOutput: boolean) => void;
}

/** Makes a node's first output one of the network's. */
export function OutputSwitch({ isOutput, onToggle }: OutputSwitchProps) {
  const id = useId();
  return (
    <div className="ll-field ll-field-head">
      <label htmlFor={id}>Output of the network</label>
      <span className="ll-spring" />
      <input
        id={id}
        className="ll-switch"
        type="checkbox"
        role="switch"
        checked={isOutput}
        onChange={(event) => onToggle(event.target.checked)}
      />
    </div>
  );
}
