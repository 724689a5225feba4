// What is known of the contents of one well, from an export or from maps.

internal import Documents

/// What is known of the contents of one well, from the export or from maps.
package struct WellContents: Sendable, Equatable {
  var role: WellRole?
  var sample: String?
  var nominal: Double?
  var dilution: Double?
  var line: String?
  var bioRep: Int?
  var fraction: Fraction?
  var batch: String?
  var unit: String?
  var analyte: String?
  var read: String?
  var isIncluded: Bool?
}

extension WellContents {
  /// The role that is said, or that follows: a cell line is a sample, a concentration without one a standard.
  var impliedRole: WellRole? {
    if let role { return role }
    if line != nil { return .unknown }
    if let nominal { return nominal > 0 ? .standard : .blank }
    return sample == nil ? nil : .unknown
  }
}

extension WellContents {
  /// These contents with what others add.
  ///
  /// - Parameter fault: what is thrown for a thing that both say differently; `nil` keeps what these contents say.
  func filled(
    by other: WellContents, _ fault: (String) -> InputFaults?
  ) throws(InputFaults) -> WellContents {
    func one<T: Equatable>(_ a: T?, _ b: T?, _ what: String) throws(InputFaults) -> T? {
      if let a, let b, a != b, let fault = fault(what) { throw fault }
      return a ?? b
    }
    return WellContents(
      role: try one(role, other.role, "the role"), sample: try one(sample, other.sample, "the sample"),
      nominal: try one(nominal, other.nominal, "the concentration"),
      dilution: try one(dilution, other.dilution, "the dilution"), line: try one(line, other.line, "the cell line"),
      bioRep: try one(bioRep, other.bioRep, "the dish"), fraction: try one(fraction, other.fraction, "the fraction"),
      batch: try one(batch, other.batch, "the batch"), unit: try one(unit, other.unit, "the unit"),
      analyte: try one(analyte, other.analyte, "the analyte"), read: try one(read, other.read, "the reading"),
      isIncluded: try one(isIncluded, other.isIncluded, "include"))
  }
}
