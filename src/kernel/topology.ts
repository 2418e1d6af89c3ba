/** Where services listen and how they are reached. */
export interface Topology {
  /** Base URL of a service that is not hosted here; undefined when the topology does not know it. */
  readonly addressOf: (service: string) => string | undefined;
  /** Where this process listens for everything public. */
  readonly publicListener: Listener;
  /** Where this process listens for peers, health and metrics. */
  readonly privateListener: Listener;
}

/** An address to listen on; port 0 takes any free one. */
export interface Listener {
  readonly host: string;
  readonly port: number;
}
