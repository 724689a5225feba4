// What sets the exports of one software apart from others that also write grids or lists of wells.

internal import Documents

/// The exports of one software.
protocol GridDialect: Sendable {
  /// The format.
  var format: PlateFormat { get }
  /// Words for what a well holds beside those that all dialects know, in lower case: `x` for a sample of BMG.
  var words: [String: WellRole] { get }

  /// Whether the software itself writes a sheet of this name, which holds no wells.
  func isOwnSheet(_ name: String) -> Bool
  /// How surely the first lines of a file are of this software.
  func certainty(_ head: [String]) -> RecognitionCertainty?
  /// What the export says of machine, date and operator.
  func provenance(_ file: GridFile) -> PlateProvenance
  /// Why the file cannot be read as a plate that was read once, with the line; `nil` if it can.
  func refusal(_ file: GridFile) -> (line: Int, reason: String)?
  /// What a column of a block is.
  func use(_ block: GridBlock, column: Int, in file: GridFile) -> GridUse
  /// The plate that a block belongs to; empty for the only one of the file.
  func plate(_ block: GridBlock, in file: GridFile) -> String
}

extension GridDialect {
  var words: [String: WellRole] { [:] }
  func isOwnSheet(_ name: String) -> Bool { false }
  func refusal(_ file: GridFile) -> (line: Int, reason: String)? { nil }
  func plate(_ block: GridBlock, in file: GridFile) -> String { block.plate }
  func use(_ block: GridBlock, column: Int, in file: GridFile) -> GridUse { GridFields.use(block, column, file.mark) }
}

/// Reads the exports of one dialect.
struct GridReader<Dialect: GridDialect>: PlateReader {
  let dialect: Dialect

  var format: PlateFormat { dialect.format }

  func recognize(_ file: PlateFile) -> RecognitionCertainty? { dialect.certainty(GridFile.head(file)) }

  func read(_ file: PlateFile) throws(InputFaults) -> PlateExport {
    let grids = try GridFile(file)
    if let refusal = dialect.refusal(grids) {
      throw InputFaults(.notEvaluable, file: file.name, line: refusal.line, "\(format.name): \(refusal.reason)")
    }
    var plates: [GridPlate] = []
    for block in grids.blocks {
      let uses = block.columns.indices.map { dialect.use(block, column: $0, in: grids) }
      guard uses.contains(where: { $0 != .unused }) else { continue }
      try block.checkMerged(grids.sheets, file: file.name)
      if let repeated = block.repeated {
        throw InputFaults(
          .duplicateWell, file: file.name, line: repeated.line, well: repeated.well.description,
          "\(format.name): the well stands twice in this list: export one plate, read once")
      }
      let name = dialect.plate(block, in: grids)
      let index = plates.firstIndex { $0.name == name } ?? plates.count
      if index == plates.count {
        plates.append(GridPlate(file: file.name, format: format, name: name, line: block.line))
      }
      for (column, use) in zip(block.columns, uses) {
        try plates[index].add(column, use, words: dialect.words, mark: grids.mark, line: block.line)
      }
    }
    let notes = grids.sheetsWithoutWells.filter { !dialect.isOwnSheet($0) }.map {
      HiddenCells.unread($0, "neither a grid nor a list of wells", file: file.name)
    }
    return PlateExport(
      grids: try measured(plates, grids, file), provenance: dialect.provenance(grids), warnings: notes)
  }

  /// The plates that were measured. Contents without a plate of their own belong to the only plate there is.
  private func measured(
    _ plates: [GridPlate], _ grids: GridFile, _ file: PlateFile
  ) throws(InputFaults) -> [GridPlate] {
    var read = plates.filter { !$0.readings.isEmpty }
    guard !read.isEmpty else {
      let found = grids.blocks.isEmpty ? "no grid or list of wells" : "grids, but none of measured values"
      throw InputFaults(
        .notEvaluable, file: file.name, line: grids.blocks.first?.line,
        "\(format.name): \(found) in the export: export the raw data of every well, as a plate or as a list")
    }
    if read.count == 1 {
      for other in plates where other.readings.isEmpty && !other.contents.isEmpty {
        read[0].contents.merge(other.contents) { own, _ in own }
      }
    }
    for index in read.indices where read[index].name.isEmpty { read[index].name = Self.stem(file.name) }
    return read
  }

  /// A file's name up to its last point.
  private static func stem(_ name: String) -> String {
    name.lastIndex(of: ".").map { String(name[..<$0]) }.flatMap { $0.isEmpty ? nil : $0 } ?? name
  }
}
