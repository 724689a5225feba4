// Damaged and valid inputs of one kind after the other, each with what reading must give.

@testable import SequenceIO

/// One input and what must come of it.
struct CorpusCase {
  /// What is expected.
  enum Expectation {
    /// Whole, with so many records.
    case whole(Int)
    /// Whole with so many records, but the end is not proven.
    case unproven(Int)
    /// Refused with one of these codes, after so many whole records (nil: not looked at).
    case refused([ParseError.Code], after: Int?)
  }

  let name: String
  let bytes: [UInt8]
  let expectation: Expectation

  static func whole(_ name: String, _ bytes: [UInt8], _ count: Int) -> CorpusCase {
    CorpusCase(name: name, bytes: bytes, expectation: .whole(count))
  }

  static func refused(
    _ name: String, _ bytes: [UInt8], _ codes: ParseError.Code..., after: Int? = nil
  ) -> CorpusCase {
    CorpusCase(name: name, bytes: bytes, expectation: .refused(codes, after: after))
  }

  /// What is wrong with an outcome, or nil.
  func complaint(_ outcome: ReadOutcome) -> String? {
    switch expectation {
    case .whole(let count):
      guard outcome.isWhole, outcome.records.count == count, outcome.summary?.completeness == .verified else {
        return "\(name): not whole: \(outcome.records.count) records, \(outcome.error?.description ?? "no error")"
      }
      return outcome.summary?.recordCount == count ? nil : "\(name): count of the summary"
    case .unproven(let count):
      guard outcome.isWhole, outcome.records.count == count, outcome.summary?.completeness == .unproven else {
        return "\(name): not unproven: \(outcome.records.count) records, \(outcome.error?.description ?? "no error")"
      }
      return nil
    case .refused(let codes, let after):
      guard let error = outcome.error else { return "\(name): read as if it were right" }
      guard codes.contains(error.code) else { return "\(name): wrong code: \(error)" }
      guard let after else { return nil }
      guard outcome.records.count == after else { return "\(name): \(outcome.records.count) records before \(error)" }
      return error.record == after + 1 || error.record == after ? nil : "\(name): wrong record: \(error)"
    }
  }
}
