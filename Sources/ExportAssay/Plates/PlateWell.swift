// One well: what it holds, what was read in it, and what the reader's own software made of it.

/// What a well holds.
package enum WellRole: String, Sendable, CaseIterable {
  /// A calibrator of known concentration.
  case standard
  /// No analyte: the zero standard.
  case blank
  /// A quality control of known concentration.
  case qc
  /// A sample.
  case unknown
  /// A sample with a known amount added.
  case spike
}

/// Where the collagen of a culture was found.
package enum Fraction: String, Sendable, CaseIterable {
  /// The culture medium: what left the cells.
  case medium
  /// Cells and the matrix around them.
  case cellLayer = "cell_layer"
  /// Dialysable hydroxyproline and other fragments.
  case degraded
}

/// One well.
package struct PlateWell: Sendable {
  /// The plate's name in the file.
  package internal(set) var plate: String
  /// The place.
  package let position: WellPosition
  /// The 1-based line it was read from.
  package let line: Int
  /// What it holds.
  package let role: WellRole
  /// The sample, or the level of a standard.
  package let sample: String
  /// The cell line, of samples.
  package internal(set) var cellLine: String?
  /// The culture dish of that line.
  package internal(set) var bioRep: Int?
  /// Medium or cell layer.
  package internal(set) var fraction: Fraction?
  /// The known concentration in the well, or of the amount added in a spike.
  package let nominal: Double?
  /// How many times the sample was diluted; 1 is undiluted.
  package internal(set) var dilution: Double = 1
  /// Whether the dilution is said; one that is not is taken as 1.
  package internal(set) var isDilutionSaid = true
  /// What was read.
  package let signal: WellSignal
  /// Whether the operator keeps the well.
  package internal(set) var isIncluded: Bool
  /// What the reader's software printed as this well's concentration.
  package var printedConcentration: PrintedNumber?
  /// The printed token where no number was printed.
  package var printedToken: String?
  /// The run in which the dish was grown; empty where it is not said.
  package var batch = ""
  /// The group or curve this well belongs to in a vendor export.
  package var group = ""
}
