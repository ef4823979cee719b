/** One family of figures: what it counts, and by which labels it is told apart. */
export type MetricFamily = {
  readonly type: "gauge" | "counter";
  readonly help: string;
  readonly labels: readonly string[];
};

/** Every figure that `/metrics` gives. Alerts and dashboards are built on these names: they stay. */
export const METRICS = {
  firsthand_sale_units: {
    type: "gauge",
    help: "Units of a sale by where they are; free, held, sold and withdrawn add up to received.",
    labels: ["sale", "state"],
  },
  firsthand_attempts: { type: "counter", help: "Checkouts of a sale by verdict.", labels: ["sale", "verdict"] },
  firsthand_reasons: {
    type: "counter",
    help: "Checkouts of a sale whose decision names a reason: the twelve that are named most.",
    labels: ["sale", "code"],
  },
  firsthand_pressure: {
    type: "gauge",
    help: "1 for the level of pressure that decisions of a sale go by, 0 for the others.",
    labels: ["sale", "level"],
  },
  firsthand_registrations: { type: "gauge", help: "Registrations for a sale that stand.", labels: ["sale"] },
  firsthand_draw_stage: {
    type: "gauge",
    help: "1 for the stage that the draw of a sale is in, 0 for the others.",
    labels: ["sale", "stage"],
  },
  firsthand_draw_overdue_seconds: {
    type: "gauge",
    help: "How long the next step of a draw is overdue, as where no beacon comes.",
    labels: ["sale"],
  },
  firsthand_called_places: { type: "gauge", help: "Places of the drawn order that were called.", labels: ["sale"] },
  firsthand_lost_records: {
    type: "gauge",
    help: "Decisions of a sale that were given up before the database took them.",
    labels: ["sale"],
  },
  firsthand_export_lag_seconds: {
    type: "gauge",
    help: "How long the oldest decision of a sale has waited for its copy in the database.",
    labels: ["sale"],
  },
  firsthand_webhook_deliveries: {
    type: "gauge",
    help: "Deliveries to webhooks that wait, and that were given up in the last day.",
    labels: ["state"],
  },
  firsthand_webhook_overdue_seconds: {
    type: "gauge",
    help: "How long the oldest delivery that is due has waited.",
    labels: [],
  },
  firsthand_source_up: {
    type: "gauge",
    help: "Whether the figures of a sale, or of the database, could be read: 1 or 0.",
    labels: ["source"],
  },
} as const satisfies { readonly [name: string]: MetricFamily };

export type MetricName = keyof typeof METRICS;

/** One figure, with the values of its family's labels in their order. */
export type Sample = { readonly name: MetricName; readonly labels: readonly string[]; readonly value: number };

/** Figures as text. @see https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md */
export function openMetricsText(samples: readonly Sample[]): string {
  const families = Object.entries(METRICS).flatMap(([name, { type, help, labels }]) => {
    const suffix = type === "counter" ? "_total" : "";
    const lines = samples
      .filter((sample) => sample.name === name)
      .map(({ labels: values, value }) => {
        const pairs = labels.map((label, at) => `${label}="${escaped(values[at] ?? "")}"`);
        return `${name}${suffix}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}`;
      });
    return [`# TYPE ${name} ${type}`, `# HELP ${name} ${escaped(help)}`, ...lines];
  });
  return `${[...families, "# EOF"].join("\n")}\n`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
