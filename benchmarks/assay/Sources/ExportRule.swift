// What another valid export is, written without the readers: a damaged export that obeys this is, character by character,
// what the instrument's software would have written for other contents of the wells, so no reader can tell.

import Foundation

enum ExportRule {
  /// Whether the damaged text is an export that could have been written for other contents of the same plate.
  static func isOtherExport(_ damaged: String, of original: String) -> Bool {
    let old = lines(original)
    let new = lines(damaged)
    return old.first?.first?.hasPrefix("##BLOCKS") == true ? masksAnotherWell(new, old) : exchangesWells(new, old)
  }

  private static func lines(_ text: String) -> [[String]] {
    text.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n").map {
      $0.components(separatedBy: "\t")
    }
  }

  /// Gen5: everything outside the result matrices is as before, and the wells have exchanged all that is printed of them,
  /// standards and blanks only within their level. The curve follows from the standards and the blanks, and each well's
  /// figures from its own reading, so this is what Gen5 writes when those samples stand in those wells.
  private static func exchangesWells(_ new: [[String]], _ old: [[String]]) -> Bool {
    guard let a = Matrices(old), let b = Matrices(new), a.frame == b.frame, a.layout == b.layout, a.wells != b.wells,
      Set(a.wells.keys) == Set(b.wells.keys)
    else { return false }
    /// The kind of content of each well with what is printed of it, sorted.
    func contents(_ matrices: Matrices) -> [String] {
      matrices.wells.map { well, figures in
        let layout = matrices.layout[well] ?? []
        let isCalibrator = ["STD", "BLK"].contains { layout.first?.hasPrefix($0) == true }
        let kind = isCalibrator ? layout.joined(separator: " ") : (layout.first?.isEmpty ?? true ? "empty" : "sample")
        return kind + "\t" + figures.joined(separator: "\t")
      }.sorted()
    }
    return contents(a) == contents(b)
  }

  /// The matrices of a Gen5 export, and all the rest.
  private struct Matrices {
    /// All lines, with the cells of result matrices and layout taken out.
    var frame: [[String]] = []
    var layout: [String: [String]] = [:]
    var wells: [String: [String]] = [:]

    init?(_ lines: [[String]]) {
      var title = ""
      var columns = 0
      var row = ""
      for line in lines {
        if line.count > 3, line[0].isEmpty, line[1] == "1", line[2] == "2" {
          columns = line.count - 1
          guard line[1...].elementsEqual((1...columns).map(String.init)) else { return nil }
          frame.append(line)
        } else if columns > 0, line.count == columns + 2 {
          if !line[0].isEmpty { row = line[0] }
          for k in 1...columns {
            if title == "Layout" {
              layout[row + String(k), default: []].append(line[k])
            } else {
              wells[row + String(k), default: []].append(line[k])
            }
          }
          frame.append([line[0], line[columns + 1]])
        } else {
          columns = 0
          title = line[0].isEmpty ? title : line[0]
          frame.append(line)
        }
      }
      guard !layout.isEmpty, !wells.isEmpty else { return nil }
    }
  }

  /// SoftMax Pro: one row is that of another well of the plate, its value and its result are masked, and no other row has
  /// that well. Nothing in the export comes from a masked well.
  private static func masksAnotherWell(_ new: [[String]], _ old: [[String]]) -> Bool {
    guard new.count == old.count else { return false }
    let different = new.indices.filter { new[$0] != old[$0] }
    guard different.count == 1, let place = different.first, new[place].count == old[place].count else { return false }
    let cells = new[place].indices.filter { new[place][$0] != old[place][$0] }
    guard cells.count == 1, let cell = cells.first, new[place].filter({ $0 == "Masked" }).count == 2 else {
      return false
    }
    func isWell(_ text: String) -> Bool {
      text.range(of: "^[A-H]([1-9]|1[0-2])$", options: .regularExpression) != nil
    }
    let well = new[place][cell]
    // The line with all wells of the plate is no row of a group.
    let rows = new.filter { $0.filter(isWell).count < 24 }
    return isWell(well) && isWell(old[place][cell]) && rows.filter { $0.contains(well) }.count == 1
  }
}
