// The curves of a screen's page: insert sizes, and qualities along the reads.

import Documents
import Pages

/// Pictures of the library, with what stands above them.
enum LibraryCurves {
  private static let width = 460.0
  private static let height = 220.0

  /// The fragments by length, with their median.
  static func chart(_ sizes: InsertSizes) -> Markup {
    let most = Double(sizes.counts.max() ?? 0)
    let end = Double(sizes.counts.count * sizes.binWidth)
    var chart = SVGChart(
      title: "Insert sizes", xLabel: sizes.scale == .transcript ? "bases of the transcript" : "bases",
      yLabel: sizes.binWidth == 1 ? "fragments" : "fragments in \(sizes.binWidth) bases", x: 0...max(end, 1),
      y: 0...max(most, 1), width: width, height: height)
    let steps = sizes.counts.enumerated().flatMap { index, count in
      [index, index + 1].map { (x: Double($0 * sizes.binWidth), low: 0.0, high: Double(count)) }
    }
    chart.band(steps, className: "band")
    chart.line([(0, 0)] + steps.map { ($0.x, $0.high) } + [(end, 0)], className: "curve")
    chart.line([(Double(sizes.median), 0), (Double(sizes.median), most)], className: "limit")
    return chart.render()
  }

  /// The scores by position in the read; `nil` where there is no curve.
  static func chart(_ qualities: BaseQualities) -> Markup? {
    let sides = [(qualities.first, "medium"), (qualities.second, "cells")].compactMap { side, style in
      side.map { (values: values($0, qualities.state), style: style) }
    }
    guard !sides.isEmpty else { return nil }
    let isBinned = qualities.state == .binned
    let highest = sides.flatMap(\.values).map(\.1).max() ?? 0
    var chart = SVGChart(
      title: "Base qualities", xLabel: "position in the read",
      yLabel: isBinned ? "% of Phred 30 and above" : "mean Phred",
      x: 1...Double(max(2, sides.map(\.values.count).max() ?? 0)), y: 0...(isBinned ? 100 : max(40, highest)),
      width: width, height: height)
    for side in sides { chart.line(side.values, className: side.style) }
    return chart.render()
  }

  private static func values(_ side: BaseQualities.Side, _ state: BaseQualities.State) -> [(Double, Double)] {
    let scores =
      state == .binned ? side.phred30ByPosition.map { $0.map { 100 * $0 } } : side.meanByPosition
    return scores.enumerated().compactMap { index, value in value.map { (Double(index + 1), $0) } }
  }
}

extension ScreenHTML {
  /// The curves of the library, and what is said where there is none.
  static func curves(_ report: ScreenDocument) -> [String: Any] {
    var curves: [[String: Any]] = []
    var notes: [String] = []
    if let sizes = report.insertSizes {
      curves.append(["words": sizes.sentence + ".", "svg": LibraryCurves.chart(sizes)])
    } else {
      notes.append("No insert sizes: these are single reads, or too few pairs lie on the genes.")
    }
    if let qualities = report.baseQualities {
      if let chart = LibraryCurves.chart(qualities) {
        curves.append(["words": qualities.sentence + ".", "svg": chart])
      } else {
        notes.append(qualities.sentence)
      }
    } else {
      notes.append("No base qualities: too few short reads lie on the genes.")
    }
    return ["hasCurves": !curves.isEmpty, "curves": curves, "curveNotes": notes]
  }
}
