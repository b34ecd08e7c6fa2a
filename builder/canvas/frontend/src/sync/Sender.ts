/** Brings requests to Python one at a time; a trigger can get lost on the way, so that silence means: send again. */

export const PATIENCE = 4_000;
const FIRST_POLL = 250;
const LAST_POLL = 1_000;
/** What cannot be taken just now is sent again after pauses that grow from the one to the other. */
export const FIRST_RETRY = 1_000;
export const LAST_RETRY = 15_000;

export interface Parcel<Message> {
  message: Message;
  /** The number of the last edit inside, or 0 when there is none. */
  upTo: number;
}

export class Sender<Message> {
  private send: ((message: Message) => void) | null = null;
  private flight: { upTo: number } | null = null;
  private wanted = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private poll: ReturnType<typeof setTimeout> | undefined;
  private pollDelay = FIRST_POLL;
  private retryDelay = FIRST_RETRY;
  private readonly pack: () => Parcel<Message>;

  constructor(pack: () => Parcel<Message>) {
    this.pack = pack;
  }

  /** Says where requests go from now on. */
  connect(send: (message: Message) => void): void {
    this.send = send;
    this.flush();
  }

  /** Sends nothing more that way, and returns whether it was the way in use. What is unsaid waits for the next. */
  disconnect(send: (message: Message) => void): boolean {
    if (this.send !== send) return false;
    this.send = null;
    if (this.flight !== null) this.wanted = true;
    this.land();
    return true;
  }

  /** There is something to say, now or after a pause that a later call starts anew. */
  request(pause = 0): void {
    clearTimeout(this.pause);
    if (pause > 0) {
      this.pause = setTimeout(() => this.request(), pause);
      return;
    }
    this.wanted = true;
    this.flush();
  }

  /**
   * A reply came: it acknowledges edits up to `acknowledged`, and Python may still be at work. Where it says `waits`,
   * what is under way could not be taken, and is sent again after a pause or with the next that there is to say.
   *
   * Returns whether the request under way is answered by it.
   */
  replied(acknowledged: number, unfinished: boolean, waits = false): boolean {
    const landed = this.flight !== null && (waits || acknowledged >= this.flight.upTo);
    if (landed) this.land();
    clearTimeout(this.poll);
    this.pollDelay = unfinished ? Math.min(LAST_POLL, this.pollDelay * 1.5) : FIRST_POLL;
    if (waits || unfinished) this.poll = setTimeout(() => this.request(), waits ? this.retryDelay : this.pollDelay);
    this.retryDelay = waits ? Math.min(LAST_RETRY, this.retryDelay * 2) : FIRST_RETRY;
    this.flush();
    return landed;
  }

  /** What is under way was not taken, and is other now: it goes at once. */
  again(): void {
    this.land();
    this.request();
  }

  private flush(): void {
    if (this.send === null || this.flight !== null || !this.wanted) return;
    const { message, upTo } = this.pack();
    this.wanted = false;
    this.flight = { upTo };
    this.timer = setTimeout(() => {
      this.flight = null;
      this.request();
    }, PATIENCE);
    this.send(message);
  }

  private land(): void {
    clearTimeout(this.timer);
    this.flight = null;
  }
}
