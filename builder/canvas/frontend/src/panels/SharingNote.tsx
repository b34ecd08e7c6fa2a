/** Which nodes call one layer, and so have the same weights. */
export interface Sharing {
  /** The node whose layer this one calls again; null where this node has the layer. */
  owner: { id: string; title: string } | null;
  /** The other nodes that call it. */
  others: readonly { id: string; title: string }[];
  onSelect: (nodeId: string) => void;
}

export function SharingNote({ sharing: { owner, others, onSelect } }: { sharing: Sharing }) {
  const link = ({ id, title }: { id: string; title: string }) => (
    <button key={id} type="button" className="ll-link" onClick={() => onSelect(id)}>
      {title}
    </button>
  );
  if (owner) return <p className="ll-sharing">Calls the layer of {link(owner)} again: same weights, same arguments.</p>;
  if (others.length === 0) return null;
  return <p className="ll-sharing">Its weights are also used by {others.map(link)}</p>;
}
