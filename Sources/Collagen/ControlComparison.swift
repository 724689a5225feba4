// Whether control lines of RNA were made like the sample, and what their genes' expression is.

import Numerics
import Reporting
import TranscriptAnalysis

/// The control lines that a sample's junctions are compared with.
struct ControlComparison {
  let controls: [SplicingReport]

  init(_ controls: [SplicingReport]) { self.controls = controls }

  /// Fragments a junction below which a control says little of events of a few per cent.
  private static let fewFragments = 60.0
  /// Beyond this fraction of first reads on one strand a library is stranded.
  private static let stranded = 0.9

  /// The range of the first gene's expression over the second one's in 95 % of lines like the controls: with mean m and
  /// standard deviation s of the logarithms of n controls,
  ///
  ///     exp(m +- t(0.975, n - 1) s sqrt(1 + 1/n))
  ///
  /// `nil` for fewer than three controls with both genes.
  var expressionRatio: ClosedRange<Double>? {
    let logarithms = controls.compactMap { control in
      control.expression?.allSatisfy { $0.level == .expressed } == true
        ? control.expressionRatio.map { Elementary.log(max($0.value, 1e-4)) } : nil
    }
    guard logarithms.count >= SplicingControls.fewest else { return nil }
    let number = Double(logarithms.count)
    let mean = logarithms.reduce(0, +) / number
    let variance = logarithms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (number - 1)
    let reach =
      Distribution.tTwoSided(0.95, df: number - 1) * variance.squareRoot() * (1 + 1 / number).squareRoot()
    return Elementary.exp(mean - reach)...Elementary.exp(mean + reach)
  }

  /// What a reader must know of controls that are not like the sample.
  func warnings(_ library: LibraryTraits) -> [String] {
    guard !controls.isEmpty else { return [] }
    var texts: [String] = []
    let strand = ControlComparison.strand(library.antisenseFirst)
    let otherwise = controls.count { ControlComparison.strand($0.library?.antisenseFirst) != strand }
    if otherwise > 0 {
      texts.append(
        "\(otherwise) of \(controls.count) controls are of another kind of library (\(strand) here): what is normal there "
          + "may not be normal here; give controls that were prepared like the sample")
    }
    let few = controls.count { control in
      control.expression?.contains { $0.fragmentsPerJunction < ControlComparison.fewFragments } ?? true
    }
    if few > 0 {
      texts.append(
        "\(few) of \(controls.count) controls have fewer than \(Int(ControlComparison.fewFragments)) fragments a junction in one "
          + "of the genes: they say little of rare events")
    }
    return texts
  }

  /// The kind of library by its strands.
  private static func strand(_ antisenseFirst: Double?) -> String {
    guard let antisenseFirst else { return "without strands" }
    if antisenseFirst >= stranded { return "stranded, first reads opposite to the transcript" }
    return antisenseFirst <= 1 - stranded ? "stranded, first reads of the transcript's strand" : "without strands"
  }
}
