// The kinds of damage: structure (rows, columns, cells, delimiters, wells, encoding), tokens, and single characters.

import ExportAssay
import Foundation
import Numerics

enum Mutation: String, CaseIterable {
  case cellDeleted = "cell deleted"
  case cellInserted = "empty cell inserted"
  case cellEmptied = "cell emptied"
  case cellsSwapped = "cells swapped"
  case lineDeleted = "line deleted"
  case lineDoubled = "line doubled"
  case linesSwapped = "lines swapped"
  case cutOff = "cut off"
  case columnDeleted = "column deleted in a block"
  case columnsSwapped = "columns swapped in a block"
  case delimiterChanged = "delimiter changed"
  case quoteInserted = "quote inserted"
  case wellRenamed = "well renamed"
  case encoding = "other encoding"
  case lineEnds = "other line ends"
  case word = "number replaced by a word"
  case token = "number replaced by Masked, OVRFLW, Range? or NaN"
  case mark = "decimal mark changed"
  case byteDeleted = "byte deleted"
  case byteChanged = "byte changed"

  struct Result {
    enum Encoding { case asBefore, wide, utf8, utf8WithMark }
    var text: String
    var encoding = Encoding.asBefore
    /// Half a character is lost at the end.
    var cutsBytes = false
  }

  func apply(to text: String, _ random: inout RandomSource) -> Result {
    switch self {
    case .byteDeleted, .byteChanged, .cutOff:
      var scalars = Array(text.unicodeScalars)
      let place = random.below(scalars.count)
      if self == .byteDeleted { scalars.remove(at: place) }
      if self == .byteChanged { scalars[place] = Unicode.Scalar(UInt8(32 + random.below(95))) }
      if self == .cutOff { scalars.removeLast(scalars.count - Swift.max(1, place)) }
      return Result(text: Self.string(scalars), cutsBytes: self == .cutOff && place % 16 == 0)
    case .encoding:
      let kinds: [Result.Encoding] = [.wide, .utf8, .utf8WithMark]
      return Result(text: text, encoding: kinds[random.below(3)])
    case .lineEnds:
      let lines = text.unicodeScalars.filter { $0 != "\r" }.split(separator: "\n", omittingEmptySubsequences: false)
      let end = ["\n", "\r\n", "\r"][random.below(3)]
      return Result(text: lines.map { Self.string($0) }.joined(separator: end))
    default: return Result(text: edit(Lines(text), &random))
    }
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Text as lines of cells.
  private struct Lines {
    var lines: [String]
    let delimiter: Unicode.Scalar

    init(_ text: String) {
      lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { string($0) }
      delimiter = text.unicodeScalars.contains("\t") ? "\t" : ","
    }

    var text: String { lines.joined(separator: "\n") }

    func cells(_ index: Int) -> [String] {
      lines[index].unicodeScalars.split(separator: delimiter, omittingEmptySubsequences: false).map { string($0) }
    }

    mutating func set(_ index: Int, _ cells: [String]) { lines[index] = cells.joined(separator: String(delimiter)) }

    /// A line with more than three filled cells.
    func pick(_ random: inout RandomSource) -> Int {
      for _ in 0..<500 {
        let index = random.below(lines.count)
        if cells(index).filter({ !$0.isEmpty }).count > 3 { return index }
      }
      return 0
    }

    /// A cell that holds a number.
    func pickNumber(_ random: inout RandomSource) -> (line: Int, cell: Int)? {
      for _ in 0..<500 {
        let line = pick(&random)
        let row = cells(line)
        let cell = random.below(row.count)
        if Double(row[cell].trimmingCharacters(in: .whitespaces)) != nil { return (line, cell) }
      }
      return nil
    }

    /// The lines around one that have as many cells.
    func block(_ line: Int) -> Range<Int> {
      let count = cells(line).count
      var start = line
      var end = line + 1
      while start > 0, cells(start - 1).count == count { start -= 1 }
      while end < lines.count, cells(end).count == count { end += 1 }
      return start..<end
    }
  }

  private func edit(_ original: Lines, _ random: inout RandomSource) -> String {
    var lines = original
    let line = lines.pick(&random)
    var row = lines.cells(line)
    let cell = random.below(row.count)
    switch self {
    case .cellDeleted: row.remove(at: cell)
    case .cellInserted: row.insert("", at: cell)
    case .cellEmptied: row[cell] = cell == row.count - 1 && row[cell].hasSuffix("\r") ? "\r" : ""
    case .cellsSwapped: row.swapAt(cell, random.below(row.count))
    case .quoteInserted: row[cell] = "\"" + row[cell]
    case .delimiterChanged:
      guard row.count > 1 else { break }
      let place = Swift.min(cell, row.count - 2)
      row[place] += [" ", ";", "|"][random.below(3)] + row.remove(at: place + 1)
    case .lineDeleted:
      lines.lines.remove(at: line)
      return lines.text
    case .lineDoubled:
      lines.lines.insert(lines.lines[line], at: line)
      return lines.text
    case .linesSwapped:
      lines.lines.swapAt(line, lines.pick(&random))
      return lines.text
    case .columnDeleted, .columnsSwapped:
      let other = random.below(row.count)
      for index in lines.block(line) {
        var cells = lines.cells(index)
        if self == .columnDeleted { cells.remove(at: cell) } else { cells.swapAt(cell, other) }
        lines.set(index, cells)
      }
      return lines.text
    case .wellRenamed:
      for _ in 0..<500 {
        let index = lines.pick(&random)
        var cells = lines.cells(index)
        guard let place = cells.indices.filter({ WellPosition(cells[$0]) != nil }).first else { continue }
        cells[place] = "\("ABCDEFGHIP".randomElement(using: &random) ?? "A")\(1 + random.below(14))"
        lines.set(index, cells)
        break
      }
      return lines.text
    case .word, .token, .mark:
      guard let place = lines.pickNumber(&random) else { return lines.text }
      var cells = lines.cells(place.line)
      let end = cells[place.cell].hasSuffix("\r") ? "\r" : ""
      let words = ["Masked", "OVRFLW", "Range?", "NaN"]
      switch self {
      case .word: cells[place.cell] = "n.d." + end
      case .token: cells[place.cell] = words[random.below(4)] + end
      default: cells[place.cell] = cells[place.cell].replacingOccurrences(of: ".", with: ",")
      }
      lines.set(place.line, cells)
      return lines.text
    default: break
    }
    lines.set(line, row)
    return lines.text
  }
}
