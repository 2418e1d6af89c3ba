import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Name, help text and label names of a metric. Metric names are those of the specification. */
export interface MetricDefinition {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

/** Label values of one observation. */
export type Labels = Readonly<Record<string, string | number>>;

/** Counts up. */
export interface CounterMetric {
  readonly increment: (labels?: Labels, by?: number) => void;
}

/** Holds a value. */
export interface GaugeMetric {
  readonly set: (value: number, labels?: Labels) => void;
}

/** Observes a distribution, in the unit of the metric's name. */
export interface HistogramMetric {
  readonly observe: (value: number, labels?: Labels) => void;
}

/** Makes and collects the metrics of one service. Asking for the same name twice gives the same metric. */
export interface Metrics {
  readonly counter: (definition: MetricDefinition) => CounterMetric;
  readonly gauge: (definition: MetricDefinition) => GaugeMetric;
  readonly histogram: (definition: MetricDefinition & { readonly buckets: readonly number[] }) => HistogramMetric;
  /** All metrics in the text format of Prometheus. */
  readonly expose: () => Promise<string>;
}

/** A registry of its own, with `service` as a label on everything. */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  const known = new Map<string, Counter | Gauge | Histogram>();
  const once = <M extends Counter | Gauge | Histogram>(name: string, make: () => M): M => {
    const existing = known.get(name) as M | undefined;
    if (existing) return existing;
    const made = make();
    known.set(name, made);
    return made;
  };
  return {
    counter: ({ name, help, labels = [] }) => {
      const metric = once(name, () => new Counter({ name, help, labelNames: [...labels], registers: [registry] }));
      return { increment: (values = {}, by = 1) => metric.inc({ ...values }, by) };
    },
    gauge: ({ name, help, labels = [] }) => {
      const metric = once(name, () => new Gauge({ name, help, labelNames: [...labels], registers: [registry] }));
      return { set: (value, values = {}) => metric.set({ ...values }, value) };
    },
    histogram: ({ name, help, labels = [], buckets }) => {
      const metric = once(
        name,
        () => new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers: [registry] }),
      );
      return { observe: (value, values = {}) => metric.observe({ ...values }, value) };
    },
    expose: () => registry.metrics(),
  };
}
