// The one place where readers of plate exports are registered.

package import Documents

/// All readers of plate exports.
package enum PlateReaders {
  /// A new reader is a folder beside this file and one line here.
  package static let all: [any PlateReader] = [
    SoftMaxReader(),
    Gen5Reader(),
    PlaterReader(),
    TidyPlateReader(),
    SoftMaxXMLReader(),
    GridReader(dialect: IControlDialect()),
    GridReader(dialect: MagellanDialect()),
    GridReader(dialect: MARSDialect()),
    GridReader(dialect: SkanItDialect()),
    GridReader(dialect: EnVisionDialect()),
    GridReader(dialect: KaleidoDialect()),
    GridReader(dialect: SpectraMaxDialect()),
    GenericReader(),
  ]

  /// The reader that is surest of a file; `nil` where none knows it.
  ///
  /// - Throws: `unknownFormat` where two readers are equally sure: which one is right is not guessed.
  package static func reader(for file: PlateFile) throws(InputFaults) -> (any PlateReader)? {
    let claims = all.compactMap { reader in reader.recognize(file).map { (reader: reader, certainty: $0) } }
    guard let surest = claims.map(\.certainty).max() else { return nil }
    let best = claims.filter { $0.certainty == surest }.map(\.reader)
    guard best.count == 1 else {
      let names = best.map(\.format.name).joined(separator: " and ")
      throw InputFaults(
        .unknownFormat, file: file.name,
        "the file may be an export of \(names); which one cannot be told: export it again without other blocks")
    }
    return best.first
  }
}
