// The one reader of VCF text: header first, then the records, every fault with its line and column.

/// A VCF that was read: plain text, already inflated.
///
///     let document = try VCFDocument(bytes, file: "calls.vcf")
///     for record in document.records { print(record.chromosome, record.position) }
///
/// Not for whole genomes as they are: cut them to the places that matter with ``VCFRegionFilter`` while they are read.
package struct VCFDocument: Sendable {
  /// Base name of the file.
  package let file: String
  /// The header.
  package let header: VCFHeader
  /// The records in the order of the file.
  package let records: [VCFRecord]

  /// The most faults that are told; more say nothing new.
  private static let mostFaults = 20

  /// Reads VCF text. Lines without text are passed over, as a ``VCFRegionFilter`` leaves them.
  ///
  /// - Throws: ``InputFaults`` if the first line is no `##fileformat=VCF`, if there is no `#CHROM` line before the first
  ///   record, and with every line that is no record.
  package init(_ bytes: [UInt8], file: String) throws(InputFaults) {
    var text = bytes[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    var header: VCFHeader?
    var columns = 0
    var records: [VCFRecord] = []
    var faults: [InputFault] = []
    var number = 0
    var isAtEnd = false
    // One line at a time: a list of all would be many times as large as the text of a hostile file.
    while !isAtEnd {
      let end = text.firstIndex(of: 10)
      let whole = text[..<(end ?? text.endIndex)]
      isAtEnd = end == nil
      text = text[(end.map { $0 + 1 } ?? text.endIndex)...]
      number += 1
      let line = whole.last == 13 ? whole.dropLast() : whole
      guard header != nil else {
        header = try VCFDocument.opening(line, file: file)
        continue
      }
      if line.isEmpty { continue }
      do throws(InputFault) {
        if line.first == UInt8(ascii: "#") {
          guard columns == 0 else {
            throw InputFault(
              .syntax, file: file, line: number, reason: "a second header: these are several files in one",
              remedy: "join them with bcftools concat")
          }
          // In place: a copy of the header for each of its lines would make the work square.
          columns = try header?.take(line, number: number, file: file) ?? 0
        } else {
          guard columns > 0 else {
            throw InputFault(
              .syntax, file: file, line: number, reason: "a record before the #CHROM line: the header is not whole")
          }
          records.append(try VCFRecord(line, number: number, columns: columns, file: file))
        }
      } catch {
        faults.append(error)
        if faults.count == VCFDocument.mostFaults { break }
      }
    }
    guard let header else { throw InputFaults(VCFDocument.noVCF(file)) }
    if columns == 0, faults.isEmpty {
      faults = [
        InputFault(.syntax, file: file, line: 1, reason: "the #CHROM line is missing: the header is not whole")
      ]
    }
    guard faults.isEmpty else { throw InputFaults(faults) }
    self.file = file
    self.header = header
    self.records = records
  }

  private static func noVCF(_ file: String) -> InputFault {
    InputFault(.syntax, file: file, line: 1, reason: "not a VCF: the first line must be ##fileformat=VCFv4...")
  }

  /// What the first line of every VCF begins with.
  static let magic = Array("##fileformat=VCF".utf8)

  private static func opening(_ line: ArraySlice<UInt8>, file: String) throws(InputFaults) -> VCFHeader {
    guard line.starts(with: magic), let version = String(validating: line.dropFirst(13), as: UTF8.self) else {
      throw InputFaults(noVCF(file))
    }
    return VCFHeader(version: version)
  }
}

extension VCFHeader {
  private static let fixed = ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO"]

  /// Takes a further line of the header; gives the number of columns if it is the `#CHROM` line, else 0.
  mutating func take(_ line: ArraySlice<UInt8>, number: Int, file: String) throws(InputFault) -> Int {
    guard let text = String(validating: line, as: UTF8.self) else {
      throw InputFault(.encoding, file: file, line: number, reason: "not UTF-8 text", remedy: "save the file as UTF-8")
    }
    if text.hasPrefix("##") {
      let key = text.dropFirst(2).split(at: "=")[0]
      lines.append(Line(key: String(key), value: String(Substring(text.utf8.dropFirst(key.utf8.count + 3)))))
      return 0
    }
    let names = text[...].split(at: "\t").map(String.init)
    guard names.starts(with: VCFHeader.fixed), names.count == 8 || names.count > 8 && names[8] == "FORMAT" else {
      throw InputFault(
        .syntax, file: file, line: number,
        reason: "the #CHROM line must name CHROM, POS, ID, REF, ALT, QUAL, FILTER and INFO, separated by tabs")
    }
    columnLine = number
    samples = Array(names.dropFirst(9))
    guard Set(samples).count == samples.count else {
      throw InputFault(.duplicate, file: file, line: number, reason: "a sample occurs twice")
    }
    return names.count
  }
}
