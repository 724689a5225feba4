// The place of a well on a plate.

/// The place of a well, 0-based inside and `A1` outside.
package struct WellPosition: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// 0-based row: 0 is A.
  package let row: Int
  /// 0-based column: 0 is 1.
  package let column: Int

  /// A place on a plate of at most 32 rows and 48 columns.
  package init?(row: Int, column: Int) {
    guard (0..<32).contains(row), (0..<48).contains(column) else { return nil }
    self.row = row
    self.column = column
  }

  /// Reads `B7`, `b07`, `AF48`; `nil` for anything else.
  package init?(_ text: String) {
    var letters = 0
    var row = 0
    var digits = 0
    var column = 0
    for c in text.utf8 {
      switch c {
      case 65...90 where digits == 0, 97...122 where digits == 0:
        letters += 1
        row = row * 26 + Int(c & 0xDF) - 64
      case 48...57 where letters > 0:
        digits += 1
        column = column * 10 + Int(c) - 48
      default:
        return nil
      }
      guard letters <= 2, digits <= 2 else { return nil }
    }
    guard letters > 0, digits > 0, column > 0 else { return nil }
    self.init(row: row - 1, column: column - 1)
  }

  /// `B7`.
  package var description: String { Self.rowName(row) + String(column + 1) }

  /// A, B ... Z, AA, AB ...
  package static func rowName(_ row: Int) -> String {
    func letter(_ index: Int) -> String { String(Character(Unicode.Scalar(UInt8(65 + index)))) }
    return row < 26 ? letter(row) : letter(row / 26 - 1) + letter(row % 26)
  }

  /// Order by row, then column.
  package static func < (a: WellPosition, b: WellPosition) -> Bool { (a.row, a.column) < (b.row, b.column) }
}
