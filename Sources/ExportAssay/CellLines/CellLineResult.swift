// A cell line: its figures with intervals, its comparison with the controls, its class.

package import TypeICollagen

/// The result for one cell line.
package struct CellLineResult: Sendable {
  /// The line.
  package let line: String
  /// Its role.
  package let role: CellLineRole
  /// Culture dishes that the synthesis or the per cent secreted comes from; without either, those of the secreted amount.
  package let dishCount: Int
  /// Synthesis per normaliser and hour (geometric mean of dishes) with its 95 % interval; NaN if not measured.
  package let synthesis: (value: Double, low: Double, high: Double)
  /// In per cent of the controls.
  package let synthesisPercent: Double
  /// The 95 % interval of synthesis in per cent of the mean of the population of control lines.
  package let synthesisPercentInterval: (low: Double, high: Double)
  /// Per cent secreted with its interval.
  package let secretion: (value: Double, low: Double, high: Double)
  /// In per cent of the controls.
  package let secretionPercent: Double
  /// Its 95 % interval, likewise.
  package let secretionPercentInterval: (low: Double, high: Double)
  /// The secreted amount: collagen in the medium per normaliser and hour (geometric mean of dishes), and in per cent of the
  /// controls with its 95 % interval. It falls with synthesis and with retention alike.
  package let secreted: (value: Double, percent: Double, low: Double, high: Double)
  /// Odds of secretion over that of the controls.
  package let secretionOddsRatio: Double
  /// Every readout.
  package let findings: [ReadoutFinding]
  /// The class; `nil` for control lines.
  package let verdict: ClassVerdict?
  /// Flags.
  package let flags: Set<QualityFlag>

  /// The finding on an readout.
  package func finding(_ readout: AssayReadout) -> ReadoutFinding? { findings.first { $0.readout == readout } }
}
