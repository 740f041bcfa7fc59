/** Something that has happened. Payloads hold ids and plain values: they are stored, then read back later. */
export abstract class DomainEvent<Payload extends object = object> {
  static readonly type: string;
  readonly occurredAt = new Date();

  /** @param actor who did it; null when the system itself did */
  constructor(
    readonly actor: { readonly id: string } | null,
    readonly payload: Payload,
  ) {}

  get type(): string {
    return (this.constructor as typeof DomainEvent).type;
  }
}
