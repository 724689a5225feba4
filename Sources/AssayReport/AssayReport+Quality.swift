// Quality over runs: quality-control levels and control charts, in assay.json and assay.html.

internal import Documents
internal import ExportAssay
internal import Pages

extension AssayReport {
  static func qualityLevel(_ item: QualityLevel) -> JSONValue {
    .object([
      "sample": .text(item.sample), "nominal": number(item.nominal), "unit": .text(item.unit),
      "runs": .integer(item.runs), "wells": .integer(item.count), "unreadable": .integer(item.unreadable),
      "mean": number(item.mean), "bias_percent": number(item.bias), "cv_within_run_percent": number(item.withinCV),
      "cv_between_runs_percent": number(item.betweenCV), "cv_total_percent": number(item.totalCV),
      "total_error_percent": number(item.totalError), "limit_percent": number(item.limit),
      "total_error_limit_percent": number(item.totalErrorLimit), "passes": .boolean(item.passes),
      "has_six_runs_of_three": .boolean(item.isComplete),
    ])
  }

  static func controlChart(_ chart: ControlChart) -> JSONValue {
    .object([
      "subject": .text(chart.subject), "quantity": .text(chart.quantity),
      "points": .list(
        chart.runs.indices.map {
          .object([
            "run": .text(chart.runs[$0]), "value": number(chart.values[$0]),
            "score": number(chart.scores[$0]),
          ])
        }),
      "violations": .list(
        chart.violations.map { .object(["rule": .text($0.rule), "run": .text(chart.runs[$0.run])]) }),
    ])
  }

  /// Quality controls over the plates, and the control charts.
  static func qualitySection(_ result: AssayResult) -> Markup {
    guard !result.qualityLevels.isEmpty || !result.controlCharts.isEmpty else { return .empty }
    var out = Markup.heading("Quality over the runs")
    if !result.qualityLevels.isEmpty {
      out += .table(
        [
          "control", "nominal", "unit", "runs", "wells", "mean", "bias, %", "CV within a run, %", "CV between runs, %",
          "CV in all, %", "total error, %", "M10-style limits, %", "holds",
        ],
        result.qualityLevels.map {
          [
            $0.sample, Format.number($0.nominal, 4), $0.unit, String($0.runs), String($0.count),
            Format.number($0.mean, 4), Format.number($0.bias, 3), Format.number($0.withinCV),
            Format.number($0.betweenCV),
            Format.number($0.totalCV), Format.number($0.totalError),
            "\(Format.number($0.limit, 3)), \(Format.number($0.limit, 3)), \(Format.number($0.totalErrorLimit, 3))",
            Format.met($0.passes),
          ]
        })
      out += .paragraph(
        "One plate is one run. Total error is |bias| + CV in all. "
          + (result.qualityLevels.allSatisfy(\.isComplete)
            ? "Six runs of three wells or more."
            : "Fewer than six runs of three wells each, which M10 asks for: figures of what is there, not a validation."),
        "small")
    }
    if !result.controlCharts.isEmpty {
      out += plots(result.controlCharts.map(controlPlot))
      out += .paragraph(
        "One point a run, in standard deviations of the other runs (as a normal deviate); lines at 1, 2 and 3; squares: runs in which a rule is broken.",
        "small")
      let broken = result.controlRules
      out += .paragraph(
        broken.isEmpty
          ? "No rule of Westgard is broken. Each run is compared with all others; nothing is dropped."
          : "Broken rules: " + broken.joined(separator: "; ") + ". The runs stay in.")
    }
    return out
  }

  /// A Levey-Jennings chart.
  private static func controlPlot(_ chart: ControlChart) -> Markup {
    let most = Swift.max(3.5, chart.scores.map { Swift.abs($0) }.max() ?? 0)
    var plot = SVGChart(
      title: "\(chart.subject): \(chart.quantity)", xLabel: "run", yLabel: "distance from the other runs, SD",
      x: 1...Double(chart.runs.count), y: -most...most, width: 420, height: 240)
    for z in [-3.0, -2, -1, 0, 1, 2, 3] {
      plot.line([(plot.x.lowerBound, z), (plot.x.upperBound, z)], className: z == 0 ? "zero" : "limit")
    }
    plot.line(chart.scores.enumerated().map { (Double($0.offset + 1), $0.element) }, className: "medium")
    let broken = Set(chart.violations.map(\.run))
    for (k, z) in chart.scores.enumerated() {
      plot.point(
        Double(k + 1), z, className: broken.contains(k) ? "case" : "control", radius: 4,
        shape: broken.contains(k) ? .square : .circle)
    }
    let step = (chart.runs.count + 7) / 8
    return plot.render(
      categories: stride(from: 0, to: chart.runs.count, by: step).map {
        (Double($0 + 1), String(chart.runs[$0].prefix(8)))
      })
  }
}
