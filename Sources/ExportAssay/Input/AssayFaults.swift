// What can be wrong with an assay input, and what to do about it.

package import Documents

extension InputFault.Code {
  /// A well name does not exist on the plate.
  package static let badWell = Self(rawValue: "BAD_WELL")
  /// A well occurs twice.
  package static let duplicateWell = Self(rawValue: "DUPLICATE_WELL")
  /// A block of an export is cut off or not as announced.
  package static let badBlock = Self(rawValue: "BAD_BLOCK")
  /// Two places of the input contradict each other.
  package static let inconsistent = Self(rawValue: "INCONSISTENT")
  /// The tables cannot be evaluated together (no standards, no cultures ...).
  package static let notEvaluable = Self(rawValue: "NOT_EVALUABLE")
  /// A layout that cannot be made.
  package static let badLayout = Self(rawValue: "BAD_LAYOUT")

  /// What to do about it, where that follows from the code alone.
  fileprivate func remedy(_ reason: String) -> String {
    switch self {
    case .missingColumn: "add the column, or correct its name"
    case .unknownColumn, .duplicateColumn: "correct its name or remove it"
    case .rowLength: "look for a missing or extra separator in this line"
    case .badNumber where reason.contains("number"): "write a plain number such as 1.25, without unit or thousands mark"
    case .badWell: "wells are a row letter and a column number, such as B7"
    case .duplicateWell: "keep one of the two rows"
    case .badBlock: "export the file again, or restore the damaged line"
    case .inconsistent: "correct the one that is wrong, or export the file again"
    default: ""
    }
  }
}

extension InputFaults {
  /// A fault at a well or a cell, with the remedy of its code unless the reason says itself what to do, after a colon or
  /// semicolon.
  init(
    _ code: InputFault.Code, file: String, line: Int? = nil, column: Int? = nil, well: String? = nil, _ reason: String
  ) {
    let isComplete = reason.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") }
    self.init(
      code, file: file, line: line, column: column, place: well ?? "", reason: reason,
      remedy: isComplete ? "" : code.remedy(reason))
  }

  /// The same faults with a line where they have none: that of the block or plate they are about.
  func located(line other: Int?) -> InputFaults {
    InputFaults(
      faults.map { fault in
        var copy = fault
        copy.position.line = fault.line ?? other
        return copy
      })
  }
}
