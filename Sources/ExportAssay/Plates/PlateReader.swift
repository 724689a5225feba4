// What every reader of plate exports answers: is this file mine, how surely, and what is in it?

package import Documents

/// A file offered to the readers.
package struct PlateFile: Sendable {
  /// The name as the caller gave it.
  package let name: String
  /// Its bytes.
  package let bytes: [UInt8]
  /// The sheets of a workbook; `nil` for a file that is none.
  let workbook: [CellSheet]?
  private let decoded: Result<DecodedText, InputFaults>

  /// A file; its text or its sheets are read once for all readers.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    do {
      workbook = try Workbook(bytes, file: name)?.sheets
      decoded = Result { () throws(InputFaults) in try DecodedText(file: name, bytes: bytes) }
    } catch {
      workbook = nil
      decoded = .failure(error)
    }
  }

  /// One sheet of a workbook as a file of its own, named by the sheet too where it is not the only one.
  init(_ sheet: CellSheet, of file: PlateFile, isOnly: Bool) {
    name = isOnly ? file.name : file.name + "/" + sheet.name
    bytes = Array("\(file.name)\t\(sheet.name)".utf8)
    workbook = nil
    decoded = .success(sheet.tabSeparated(file: name))
  }

  /// The text; `nil` for a file that is none.
  var text: DecodedText? { try? decoded.get() }

  /// The text, or why it is none.
  func requireText() throws(InputFaults) -> DecodedText { try decoded.get() }
}

/// How sure a reader is that a file is its own.
package enum RecognitionCertainty: Int, Sendable, Comparable {
  /// Nothing contradicts it: a bare grid of numbers.
  case possible
  /// Words or a shape that this format has and others may have.
  case likely
  /// The file names its software, or has a header that no other format has.
  case certain

  /// Order of certainty.
  package static func < (a: RecognitionCertainty, b: RecognitionCertainty) -> Bool { a.rawValue < b.rawValue }
}

/// What an export says of the machine and the measurement, as printed; `nil` for what it does not say.
package struct PlateProvenance: Sendable, Equatable {
  /// The software with its version.
  package var software: String?
  /// The protocol, method or test that was run.
  package var protocolName: String?
  /// The instrument.
  package var instrument: String?
  /// Its serial number.
  package var serialNumber: String?
  /// When the plates were read.
  package var measured: String?
  /// When the document was last saved.
  package var saved: String?
  /// Who measured.
  package var person: String?
}

/// The contents of a file.
package struct PlateExport: Sendable {
  /// One record a curve, of exports that say what their wells hold.
  package var plates: [PlateRecord] = []
  /// Plates whose wells a plate map describes, wholly or in part.
  package var grids: [GridPlate] = []
  /// Machine, date, operator.
  package var provenance = PlateProvenance()
  /// What is odd about the file as a whole.
  package var warnings: [AssayWarning] = []
}

/// Reads the exports of one kind of plate reader.
///
/// A reader has a folder of its own under `PlateReaders` and one line in `PlateReaders.all`. What sets its format apart from
/// others later on is a value of its `format`.
package protocol PlateReader: Sendable {
  /// The format that it reads.
  var format: PlateFormat { get }

  /// How surely the file is of this format; `nil` if it is not.
  func recognize(_ file: PlateFile) -> RecognitionCertainty?

  /// Reads a file that was recognised.
  ///
  /// - Throws: the first fault, with file, line, column and well.
  func read(_ file: PlateFile) throws(InputFaults) -> PlateExport
}
