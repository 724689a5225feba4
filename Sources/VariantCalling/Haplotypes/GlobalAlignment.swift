// End-to-end alignment of a haplotype with the record, within a fixed budget of memory.

/// One step of an alignment.
enum AlignmentStep: UInt8 {
  /// A base of both.
  case both
  /// A base of the record only.
  case deletion
  /// A base of the haplotype only.
  case insertion
}

/// Aligns two sequences end to end with affine gaps (Gotoh 1982, J Mol Biol 162:705), those as far left as equal cost allows.
///
/// Equal bases at both ends are set aside first. Of the table between them a byte a cell is kept: where each of the three
/// states came from. Two sequences whose table has more than ``mostCells`` are not aligned.
enum GlobalAlignment {
  /// Most cells of a table: 4 MB.
  static let mostCells = 1 << 22
  private static let mismatch: Int32 = 4
  private static let gapOpen: Int32 = 7
  private static let gapExtend: Int32 = 1
  private static let far: Int32 = 1 << 28

  /// The steps from start to end; `nil` if the sequences are too long and too different.
  static func steps(from plain: [UInt8], to other: [UInt8]) -> [AlignmentStep]? {
    var suffix = 0
    let shorter = min(plain.count, other.count)
    while suffix < shorter, plain[plain.count - 1 - suffix] == other[other.count - 1 - suffix] { suffix += 1 }
    var prefix = 0
    while prefix < shorter - suffix, plain[prefix] == other[prefix] { prefix += 1 }
    let (rows, columns) = (plain.count - suffix - prefix, other.count - suffix - prefix)
    guard (rows + 1) * (columns + 1) <= mostCells || rows == 0 || columns == 0 else { return nil }
    var steps = [AlignmentStep](repeating: .both, count: prefix)
    if rows == 0 || columns == 0 {
      steps += [AlignmentStep](repeating: rows == 0 ? .insertion : .deletion, count: rows + columns)
    } else {
      steps += inner(plain[prefix..<prefix + rows], other[prefix..<prefix + columns])
      moveFirstGap(of: &steps, from: prefix, plain, other)
    }
    return steps + [AlignmentStep](repeating: .both, count: suffix)
  }

  /// A gap that the inner table begins with may lie further left, among the equal bases that were set aside.
  private static func moveFirstGap(
    of steps: inout [AlignmentStep], from prefix: Int, _ plain: [UInt8], _ other: [UInt8]
  ) {
    guard steps[prefix] != .both else { return }
    let gap = steps[prefix]
    let length = steps[prefix...].prefix { $0 == gap }.count
    let sequence = gap == .deletion ? plain : other
    var start = prefix
    while start > 0, sequence[start - 1] == sequence[start + length - 1] {
      steps[start - 1] = gap
      steps[start + length - 1] = .both
      start -= 1
    }
  }

  /// The steps between two sequences that differ at both ends.
  private static func inner(_ plain: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> [AlignmentStep] {
    let columns = other.count + 1
    var cells = [UInt8](repeating: 0, count: (plain.count + 1) * columns)
    var row = [Costs](repeating: Costs(), count: columns)
    for i in 0...plain.count {
      var diagonal = Costs()
      for j in 0..<columns {
        let above = row[j]
        var here = Costs()
        var cell: UInt8 = 0
        if i == 0, j == 0 { here.match = 0 }
        if i > 0, j > 0 {
          let isEqual = plain[plain.startIndex + i - 1] == other[other.startIndex + j - 1]
          here.match = diagonal.least + (isEqual ? 0 : mismatch)
        }
        if i > 0 {
          here.deletion = min(min(above.match, above.insertion) + gapOpen, above.deletion) + gapExtend
          if here.deletion == above.deletion + gapExtend {
            cell |= AlignmentStep.deletion.rawValue << 2
          } else if above.match > above.insertion {
            cell |= AlignmentStep.insertion.rawValue << 2
          }
        }
        if j > 0 {
          let left = row[j - 1]
          here.insertion = min(min(left.match, left.deletion) + gapOpen, left.insertion) + gapExtend
          if here.insertion == left.insertion + gapExtend {
            cell |= AlignmentStep.insertion.rawValue << 4
          } else if left.match > left.deletion {
            cell |= AlignmentStep.deletion.rawValue << 4
          }
        }
        cells[i * columns + j] = cell | here.best.rawValue
        row[j] = here
        diagonal = above
      }
    }
    return traceBack(cells, plain.count, other.count)
  }

  /// What it costs to reach a cell, by the step that ends there.
  private struct Costs {
    var match = far
    var deletion = far
    var insertion = far
    var least: Int32 { min(match, deletion, insertion) }
    /// Equal bases are taken first from the right, so gaps end up on the left.
    var best: AlignmentStep {
      match <= deletion && match <= insertion ? .both : deletion <= insertion ? .deletion : .insertion
    }
  }

  /// A cell holds its best step in the lowest two bits, then the step before a deletion that ends there, then that before an
  /// insertion.
  private static func traceBack(_ cells: [UInt8], _ rows: Int, _ columns: Int) -> [AlignmentStep] {
    var (i, j) = (rows, columns)
    var steps: [AlignmentStep] = []
    func origin(_ shift: UInt8) -> AlignmentStep {
      AlignmentStep(rawValue: cells[i * (columns + 1) + j] >> shift & 3) ?? .both
    }
    var step = origin(0)
    while i > 0 || j > 0 {
      steps.append(step)
      switch step {
      case .both:
        i -= 1
        j -= 1
        step = origin(0)
      case .deletion:
        step = origin(2)
        i -= 1
      case .insertion:
        step = origin(4)
        j -= 1
      }
    }
    return steps.reversed()
  }
}
